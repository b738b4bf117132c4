// One undo or redo of mine beside what others have written since (rule E3): which lines of mine may go, and where letters of others belong that went with
// them, or were left away from their neighbours. Works inside the transaction of the undo.
import * as Y from 'yjs';
import { must } from '../../../../shared/assert.ts';
import type { Letter } from '../standing-letters.ts';
import { eachItem, isIn, isShown, lineOf, sameMarks, standingLetters, typeOf } from '../standing-letters.ts';
import type { WhoseLetters } from '../whose-letters.ts';

type Known = Letter & { readonly key: string; readonly isMine: boolean };
type Place = { readonly text: Y.XmlText; readonly index: number };
/** What stands now, and where each letter is in it. */
type Standing = { readonly letters: readonly Known[]; readonly at: ReadonlyMap<string, number> };
/** Neighbours in what stood in one line; `to` is not included. */
type Run = { readonly line: readonly Known[]; readonly from: number; readonly to: number };
/** What the undo has brought back when my clock was there. */
type Back = { readonly clock: number; readonly keys: ReadonlySet<string>; readonly hasEmptyLine: boolean };

export class UndoStep {
  readonly #root: Y.XmlElement;
  readonly #whose: WhoseLetters;
  readonly #transaction: Y.Transaction;
  /** As they stood, in reading order. */
  readonly #lines: ReadonlyMap<Y.XmlElement, readonly Known[]>;
  readonly #hasOthers: boolean;
  /** What I made and may not take back. */
  readonly #staying = new Set<Y.XmlElement | Y.XmlText>();
  readonly #mayGoAgain: ReadonlySet<string>;
  #now: Standing | null = null;
  #back: Back = { clock: -1, keys: new Set(), hasEmptyLine: false };

  /** Before anything is undone. `mayGoAgain`: of a redo, the letters that the undo brought back. I took them out, whose ever they are. */
  constructor(root: Y.XmlElement, whose: WhoseLetters, transaction: Y.Transaction, mayGoAgain: ReadonlySet<string>) {
    this.#root = root;
    this.#mayGoAgain = mayGoAgain;
    this.#whose = whose;
    this.#transaction = transaction;
    const { letters } = this.#standing();
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
    const mayGo = !this.#stays(own) && ![...inner].some(line => this.#hasWordsOfOthers(line));
    if (!mayGo) this.#staying.add(type);
    return mayGo;
  }

