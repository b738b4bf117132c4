// The live items that an update's deletions would take out, found in one pass over ranges and stored items; and what
// Yjs pays for each. Judges nothing.
import * as Y from 'yjs';
import { stepsPerRange } from '../../../shared/wire-limits.ts';
import { MissingWords } from './missing-words.ts';
import type { ReadUpdate, Struct } from './read-update.ts';
import type { Rehearsal } from './rehearsal.ts';

/** The live part of a stored item that goes: from the clock on, up to and without the end. */
export type Deletion = {
  readonly item: Y.Item;
  readonly from: number;
  readonly to: number;
  /** The first of its range. */
  readonly isFirst: boolean;
};

/** Throws MissingWords where a range covers what is neither here nor in the update. */
export function* deletionsOf(doc: Y.Doc, update: ReadUpdate): Generator<Deletion> {
  for (const [client, ranges] of update.deletes) {
    const known = Y.getState(doc.store, client);
    const last = update.blocks.get(client)?.at(-1);
    const reach = Math.max(known, last ? last.clock + last.length : 0);
    const furthest = ranges.at(-1);
    const end = furthest ? furthest.clock + furthest.length : 0;
    if (end > reach) throw new MissingWords(`a deletion of device ${client} up to ${end}`);
    const structs = doc.store.clients.get(client) ?? [];
    let at = 0;
    for (const { clock, length } of ranges) {
      if (clock >= known) break;
      at = indexOf(structs, clock, at);
      let isFirst = true;
      for (let struct = structs[at]; struct && struct.id.clock < clock + length; struct = structs[++at])
        if (struct instanceof Y.Item && !struct.deleted) {
          const { id, length: whole } = struct;
          yield {
            item: struct,
            from: Math.max(clock, id.clock),
            to: Math.min(clock + length, id.clock + whole),
            isFirst,
          };
          isFirst = false;
        }
      if (at > 0) at--; // the next range may lie in the same item
    }
  }
}

/** Letters of a new run that the same update does not take out again. */
export function lettersLeft({ client, clock, length }: Struct, update: ReadUpdate): number {
  const ranges = update.deletes.get(client) ?? [];
  let left = length;
  for (let at = firstReaching(ranges, clock); at < ranges.length; at++) {
    const range = ranges[at];
    if (!range || range.clock >= clock + length) break;
    left -= Math.min(clock + length, range.clock + range.length) - Math.max(clock, range.clock);
  }
  return left;
}

/** By halving: the first range that ends behind this clock. */
function firstReaching(ranges: readonly { readonly clock: number; readonly length: number }[], clock: number): number {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const range = ranges[middle];
    if (range && range.clock + range.length <= clock) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Mostly a few steps on from where the last range ended. */
function indexOf(structs: (Y.Item | Y.GC)[], clock: number, from: number): number {
  for (let at = from; at < from + 4; at++) {
    const struct = structs[at];
    if (struct && struct.id.clock <= clock && clock < struct.id.clock + struct.length) return at;
  }
  return Y.findIndexSS(structs, clock);
}

/** Ranges, and cuts on both sides, count against the bound. What is returned does not: what is gone is joined. */
export function chargeDeletion({ item, from, to, isFirst }: Deletion, rehearsal: Rehearsal): number {
  const { client, clock } = item.id;
  if (isFirst) rehearsal.charge(stepsPerRange);
  if (from > clock) rehearsal.cutBefore({ client, clock: from });
  if (to < clock + item.length) rehearsal.cutBefore({ client, clock: to });
  return rehearsal.stepsToMove({ client, clock: from }) + 1;
}
