// What to look at before a document becomes a draft: what could not be read, and what stands in the way. Pure.
import { titleCharsMax } from '../../shared/limits.ts';
import type { OutlineText } from '../../shared/text/outline-text.ts';
import { isTooLong } from '../ui/limited-field.tsx';

/** `at`: the id of its place in the preview (outline-preview.tsx); null where it has none any more. */
export type Warning = { readonly words: string; readonly at: string | null };

export const themePlace = (theme: number): string => `import-theme-${theme + 1}`;
export const pointPlace = (number: number): string => `import-point-${number}`;

export function warningsOf(outline: OutlineText, dropped: readonly string[]): readonly Warning[] {
  const warnings: Warning[] = dropped.map(words => ({ words: `Left out: ${words}.`, at: null }));
  let number = 0;
  for (const [index, { title, points }] of outline.themes.entries()) {
    const at = themePlace(index);
    if (isTooLong(title, titleCharsMax)) warnings.push({ words: `The title of theme ${index + 1} is too long.`, at });
    if (points.length === 0) warnings.push({ words: `Theme ${index + 1} has no points, and is left out.`, at });
    for (const point of points) {
      number++;
      if (isTooLong(point.title, titleCharsMax))
        warnings.push({ words: `The title of point ${number} is too long.`, at: pointPlace(number) });
    }
  }
  return warnings;
}
