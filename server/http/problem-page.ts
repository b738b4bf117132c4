// A refusal as a page, for somebody whose browser was led to it by a link: what it was, in words, and the way back.
// Needs no script.
const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const asText = (words: string): string => words.replace(/[&<>"]/g, sign => entities[sign] ?? sign);

export const problemPage = (title: string, detail: string): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${asText(title)} – Nonpaper</title>
<style>body { font: 1.125rem/1.5 system-ui, sans-serif; max-width: 36rem; margin: 4rem auto; padding: 0 1rem }</style>
<h1>${asText(title)}</h1>
<p>${asText(detail)}</p>
<p>Nothing of the draft was changed. Go back with your browser’s Back button, or open <a href="/">the first page</a>.</p>
</html>
`;
