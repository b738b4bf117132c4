// A random play of two people in one point: A selects, replaces, deletes, drags, splits, joins, undoes and redoes; B
// types whole words in between. Each letter is unlike all others, so the end tells where everything went. Judges the
// end; knows no rule of how.
import { $createParagraphNode, $createTextNode, $getSelection, $isRangeSelection } from 'lexical';
import { $flatText, $putSelection } from '../../client/points/binding/flat-selection.ts';
import { Random } from './seeded-random.ts';
import type { Hand } from './two-hands.ts';
import { meet, twoHands } from './two-hands.ts';

const baseLines = ['abc def ghi', 'jkl mno', 'pqr stu vwx'] as const;
const base = `${baseLines.join('\n')}\n`;
const isBase = (letter: string): boolean => /[a-z]/.test(letter);

/** What B wrote, and the letters of the base that B saw beside it. */
type Token = { readonly word: string; readonly left: string; readonly right: string };
export type Options = {
  readonly acts: readonly Act[];
  readonly isAlone: boolean;
};

export const selectsIn = (hand: Hand, from: number, to: number): void =>
  hand.does(() => $putSelection({ anchor: from, focus: to }));

export function $pastes(words: string): void {
  const selection = $getSelection();
  if (!$isRangeSelection(selection)) return;
  selection.insertNodes(words.split('\n').map(line => $createParagraphNode().append($createTextNode(line))));
}

/** As Lexical's own drop does it: out and in, in one update. */
export function drags(hand: Hand, from: number, to: number, at: number): void {
  hand.does(() => {
    const text = $flatText();
    $putSelection({ anchor: from, focus: to });
    const selection = $getSelection();
    if (!$isRangeSelection(selection)) return;
    selection.removeText();
    const drop = at > from ? at - (to - from) : at;
    $putSelection({ anchor: drop, focus: drop });
    const there = $getSelection();
    if ($isRangeSelection(there)) there.insertText(text.slice(from, to));
  });
}

const acts = {
  delete: () => ($isRange() ? $range().removeText() : undefined),
  letter: (_: Random, fresh: () => string) => $range().insertText(fresh()),
  Enter: () => void $range().insertParagraph(),
  paste: (_: Random, fresh: () => string) => $range().insertText(`${fresh()}${fresh()}`),
  lines: (_: Random, fresh: () => string) => $pastes(`${fresh()}${fresh()}\n${fresh()}${fresh()}`),
} as const;
export type Act = keyof typeof acts | 'all' | 'drag' | 'join' | 'type';
export const allActs: readonly Act[] = ['delete', 'letter', 'Enter', 'paste', 'lines', 'all', 'drag', 'join', 'type'];

const $isRange = (): boolean => $isRangeSelection($getSelection());
function $range() {
  const selection = $getSelection();
  if (!$isRangeSelection(selection)) throw new Error('nothing is selected');
  return selection;
}

/** Not within a word of B's, also where A has put letters and lines in its place. */
function mayStand(text: string, at: number): boolean {
  const isAs = (letter: string): boolean => /[\n\u0370-\u03ff]/.test(letter);
  const [left, right] = [
    [...text.slice(0, at)].findLast(letter => !isAs(letter)),
    [...text.slice(at)].find(letter => !isAs(letter)),
  ];
  return !/[A-Z0-9<]/.test(left ?? '') && !/[A-Z0-9>]/.test(right ?? '');
}

const token = '*';
/** A line that A has made stays where B has written in it (rule E3). */
const patternOf = (wanted: string): RegExp =>
  new RegExp(`^${[...wanted].map(letter => `(?:\\*+\n?)*${letter}`).join('')}(?:\\*+\n?)*$`);

export class UndoPlay {
  readonly log: string[] = [];
  readonly problems: string[] = [];
  readonly #random: Random;
  readonly #a: Hand;
  readonly #b: Hand;
  readonly #tokens: Token[] = [];
  readonly #options: Options;
  #freshCount = 0;

