// Names of lines of the history: each says which entry began the line. Pages use them as ids and read nothing in them.

/** A run of typing in a point: the entry of the text that began it. */
export const typingRun = (seq: number, point: string): string => `text:${seq}:${point}`;

/** An act: its entry of the annotations. `line`: more than 0 for each further thing that the act did. */
export const actRun = (seq: number, line = 0): string => (line === 0 ? `shared:${seq}` : `shared:${seq}:${line}`);

export type Run = { readonly kind: 'typing' | 'act'; readonly seq: number };

/** Null: no line has such a name. */
export function readRun(name: string): Run | null {
  const [, part, seq] = /^(text|shared):(\d{1,15})(?::|$)/.exec(name) ?? [];
  return part === undefined ? null : { kind: part === 'text' ? 'typing' : 'act', seq: Number(seq) };
}
