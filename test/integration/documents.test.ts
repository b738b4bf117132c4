// Documents in and out of a real server: previews of files of many kinds, hostile ones among them, drafts made of them,
// and export.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Importer } from '../../server/documents/importer.ts';
import { ImportPreview, MadeDraft } from '../../shared/api/contract.ts';
import { readMarkdown } from '../../shared/documents/read-markdown.ts';
import { splitOutline } from '../../shared/documents/split-outline.ts';
import type { OutlineText } from '../../shared/text/outline-text.ts';
import type { TestServer } from '../support/running-server.ts';
import { Person, startTestServer } from '../support/running-server.ts';
import { wordFile, wordLine } from '../support/word-file.ts';

let server: TestServer;
let chair: Person;
beforeAll(async () => {
  server = await startTestServer();
  chair = await Person.sitsDown(server.address, 'chair');
});
afterAll(() => server.stop());

const previews = (bytes: Uint8Array | string, name = '', person = chair): Promise<Response> =>
  fetch(`${person.address}/api/drafts/sample/previews?seat=${person.seat.id}&name=${encodeURIComponent(name)}`, {
    method: 'POST',
    headers: { Cookie: person.cookie, 'Content-Type': 'application/octet-stream' },
    body: typeof bytes === 'string' ? bytes : new Uint8Array(bytes),
  });
const preview = async (bytes: Uint8Array | string, name = ''): Promise<ImportPreview> =>
  ImportPreview.parse(await (await previews(bytes, name)).json());
const pointsOf = ({ themes }: OutlineText): readonly string[] =>
  themes.flatMap(({ points }) => points.map(({ title }) => title));

/** Bytes of Russian words as old files have them. */
const windows1251 = (text: string): Buffer =>
  Buffer.from(
    [...text].map(letter => (letter >= 'А' && letter <= 'я' ? letter.charCodeAt(0) - 0x350 : letter.charCodeAt(0))),
  );

const russian = '1. Стороны прекращают огонь.\n2. Стороны отводят войска.\n';

test.each([
  ['UTF-8', Buffer.from(russian)],
  ['UTF-8 with a mark', Buffer.from(`\ufeff${russian}`)],
  ['UTF-16', Buffer.from(russian, 'utf16le')],
  ['UTF-16 with a mark', Buffer.from(`\ufeff${russian}`, 'utf16le')],
  ['UTF-16, big end first', Buffer.from(`\ufeff${russian}`, 'utf16le').swap16()],
  ['windows-1251', windows1251(russian)],
])('[D10] %s is read', async (_, bytes) => {
  expect(pointsOf((await preview(bytes)).outline)).toEqual(['Стороны прекращают огонь', 'Стороны отводят войска']);
});

test('[D10] a Word file keeps headings, marks and links, and says what it left out', async () => {
  const body = [
    '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Security</w:t></w:r></w:p>',
    '<w:p><w:r><w:t xml:space="preserve">1. The parties </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>cease</w:t></w:r><w:r><w:rPr><w:u w:val="single"/></w:rPr><w:t xml:space="preserve"> fire</w:t></w:r><w:hyperlink r:id="l1"><w:r><w:t>.</w:t></w:r></w:hyperlink></w:p>',
    wordLine('2. The parties withdraw.'),
  ].join('');
  const relations =
    '<Relationship Id="l1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="https://example.org/" TargetMode="External"/><Relationship Id="l2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="https://evil.example/t.dotm" TargetMode="External"/>';
  const styles =
    '<?xml version="1.0"?><w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style></w:styles>';
  const { outline, dropped, format } = await preview(
    await wordFile({ body, relations, more: { 'word/styles.xml': styles } }),
    'a.docx',
  );
  expect([format, outline.themes.map(({ title }) => title), pointsOf(outline)]).toEqual([
    'Word',
    ['Security'],
    ['The parties cease fire', 'The parties withdraw'],
  ]);
  const [block] = outline.themes[0]?.points[0]?.blocks ?? [];
  expect(block?.kind === 'paragraph' && block.runs.map(({ text, marks, link }) => [text, marks.join(), link])).toEqual([
    ['The parties ', '', null],
    ['cease', 'bold', null],
    [' fire', 'underline', null],
    ['.', '', 'https://example.org/'],
  ]);
  expect(dropped).toEqual(['1 × something that the file takes from outside']);
});

test('[D10] half of a character, which a Word file can name, is none in the draft', async () => {
  const answer = await previews(await wordFile({ body: wordLine('1. Half &#xD800; of it.') }), 'a.docx');
  const { outline } = ImportPreview.parse(await answer.json());
  expect(pointsOf(outline)).toEqual(['Half \ufffd of it']);
  expect(JSON.stringify(outline).isWellFormed() && !JSON.stringify(outline).includes('\\ud800')).toBe(true);
});

test.each(['\n', '\r\n', ' \n', '# a\n \n', '# a'.padEnd(100_000)])(
  '[D5] so much of %j takes no more than its length',
  async piece => {
    const text = piece.repeat(400_000 / piece.length);
    // In its thread, which is ended where it takes longer: that has other words.
    const read = await new Importer().read(Buffer.from(text), '');
    expect(read).toMatchObject({ kind: 'unreadable', reason: expect.stringMatching(/no text|No point was found/) });
  },
);

