// The order of a point's lines after an undo or redo: Yjs puts a line back where it stood among the lines of that time,
// not behind those whose words it stood behind since. Moves lines that came back, and no others; where one belongs
// within a list, the list is cut (rule E3).
import * as Y from 'yjs';
import { itemNumber } from '../../../../shared/text/list-numbers.ts';
import { isIn, standingLetters, typeOf } from '../standing-letters.ts';
import type { Known, KnownLetters } from './known-letters.ts';
import type { Lines } from './letters-home.ts';

/** A block, or an item of an outermost list. `place`: that of its words in what stood before the undo. */
type Unit = { readonly block: Y.XmlElement; readonly isBack: boolean; readonly place: number | null };
type Placed = Unit & { readonly place: number };

/** `lines`: as they stood before. `goneAt`: my clock when what comes back had gone. */
export function putBlocksInOrder(known: KnownLetters, lines: Lines, goneAt: number): void {
  for (const list of listsIn(known.root, true)) putInOrder(known, lines, list, goneAt);
  putInOrder(known, lines, known.root, goneAt);
}

function putInOrder(known: KnownLetters, lines: Lines, parent: Y.XmlElement, goneAt: number): void {
  if (!blocksIn(parent).some(({ _item }) => known.isNew(_item?.id))) return;
  const units = placed(known, unitsOf(known, lines, parent), goneAt);
  const misplaced = misplacedIn(units);
  const order = units.filter(unit => !misplaced.has(unit));
  for (const unit of [...misplaced].sort((one, other) => one.place - other.place)) {
    const at = order.findLastIndex(({ place }) => place <= unit.place) + 1;
    const block = moveBetween(known, parent, unit.block, order[at - 1]?.block, order[at]?.block);
    order.splice(at, 0, { ...unit, block });
  }
}

function unitsOf(known: KnownLetters, lines: Lines, parent: Y.XmlElement): readonly Unit[] {
  const order = new Map([...lines.values()].flat().map(({ key }, index) => [key, index]));
  const placesIn = (block: Y.XmlElement, letters: Iterable<Known>): readonly number[] =>
    [...letters].flatMap(({ key, line }) => (isIn(line, block) ? (order.get(key) ?? []) : []));
  return blocksIn(parent).map(block => {
    const isBack = known.isNew(block._item?.id);
    const now = placesIn(block, known.now.letters);
    const stood = new Set(isBack ? now : placesIn(block, [...lines.values()].flat()));
    const places = now.some(place => stood.has(place)) ? [...stood] : [];
    return { block, isBack, place: places.length > 0 ? Math.min(...places) : null };
  });
}

/** One without such words goes with what came back beside it; it never comes to stand behind what it stood before. */
function placed(known: KnownLetters, units: readonly Unit[], goneAt: number): readonly Placed[] {
  let [last, lastThatStood] = [-1, -1];
  return units.map((unit, index) => {
    if (!unit.isBack) last = lastThatStood = unit.place ?? lastThatStood;
    else if (unit.place !== null) last = unit.place;
    else {
      const later = units.slice(index).filter(({ place, isBack }) => place !== null || !isBack);
      const goesWithNext = later[0]?.isBack && !units[index - 1]?.isBack;
      const moved = movedFromBehind(known, unit.block, units, index, goneAt) ?? Number.POSITIVE_INFINITY;
      const back = later.flatMap(({ isBack, place }) => (isBack && place !== null ? [place] : []));
      last = Math.min(goesWithNext ? Number.POSITIVE_INFINITY : last, moved - 0.5, ...back);
    }
    return { ...unit, place: last };
  });
}

/** The place of what stood behind it and was moved before it after it had gone. */
function movedFromBehind(
  known: KnownLetters,
  { _item, parent }: Y.XmlElement,
  units: readonly Unit[],
  index: number,
  goneAt: number,
): number | null {
  for (let item = _item?.right; item; item = item.right)
    for (const inner of [item, ...itemsIn(item)]) {
      const now = known.trailOf(inner);
      const at = now ? units.findIndex(({ block }) => block === typeOf(now)) : -1;
      const unit = units[at];
      if (!unit || (unit.isBack && unit.place === null)) continue;
      if (at > index) return null;
      if (now && now.id.clock >= goneAt) return unit.place;
    }
  return parent instanceof Y.XmlElement && parent.nodeName === 'list' && known.isNew(parent._item?.id)
    ? movedFromBehind(known, parent, units, index, goneAt)
    : null;
}

/** Of a list. */
function itemsIn(item: Y.Item): readonly Y.Item[] {
  const list = typeOf(item);
  const items: Y.Item[] = [];
  if (list instanceof Y.XmlElement && list.nodeName === 'list')
    for (let inner = list._start; inner; inner = inner.right) items.push(inner);
  return items;
}

/** What came back and does not stand between the places of its neighbours. */
function misplacedIn(units: readonly Placed[]): ReadonlySet<Placed> {
  const misplaced = new Set<Placed>();
  let from = -1;
  for (const [index, unit] of units.entries()) {
    const to = units.slice(index).find(({ isBack }) => !isBack)?.place ?? Number.POSITIVE_INFINITY;
    if (unit.isBack && (unit.place < from || unit.place > to)) misplaced.add(unit);
    else from = unit.place;
  }
  return misplaced;
}

