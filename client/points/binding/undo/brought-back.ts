// Letters of mine that somebody else deleted and brought back by an undo of their own: they stand as that person's, and
// my undo takes them away as it would have taken mine (rule E3). Told by Yjs's ids and by the letters themselves.
import * as Y from 'yjs';

type Step = { insertions: Parameters<typeof Y.isDeleted>[0] };

/** What the step put in stays known when somebody deletes it: Yjs would forget the letters. */
export function keepLettersKnown({ store }: Y.Doc, { insertions }: Step): void {
  for (const [client, ranges] of insertions.clients)
    for (const { clock, len } of ranges)
      for (let at = clock; at < clock + len; ) {
        const item: Y.Item | Y.GC = Y.getItem(store, Y.createID(client, at));
        if (item instanceof Y.Item) item.keep = true;
        at = item.id.clock + item.length;
      }
}

/** Adds such letters to those that the step put in. */
export function addWhatCameBack(flow: Y.XmlText, step: Step): void {
  const { doc } = flow;
  if (!doc) return;
  const found = Y.createDeleteSet();
  for (let item = flow._start; item; item = item.right) {
    const original = item.rightOrigin;
    const isOthers = item.id.client !== doc.clientID;
    if (item.deleted || !(item.content instanceof Y.ContentString) || !isOthers || !original) continue;
    // Yjs puts a letter that comes back right before the one that went.
    const { str } = item.content;
    if (!wentFrom(doc, original, str)) continue;
    const ranges = stretchesIn(step.insertions, original, str.length).map(({ from, length }) => ({
      clock: item.id.clock + from,
      len: length,
    }));
    if (ranges.length > 0) found.clients.set(item.id.client, [...(found.clients.get(item.id.client) ?? []), ...ranges]);
  }
  if (found.clients.size > 0) step.insertions = Y.mergeDeleteSets([step.insertions, found]);
}

/** Whether these very letters stood from this id on, and are gone. */
function wentFrom({ store }: Y.Doc, { client, clock }: Y.ID, letters: string): boolean {
  for (let at = 0; at < letters.length; ) {
    if (clock + at >= Y.getState(store, client)) return false;
    const item: Y.Item | Y.GC = Y.getItem(store, Y.createID(client, clock + at));
    if (!(item instanceof Y.Item) || !item.deleted || !(item.content instanceof Y.ContentString)) return false;
    const there = item.content.str.slice(clock + at - item.id.clock);
    const length = Math.min(there.length, letters.length - at);
    if (there.slice(0, length) !== letters.slice(at, at + length)) return false;
    at += length;
  }
  return true;
}

/** Of so many letters from this id on, those in the set, by their place behind it. */
function stretchesIn(set: Step['insertions'], { client, clock }: Y.ID, length: number) {
  return (set.clients.get(client) ?? []).flatMap(range => {
    const [from, to] = [Math.max(range.clock, clock), Math.min(range.clock + range.len, clock + length)];
    return from < to ? [{ from: from - clock, length: to - from }] : [];
  });
}
