// What one person may do to a point's words in the flow play, chosen by chance: typing, splits, joins, lists, quotes,
// links, marks, pastes, drags and deletions, at any place. Each letter that is typed is unlike all others.
import { $isListItemNode } from '@lexical/list';
import type { ElementNode, RangeSelection } from 'lexical';
import { $getRoot, $getSelection, $isElementNode, $isRangeSelection } from 'lexical';
import type { Random } from './seeded-random.ts';
import type { Hand, Key } from './two-hands.ts';
import { $pastes, drags, selectsIn } from './undo-play.ts';

/** Letters of words, each once: of Latin blocks that a comparison word by word takes for letters. */
export class Alphabet {
  #next = 0x100;

  letters(count: number): string {
    return Array.from({ length: count }, () => this.#letter()).join('');
  }

  #letter(): string {
    const letter = String.fromCharCode(this.#next++);
    if (this.#next === 0x2c6) this.#next = 0x1e00;
    return letter;
  }
}

export const isLetter = (character: string): boolean => /[\u0100-\u02c5\u1e00-\u1eff]/.test(character);

const pressed: readonly Key[] = [
  'Enter',
  'Enter',
  'Shift+Enter',
  'list',
  'numbers',
  'quote',
  'unlist',
  'indent',
  'outdent',
];
const onSelection: readonly Key[] = ['bold', 'italic', 'link'];

/** One act; null: a run of letters is to be typed where the caret is now. */
export function actsOnce(hand: Hand, random: Random, fresh: (count: number) => string): string | null {
  const chance = random.below(100);
  const { from, to } = selectsStretch(hand, random);
  if (chance < 32) return goesTo(hand, from);
  if (chance < 40) return selectsAndTypes(hand, fresh(1 + random.below(4)));
  if (chance < 50) return presses(hand, from, random.pick(onSelection), to);
  if (chance < 68) return presses(hand, from, random.pick(pressed));
  if (chance < 80) return joins(hand, from);
  if (chance < 88) return edits(hand, `delete ${from}..${to}`, selection => selection.removeText());
  if (chance < 94) return dragsTo(hand, from, to, random.below(hand.words.length));
  const lines = Array.from({ length: 1 + random.below(3) }, () => fresh(3));
  if (random.chance(0.5)) goesTo(hand, from);
  return edits(hand, `paste ${lines.join('/')}`, () => $pastes(lines.join('\n')));
}

function selectsStretch(hand: Hand, random: Random): { readonly from: number; readonly to: number } {
  const most = hand.words.length - 1;
  const from = random.below(most + 1);
  const to = Math.min(most, from + random.below(random.chance(0.2) ? 24 : 6));
  selectsIn(hand, from, to);
  return { from, to };
}

function goesTo(hand: Hand, at: number): null {
  selectsIn(hand, at, at);
  return null;
}

function edits(hand: Hand, what: string, $how: (selection: RangeSelection) => void): string {
  hand.undo.stopCapturing();
  try {
    hand.does(() => {
      const selection = $getSelection();
      if ($isRangeSelection(selection)) $how(selection);
    });
  } catch (error) {
    if (!isLexicals(error)) throw error;
  }
  hand.undo.stopCapturing();
  return what;
}

/**
 * Lexical's development build (0.52) gives up a deletion from the start of a line into the first of several texts of
 * another; its production build does it.
 */
const isLexicals = (error: unknown): boolean => String(error).includes('$getTextNodeOffset: invalid offset');

const selectsAndTypes = (hand: Hand, letters: string): string =>
  edits(hand, `type over ${letters}`, selection => selection.insertText(letters));

function presses(hand: Hand, from: number, key: Key, to = from): string {
  selectsIn(hand, from, to);
  hand.presses(key);
  hand.undo.stopCapturing();
  return `${key} ${from}..${to}`;
}

function dragsTo(hand: Hand, from: number, to: number, at: number): string {
  const isWithin = from <= at && at <= to;
  if (from === to || isWithin || hand.words.slice(from, to).includes('\n')) return 'nothing';
  hand.undo.stopCapturing();
  drags(hand, from, to, at);
  hand.undo.stopCapturing();
  return `drag ${from}..${to} to ${at}`;
}

/** Backspace at the beginning of a line, whatever lines these are. */
function joins(hand: Hand, at: number): string {
  const start = hand.words.lastIndexOf('\n', at - 1) + 1;
  selectsIn(hand, start, start);
  return edits(hand, `join ${start}`, selection => {
    const anchor = selection.anchor.getNode();
    const line = [anchor, ...anchor.getParents()].filter($isElementNode).find($isLine);
    const all = $allLines();
    const index = all.findIndex(other => other.is(line));
    const before = all[index - 1];
    const own = all[index];
    if (!before || !own || selection.anchor.offset > 0) return;
    before.append(...own.getChildren());
    $removeWithEmpty(own);
  });
}

const $isLine = (node: ElementNode): boolean =>
  !node.isInline() && node.getChildren().every(child => !$isElementNode(child) || child.isInline());

const $allLines = (node: ElementNode = $getRoot()): readonly ElementNode[] =>
  node !== $getRoot() && $isLine(node)
    ? [node]
    : node
        .getChildren()
        .filter($isElementNode)
        .flatMap(child => $allLines(child));

function $removeWithEmpty(node: ElementNode): void {
  const parent = node.getParent();
  node.remove();
  if (parent && !$getRoot().is(parent) && parent.isEmpty()) $removeWithEmpty(parent);
  else if ($isListItemNode(parent) && parent.isEmpty()) parent.remove();
}
