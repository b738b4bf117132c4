// Two people press Enter at one place at once: both write the rest of the line anew, and it stands twice. Finds the line of mine that has such a twin, and takes
// it away again, if nobody has typed in it (rule E9). Of the two clients the one with the higher id does it.
import * as Y from 'yjs';
import { flatText, plainText } from '../../../shared/text/point-text.ts';
import type { Letter } from './standing-letters.ts';
import { eachRun, standingLetters, typeOf } from './standing-letters.ts';
import type { WhoseLetters } from './whose-letters.ts';

export const twinLineOrigin = { name: 'twin line' };

export type TwinLine = { readonly kind: 'line'; readonly mine: readonly Letter[]; readonly theirs: readonly Letter[] };

/** Called while the transaction's deleted words are still there. `isNewest`: I wrote it a moment ago. */
export function findTwinLine(
  root: Y.XmlElement,
  transaction: Y.Transaction,
  whose: WhoseLetters,
  isNewest: (clock: number) => boolean,
): TwinLine | null {
  const { doc, beforeState } = transaction;
  const me = doc.clientID;
  const isNew = ({ client, clock }: Y.ID): boolean => clock >= (beforeState.get(client) ?? 0);
  // What it wrote anew was gone already: I had deleted it, too.
  if (!makesLines(transaction) || takesLetters(root, transaction)) return null;
  const lines = [...Map.groupBy(standingLetters(root), ({ line }) => line)].filter(([, letters]) => letters.length > 0);
  const isMyCopy = ({ id }: Letter): boolean =>
    id.client === me && isNewest(id.clock) && !Y.compareIDs(whose.of(id).first, id);
  for (const [index, [line, mine]] of lines.entries())
    for (const [other, theirs] of [lines[index - 1], lines[index + 1]].filter(beside => beside !== undefined))
      if (
        line._item?.id.client === me &&
        mine.every(isMyCopy) &&
        theirs.every(({ id }) => isNew(id) && id.client < me) &&
        readsLike(line, other)
      )
        return { kind: 'line', mine, theirs };
  return null;
}

function makesLines({ doc, beforeState, afterState }: Y.Transaction): boolean {
  for (const [client, end] of afterState) {
    const from = beforeState.get(client) ?? 0;
    if (from === end) continue;
    const structs = doc.store.clients.get(client) ?? [];
    const isLine = (struct: Y.Item | Y.GC): boolean =>
      struct instanceof Y.Item && typeOf(struct) instanceof Y.XmlElement;
    if (structs.some(struct => struct.id.clock >= from && isLine(struct))) return true;
  }
  return false;
}

export function takesLetters(root: Y.XmlElement, { deleteSet }: Y.Transaction): boolean {
  let takes = false;
  if (deleteSet.clients.size > 0)
    eachRun(root, ({ id, deleted }) => {
      takes ||= deleted && Y.isDeleted(deleteSet, id);
    });
  return takes;
}

/** Each with one text alone: links and breaks would have to be compared as well. */
function readsLike(line: Y.XmlElement, other: Y.XmlElement): boolean {
  const [[text, more], [twin, evenMore]] = [line.toArray(), other.toArray()];
  return (
    line.nodeName === other.nodeName &&
    !more &&
    !evenMore &&
    text instanceof Y.XmlText &&
    twin instanceof Y.XmlText &&
    plainText(text) === plainText(twin)
  );
}

/** Call it in a transaction. `caret` is my caret's offset; the result is where it goes, if it stood in the line. */
export function removeTwinLine(
  root: Y.XmlElement,
  { mine, theirs }: TwinLine,
  whose: WhoseLetters,
  caret: number | null,
): number | null {
  const [first, twin] = [mine[0], theirs[0]];
  if (!first || !twin) return null;
  const start = flatText(root).base.get(first.text) ?? 0;
  const isInside = caret !== null && start <= caret && caret <= start + mine.length;
  for (const [i, { id }] of theirs.entries()) if (mine[i]) whose.copied(mine[i].id, id);
  removeWithEmpty(root, first.line);
  return isInside ? (flatText(root).base.get(twin.text) ?? 0) + caret - start : null;
}

function removeWithEmpty(root: Y.XmlElement, line: Y.XmlElement): void {
  const { parent } = line;
  if (!(parent instanceof Y.XmlElement)) return;
  parent.delete(parent.toArray().indexOf(line), 1);
  if (parent !== root && parent.length === 0) removeWithEmpty(root, parent);
}