  /** Call it when everything is undone. */
  mend(): void {
    this.#whose.learnRedone(this.#transaction);
    this.#now = null;
    this.#removeTwins();
    if (!this.#hasOthers) return;
    eachItem(this.#root, this.#root, item => this.#putBehindOwnLeft(item));
    for (const run of this.#runs(({ key }, { at }) => !at.has(key))) this.#write(run, this.#homeOf(run));
    const isWhereItWas = ({ key, id }: Known, { letters, at }: Standing): boolean =>
      Y.compareIDs(letters[at.get(key) ?? -1]?.id ?? null, id);
    for (const run of this.#runs(isWhereItWas)) this.#bringHome(run);
    for (const block of this.#staying) this.#putBefore(block);
  }

  /** Letters that stand now and did not before. */
  broughtBack(): ReadonlySet<string> {
    const before = new Set([...this.#lines.values()].flat().map(({ key }) => key));
    return new Set(this.#standing().letters.flatMap(({ key }) => (before.has(key) ? [] : [key])));
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
    const { doc } = this.#transaction;
    const clock = Y.getState(doc.store, doc.clientID);
    if (this.#back.clock === clock) return this.#back;
    this.#whose.learnRedone(this.#transaction);
    this.#now = null;
    const letters = this.#standing().letters.filter(({ id }) => this.#isNew(id));
    this.#back = { clock, keys: new Set(letters.map(({ key }) => key)), hasEmptyLine: this.#newEmptyText() !== null };
    return this.#back;
  }

  #newEmptyText(): Y.XmlText | null {
    let found: Y.XmlText | null = null;
    eachItem(this.#root, this.#root, item => {
      const text = typeOf(item);
      if (text instanceof Y.XmlText && text.length === 0 && isShown(text) && this.#isNew(item.id)) found ??= text;
    });
    return found;
  }

  /** Letters that somebody has written anew since come back here as well: once is enough. */
  #removeTwins(): void {
    const twins = [...Map.groupBy(this.#standing().letters, ({ key }) => key).values()].flatMap(same => {
      const news = same.filter(({ id }) => this.#isNew(id));
      return same.length > 1 ? news.slice(news.length < same.length ? 0 : 1) : [];
    });
    const gone = new Set(twins);
    for (const letter of this.#standing().letters.toReversed())
      if (gone.has(letter)) letter.text.delete(letter.index, 1);
    for (const line of new Set(twins.map(twin => twin.line))) this.#removeEmpty(line);
    this.#now = null;
  }

  /** Where somebody has typed within what stood to the left of it, Yjs brings it back too far to the left. */
  #putBehindOwnLeft({ left, id, length, redone, content }: Y.Item): void {
    if (!redone || !this.#isNew(redone) || !(content instanceof Y.ContentString)) return;
    const { letters, at } = this.#standing();
    const keyAt = (client: number, clock: number): string => keyOf(this.#whose.of(Y.createID(client, clock)).first);
    const own = new Set(Array.from({ length }, (_, i) => keyAt(id.client, id.clock + i)));
    const isBack = ({ key, id: now }: Known): boolean => own.has(key) && this.#isNew(now);
    const from = letters.findIndex(isBack);
    const first = letters[from];
    let before = left;
    // What came back stands to the left of what it came back for.
    while (before && !(before.content instanceof Y.ContentString && isOther(keyAt(...ends(before)))))
      before = before.left;
    const target = before ? letters[at.get(keyAt(...ends(before))) ?? -1] : undefined;
    if (!target || !first || first.text !== target.text || first.index > target.index) return;
    let to = from + 1;
    while (letters[to]?.text === first.text && isBack(must(letters[to], 'it has a text'))) to++;
    first.text.delete(first.index, to - from);
    const place = { text: target.text, index: target.index + 1 - (to - from) };
    this.#write({ line: letters.slice(from, to), from: 0, to: to - from }, place);

    function isOther(key: string): boolean {
      return at.has(key) && !own.has(key);
    }
  }

  /** A line that came back for nothing else, and its list. */
  #removeEmpty(line: Y.XmlElement): void {
    const isEmpty = line.toArray().every(inner => inner instanceof Y.XmlText && inner.length === 0);
    const { parent } = line;
    if (!isEmpty || !(parent instanceof Y.XmlElement) || !line._item || !this.#isNew(line._item.id)) return;
    parent.delete(parent.toArray().indexOf(line), 1);
    this.#removeEmpty(parent);
  }

  /** What others wrote, as far as it is so now, by neighbours. */
  #runs(is: (letter: Known, now: Standing) => boolean): readonly Run[] {
    const now = this.#standing();
    const runs: Run[] = [];
    for (const line of this.#lines.values())
      for (const [from, letter] of line.entries()) {
        if (letter.isMine || !is(letter, now)) continue;
        const last = runs.at(-1);
        const left = line[from - 1];
        const goesOn = left && last?.line === line && last.to === from && areNeighbours(left, letter, now);
        if (goesOn) runs[runs.length - 1] = { ...last, to: from + 1 };
        else runs.push({ line, from, to: from + 1 });
      }
    return runs;
  }

  /** Beside what is left of its line; else in its own text or in the empty line that came back; else behind what stood before it. */
  #homeOf(run: Run): Place {
    const { line, from, to } = run;
    const [left, right] = this.#neighbours(run);
    const isLeftNearer = left !== null && (left.key === line[from - 1]?.key || right?.key !== line[to]?.key);
    if (left && (isLeftNearer || !right)) return behind(left);
    if (right) return right;
    const { text, index } = must(line[from], 'a run has letters');
    if (isShown(text)) return { text, index: Math.min(index, text.length) };
    const empty = this.#newEmptyText();
    return empty ? { text: empty, index: 0 } : this.#outside(run);
  }

  #outside({ line }: Run): Place {
    const lines = [...this.#lines.values()];
    const before = this.#nearest(lines.slice(0, lines.indexOf(line)).flat().reverse());
    if (before) return behind(before);
    const paragraph = new Y.XmlElement('paragraph');
    const text = new Y.XmlText();
    paragraph.insert(0, [text]);
    this.#root.insert(0, [paragraph]);
    return { text, index: 0 };
  }

  /** What stood nearest in its line and still stands. */
  #neighbours({ line, from, to }: Run): readonly [Known | null, Known | null] {
    return [this.#nearest(line.slice(0, from).reverse()), this.#nearest(line.slice(to))];
  }

  #nearest(letters: readonly Known[]): Known | null {
    const { letters: now, at } = this.#standing();
    for (const { key } of letters) {
      const index = at.get(key);
      if (index !== undefined) return now[index] ?? null;
    }
    return null;
  }

  /** Lines that came back behind a block that stays, and stood before it. */
  #putBefore(block: Y.XmlElement | Y.XmlText): void {
    const { parent } = block;
    if (!(block instanceof Y.XmlElement) || !(parent instanceof Y.XmlElement)) return;
    const order = new Map([...this.#lines.values()].flat().map(({ key }, index) => [key, index]));
    const placesOf = (type: Y.XmlElement): readonly number[] =>
      this.#standing().letters.flatMap(({ key, line }) => (isIn(line, type) ? (order.get(key) ?? []) : []));
    const start = Math.min(...placesOf(block));
    const siblings = parent.toArray();
    let index = siblings.indexOf(block);
    for (const sibling of siblings.slice(index + 1)) {
      if (!(sibling instanceof Y.XmlElement) || !this.#isNew(sibling._item?.id)) return;
      const places = placesOf(sibling);
      if (places.length === 0 || Math.max(...places) > start) return;
      const letters = this.#standing().letters.filter(({ line }) => isIn(line, sibling));
      const copy = sibling.clone();
      parent.insert(index++, [copy]);
      const copies = standingLetters(this.#root).filter(({ line }) => isIn(line, copy));
      for (const [i, { id }] of letters.entries()) if (copies[i]) this.#moved(id, copies[i].id);
      if (sibling._item && copy._item) sibling._item.redone = copy._item.id;
      parent.delete(parent.toArray().indexOf(sibling), 1);
      this.#now = null;
    }
  }

  /** What stood before it has come back elsewhere, and nothing that stood beside it still does. */
  #bringHome(run: Run): void {
    const { letters, at } = this.#standing();
    const [left, right] = this.#neighbours(run);
    const first = at.get(must(run.line[run.from], 'a run has letters').key);
    const here = first === undefined ? undefined : letters[first];
    if (!left || !this.#isNew(left.id) || first === undefined || !here) return;
    const [leftNow, rightNow] = [letters[first - 1], letters[first + run.to - run.from]];
    if (leftNow?.key === left.key || (right && rightNow?.key === right.key)) return;
    here.text.delete(here.index, run.to - run.from);
    this.#now = null;
    const [target] = this.#neighbours(run);
    if (target) this.#write(run, behind(target));
  }

  #write({ line, from, to }: Run, { text, index }: Place): void {
    const { doc } = this.#transaction;
    let at = index;
    for (const alike of sameMarks(line.slice(from, to))) {
      const start = Y.getState(doc.store, doc.clientID);
      text.insert(at, alike.map(({ unit }) => unit).join(''), { ...alike[0]?.marks });
      const isWritten = ({ id: { client, clock } }: Letter): boolean => client === doc.clientID && clock >= start;
      for (const [i, { id }] of standingLetters(this.#root).filter(isWritten).entries()) {
        const source = alike[i];
        if (source) this.#moved(source.id, id);
      }
      at += alike.length;
    }
    this.#now = null;
  }

  /** Older steps find what they made by this trail of Yjs's, to take it back. */
  #moved(from: Y.ID, to: Y.ID): void {
    this.#whose.copied(from, to);
    const item = this.#isNew(from) ? Y.getItem(this.#transaction.doc.store, from) : null;
    if (item instanceof Y.Item && item.id.clock === from.clock) item.redone = to;
  }

  #standing(): Standing {
    if (this.#now) return this.#now;
    const letters = standingLetters(this.#root).map(letter => {
      const { first, isMine } = this.#whose.of(letter.id);
      const key = keyOf(first);
      return { ...letter, key, isMine: isMine || this.#mayGoAgain.has(key) };
    });
    this.#now = { letters, at: new Map(letters.map(({ key }, index) => [key, index])) };
    return this.#now;
  }

  #isNew(id: Y.ID | undefined): boolean {
    const { doc, beforeState } = this.#transaction;
    return id?.client === doc.clientID && id.clock >= (beforeState.get(id.client) ?? 0);
  }
}

const keyOf = ({ client, clock }: Y.ID): string => `${client}:${clock}`;
const ends = ({ lastId: { client, clock } }: Y.Item): [number, number] => [client, clock];
const behind = ({ text, index }: Place): Place => ({ text, index: index + 1 });

/** In one text then, and side by side now unless both are gone. */
function areNeighbours(left: Known, right: Known, { letters, at }: Standing): boolean {
  const [a, b] = [at.get(left.key), at.get(right.key)];
  const areStill = a !== undefined && b !== undefined && b === a + 1 && letters[a]?.text === letters[b]?.text;
  return left.text === right.text && ((a === undefined && b === undefined) || areStill);
}
