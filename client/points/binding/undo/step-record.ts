// What one step of undo did beside letters: the marks and lines' styles that it changed, and those of letters that it
// took. Yjs's own undo takes its marks of a text's format back, and others' words between them get or lose theirs. So
// these are left out of Yjs's steps, and taken back letter by letter.
import * as Y from 'yjs';
import type { Changes, Dressed, Taken } from '../../../../shared/text/change-flow.ts';
import type { Known } from '../../../../shared/text/letter-ids.ts';
import { knownNow } from '../../../../shared/text/letter-ids.ts';
import { isStyle } from './split-lines.ts';
import type { Worn } from './worn-letters.ts';

/** `known`: what was here then. `left`: where it took ends of lines, the others as it left them. */
export type StepRecord = {
  readonly taken: readonly (Taken & { readonly known: Known })[];
  readonly dressed: readonly (Dressed & { readonly known: Known })[];
  readonly left: readonly Worn[];
};

const nothing: StepRecord = { taken: [], dressed: [], left: [] };

export function recordOf(doc: Y.Doc, { taken, dressed }: Changes): StepRecord {
  if (taken.length + dressed.length === 0) return nothing;
  const known = knownNow(doc);
  const at = <T>(change: T): T & { known: Known } => ({ ...change, known });
  return { taken: taken.map(at), dressed: dressed.map(at), left: [] };
}

type Step = Y.UndoManager['undoStack'][number];

/** Steps that follow soon upon one another are one. */
export function addTo({ meta }: Step, record: StepRecord, endsNow: () => StepRecord['left']): void {
  const before = recordIn({ meta });
  const taken = [...before.taken, ...record.taken];
  const dressed = [...before.dressed, ...record.dressed];
  const left = changesEnds(record) && taken.some(({ isEnd }) => isEnd) ? endsNow() : before.left;
  meta.set(recordOf, { taken, dressed, left });
}

const changesEnds = ({ taken, dressed }: StepRecord): boolean =>
  taken.some(({ isEnd }) => isEnd) || dressed.some(({ before, after }) => isStyle({ ...before, ...after }));

export function recordIn({ meta }: Pick<Step, 'meta'>): StepRecord {
  const record: unknown = meta.get(recordOf);
  return isRecord(record) ? record : nothing;
}

/** Nobody else knows the key. */
const isRecord = (value: unknown): value is StepRecord => typeof value === 'object' && value !== null;

/** Marks of formats go from Yjs's own step. Its sets are copied: the transaction has yet to send one of them. */
export function keepLettersAlone(doc: Y.Doc, step: Step): void {
  step.insertions = lettersOf(doc, step.insertions);
  step.deletions = lettersOf(doc, step.deletions);
}

function lettersOf(doc: Y.Doc, set: Step['insertions']): Step['insertions'] {
  const copy = Y.mergeDeleteSets([set]);
  for (const [client, ranges] of copy.clients) {
    const letters = ranges.flatMap(({ clock, len }) => lettersIn(doc, client, clock, clock + len));
    if (letters.length > 0) copy.clients.set(client, letters);
    else copy.clients.delete(client);
  }
  return copy;
}

type Range = { readonly clock: number; readonly len: number };

function lettersIn({ store }: Y.Doc, client: number, from: number, to: number): Range[] {
  const structs = store.clients.get(client) ?? [];
  const found: { clock: number; len: number }[] = [];
  for (let at = from; at < to; ) {
    const struct = structs[Y.findIndexSS(structs, at)];
    if (!struct) break;
    const end = Math.min(to, struct.id.clock + struct.length);
    const last = found.at(-1);
    if (struct instanceof Y.Item && struct.content instanceof Y.ContentFormat) at = end;
    else if (last && last.clock + last.len === at) last.len += end - at;
    else found.push({ clock: at, len: end - at });
    at = end;
  }
  return found;
}

export const hasLetters = ({ insertions, deletions }: Step): boolean =>
  insertions.clients.size + deletions.clients.size > 0;

/** So many letters from this one on. */
export function leaveOut(set: Step['deletions'], { client, clock }: Y.ID, length: number): void {
  const ranges = set.clients.get(client) ?? [];
  const left = ranges.flatMap(range => {
    const [from, to] = [Math.max(range.clock, clock), Math.min(range.clock + range.len, clock + length)];
    if (from >= to) return [range];
    return [
      { clock: range.clock, len: from - range.clock },
      { clock: to, len: range.clock + range.len - to },
    ].filter(({ len }) => len > 0);
  });
  if (left.length > 0) set.clients.set(client, left);
  else set.clients.delete(client);
}

/** These letters are no longer brought back by a step that had taken some of them away. */
export function leaveTo(letters: readonly Y.ID[], { deletions }: Step): void {
  for (const id of letters) if (Y.isDeleted(deletions, id)) leaveOut(deletions, id, 1);
}

export const hasTaken = (letters: readonly Y.ID[], { deletions }: Step): boolean =>
  letters.some(id => Y.isDeleted(deletions, id));

/** The letters that a step put in, and those that came back for them. */
export function lettersPutIn({ store }: Y.Doc, { insertions }: Step): readonly Y.ID[] {
  const ids = [...insertions.clients].flatMap(([client, ranges]) =>
    ranges.flatMap(({ clock, len }) => Array.from({ length: len }, (_, i) => Y.createID(client, clock + i))),
  );
  for (const { client, clock } of ids) {
    const item: Y.Item | Y.GC = Y.getItem(store, Y.createID(client, clock));
    const again = item instanceof Y.Item ? item.redone : null;
    if (again) ids.push(Y.createID(again.client, again.clock + clock - item.id.clock));
  }
  return ids;
}
