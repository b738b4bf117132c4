// A random play of three people in one point: each does whatever the editor lets them (flow-acts.ts), on line or off,
// and what they write arrives in any order. Each letter is unlike all others, so the end tells what became of it.
import * as Y from 'yjs';
import { must } from '../../shared/assert.ts';
import { mayMark } from '../../shared/text/allow-list.ts';
import { deltaOf, flowOf, linesOf } from '../../shared/text/flow.ts';
import { bodyOf } from '../../shared/text/point-text.ts';
import { Alphabet, actsOnce, isLetter } from './flow-acts.ts';
import { Random } from './seeded-random.ts';
import type { Hand } from './two-hands.ts';
import { threeHands } from './two-hands.ts';

type Person = { readonly hand: Hand; readonly name: string; isOnline: boolean; readonly tookOut: Set<string> };
/** Each letter with the ids of its copies, in order. */
type Standing = ReadonlyMap<string, readonly string[]>;

export class FlowPlay {
  readonly log: string[] = [];
  readonly problems: string[] = [];
  readonly #random: Random;
  readonly #alphabet = new Alphabet();
  readonly #people: readonly Person[];
  readonly #hasUndo: boolean;
  /** Letters that were typed in one go, each group in its order. */
  readonly #runs: string[] = [];
  readonly #typists = new Map<string, Person>();
  /** Letters that somebody deleted, or that an undo took out, while they saw them. */
  readonly #taken = new Set<string>();
  /** Letters that a drag has written anew, by how often. */
  readonly #moved = new Map<string, number>();

