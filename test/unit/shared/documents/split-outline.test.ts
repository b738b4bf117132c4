// How documents of many kinds split into themes and points, and that what is written reads back.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readMarkdown } from '../../../../shared/documents/read-markdown.ts';
import { readPlain } from '../../../../shared/documents/read-plain.ts';
import { tidyRuns } from '../../../../shared/documents/source.ts';
import { splitOutline } from '../../../../shared/documents/split-outline.ts';
import { writeMarkdown } from '../../../../shared/documents/write-markdown.ts';
import type { Block, Run } from '../../../../shared/text/blocks.ts';
import { OutlineText } from '../../../../shared/text/outline-text.ts';
import { fixtures } from './fixtures.ts';

function split(text: string, format: 'plain' | 'markdown'): OutlineText {
  const result = splitOutline(format === 'plain' ? readPlain(text) : readMarkdown(text));
  if (result.kind === 'refused') throw new Error(result.reason);
  return OutlineText.parse(result.outline);
}

test.each(fixtures)('[D1] $name', ({ text, format, title, themes }) => {
  const outline = split(text, format);
  expect({
    title: outline.title,
    themes: outline.themes.map(theme => [theme.title, theme.points.map(point => point.title)]),
  }).toEqual({ title, themes });
});

test('[D1] 300 points in 10 themes', () => {
  const text = Array.from({ length: 10 }, (_, theme) =>
    [
      `${['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X'][theme]}. Theme ${theme}`,
      ...Array.from(
        { length: 30 },
        (_, point) => `${theme * 30 + point + 1}. The parties agree on matter ${theme * 30 + point + 1}.`,
      ),
    ].join('\n'),
  ).join('\n\n');
  expect(split(text, 'plain').themes.map(({ points }) => points.length)).toEqual(Array(10).fill(30));
});

test('[D2] what is nested stays inside its point, with its marks', () => {
  const [theme] = split(
    '1. First **bold** and *slanted*\n   - one\n   - two\n       1. deep\n2. Second\n',
    'markdown',
  ).themes;
  expect(theme?.points[0]?.blocks).toEqual([
    {
      kind: 'paragraph',
      runs: [
        { text: 'First ', marks: [], link: null },
        { text: 'bold', marks: ['bold'], link: null },
        { text: ' and ', marks: [], link: null },
        { text: 'slanted', marks: ['italic'], link: null },
      ],
    },
    {
      kind: 'list',
      items: [
        { level: 1, ordered: false, runs: [{ text: 'one', marks: [], link: null }] },
        { level: 1, ordered: false, runs: [{ text: 'two', marks: [], link: null }] },
        { level: 1, ordered: true, runs: [{ text: 'deep', marks: [], link: null }] },
      ],
    },
  ]);
});

test('[D2] what cannot be kept is said', () => {
  const { dropped } = readMarkdown(
    '| a | b |\n|---|---|\n| 1 | 2 |\n\n![map](https://x.org/m.png) and [here](javascript:alert)\n',
  );
  expect(dropped).toEqual([
    '1 × table, kept as plain lines',
    '1 × picture',
    '1 × link to something else than a web page',
  ]);
});

test.each([
  ['', 'The document holds no text.'],
  ['   \n\n', 'The document holds no text.'],
  ['# Only\n\n## Headings', 'No point was found: the document holds headings only.'],
])('[D3] %j is refused in words', (text, reason) => {
  expect(splitOutline(readMarkdown(text))).toEqual({ kind: 'refused', reason });
});

test('[D3] more than a draft holds is refused, not cut', () => {
  const text = Array.from({ length: 10_000 }, (_, i) => `${i + 1}. Item number ${i + 1}.`).join('\n');
  expect(splitOutline(readPlain(text))).toMatchObject({
    kind: 'refused',
    reason: expect.stringContaining('10000 points'),
  });
});

test('[D3] of a heading that is too long for a title nothing is cut unseen: it stands in its point, or is said to be left out', () => {
  const long = (name: string): string => `${name} ${'very '.repeat(50)}${name}`;
  const result = splitOutline(
    readMarkdown(
      `# ${long('Draft')}\n\n## ${long('Theme')}\n\n### ${long('Point')}\n\nWords.\n\n### Second\n\nMore.\n`,
    ),
  );
  if (result.kind === 'refused') throw new Error(result.reason);
  const said = JSON.stringify(result);
  for (const name of ['Draft', 'Theme', 'Point']) expect(said).toContain(`very ${name}`);
  expect(result.dropped).toHaveLength(2);
});

const words = fc
  .array(
    fc.constantFrom(
      'peace',
      'мир',
      'السلام',
      '🕊️',
      '*',
      '_',
      '#',
      '1.',
      '-',
      '[x]',
      '(y)',
      '<b>',
      '&amp;',
      '\\',
      '`',
      '|',
      '!',
      '~',
      'a_b',
      '2025',
      '>',
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map(each => each.join(' '));
const marks = fc.subarray(['bold', 'italic', 'underline'] as const).map(each => [...each]);
const link = fc.constantFrom(null, null, 'https://example.org/a_(b)?c=d', 'mailto:a@example.org');
const runs: fc.Arbitrary<Run[]> = fc
  .array(fc.record({ text: words, marks, link }), { minLength: 1, maxLength: 4 })
  .map(each => tidyRuns(each.map((run, i) => ({ ...run, text: i > 0 ? ` ${run.text}` : run.text }))));
const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constant('paragraph' as const), runs }),
  fc.record({ kind: fc.constant('quote' as const), runs }),
  fc.record({
    kind: fc.constant('list' as const),
    items: fc.array(fc.record({ level: fc.integer({ min: 0, max: 3 }), ordered: fc.boolean(), runs }), {
      minLength: 1,
      maxLength: 4,
    }),
  }),
);
/** Two lists in a row are one list; two quotes are told apart by a blank line. */
const blocks = fc
  .array(block, { maxLength: 4 })
  .map(each => each.filter((one, i) => !(one.kind === 'list' && each[i - 1]?.kind === 'list')));
const outline = fc.record({
  title: fc.option(words, { nil: null }),
  themes: fc.array(
    fc.record({ title: words, points: fc.array(fc.record({ title: words, blocks }), { minLength: 1, maxLength: 4 }) }),
    { minLength: 1, maxLength: 3 },
  ),
});

test('[D4] a draft written as Markdown reads back as an equal draft', () => {
  fc.assert(
    fc.property(outline, given => {
      expect(split(writeMarkdown(given), 'markdown')).toEqual(given);
    }),
    { numRuns: 500 },
  );
});

test('[D5] five megabytes take no more than their length', () => {
  const text =
    '1. The parties (agree) *on* [a](b) <i matter.\n'.repeat(20_000) + ' '.repeat(1_000_000) + '('.repeat(1_000_000);
  expect(splitOutline(readMarkdown(text)).kind).toBe('split');
  expect(splitOutline(readPlain(text)).kind).toBe('split');
});