/** Beside an item of such a list if there is one; else in a list of its own. */
function moveBetween(
  known: KnownLetters,
  parent: Y.XmlElement,
  block: Y.XmlElement,
  before: Y.XmlElement | undefined,
  behind: Y.XmlElement | undefined,
): Y.XmlElement {
  const list = listOf(block);
  if (before && isSameKind(listOf(before), list))
    return moveTo(known, block, before.parent as Y.XmlElement, indexOf(before) + 1); // an element's parent is one
  if (behind && isSameKind(listOf(behind), list))
    return moveTo(known, block, behind.parent as Y.XmlElement, indexOf(behind)); // as above
  if (before && behind && before.parent !== parent && before.parent === behind.parent) cutBefore(known, behind);
  const index = before ? indexOf(outermost(before, parent)) + 1 : behind ? indexOf(outermost(behind, parent)) : 0;
  if (!list || list === parent) return moveTo(known, block, parent, index);
  const shell = shellOf(list);
  parent.insert(index, [shell]);
  return moveTo(known, block, shell, 0);
}

const blocksIn = (parent: Y.XmlElement): readonly Y.XmlElement[] =>
  elementsIn(parent).flatMap(block => (block.nodeName === 'list' ? elementsIn(block) : [block]));

const listOf = ({ parent }: Y.XmlElement): Y.XmlElement | null =>
  parent instanceof Y.XmlElement && parent.nodeName === 'list' ? parent : null;

/** Both in no list, too. */
const isSameKind = (one: Y.XmlElement | null, other: Y.XmlElement | null): boolean =>
  one?.getAttribute('__tag') === other?.getAttribute('__tag') && (one === null) === (other === null);

/** The list goes on behind itself, with this item first. */
function cutBefore(known: KnownLetters, item: Y.XmlElement): void {
  const list = listOf(item);
  if (!(list?.parent instanceof Y.XmlElement)) return;
  const rest = shellOf(list);
  // Yjs's types know only strings
  if (list.getAttribute('__tag') !== 'ul') rest.setAttribute('__start', itemNumber(item) as unknown as string);
  list.parent.insert(indexOf(list) + 1, [rest]);
  for (const [index, moving] of elementsIn(list).slice(indexOf(item)).entries()) moveTo(known, moving, rest, index);
}

function shellOf(list: Y.XmlElement): Y.XmlElement {
  const shell = new Y.XmlElement(list.nodeName);
  for (const [key, value] of Object.entries(list.getAttributes()))
    if (value !== undefined) shell.setAttribute(key, value);
  return shell;
}

function moveTo(known: KnownLetters, block: Y.XmlElement, parent: Y.XmlElement, index: number): Y.XmlElement {
  const copy = block.clone();
  parent.insert(index, [copy]);
  leaveTrail(known, block, copy);
  const lettersIn = (moved: Y.XmlElement) => standingLetters(known.root).filter(({ line }) => isIn(line, moved));
  const copies = lettersIn(copy);
  for (const [i, { id }] of lettersIn(block).entries()) if (copies[i]) known.moved(id, copies[i].id);
  removeWithEmpty(block);
  known.changed();
  return copy;
}

/** Older steps find by it what they made. */
function leaveTrail(known: KnownLetters, from: Y.XmlElement | Y.XmlText, to: Y.XmlElement | Y.XmlText): void {
  if (from._item && to._item && known.isNew(from._item.id)) from._item.redone = to._item.id;
  if (!(from instanceof Y.XmlElement && to instanceof Y.XmlElement)) return;
  const copies = to.toArray();
  for (const [index, inner] of from.toArray().entries()) {
    const copy = copies[index];
    if (isXml(inner) && isXml(copy)) leaveTrail(known, inner, copy);
  }
}

function removeWithEmpty(block: Y.XmlElement): void {
  const { parent } = block;
  if (!(parent instanceof Y.XmlElement)) return;
  parent.delete(indexOf(block), 1);
  if (parent.nodeName === 'list' && parent.length === 0) removeWithEmpty(parent);
}

function outermost(block: Y.XmlElement, parent: Y.XmlElement): Y.XmlElement {
  return block.parent instanceof Y.XmlElement && block.parent !== parent ? outermost(block.parent, parent) : block;
}

/** Those within items, the deepest first. */
function listsIn(parent: Y.XmlElement, isOutside: boolean): readonly Y.XmlElement[] {
  return elementsIn(parent).flatMap(child => {
    if (child.nodeName === 'list') return [...listsIn(child, false), ...(isOutside ? [] : [child])];
    return listsIn(child, false);
  });
}

// an element's parent is one
const indexOf = (block: Y.XmlElement): number => (block.parent as Y.XmlElement).toArray().indexOf(block);
const isXml = (type: unknown): type is Y.XmlElement | Y.XmlText =>
  type instanceof Y.XmlElement || type instanceof Y.XmlText;
const elementsIn = (parent: Y.XmlElement): readonly Y.XmlElement[] =>
  parent.toArray().filter(child => child instanceof Y.XmlElement);
