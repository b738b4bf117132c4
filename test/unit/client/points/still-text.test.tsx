// Words standing still look as the editor draws them, and nothing in them runs.
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { StillText } from '../../../../client/points/still-text.tsx';
import type { Line, LineStyle, Marks } from '../../../../shared/text/flow.ts';
import { breakInLine, flowOf, makeFlow } from '../../../../shared/text/flow.ts';
import { bodyOf } from '../../../../shared/text/point-text.ts';

const line = (text: string, style: LineStyle = {}, marks: Marks = {}): Line => ({ style, pieces: [{ text, marks }] });
const empty: Line = { style: {}, pieces: [] };

function drawn(...lines: Line[]): string {
  const root = bodyOf(new Y.Doc(), 'p0');
  makeFlow(root, lines);
  return renderToStaticMarkup(<StillText root={root} />);
}

it('[E7] a numbered list is numbered, from where it starts', () => {
  const numbered = drawn(line('a', { line: 'number', start: 4 }), line('b', { line: 'number' }));
  expect(numbered).toMatch(/<ol [^>]*start="4"[^>]*><li value="4"[^>]*><span>a<\/span><\/li><li value="5"/);
  expect(drawn(line('a', { line: 'bullet' }))).toContain('<ul ');
});

it('[E7] deeper items stand in a list of their own, in an item without words, laid out as what holds them', () => {
  const nested = drawn(line('a', { line: 'number' }), line('b', { line: 'bullet', level: 1 }), line('c'));
  expect(nested).toBe(
    '<ol class="body-list" start="1" dir="auto"><li value="1" class="body-item"><span>a</span></li>' +
      '<li value="2" class="body-item body-nested"><ul class="body-list">' +
      '<li value="1" class="body-item"><span>b</span></li></ul></li></ol>' +
      '<p class="body-paragraph" dir="auto"><span>c</span></p>',
  );
});

it('[E7] all marks of a run sit on one element, as in the editor', () => {
  expect(drawn(line('The parties', {}, { bold: true, italic: true, underline: true }))).toContain(
    '<strong class="body-bold body-italic body-underline">The parties</strong>',
  );
});

it('[E7] every outermost block is laid out by its own first letter', () => {
  const blocks = drawn(line('The parties'), line('اتفق الطرفان'));
  expect(blocks.match(/<p class="body-paragraph" dir="auto">/g)).toHaveLength(2);
});

it('[E7] a line is aligned and indented as in the editor', () => {
  expect(drawn(line('a', { align: 2, indent: 1 }))).toContain(
    'style="text-align:center;padding-inline-start:calc(1 * var(--lexical-indent-base-value, 40px))"',
  );
});

it('[E7] an empty line, or one that ends with a break, keeps its height without counting as a line break', () => {
  const managed = '<br data-lexical-managed-linebreak="true"/></p>';
  expect(drawn(line('a'), empty)).toContain(managed);
  expect(drawn(line(`a${breakInLine}`))).toContain(`<span>a</span><br/>${managed}`);
  expect(drawn(line(`a${breakInLine}b`))).toContain('<span>a</span><br/><span>b</span></p>');
});

it('[E7] a safe link leads away from the page, an unsafe one is only its words', () => {
  const link = 'https://unfccc.int/';
  const pieces = [
    { text: 'he', marks: { link } },
    { text: 're', marks: { link, bold: true } },
  ] as const;
  expect(drawn({ style: {}, pieces })).toMatch(
    /<a [^>]*rel="noreferrer noopener"[^>]*><span>he<\/span><strong class="body-bold">re<\/strong><\/a><\/p>/,
  );
  const root = bodyOf(new Y.Doc(), 'p0');
  makeFlow(root, []);
  flowOf(root)?.insert(0, 'here', { link: 'javascript:alert(1)' });
  const unsafe = renderToStaticMarkup(<StillText root={root} />);
  expect([unsafe.includes('here'), unsafe.includes('javascript')]).toEqual([true, false]);
});

it('[E7] markup in the words is words', () => {
  expect(drawn(line('<img src=x onerror=alert(1)>'))).not.toContain('<img');
});

it('[E7] a body in the form that records had before is drawn as its lines', () => {
  const root = bodyOf(new Y.Doc(), 'p0');
  const [quote, text] = [new Y.XmlElement('quote'), new Y.XmlText('The parties')];
  quote.insert(0, [text]);
  root.insert(0, [quote]);
  expect(renderToStaticMarkup(<StillText root={root} />)).toBe(
    '<blockquote class="body-quote" dir="auto"><span>The parties</span></blockquote>',
  );
});
