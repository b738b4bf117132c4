// One undo or redo of mine beside what others have written since (rule E3): which lines of mine may go, and what is
// mended when they have gone. Works inside the transaction of the undo.
import * as Y from 'yjs';
import { eachItem, lineOf, standingLetters, typeOf } from '../standing-letters.ts';
import type { WhoseLetters } from '../whose-letters.ts';
import { putBlocksInOrder } from './block-order.ts';
import { KnownLetters } from './known-letters.ts';
import type { LetterOrder } from './letter-order.ts';
import type { Lines } from './letters-home.ts';
import { newEmptyText, putLettersHome } from './letters-home.ts';
import { putLettersInOrder } from './letters-in-order.ts';

/** What the undo has brought back when my clock was there. */
type Back = { readonly clock: number; readonly keys: ReadonlySet<string>; readonly hasEmptyLine: boolean };

/** What the step wrote. */
type Insertions = Parameters<typeof Y.isDeleted>[0];

export class UndoStep {
  readonly #known: KnownLetters;
  /** As they stood, in reading order. */
  readonly #lines: Lines;
  readonly #hasOthers: boolean;
  #back: Back = { clock: -1, keys: new Set(), hasEmptyLine: false };

  /**
   * Before anything is undone. `mayGoAgain`: of a redo, the letters that the undo brought back. I took them out, whose
   * ever they are.
   */
  constructor(
    root: Y.XmlElement,
    whose: WhoseLetters,
    order: LetterOrder,
    transaction: Y.Transaction,
    mayGoAgain: ReadonlySet<string>,
  ) {
    this.#known = new KnownLetters(root, whose, order, transaction, mayGoAgain);
    order.learn(standingLetters(root), transaction.doc);
    const { letters } = this.#known.now;
    this.#lines = Map.groupBy(letters, ({ line }) => line);
    this.#hasOthers = letters.some(({ isMine }) => !isMine);
  }

  /** Asked about what I made, when everything that comes back has come back. */
  mayGo(item: Y.Item): boolean {
    const type = typeOf(item);
    if (!type || !this.#hasOthers) return true;
    const own = lineOf(type);
    const inner = new Set<Y.XmlElement>();
    eachItem(type, own, ({ deleted }, _, line) => {
      if (!deleted && line !== own) inner.add(line);
    });
    // What was asked about before it and may go is deleted by now; the other lines in it are not mine to take.
    return !this.#stays(own) && ![...inner].some(line => this.#hasWordsOfOthers(line));
  }

  /**
   * Call it when everything is undone. `goneAt`: my clock when what comes back had gone. `insertions`: what the step
   * wrote.
   */
  mend(goneAt: number, insertions: Insertions): void {
    this.#known.learnRedone();
    this.#removeRest(insertions);
    this.#removeTwins();
    if (!this.#hasOthers) return;
    putLettersHome(this.#known, this.#lines);
    putLettersInOrder(this.#known);
    putBlocksInOrder(this.#known, this.#lines, goneAt);
  }

  /** Letters that stand now and did not before. */
  broughtBack(): ReadonlySet<string> {
    const before = new Set([...this.#lines.values()].flat().map(({ key }) => key));
    return new Set(this.#known.now.letters.flatMap(({ key }) => (before.has(key) ? [] : [key])));
  }

  /** Words of others stand in it, and no word of it stands elsewhere now. */
  #stays(line: Y.XmlElement): boolean {
    if (!this.#hasWordsOfOthers(line)) return false;
    const { keys, hasEmptyLine } = this.#whatIsBack();
    return !hasEmptyLine && !this.#lines.get(line)?.some(({ key }) => keys.has(key));
  }

  #hasWordsOfOthers(line: Y.XmlElement): boolean {
    return this.#lines.get(line)?.some(({ isMine }) => !isMine) ?? false;
  }

  /** Once for all that goes: it changes only when more comes back. */
  #whatIsBack(): Back {
    const { clock } = this.#known;
    if (this.#back.clock === clock) return this.#back;
    this.#known.learnRedone();
    const letters = this.#known.now.letters.filter(({ id }) => this.#known.isNew(id));
    const keys = new Set(letters.map(({ key }) => key));
    this.#back = { clock, keys, hasEmptyLine: newEmptyText(this.#known) !== null };
    return this.#back;
  }

  /** Of letters that it brought back together and that I have parted since, Yjs follows only the first. */
  #removeRest(insertions: Insertions): void {
    const ends = this.#known.trailsFrom(insertions);
    for (const { isMine, first, id, text, index } of this.#known.now.letters.toReversed())
      if (ends.has(`${id.client}:${id.clock}`) || (isMine && Y.isDeleted(insertions, first))) text.delete(index, 1);
    this.#known.changed();
  }

  /** Letters that somebody has written anew since come back here as well: once is enough. */
  #removeTwins(): void {
    const { letters } = this.#known.now;
    const twins = [...Map.groupBy(letters, ({ key }) => key).values()].flatMap(same => {
      const news = same.filter(({ id }) => this.#known.isNew(id));
      return same.length > 1 ? news.slice(news.length < same.length ? 0 : 1) : [];
    });
    const gone = new Set(twins);
    for (const letter of letters.toReversed()) if (gone.has(letter)) letter.text.delete(letter.index, 1);
    for (const line of new Set(twins.map(twin => twin.line))) this.#removeEmpty(line);
    this.#known.changed();
  }

  /** A line that came back for nothing else, and its list. */
  #removeEmpty(line: Y.XmlElement): void {
    const isEmpty = line.toArray().every(inner => inner instanceof Y.XmlText && inner.length === 0);
    const { parent } = line;
    if (!isEmpty || !(parent instanceof Y.XmlElement) || !line._item || !this.#known.isNew(line._item.id)) return;
    parent.delete(parent.toArray().indexOf(line), 1);
    this.#removeEmpty(parent);
  }
}
