// What stood before each of my latest splits, joins, lists and links, and which of them others are known to have read. Writes nothing.
import type * as Y from 'yjs';
import { Item } from 'yjs';
import type { Shape } from './shape.ts';

/** `from`: my clock before it. */
export type OwnAct = { readonly before: Shape; readonly from: number };

/** Of those that others have perhaps not read; a person who works off line makes many. */
const keptActs = 20;

export class OwnActs {
  #acts: readonly OwnAct[] = [];
  /** By client: so much of what I wrote is known there. */
  readonly #known = new Map<number, number>();

  did(act: OwnAct): void {
    this.#acts = [...this.#acts, act].slice(-keptActs);
  }

  unknownTo(client: number): readonly OwnAct[] {
    const known = this.#known.get(client) ?? 0;
    return this.#acts.filter(({ from }) => from >= known);
  }

  /** Whoever writes beside a letter of mine, or takes it out, has read it. */
  learn({ doc, beforeState, afterState, deleteSet }: Y.Transaction): void {
    const others = [...afterState].filter(
      ([client, to]) => client !== doc.clientID && to > (beforeState.get(client) ?? 0),
    );
    const deleted = Math.max(0, ...(deleteSet.clients.get(doc.clientID) ?? []).map(({ clock, len }) => clock + len));
    for (const [client] of others) {
      let known = Math.max(this.#known.get(client) ?? 0, others.length === 1 ? deleted : 0);
      for (const struct of doc.store.clients.get(client)?.toReversed() ?? []) {
        if (struct.id.clock < (beforeState.get(client) ?? 0)) break;
        if (struct instanceof Item)
          for (const id of idsBeside(struct)) if (id.client === doc.clientID) known = Math.max(known, id.clock + 1);
      }
      this.#known.set(client, known);
    }
  }
}

const idsBeside = ({ origin, rightOrigin, parent }: Y.Item): readonly Y.ID[] => {
  const around = parent !== null && typeof parent === 'object' && '_item' in parent ? (parent._item?.id ?? null) : null;
  return [origin, rightOrigin, around].filter(id => id !== null);
};
