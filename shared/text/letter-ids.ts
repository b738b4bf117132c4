// Which letters stand where in a flow, by Yjs's ids: for whoever has to know them again when others have written. Reads
// alone.
import * as Y from 'yjs';

/** So many letters of one client in a row, from this clock on. */
export type Letters = { readonly client: number; readonly clock: number; readonly length: number };

/** The letters of a stretch of the text as it stands. */
export function lettersAt(flow: Y.XmlText, from: number, length: number): readonly Letters[] {
  const to = from + length;
  const found: Letters[] = [];
  let at = 0;
  for (let item = flow._start; item && at < to; item = item.right) {
    if (item.deleted || !item.countable) continue;
    const [start, end] = [Math.max(at, from), Math.min(at + item.length, to)];
    if (start < end) found.push({ client: item.id.client, clock: item.id.clock + start - at, length: end - start });
    at += item.length;
  }
  return found;
}

/** How much of each client is here: what comes later is newer. */
export type Known = ReadonlyMap<number, number>;

export function knownNow({ store }: Y.Doc): Known {
  const known = new Map<number, number>();
  for (const client of store.clients.keys()) known.set(client, Y.getState(store, client));
  return known;
}

export const isNewerThan = (
  known: Known,
  { client, clock }: { readonly client: number; readonly clock: number },
): boolean => clock >= (known.get(client) ?? 0);
