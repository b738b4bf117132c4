// The order in which Yjs takes in the structs of an update: those of the highest client id first, and before each what
// it rests on. Walks the same way as Yjs's own `integrateStructs`, so that what Yjs would hold back is found before it
// sees a byte. Reads nothing but ids.
import { BadBytes } from './byte-reader.ts';
import { MissingWords } from './missing-words.ts';
import type { Id, ReadUpdate, Struct } from './read-update.ts';

type Block = { readonly structs: readonly Struct[]; next: number };

/**
 * All structs, known ones too, since Yjs holds those back as well. `stateOf`: the clock up to which a client's structs
 * are here.
 */
export function integrationOrder(update: ReadUpdate, stateOf: (client: number) => number): readonly Struct[] {
  const blocks = new Map<number, Block>();
  for (const [client, structs] of update.blocks) blocks.set(client, { structs, next: 0 });
  const reached = new Map<number, number>();
  const isHere = ({ client, clock }: Id): boolean => clock < (reached.get(client) ?? stateOf(client));
  const ordered: Struct[] = [];
  const waiting: Struct[] = [];
  for (const client of [...blocks.keys()].sort((a, b) => b - a)) {
    const block = blocks.get(client);
    for (let head = block && take(block); head; head = waiting.pop() ?? (block && take(block))) {
      const { client: of, clock } = head;
      const state = reached.get(of) ?? stateOf(of);
      if (clock > state) throw new BadBytes('malformed', 'Its parts rest on one another in a circle.');
      const missing = restsOn(head).find(id => id.client !== of && !isHere(id));
      if (missing) {
        waiting.push(head);
        waiting.push(nextOf(blocks.get(missing.client), missing)); // it is looked at next
        continue;
      }
      reached.set(of, Math.max(state, clock + head.length));
      ordered.push(head);
    }
  }
  return ordered;
}

function take(block: Block): Struct | undefined {
  return block.structs[block.next++];
}

function nextOf(block: Block | undefined, missing: Id): Struct {
  const last = block?.structs.at(-1);
  if (!block || !last || missing.clock >= last.clock + last.length)
    throw new MissingWords(`device ${missing.client} at ${missing.clock}`);
  const next = take(block);
  if (!next) throw new BadBytes('malformed', 'Its parts rest on one another in a circle.');
  return next;
}

function restsOn({ origin, rightOrigin, parent }: Struct): readonly Id[] {
  const ids: Id[] = [];
  if (origin) ids.push(origin);
  if (rightOrigin) ids.push(rightOrigin);
  if (parent.kind === 'item') ids.push(parent.id);
  return ids;
}
