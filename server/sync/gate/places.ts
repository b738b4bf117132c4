// Where each new struct of an update would stand: its parent, key and root, said outright or inherited from its neighbours in the store or in the
// update itself. Reads Yjs's store; changes nothing.
import * as Y from 'yjs';
import { nodeDepthMax } from '../../../shared/limits.ts';
import { BadBytes } from './byte-reader.ts';
import type { Id, ReadUpdate, Struct } from './read-update.ts';

export type Place =
  /** `owner` identifies the parent node, so that two neighbours can be seen to share it. */
  | {
      readonly kind: 'in';
      readonly point: string;
      readonly node: string;
      readonly key: string | null;
      readonly depth: number;
      readonly owner: object;
    }
  /** Next to what is gone: it will have no effect. */
  | { readonly kind: 'nowhere' };

/** It rests on something that is neither here nor in the update: a gap, not a fault. */
export class MissingWords extends Error {
  override name = 'MissingWords';
}

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

  /** Chains of neighbours may be as long as the update, so they are followed with a stack of our own. */
  of(struct: Struct): Place {
    const path: Struct[] = [struct];
    const isOnPath = new Set(path);
    for (let current = path.at(-1); current; current = path.at(-1)) {
      const next = this.#known.has(current) ? null : this.#unplacedNeighbour(current);
      if (next) {
        if (isOnPath.has(next)) throw new BadBytes('malformed', 'Its parts rest on one another in a circle.');
        path.push(next);
        isOnPath.add(next);
        continue;
      }
      if (!this.#known.has(current)) this.#known.set(current, this.#place(current));
      path.pop();
      isOnPath.delete(current);
    }
    return this.#known.get(struct) ?? nowhere;
  }

  ofStored(item: Y.Item): Place {
    const parent = item.parent;
    if (parent === null || parent instanceof Y.ID || typeof parent === 'string') return nowhere;
    return this.#inside(parent, item.parentSub);
  }

  #unplacedNeighbour(struct: Struct): Struct | null {
    const ids = [struct.origin, struct.rightOrigin, struct.parent.kind === 'item' ? struct.parent.id : null];
    for (const id of ids) {
      const found = id && this.#find(id);
      if (found?.kind === 'new' && !this.#known.has(found.struct)) return found.struct;
    }
    return null;
  }

  #place(struct: Struct): Place {
    const { parent, origin, rightOrigin } = struct;
    if (struct.content.kind === 'gc') return nowhere;
    if (parent.kind === 'root')
      return {
        kind: 'in',
        point: parent.name,
        node: '#root',
        key: struct.key,
        depth: 1,
        owner: this.#root(parent.name),
      };
    if (parent.kind === 'item') return this.#under(this.#find(parent.id), struct.key);
    const left = origin && this.#placeOf(this.#find(origin));
    const right = rightOrigin && this.#placeOf(this.#find(rightOrigin));
    if (left?.kind === 'nowhere' || right?.kind === 'nowhere') return nowhere; // Yjs drops what stands beside collected items
    if (left && right && (left.owner !== right.owner || left.key !== right.key))
      throw new BadBytes('out-of-place', 'Its neighbours stand in different places.');
    return left ?? right ?? nowhere;
  }

  #placeOf(neighbour: Neighbour): Place {
    if (neighbour.kind === 'gone') return nowhere;
    return neighbour.kind === 'stored' ? this.ofStored(neighbour.item) : (this.#known.get(neighbour.struct) ?? nowhere);
  }

  /** Inside the node that an item makes. */
  #under(neighbour: Neighbour, key: string | null): Place {
    if (neighbour.kind === 'gone') return nowhere;
    if (neighbour.kind === 'stored') {
      const { content } = neighbour.item;
      if (content instanceof Y.ContentType) return this.#inside(content.type, key);
      if (neighbour.item.deleted) return nowhere;
      throw new BadBytes('malformed', 'It stands in something that holds nothing.');
    }
    const { struct } = neighbour;
    if (struct.content.kind !== 'node') throw new BadBytes('malformed', 'It stands in something that holds nothing.');
    const outer = this.#known.get(struct) ?? nowhere;
    if (outer.kind === 'nowhere') return nowhere;
    if (outer.depth >= nodeDepthMax) throw new BadBytes('out-of-place', 'It nests too deeply.');
    return { kind: 'in', point: outer.point, node: struct.content.name, key, depth: outer.depth + 1, owner: struct };
  }

  #inside(type: Y.AbstractType<unknown>, key: string | null): Place {
    let depth = 1;
    let root = type;
    while (root._item !== null) {
      if (root._item.deleted) return nowhere;
      root = root._item.parent as Y.AbstractType<unknown>; // the parent of an integrated item is a type
      depth++;
    }
    if (depth > nodeDepthMax) throw new BadBytes('out-of-place', 'It nests too deeply.');
    return { kind: 'in', point: this.#nameOf(root), node: nodeName(type), key, depth, owner: type };
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
    return this.#doc.share.get(name) ?? this.#doc; // an unknown root is refused by its name, whatever stands for it here
  }

  #nameOf(root: Y.AbstractType<unknown>): string {
    const known = this.#rootNames.get(root);
    if (known !== undefined) return known;
    for (const [name, type] of this.#doc.share) this.#rootNames.set(type, name);
    return this.#rootNames.get(root) ?? '';
  }
}

function nodeName(type: Y.AbstractType<unknown>): string {
  if (type._item === null) return '#root';
  if (type instanceof Y.XmlText) return '#text';
  return type instanceof Y.XmlElement ? type.nodeName : '#unknown';
}

/** By halving: blocks are in clock order. */
export function structAt(block: readonly Struct[], clock: number): Struct | undefined {
  let low = 0;
  let high = block.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const struct = block[middle];
    if (!struct) return undefined;
    if (clock < struct.clock) high = middle - 1;
    else if (clock >= struct.clock + struct.length) low = middle + 1;
    else return struct;
  }
  return undefined;
}