const bomb = (): Promise<Buffer> =>
  wordFile({ body: wordLine('1. Words.'), more: { 'word/media/x.bin': '0'.repeat(60_000_000) } });
const hostile: readonly (readonly [string, () => Promise<Uint8Array | string>, RegExp])[] = [
  ['an empty file', async () => '', /empty|no text/],
  ['blanks only', async () => ' \n\n ', /no text/],
  ['binary', async () => Uint8Array.from({ length: 5_000 }, (_, i) => (i * 7919) % 256), /binary/],
  ['a PDF', async () => '%PDF-1.7 …', /PDF/],
  ['10,000 items', async () => Array.from({ length: 10_000 }, (_, i) => `${i + 1}. Item.`).join('\n'), /at most 1000/],
  ['a broken archive', async () => (await wordFile({ body: wordLine('x') })).subarray(0, 300), /damaged/],
  [
    'an archive that is no document',
    async () => Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(100)]),
    /damaged|no Word/,
  ],
  ['a zip bomb', bomb, /unpacks to far more/],
  [
    'entity declarations',
    () => wordFile({ body: wordLine('1. &lol;'), prolog: '<!DOCTYPE lolz [<!ENTITY lol "lol">]>' }),
    /declares entities/,
  ],
];
test.each(hostile)('[D10] %s is answered in words', async (_, make, words) => {
  const response = await previews(await make());
  expect([response.status, response.headers.get('content-type')]).toEqual([
    400,
    'application/problem+json; charset=utf-8',
  ]);
  expect((await response.json()).detail).toMatch(words);
});

test('[D10] a file that takes longer than it may is answered in words, and the next one is read', async () => {
  const hurried = new Importer(0); // no thread begins so soon
  const bytes = Buffer.from('1. Words.');
  expect(await hurried.read(bytes, '')).toMatchObject({
    kind: 'unreadable',
    reason: expect.stringContaining('takes too long'),
  });
  expect(await new Importer().read(bytes, '')).toMatchObject({ kind: 'read' });
});

test('[D10] five megabytes are read, more than ten are refused', async () => {
  const text = Array.from(
    { length: 900 },
    (_, i) => `${i + 1}. ${'The parties agree on this matter. '.repeat(170)}`,
  ).join('\n');
  expect(text.length).toBeGreaterThan(5_000_000);
  expect(pointsOf((await preview(text)).outline)).toHaveLength(900);
  expect((await previews(new Uint8Array(11_000_000))).status).toBe(413);
});

test('[D10] only who drafts may bring documents in', async () => {
  const delegate = await Person.sitsDown(server.address, 'ukr-delegate');
  expect((await previews('1. Words.', '', delegate)).status).toBe(403);
});

test('[D11] the sample as Markdown, brought in again, is an equal draft of its own; and the same points come into a draft that is there', async () => {
  const markdown = await (await chair.get(`/api/drafts/sample/export.md?seat=${chair.seat.id}`)).text();
  const again = splitOutline(readMarkdown(markdown));
  if (again.kind === 'refused') throw new Error(again.reason);
  expect(pointsOf(again.outline)).toHaveLength(28);
  const drafter = await Person.sitsDown(server.address, 'drafter');
  const made = await drafter.posts(`/api/drafts?seat=${drafter.seat.id}`, {
    like: 'sample',
    title: 'A copy',
    outline: again.outline,
  });
  expect(made.status).toBe(201);
  const { draft } = MadeDraft.parse(await made.json());
  const there = await Person.sitsDown(server.address, 'ukr-head', draft);
  expect((await there.view()).members).toContainEqual({ id: 'drafter', name: 'Drafter', role: 'chair', party: null });
  const copied = await (await there.get(`/api/drafts/${draft}/export.md?seat=${there.seat.id}`)).text();
  expect(copied.replace(/^# .*$/m, '')).toBe(markdown.replace(/^# .*$/m, ''));
  const act = { id: crypto.randomUUID(), kind: 'outline.import', after: null, themes: again.outline.themes };
  expect((await chair.posts(`/api/drafts/sample/imports?seat=${chair.seat.id}`, act)).status).toBe(201);
  // resent: one effect
  expect((await chair.posts(`/api/drafts/sample/imports?seat=${chair.seat.id}`, act)).status).toBe(201);
  const twice = await (await chair.get(`/api/drafts/sample/export.md?seat=${chair.seat.id}`)).text();
  expect(twice.match(/^### /gm)).toHaveLength(56);
});

test('[D11] more than a draft holds leaves no part of it behind', async () => {
  const point = { title: 'Point', blocks: [] };
  const themes = [{ title: 'Too much', points: Array(1_000).fill(point) }];
  const act = { id: crypto.randomUUID(), kind: 'outline.import', after: null, themes };
  const answer = await chair.posts(`/api/drafts/sample/imports?seat=${chair.seat.id}`, act);
  expect([answer.status, (await answer.json()).code]).toEqual([409, 'too-many']);
  expect(await (await chair.get(`/api/drafts/sample/export.md?seat=${chair.seat.id}`)).text()).not.toContain(
    'Too much',
  );
});