  constructor(seed: number, options: Options) {
    this.#random = new Random(seed);
    this.#options = options;
    [this.#a, this.#b] = twoHands(baseLines, this.#random.chance(0.5) ? 7 : 9);
  }

  run(): this {
    const steps = 2 + this.#random.below(6);
    for (let i = 0; i < steps; i++) this.#step(i);
    meet(this.#a, this.#b);
    this.#note('met');
    this.#undoesAll();
    this.#judge('after all undos', base);
    return this;
  }

  #step(i: number): void {
    const chance = this.#random.below(10);
    if (chance < 4 || (chance < 7 && this.#options.isAlone)) this.#aActs();
    else if (chance < 7) this.#bTypes(i);
    else this.#takes(chance === 9 ? 'redo' : 'undo');
    if (this.#random.chance(0.7)) {
      meet(this.#a, this.#b);
      this.#note('met');
    }
  }

  #takes(key: 'undo' | 'redo'): void {
    this.#a.presses(key);
    this.#note(key);
  }

  #undoesAll(): void {
    for (let i = 0; i < 40 && this.#a.undo.canUndo(); i++) {
      this.#takes('undo');
      meet(this.#a, this.#b);
    }
  }

  #aSelects(): [number, number] {
    const { length } = this.#a.words;
    const [one, other] = [this.#random.below(length), this.#random.below(length)];
    const [from, to] = [Math.min(one, other), Math.max(one, other)];
    selectsIn(this.#a, from, to);
    return [from, to];
  }

  #aActs(isInterrupting = false): void {
    const able = this.#options.acts.filter(one => !isInterrupting || one !== 'drag');
    if (able.length === 0) return;
    const act = this.#random.pick(able);
    this.#a.undo.stopCapturing();
    const { length } = this.#a.words;
    const fresh = (): string => String.fromCharCode(0x3b1 + this.#freshCount++);
    if (act === 'all') {
      selectsIn(this.#a, 0, length - 1);
      this.#a.types(`${fresh()}${fresh()}${fresh()}`);
    } else if (act === 'drag') {
      const [from, to] = this.#aSelects();
      const at = this.#random.below(length);
      const words = this.#a.words;
      if ((from < at && at < to) || words.slice(from, to).includes('\n')) return;
      if ([from, to, at].some(edge => !mayStand(words, edge))) return;
      drags(this.#a, from, to, at);
    } else if (act === 'join') {
      const at = this.#a.words.indexOf('\n', this.#random.below(length)) + 1;
      if (at > 0 && at < length) selectsIn(this.#a, at, at);
      if (at > 0 && at < length) this.#a.presses('Backspace');
    } else if (act === 'type') {
      const at = this.#random.below(length);
      selectsIn(this.#a, at, at);
      this.#a.types(fresh());
    } else {
      this.#aSelects();
      this.#a.does(() => void acts[act](this.#random, fresh));
    }
    this.#a.undo.stopCapturing();
    this.#note(`A ${act}`);
  }

  #bGoes(): { readonly left: string; readonly right: string } {
    const text = this.#b.words;
    const places = Array.from({ length: text.length }, (_, at) => at).filter(at => mayStand(text, at));
    const at = places.length > 0 ? this.#random.pick(places) : text.length - 1;
    selectsIn(this.#b, at, at);
    return { left: [...text.slice(0, at)].findLast(isBase) ?? '', right: [...text.slice(at)].find(isBase) ?? '' };
  }

  #bTypes(i: number): void {
    meet(this.#a, this.#b);
    const word = `<${String.fromCharCode(65 + i)}${String.fromCharCode(75 + i)}${i}>`;
    const places = this.#bGoes();
    this.#tokens.push({ word, ...places });
    const interruptAt = this.#random.chance(0.6) ? this.#random.below(word.length) : -1;
    for (const [index, letter] of [...word].entries()) {
      this.#b.types(letter);
      if (index === interruptAt) {
        this.#interrupts();
        this.#note(`(typing ${word}: ${index})`);
      } else meet(this.#a, this.#b);
    }
    this.#note(`B ${word}`);
  }

  /** A acts while B types. */
  #interrupts(): void {
    meet(this.#a, this.#b);
    if (this.#random.chance(0.3)) this.#takes('undo');
    else this.#aActs(true);
    meet(this.#a, this.#b);
  }

  #note(what: string): void {
    const [a, b] = [this.#a.words, this.#b.words].map(words => words.replaceAll('\n', '/'));
    this.log.push(a === b ? `${what}: ${a}` : `${what}: A ${a} B ${b}`);
  }

  #judge(when: string, wanted: string): void {
    const { words } = this.#a;
    const rest = this.#tokens.reduce((text, { word }) => text.replace(word, token), words);
    for (const { word, left, right } of this.#tokens) {
      const parts = words.split(word);
      if (parts.length !== 2) this.problems.push(`${when}: ${word} stands ${parts.length - 1} times whole`);
      const at = words.indexOf(word);
      const isBehind = !left || words.indexOf(left) < at;
      const isBefore = !right || words.indexOf(right) > at;
      // at an end of what was dragged
      if (at >= 0 && (isBehind || isBefore) && this.#options.acts.includes('drag')) continue;
      if (at >= 0 && !isBehind) this.problems.push(`${when}: ${word} stands before ${left}`);
      if (at >= 0 && !isBefore) this.problems.push(`${when}: ${word} stands behind ${right}`);
    }
    if (!patternOf(wanted).test(rest)) this.problems.push(`${when}: the rest reads ${rest.replaceAll('\n', '/')}`);
  }
}
