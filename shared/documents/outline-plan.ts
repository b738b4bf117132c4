// What each line of a document is: its title, a theme, the beginning of a point, a point's title, or content. Decided
// by what runs through the whole document, never by one line alone.
import { must } from '../assert.ts';
import type { Run } from '../text/blocks.ts';
import type { Marker } from './markers.ts';
import { markerOf } from './markers.ts';
import type { SourceBlock } from './source.ts';
import { runsAfter, textOf, tidyRuns } from './source.ts';

export type PlannedLine = {
  readonly role: 'title' | 'theme' | 'point' | 'titled-point' | 'point-title' | 'content';
  /** Without the marker. */
  readonly runs: readonly Run[];
  readonly form: SourceBlock['form'];
};

type Line = {
  readonly block: SourceBlock;
  readonly text: string;
  readonly marker: Marker | null;
  /** 1 to 6, or 0. */
  readonly heading: number;
  /** Bold or in capitals from end to end, short, and no sentence. */
  readonly isLoud: boolean;
};

/** What begins a point. */
type Main =
  | { readonly kind: 'headings'; readonly level: number; readonly isNumbered: boolean }
  | { readonly kind: 'markers'; readonly of: Marker['kind']; readonly style: string | null }
  | { readonly kind: 'paragraphs' };

export function planOf(blocks: readonly SourceBlock[]): readonly PlannedLine[] {
  const lines = blocks.map(readLine);
  const main = mainOf(lines);
  const titleAt = titleOf(lines, main);
  let expected = 1;
  let isAfterTheme = false;
  let isAfterTitledPoint = false;
  return lines.map((line, index): PlannedLine => {
    if (index === titleAt) return planned('title', line, false);
    const isTitle = isAfterTitledPoint && isPointTitle(line);
    isAfterTitledPoint = false;
    if (!isTitle && isPoint(line, main, expected, isAfterTheme)) {
      expected = (line.marker?.number ?? expected) + 1;
      isAfterTheme = false;
      const role = main.kind === 'headings' || isTitled(line, lines[index + 1], main) ? 'titled-point' : 'point';
      isAfterTitledPoint = role === 'titled-point';
      return planned(role, line, main.kind !== 'headings' || main.isNumbered);
    }
    if (isTitle) return planned('point-title', line, false);
    if (isTheme(line, main)) {
      isAfterTheme = true;
      return planned('theme', line, line.marker !== null && line.marker.kind !== 'bullet' && !isBare(line));
    }
    return content(line, main);
  });
}

function readLine(block: SourceBlock): Line {
  const text = textOf(block.runs).trim();
  const { form } = block;
  const marker =
    form.kind === 'item'
      ? form.marker === null
        ? null
        : markerOf(`${form.marker} x`)
      : form.kind === 'words'
        ? null
        : markerOf(text);
  const words = marker ? text.slice(form.kind === 'item' ? 0 : marker.length) : text;
  const isShort = words.length <= 120 && !/[.;,؛،]$/.test(words.replace(/^[^\p{L}]+/u, ''));
  const isBold =
    block.runs.length > 0 && block.runs.every(({ marks, text: run }) => marks.includes('bold') || run.trim() === '');
  const isCapital =
    /\p{Lu}/u.test(words) && words === words.toUpperCase() && words !== words.toLowerCase() && words.length >= 4;
  return {
    block,
    text,
    marker,
    heading: form.kind === 'heading' ? form.level : 0,
    isLoud: form.kind === 'paragraph' && (isBold ? words.length <= 160 : isShort && isCapital),
  };
}

// --- what begins a point ---------------------------------------------------------

function mainOf(lines: readonly Line[]): Main {
  const numbered = lines.filter(
    ({ heading, marker }) => heading > 0 && (marker?.kind === 'decimal' || marker?.kind === 'article'),
  );
  const deepest = Math.max(0, ...numbered.map(({ heading }) => heading));
  if (numbered.filter(({ heading }) => heading === deepest).length >= 1 && !continuesBelow(lines, numbered))
    return { kind: 'headings', level: deepest, isNumbered: true };
  const of = (kind: Marker['kind']): readonly Line[] =>
    lines.filter(line => line.marker?.kind === kind && level(line) === 0);
  const decimals = of('decimal').filter(({ heading }) => heading === 0);
  const articles = of('article');
  const style = decimals[0]?.marker?.style ?? null;
  const ofStyle = decimals.filter(({ marker }) => marker?.style === style);
  if (articles.length > 0 && !(ofStyle.length >= 2 && runsThrough(lines, ofStyle, articles)))
    return { kind: 'markers', of: 'article', style: null };
  if (ofStyle.length >= 2 || (ofStyle.length === 1 && of('roman').length > 0))
    return { kind: 'markers', of: 'decimal', style };
  if (of('roman').length >= 2) return { kind: 'markers', of: 'roman', style: null };
  const levels = [...new Set(lines.flatMap(({ heading }) => (heading > 0 ? [heading] : [])))].sort();
  const [lowest = 0] = levels.toReversed();
  const below = levels.filter(each => each > 1 || lines.filter(({ heading }) => heading === 1).length > 1);
  if (below.length >= 2) return { kind: 'headings', level: lowest, isNumbered: false };
  return { kind: 'paragraphs' };
}

