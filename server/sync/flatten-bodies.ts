// Bodies in the nested form become flows (rule L10): when their draft is opened, before anybody is let in, each by an
// entry of the server's own. The words do not change by it, nor whose they are; what hangs on them stays where it is.
// Makes nothing durable.
import * as Y from 'yjs';
import type { PointId } from '../../shared/ids.ts';
import { MemberId } from '../../shared/ids.ts';
import type { RowStore } from '../../shared/rows/row-store.ts';
import type { By } from '../../shared/rows/schema.ts';
import type { Anchor } from '../../shared/text/anchors/anchor-schema.ts';
import type { Placed } from '../../shared/text/anchors/anchors.ts';
import { makeAnchor, resolveAnchor } from '../../shared/text/anchors/anchors.ts';
import { makeFlat } from '../../shared/text/body-blocks.ts';
import { flowOf } from '../../shared/text/flow.ts';
import { bodyOf, flatText } from '../../shared/text/point-text.ts';
import type { CarriedLetters } from '../storage/entry-detail.ts';
import { flattenedKind } from '../storage/entry-detail.ts';
import type { TickBuilder } from './tick/draft-tick.ts';
import { updateOf } from './update-of.ts';

const flattenedBy: By = { member: MemberId.parse('nonpaper'), name: 'Nonpaper', party: null, role: 'observer' };

/** `text`, `shared`: both documents of a draft, with `rows` those of the second. */
export function flattenBodies(text: Y.Doc, shared: Y.Doc, rows: RowStore, tick: TickBuilder): void {
  const moved = rows.all('points').flatMap(({ id }) => (flowOf(bodyOf(text, id)) ? [] : flatten(text, rows, id, tick)));
  if (moved.length === 0) return;
  const update = updateOf(shared, () => {
    for (const move of moved) move();
  });
  tick.addOwn('shared', flattenedBy, flattenedKind, { kind: 'anchors-moved' }, update);
}

/** Makes one body flat. Gives what moves the anchors that would not be found in it. */
function flatten(doc: Y.Doc, rows: RowStore, point: PointId, tick: TickBuilder): readonly (() => void)[] {
  const body = bodyOf(doc, point);
  const [before, letters, hanging] = [flatText(body), lettersOf(body), hangingOn(rows, point)];
  const places = hanging.map(({ anchor }) => resolveAnchor(body, before, anchor));
  const update = updateOf(doc, () => makeFlat(body));
  const after = flatText(body);
  const isSame = before.text === after.text;
  // Ids and no words: it stands when these are redacted.
  const copies = isSame ? carried(letters, lettersOf(body)) : [];
  tick.addOwn('text', flattenedBy, flattenedKind, { kind: 'flattened', point, letters: copies }, update);
  return hanging.flatMap(({ anchor, moveTo }, index) => {
    const was = places[index];
    if (!isSame || !was || was.kind === 'detached' || isAlike(was, resolveAnchor(body, after, anchor))) return [];
    const { start, end } = makeAnchor(body, was.from, was.to, after);
    return [() => moveTo({ ...anchor, start, end })];
  });
}

const isAlike = (a: Placed, b: Placed): boolean => JSON.stringify(a) === JSON.stringify(b);

type Hanging = { readonly anchor: Anchor; moveTo(anchor: Anchor): void };

/** Threads and flags on a point's words. */
const hangingOn = (rows: RowStore, point: PointId): readonly Hanging[] =>
  (['threads', 'flags'] as const).flatMap(table =>
    rows.all(table).flatMap((row): readonly Hanging[] => {
      if (row.point !== point || !row.anchor) return [];
      return [{ anchor: row.anchor, moveTo: anchor => rows.put(table, { ...row, anchor }) }];
    }),
  );

type Letters = { readonly client: number; readonly clock: number; readonly length: number; readonly at: number };

/** In reading order, with their offsets in the flat text, which are the same in both forms. */
function lettersOf(body: Y.XmlElement): readonly Letters[] {
  const letters: Letters[] = [];
  for (const [text, base] of flatText(body).base) {
    let at = base;
    for (let item = text._start; item; item = item.right) {
      if (item.deleted || !(item.content instanceof Y.ContentString)) continue;
      letters.push({ ...item.id, length: item.length, at });
      at += item.length;
    }
  }
  return letters;
}

/** Both in reading order: one pass. */
function carried(from: readonly Letters[], to: readonly Letters[]): readonly CarriedLetters[] {
  const found: CarriedLetters[] = [];
  let [i, j] = [0, 0];
  for (let was = from[i], is = to[j]; was && is; was = from[i], is = to[j]) {
    const start = Math.max(was.at, is.at);
    const [wasEnd, isEnd] = [was.at + was.length, is.at + is.length];
    const length = Math.min(wasEnd, isEnd) - start;
    if (length > 0) found.push([was.client, was.clock + start - was.at, length, is.clock + start - is.at]);
    if (wasEnd <= isEnd) i++;
    else j++;
  }
  return found;
}
