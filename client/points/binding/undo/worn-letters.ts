// The letters of a flow, one by one, with the marks or the line's style that each of them wears. Reads alone.
import type * as Y from 'yjs';
import type { Attributes } from '../../../../shared/text/change-flow.ts';
import { keyOf, linesOf } from '../../../../shared/text/flow.ts';
import type { Letters } from '../../../../shared/text/letter-ids.ts';
import { lettersAt } from '../../../../shared/text/letter-ids.ts';

export type Letter = { readonly key: string; readonly client: number; readonly clock: number; readonly isEnd: boolean };
export type Worn = Letter & { readonly set: Attributes };

/** In reading order. */
export function wornIn(flow: Y.XmlText): readonly Worn[] {
  const sets = linesOf(flow).flatMap(({ style, pieces }) => [
    ...pieces.flatMap(({ text, marks }) => Array.from({ length: text.length }, () => ({ set: marks, isEnd: false }))),
    { set: style, isEnd: true },
  ]);
  return lettersAt(flow, 0, flow.length)
    .flatMap(idsIn)
    .map((letter, index) => ({ ...letter, ...(sets[index] ?? { set: {}, isEnd: false }) }));
}

export const idsIn = ({ client, clock, length }: Letters) =>
  Array.from({ length }, (_, i) => ({ key: `${client}:${clock + i}`, client, clock: clock + i }));

export const setOf = (letter: Worn | undefined): Attributes => letter?.set ?? {};
export const idsOf = (run: readonly Letter[]): readonly Letters[] =>
  run.reduce<Letters[]>((ids, { client, clock }) => {
    const last = ids.at(-1);
    if (last?.client === client && last.clock + last.length === clock)
      ids[ids.length - 1] = { ...last, length: last.length + 1 };
    else ids.push({ client, clock, length: 1 });
    return ids;
  }, []);

/** Neighbours of which it holds and that wear the same, together. A line's end stands alone. */
export function runsOf<T extends Worn & { readonly is?: Attributes }>(
  letters: readonly T[],
  holds: (letter: T) => boolean,
) {
  const runs: T[][] = [];
  let [open, look] = ['', ''];
  for (const letter of letters) {
    look = holds(letter) ? `${letter.isEnd} ${keyOf(letter.set)} ${keyOf(letter.is ?? {})}` : '';
    if (look !== '' && look === open && !letter.isEnd) runs.at(-1)?.push(letter);
    else if (look !== '') runs.push([letter]);
    open = look;
  }
  return runs;
}
