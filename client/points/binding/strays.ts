// Letters of mine that a split of somebody else's has left behind, alive but away from their neighbours: they go there
// once the point has been quiet for a moment. At once would be too soon: a second Enter that is on its way would write
// them anew as well, and they would stand twice (rule E9).
import * as Y from 'yjs';
import { offsetOfLetters } from '../../../shared/text/moved-offset.ts';
import { flatText } from '../../../shared/text/point-text.ts';
import type { Found } from './late-letters.ts';
import { placeAt } from './late-letters.ts';
import { standingLetters } from './standing-letters.ts';
import type { WhoseLetters } from './whose-letters.ts';

type Stray = {
  readonly leftIn: Y.XmlText;
  readonly first: Y.ID;
  /** Behind the letter that they belong to. */
  readonly target: Y.RelativePosition;
};

/** Where letters were, and where they are now, in flat offsets. */
export type Moved = { readonly from: number; readonly length: number; readonly to: number };

export class Strays {
  readonly #root: Y.XmlElement;
  readonly #whose: WhoseLetters | null;
  #all: readonly Stray[] = [];

  constructor(root: Y.XmlElement, whose: WhoseLetters | null) {
    this.#root = root;
    this.#whose = whose;
  }

  get isEmpty(): boolean {
    return this.#all.length === 0;
  }

  note({ late, lettersBehind }: Found): void {
    const flat = flatText(this.#root);
    const straysBefore = (letters: number): number =>
      late.reduce((sum, { lettersNow, words }) => sum + (lettersNow < letters ? words.length : 0), 0);
    if (flat.base.size === 0) return;
    const targetAt = (letters: number): Y.RelativePosition => {
      const at = offsetOfLetters(flat.text, letters + straysBefore(letters));
      const [text, base] = placeAt(flat, at);
      return Y.createRelativePositionFromTypeIndex(text, Math.min(at - base, text.length), -1);
    };
    // What they belong to may have been written anew once more.
    const known = this.#all.map(stray => {
      const letters = stray.target.item && lettersBehind(stray.target.item);
      return letters === null ? stray : { ...stray, target: targetAt(letters) };
    });
    const found = late.flatMap(({ leftIn, items: [first], lettersBefore }): Stray[] =>
      first ? [{ leftIn, first: first.id, target: targetAt(lettersBefore) }] : [],
    );
    this.#all = [...known.filter(({ first }) => !found.some(stray => Y.compareIDs(stray.first, first))), ...found];
  }

  /** Call it in a transaction. */
  bringHome(): readonly Moved[] {
    const strays = this.#all;
    this.#all = [];
    return strays.flatMap(stray => this.#bring(stray));
  }

  /** With what I have typed on behind them meanwhile. */
  #bring({ leftIn, first, target }: Stray): readonly Moved[] {
    const { doc } = this.#root;
    const place = doc && isAlive(doc, target) ? Y.createAbsolutePositionFromRelativePosition(target, doc) : null;
    const base = flatText(this.#root).base.get(leftIn);
    const run = runFrom(leftIn, first);
    if (!place || !(place.type instanceof Y.XmlText) || base === undefined || !run) return [];
    const isThere = place.type === leftIn && run.index <= place.index && place.index <= run.index + run.words.length;
    if (isThere || run.words === '') return [];
    const before = this.#ids(leftIn, run.index, run.words.length);
    leftIn.delete(run.index, run.words.length);
    const at = Y.createAbsolutePositionFromRelativePosition(target, doc as Y.Doc); // it was there above
    if (!at || !(at.type instanceof Y.XmlText)) return [];
    at.type.insert(at.index, run.words);
    for (const [i, id] of this.#ids(at.type, at.index, run.words.length).entries())
      if (before[i]) this.#whose?.copied(before[i], id);
    const to = (flatText(this.#root).base.get(at.type) ?? 0) + at.index;
    return [{ from: base + run.index, length: run.words.length, to }];
  }

  #ids(inside: Y.XmlText, index: number, length: number): readonly Y.ID[] {
    const letters = standingLetters(this.#root).filter(({ text }) => text === inside);
    return letters.slice(index, index + length).map(({ id }) => id);
  }
}

function isAlive(doc: Y.Doc, { item }: Y.RelativePosition): boolean {
  if (!item) return true;
  const found = Y.getItem(doc.store, item);
  return found instanceof Y.Item && !found.deleted;
}

/** The letters of one writer from this one on, without a break. */
function runFrom(text: Y.XmlText, first: Y.ID): { readonly index: number; readonly words: string } | null {
  let index = 0;
  for (let item = text._start; item; item = item.right) {
    if (item.deleted || !item.countable) continue;
    const isFirst =
      item.id.client === first.client && item.id.clock <= first.clock && first.clock < item.id.clock + item.length;
    if (isFirst)
      return { index: index + first.clock - item.id.clock, words: wordsFrom(item, first.clock - item.id.clock) };
    index += item.length;
  }
  return null;
}

function wordsFrom(start: Y.Item, skip: number): string {
  let words = start.content instanceof Y.ContentString ? start.content.str.slice(skip) : '';
  for (let item = start.right; item; item = item.right) {
    if (item.deleted || !item.countable) continue;
    if (item.id.client !== start.id.client || !(item.content instanceof Y.ContentString)) break;
    words += item.content.str;
  }
  return words;
}
