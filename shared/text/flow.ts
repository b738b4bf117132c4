// A point's words are one Yjs text, the flow (rule E20). "\n" ends a line and carries what kind of line it is; U+2028
// is a break within a line; letters carry their marks. So each split, join, list or mark is one change of one
// character, which Yjs merges by itself. Reads and writes that text; knows no editor.
import * as Y from 'yjs';
import { isSafeUrl } from './allow-list.ts';

export const lineEnd = '\n';
export const breakInLine = '\u2028';

export const markNames = ['bold', 'italic', 'strike', 'underline'] as const;
export type MarkName = (typeof markNames)[number];
/** Of letters. Left out: unmarked. */
export type Marks = { readonly [name in MarkName]?: true } & { readonly link?: string };

/** What a line is: its end's attributes. Left out: a paragraph, not indented, laid out as usual. */
export type LineStyle = {
  readonly line?: 'quote' | 'bullet' | 'number';
  /** How deep an item lies, from 1. */
  readonly level?: number;
  /** A new numbered list begins here, at this number. */
  readonly start?: number;
  /** 1 to 6, as Lexical counts them: left, center, right, justify, start, end. */
  readonly align?: number;
  readonly indent?: number;
};

/** Letters with the same marks, without an end of a line. */
export type Piece = { readonly text: string; readonly marks: Marks };
export type Line = { readonly style: LineStyle; readonly pieces: readonly Piece[] };

export const plainLine: LineStyle = {};
export const isListLine = ({ line }: LineStyle): boolean => line === 'bullet' || line === 'number';

/** Null where the server has made no flow yet. */
export function flowOf(root: Y.XmlElement): Y.XmlText | null {
  const first = root.length === 1 ? root.get(0) : null;
  return first instanceof Y.XmlText ? first : null;
}

/** The server alone makes a flow: two made by two would be two bodies. */
export function makeFlow(root: Y.XmlElement, lines: readonly Line[]): void {
  const flow = new Y.XmlText();
  root.insert(0, [flow]);
  flow.applyDelta(deltaOf(lines.length > 0 ? lines : [{ style: plainLine, pieces: [] }]));
}

type Op = { readonly insert: string; readonly attributes: Marks | LineStyle };

/** Of sets that are its own: Yjs writes into what it is given. */
export const deltaOf = (lines: readonly Line[]): Op[] =>
  lines.flatMap(({ style, pieces }) => [
    ...pieces.map(({ text, marks }): Op => ({ insert: text, attributes: { ...marks } })),
    { insert: lineEnd, attributes: { ...style } },
  ]);

/** At least one: an empty text is an empty line, and words without an end are a paragraph. */
export const linesOf = (flow: Y.XmlText): readonly Line[] => linesFrom(opsOf(flow));

export function linesFrom(ops: readonly Stretch[]): readonly Line[] {
  const lines: Line[] = [];
  let pieces: Piece[] = [];
  for (const { insert, attributes } of ops) {
    const marks = marksIn(attributes);
    let from = 0;
    for (let end = insert.indexOf(lineEnd); end >= 0; end = insert.indexOf(lineEnd, from)) {
      push(pieces, insert.slice(from, end), marks);
      lines.push({ style: styleIn(attributes), pieces });
      pieces = [];
      from = end + 1;
    }
    push(pieces, insert.slice(from), marks);
  }
  if (pieces.length > 0 || lines.length === 0) lines.push({ style: plainLine, pieces });
  return lines;
}

function push(pieces: Piece[], text: string, marks: Marks): void {
  if (text === '') return;
  const last = pieces.at(-1);
  if (last && isSameSet(last.marks, marks)) pieces[pieces.length - 1] = { text: last.text + text, marks };
  else pieces.push({ text, marks });
}

type Attributes = Readonly<Record<string, unknown>>;
type Stretch = { readonly insert: string; readonly attributes: Attributes };

/** Whatever else stands in it (nothing, since the gate) is passed over. */
function opsOf(flow: Y.XmlText): readonly Stretch[] {
  // Yjs's own form of a delta
  const delta = flow.toDelta() as readonly { readonly insert: unknown; readonly attributes?: Attributes }[];
  return delta.flatMap(({ insert, attributes = {} }) => (typeof insert === 'string' ? [{ insert, attributes }] : []));
}

function marksIn(attributes: Attributes): Marks {
  const { link } = attributes;
  const names = markNames.filter(name => attributes[name] === true);
  const marks: Marks = Object.fromEntries(names.map(name => [name, true]));
  return typeof link === 'string' && isSafeUrl(link) ? { ...marks, link } : marks;
}

const lineNames = ['quote', 'bullet', 'number'] as const;
const numberNames = ['level', 'start', 'align', 'indent'] as const;

function styleIn(attributes: Attributes): LineStyle {
  const style: { -readonly [name in keyof LineStyle]: LineStyle[name] } = {};
  const line = lineNames.find(name => name === attributes['line']);
  if (line) style.line = line;
  for (const name of numberNames) {
    const value = attributes[name];
    if (typeof value === 'number' && (name !== 'level' || isListLine(style)) && (name !== 'start' || line === 'number'))
      style[name] = value;
  }
  return style;
}

/** Of marks, and of lines' styles. */
const isSameSet = (a: Marks | LineStyle, b: Marks | LineStyle): boolean => keyOf(a) === keyOf(b);

/** Equal for equal marks, or styles. */
export function keyOf(set: Marks | LineStyle): string {
  const entries = Object.entries(set).filter(([, value]) => value !== undefined);
  if (entries.length === 0) return '';
  return JSON.stringify(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Blocks and breaks as one newline each; the last line always ends. */
export function flowText(flow: Y.XmlText): string {
  const text = Y.Text.prototype.toString.call(flow).replaceAll(breakInLine, lineEnd);
  return text.endsWith(lineEnd) ? text : text + lineEnd;
}