/** Numbered headings over numbered paragraphs that go on counting across them are themes. */
function continuesBelow(lines: readonly Line[], numbered: readonly Line[]): boolean {
  const below = lines.filter(line => line.heading === 0 && line.marker?.kind === 'decimal' && level(line) === 0);
  return below.length >= 2 && runsThrough(lines, below, numbered);
}

/** Whether the inner numbers go on, one by one, across the outer ones, instead of beginning anew under each. */
function runsThrough(lines: readonly Line[], inner: readonly Line[], outer: readonly Line[]): boolean {
  if (inner.some(({ marker }, i) => marker?.number !== i + 1)) return false;
  const at = new Map(lines.map((line, i) => [line, i]));
  const place = (line: Line | undefined): number => at.get(must(line, 'there are inner lines')) ?? -1;
  const [first, last] = [place(inner[0]), place(inner.at(-1))];
  return outer.some(line => place(line) > first && place(line) < last);
}

const level = ({ block: { form } }: Line): number => (form.kind === 'item' ? form.level : 0);

function isPoint(line: Line, main: Main, expected: number, isAfterTheme: boolean): boolean {
  if (main.kind === 'headings')
    return (
      line.heading === main.level &&
      (!main.isNumbered || line.marker?.kind === 'decimal' || line.marker?.kind === 'article')
    );
  if (main.kind === 'paragraphs')
    return line.heading === 0 && !line.isLoud && line.marker?.kind !== 'part' && line.block.form.kind !== 'item';
  const { marker } = line;
  if (marker?.kind !== main.of || level(line) > 0 || (main.style !== null && marker.style !== main.style)) return false;
  if (main.of === 'article' || marker.number === null) return true;
  // A list within a point begins at 1 again where no theme has begun.
  return marker.number === expected || (marker.number === 1 && isAfterTheme) || marker.number > expected;
}

/** Its words are a title: short, and followed by words of its own. */
function isTitled({ text, marker, block, isLoud, heading }: Line, next: Line | undefined, main: Main): boolean {
  const words = text.slice(block.form.kind === 'item' ? 0 : (marker?.length ?? 0)).trim();
  if (words === '' || heading > 0) return true;
  const hasBody =
    next !== undefined &&
    next.block.form.kind !== 'item' &&
    next.heading === 0 &&
    !next.isLoud &&
    !(main.kind === 'markers' && next.marker?.kind === main.of);
  if (!hasBody || words.length > 80 || /[.:;,؛،]$/.test(words)) return false;
  return isLoud || main.kind === 'markers';
}

const isPointTitle = (line: Line): boolean => line.marker === null && (line.isLoud || line.heading > 0);

// --- themes, title, content --------------------------------------------------------

function isTheme(line: Line, main: Main): boolean {
  const { heading, marker, isLoud } = line;
  if (main.kind === 'headings') return heading > 0 && heading < main.level;
  if (heading > 0 || marker?.kind === 'part') return true;
  if (main.kind === 'markers') {
    if (marker?.kind === 'roman' && main.of !== 'roman' && level(line) === 0) return true;
    if (marker?.kind === 'article' && main.of === 'decimal') return true;
  }
  return isLoud && (marker === null || marker.kind === 'roman');
}

/** "Annex" and no more: the marker is all there is of the title. */
const isBare = ({ text, marker, block }: Line): boolean =>
  marker !== null &&
  (marker.kind === 'part' || text.slice(block.form.kind === 'item' ? 0 : marker.length).trim() === '');

/** The first line, where it is none of the rest: a heading above the others, or a short line that is no sentence. */
function titleOf(lines: readonly Line[], main: Main): number {
  const [first, second] = lines;
  if (!first || lines.length < 2 || first.block.form.kind === 'item') return -1;
  if (main.kind === 'headings' && first.heading >= main.level) return -1;
  if (first.heading > 0) {
    const same = lines.filter(({ heading }) => heading === first.heading).length;
    return same === 1 && (first.marker === null || (main.kind === 'headings' && first.heading === 1)) ? 0 : -1;
  }
  if (first.marker !== null || (main.kind === 'paragraphs' && !first.isLoud)) return -1;
  const hasThemesLikeIt = lines.some((line, i) => i > 0 && line.isLoud && isTheme(line, main));
  if (first.isLoud) return hasThemesLikeIt && second && !isTheme(second, main) ? -1 : 0;
  return first.text.length <= 120 && !/[.:;,؛،]$/.test(first.text) ? 0 : -1;
}

function planned(role: PlannedLine['role'], { block, marker }: Line, withoutMarker: boolean): PlannedLine {
  const runs =
    withoutMarker && marker && block.form.kind !== 'item'
      ? runsAfter(block.runs, lead(block) + marker.length)
      : block.runs;
  return { role, runs: tidyRuns(runs), form: block.form };
}

const lead = ({ runs }: SourceBlock): number => textOf(runs).length - textOf(runs).trimStart().length;

/**
 * Markers within a point make list items, but not where headings say what is a point: there every line is taken as it
 * stands.
 */
function content(line: Line, main: Main): PlannedLine {
  const { block, marker } = line;
  if (main.kind === 'headings' || marker === null || block.form.kind !== 'paragraph')
    return planned('content', line, false);
  const plan = planned('content', line, true);
  return { ...plan, form: { kind: 'item', level: 0, ordered: marker.kind !== 'bullet', marker: null } };
}
