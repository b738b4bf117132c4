// Where each new struct of an update would stand: its parent and root, said outright or inherited from its neighbours
// in the store or in the update itself. Reads Yjs's store; changes nothing.
import * as Y from 'yjs';
import { BadBytes } from './byte-reader.ts';
import { MissingWords } from './missing-words.ts';
import type { Id, ReadUpdate, Struct } from './read-update.ts';
import { structAt } from './read-update.ts';

export type Place =
  /** In the flow of a point. `owner` identifies the parent, so that two neighbours can be seen to share it. */
  | { readonly kind: 'flow'; readonly point: string; readonly owner: object }
  /** Anywhere else in a point, an attribute's place included: nothing of a client's. */
  | { readonly kind: 'outside'; readonly point: string; readonly owner: object }
  /** In a node that was deleted. */
  | { readonly kind: 'deleted'; readonly owner: object }
  /** Beside or in what was collected: Yjs collects it too. */
  | { readonly kind: 'nowhere' };

type Neighbour =
  | { readonly kind: 'stored'; readonly item: Y.Item }
  | { readonly kind: 'new'; readonly struct: Struct }
  | { readonly kind: 'gone' };
const nowhere: Place = { kind: 'nowhere' };

export class Places {
  readonly #doc: Y.Doc;
  readonly #update: ReadUpdate;
  readonly #known = new Map<Struct, Place>();
  readonly #rootNames: WeakMap<object, string>;

  constructor(doc: Y.Doc, update: ReadUpdate, rootNames: WeakMap<object, string>) {
    this.#doc = doc;
    this.#update = update;
    this.#rootNames = rootNames;
  }

  /** Ask in the order of integration: what a struct rests on was placed before. */
  of(struct: Struct): Place {
    const place = this.#place(struct);
    this.#known.set(struct, place);
    return place;
  }

  ofStored(item: Y.Item): Place {
    const parent = item.parent;
    if (parent === null || parent instanceof Y.ID || typeof parent === 'string') return nowhere;
    return this.#inside(parent, item.parentSub);
  }

  #place(struct: Struct): Place {
    const { parent, origin, rightOrigin } = struct;
    if (struct.content.kind === 'gc') return nowhere;
    if (parent.kind === 'root') return { kind: 'outside', point: parent.name, owner: this.#root(parent.name) };
    if (parent.kind === 'item') return this.#under(this.#find(parent.id), struct.key);
    const left = origin && this.#placeOf(this.#find(origin));
    const right = rightOrigin && this.#placeOf(this.#find(rightOrigin));
    if (left?.kind === 'nowhere' || right?.kind === 'nowhere') return nowhere;
    if (left && right && (left.owner !== right.owner || left.kind !== right.kind))
      throw new BadBytes('out-of-place', 'Its neighbours stand in different places.');
    return left ?? right ?? nowhere;
  }

  #placeOf(neighbour: Neighbour): Place {
    if (neighbour.kind === 'gone') return nowhere;
    return neighbour.kind === 'stored' ? this.ofStored(neighbour.item) : (this.#known.get(neighbour.struct) ?? nowhere);
  }

  /** Inside the node that an item makes. No update makes one of its own: judge.ts refuses it before. */
  #under(neighbour: Neighbour, key: string | null): Place {
    if (neighbour.kind === 'gone') return nowhere;
    if (neighbour.kind === 'stored') {
      const { content, deleted } = neighbour.item;
      if (content instanceof Y.ContentType) return this.#inside(content.type, key);
      if (deleted) return nowhere;
    }
    throw new BadBytes('malformed', 'It stands in something that holds nothing.');
  }

  #inside(type: Y.AbstractType<unknown>, key: string | null): Place {
    let root = type;
    let isDeleted = false;
    while (root._item !== null) {
      isDeleted ||= root._item.deleted;
      root = root._item.parent as Y.AbstractType<unknown>; // the parent of an integrated item is a type
    }
    if (isDeleted) return { kind: 'deleted', owner: type };
    const isFlow = type instanceof Y.XmlText && type._item?.parent === root && key === null;
    return { kind: isFlow ? 'flow' : 'outside', point: this.#nameOf(root), owner: type };
  }

  #find(id: Id): Neighbour {
    const stored = this.#doc.store.clients.get(id.client);
    if (stored && id.clock < Y.getState(this.#doc.store, id.client)) {
      const item = stored[Y.findIndexSS(stored, id.clock)];
      return item instanceof Y.Item ? { kind: 'stored', item } : { kind: 'gone' };
    }
    const block = this.#update.blocks.get(id.client);
    const struct = block && structAt(block, id.clock);
    if (!struct) throw new MissingWords(`device ${id.client} at ${id.clock}`);
    return { kind: 'new', struct };
  }

  #root(name: string): object {
    // an unknown root is refused by its name, whatever stands for it here
    return this.#doc.share.get(name) ?? this.#doc;
  }

  #nameOf(root: Y.AbstractType<unknown>): string {
    const known = this.#rootNames.get(root);
    if (known !== undefined) return known;
    for (const [name, type] of this.#doc.share) this.#rootNames.set(type, name);
    return this.#rootNames.get(root) ?? '';
  }
}