  constructor(seed: number, hasUndo: boolean) {
    this.#random = new Random(seed);
    this.#hasUndo = hasUndo;
    const lines = [5, 3, 4].map(words => Array.from({ length: words }, () => this.#alphabet.letters(3)).join(' '));
    this.#runs.push(lettersOf(lines.join('')).join(''));
    const hands = threeHands(lines, this.#random.pick([7, 9, 11]));
    this.#people = hands.map((hand, i) => ({ hand, name: 'ABC'.charAt(i), isOnline: true, tookOut: new Set() }));
  }

  run(): this {
    for (let i = 0; i < (this.#hasUndo ? 24 : 14); i++) this.#step();
    for (const person of this.#people) person.isOnline = true;
    for (let i = 0; i < 3; i++) this.#deliver(1, Number.POSITIVE_INFINITY);
    this.#note('the end');
    this.#judgeCopies();
    this.#judgeLetters();
    return this;
  }

  get report(): string {
    return this.problems.length > 0 ? [...this.problems, ...this.log].join('\n') : '';
  }

  #step(): void {
    const random = this.#random;
    const person = random.pick(this.#people);
    if (random.chance(0.12)) person.isOnline = !person.isOnline;
    const chance = random.below(10);
    if (this.#hasUndo && chance < 4) this.#takesBack(person, chance < 3 ? 'undo' : 'redo');
    else this.#acts(person);
    this.#deliver(0.35, 4);
  }

  #acts(person: Person): void {
    const { hand, name } = person;
    const before = standing(hand);
    const what = actsOnce(hand, this.#random, count => this.#fresh(person, count));
    if (what === null) return this.#typesRun(person);
    const after = standing(hand);
    const moved: string[] = [];
    for (const [letter, ids] of before) {
      const now = after.get(letter) ?? [];
      if (now.length === 0) this.#takes(person, letter);
      else if (now.join() !== ids.join()) moved.push(letter);
    }
    for (const letter of moved) {
      this.#moved.set(letter, (this.#moved.get(letter) ?? 0) + 1);
      person.tookOut.add(letter);
    }
    if (moved.length > lettersMoved(what)) this.#complain(`${what} wrote ${moved.join('')} anew`);
    this.#note(`${name} ${what}`);
  }

  #takes(person: Person, letter: string): void {
    this.#taken.add(letter);
    person.tookOut.add(letter);
  }

  #fresh(person: Person, count: number): string {
    const letters = this.#alphabet.letters(count);
    this.#runs.push(letters);
    for (const letter of letters) this.#typists.set(letter, person);
    return letters;
  }

  /** Letter by letter, while others' words come in. */
  #typesRun(person: Person): void {
    const letters = this.#fresh(person, 1 + this.#random.below(6));
    person.hand.undo.stopCapturing();
    for (const letter of letters) {
      person.hand.types(letter);
      if (this.#random.chance(0.3)) this.#deliver(0.3, 3);
    }
    this.#note(`${person.name} types ${letters}`);
  }

  #takesBack(person: Person, key: 'undo' | 'redo'): void {
    const before = standing(person.hand);
    person.hand.presses(key);
    const after = standing(person.hand);
    for (const letter of before.keys()) {
      if (after.has(letter)) continue;
      const isMine = this.#typists.get(letter) === person;
      if (!isMine && (key === 'undo' || !person.tookOut.has(letter)))
        this.#complain(`the ${key} of ${person.name} took ${letter} out`);
      this.#takes(person, letter);
    }
    this.#note(`${person.name} ${key}`);
  }

  #deliver(chance: number, most: number): void {
    for (const from of this.#people)
      for (const to of this.#people)
        if (from !== to && from.isOnline && to.isOnline && this.#random.chance(chance))
          from.hand.sendsTo(to.hand, most === Number.POSITIVE_INFINITY ? most : 1 + this.#random.below(most));
  }

  #judgeCopies(): void {
    const [first, ...others] = this.#people.map(({ hand }) => hand);
    const flow = must(first && flowOf(bodyOf(first.doc, 'p0')), 'the seeded words');
    const lines = JSON.stringify(linesOf(flow));
    for (const other of others) {
      if (JSON.stringify(linesOf(must(flowOf(bodyOf(other.doc, 'p0')), 'a copy'))) !== lines)
        this.#complain('copies differ');
      if (other.drawn !== first?.drawn) this.#complain('editors differ');
    }
    for (const { hand, name } of this.#people) {
      if (!hand.isDrawn) this.#complain(`the editor of ${name} does not show what its copy holds`);
    }
    const marks = deltaOf(linesOf(flow)).flatMap(({ attributes }) => Object.entries(attributes));
    for (const [key, value] of marks) if (!mayMark(key, value)) this.#complain(`${key}: ${value} is not in the list`);
  }

  #judgeLetters(): void {
    const { words } = must(this.#people[0], 'somebody').hand;
    const times = (letter: string): number => words.split(letter).length - 1;
    for (const run of this.#runs) {
      for (const letter of run) this.#judgeTimes(letter, times(letter));
      const kept = [...run].filter(
        letter => times(letter) === 1 && !this.#moved.has(letter) && this.#takersOf(letter) < 2,
      );
      const found = kept.toSorted((one, other) => words.indexOf(one) - words.indexOf(other));
      if (found.join('') !== kept.join('')) this.#complain(`${kept.join('')} stands as ${found.join('')}`);
    }
  }

  #judgeTimes(letter: string, times: number): void {
    const least = this.#taken.has(letter) ? 0 : 1;
    const most = Math.max(1, this.#hasUndo ? this.#takersOf(letter) : 0, this.#moved.get(letter) ?? 0);
    if (times < least || times > most) this.#complain(`${letter} stands ${times} times, not ${least} to ${most}`);
  }

  readonly #takersOf = (letter: string): number => this.#people.filter(({ tookOut }) => tookOut.has(letter)).length;

  #complain(what: string): void {
    this.problems.push(what);
    this.log.push(`!! ${what}`);
  }

  #note(what: string): void {
    const shown = this.#people.map(
      ({ hand, name, isOnline }) => `${name}${isOnline ? '' : '(off)'} ${hand.words.replaceAll('\n', '/')}`,
    );
    this.log.push(`${what}: ${shown.join('  ')}`);
  }
}

/** A paste may part a line in two places: Lexical takes a break away that ends the line. */
function lettersMoved(what: string): number {
  const [, from = 0, to = 0] = /^drag (\d+)\.\.(\d+)/.exec(what)?.map(Number) ?? [];
  return what.startsWith('paste') ? Number.POSITIVE_INFINITY : to - from;
}

const lettersOf = (text: string): readonly string[] => [...text].filter(isLetter);

function standing({ doc }: Hand): Standing {
  const found = new Map<string, string[]>();
  const flow = must(flowOf(bodyOf(doc, 'p0')), 'the seeded words');
  for (let item = flow._start; item; item = item.right) {
    if (item.deleted || !(item.content instanceof Y.ContentString)) continue;
    for (const [at, letter] of [...item.content.str].entries())
      if (isLetter(letter))
        found.set(letter, [...(found.get(letter) ?? []), `${item.id.client} ${item.id.clock + at}`]);
  }
  return found;
}
