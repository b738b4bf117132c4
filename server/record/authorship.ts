// Who wrote which words of a point: a pure difference of its successive texts, one change at a time. Words that
// survive, move or come back keep their author; a removal belongs to whoever made it. Knows neither Yjs nor people:
// authors are numbers.
import { phrasesOf } from '../../shared/text/hunks.ts';

/** So many UTF-16 units in a row by one author. */
export type Span = { readonly length: number; readonly by: number };

/** Words that were taken out, and who had written them. */
export type Removed = {
  readonly point: string;
  /** Where they stood in the point's text. */
  readonly offset: number;
  readonly words: string;
  readonly spans: readonly Span[];
  /** Who took them out, and when (ms since 1970). */
  readonly by: number;
  readonly at: number;
};

export type PointWords = { readonly text: string; readonly spans: readonly Span[] };
export type Change = { readonly point: string; readonly by: number; readonly at: number };
export type Rewritten = { readonly words: PointWords; readonly removed: readonly Removed[] };

export const noWords: PointWords = { text: '', spans: [] };

/** Shorter ones come back by chance: an "and" typed anew is a new "and". */
const recalledCharsMin = 8;
/** Removed words that are remembered, newest last: to know them when they come back, and to say who removed them. */
const removedMax = 300;
const removedCharsMax = 60_000;

/** The point's words after a change that left `after`, and the removals known until then and by it. */
export function rewrite(before: PointWords, after: string, change: Change, known: readonly Removed[]): Rewritten {
  const start = commonStart(before.text, after);
  const end = commonEnd(before.text, after, start);
  const from = before.text.slice(start, before.text.length - end);
  const to = after.slice(start, after.length - end);
  if (from === '' && to === '') return { words: before, removed: known };
  const hunks = from === '' || to === '' ? [{ at: 0, removed: from, added: to }] : phrasesOf(from, to);
  const spans: Span[] = [];
  let removed = known;
  let at = 0;
  for (const hunk of hunks) {
    const place = start + hunk.at;
    append(spans, cut(before.spans, at, place));
    at = place + hunk.removed.length;
    const taken = cut(before.spans, place, at);
    if (hunk.removed !== '')
      removed = remember(removed, { ...change, offset: place, words: hunk.removed, spans: taken });
    if (hunk.added !== '') append(spans, recall(removed, hunk.added) ?? [{ length: hunk.added.length, by: change.by }]);
  }
  append(spans, cut(before.spans, at, before.text.length));
  return { words: { text: after, spans }, removed };
}

function commonStart(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let length = 0;
  while (length < most && a[length] === b[length]) length++;
  return length;
}

function commonEnd(a: string, b: string, start: number): number {
  const most = Math.min(a.length, b.length) - start;
  let length = 0;
  while (length < most && a[a.length - 1 - length] === b[b.length - 1 - length]) length++;
  return length;
}

/** The spans of a stretch of text. */
export function cut(spans: readonly Span[], from: number, to: number): Span[] {
  const found: Span[] = [];
  let at = 0;
  for (const span of spans) {
    if (at >= to) break;
    const length = Math.min(at + span.length, to) - Math.max(at, from);
    if (length > 0) found.push({ length, by: span.by });
    at += span.length;
  }
  return found;
}

function append(spans: Span[], more: readonly Span[]): void {
  for (const span of more) {
    const last = spans.at(-1);
    if (last?.by === span.by) spans[spans.length - 1] = { length: last.length + span.length, by: span.by };
    else spans.push(span);
  }
}

/** Letter after letter taken out by one person is one removal. */
function remember(known: readonly Removed[], removed: Removed): readonly Removed[] {
  const last = known.at(-1);
  const isSame = last && last.point === removed.point && last.by === removed.by;
  if (isSame && removed.offset + removed.words.length === last.offset)
    return [...known.slice(0, -1), joined(removed, last, removed)];
  if (isSame && removed.offset === last.offset) return [...known.slice(0, -1), joined(last, removed, removed)];
  let chars = removed.words.length;
  const kept = [...known.slice(-(removedMax - 1)), removed];
  const first = kept.findLastIndex((each, index) => {
    if (index < kept.length - 1) chars += each.words.length;
    return chars > removedCharsMax;
  });
  return kept.slice(Math.min(first + 1, kept.length - 1));
}

function joined(left: Removed, right: Removed, newest: Removed): Removed {
  const spans: Span[] = [];
  append(spans, left.spans);
  append(spans, right.spans);
  return { ...newest, offset: left.offset, words: left.words + right.words, spans };
}

/** The authors of words that come back, or null: they are new. */
function recall(known: readonly Removed[], added: string): readonly Span[] | null {
  const words = added.trim();
  if (words.length < recalledCharsMin) return null;
  const found = known.findLast(removed => removed.words.includes(words));
  if (!found) return null;
  const lead = added.length - added.trimStart().length;
  const from = found.words.indexOf(words);
  const authors = cut(found.spans, from, from + words.length);
  const [first, last] = [authors[0], authors.at(-1)];
  if (!first || !last) return null;
  // The blanks around them go with their neighbours.
  const spans: Span[] = [];
  append(spans, [
    { length: lead, by: first.by },
    ...authors,
    { length: added.length - lead - words.length, by: last.by },
  ]);
  return spans.filter(({ length }) => length > 0);
}
