// Anchors are placed again only for points whose words or anchors changed, and the cards hear of it only when it
// matters to them.
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import type { Anchored } from '../../../../../client/ui/word-marks/placed-anchors.ts';
import { PlacedAnchors, pointsThatDiffer } from '../../../../../client/ui/word-marks/placed-anchors.ts';
import { PointId } from '../../../../../shared/ids.ts';
import { wordSearchMs } from '../../../../../shared/limits.ts';
import { makeAnchor } from '../../../../../shared/text/anchors/anchors.ts';
import { bodyOf, flatText } from '../../../../../shared/text/point-text.ts';
import { seedBody } from '../../../../support/seed-body.ts';

const [one, two] = [PointId.parse('p1'), PointId.parse('p2')];

function draftOfTwo() {
  const doc = new Y.Doc();
  seedBody(bodyOf(doc, one), ['The parties reaffirm the sovereignty of Ukraine.']);
  seedBody(bodyOf(doc, two), ['A ceasefire takes effect.']);
  const frames: (() => void)[] = [];
  const places = new PlacedAnchors(run => frames.push(run));
  const heard: { points: PointId[]; isReordered: boolean }[] = [];
  places.watch(doc);
  const show = (...anchored: readonly Anchored[]): void => places.show(anchored);
  const frame = (): void => frames.splice(0).forEach(run => void run());
  const hear = (): void =>
    void places.onChange((points, isReordered) => heard.push({ points: [...points], isReordered }));
  const type = (point: PointId, at: number, words: string): void =>
    [...flatText(bodyOf(doc, point)).base.keys()][0]?.insert(at, words);
  const erase = (point: PointId, at: number, length: number): void =>
    [...flatText(bodyOf(doc, point)).base.keys()][0]?.delete(at, length);
  const on = (key: string, point: PointId, quote: string): Anchored => {
    const from = flatText(bodyOf(doc, point)).text.indexOf(quote);
    return { key, point, anchor: makeAnchor(bodyOf(doc, point), from, from + quote.length) };
  };
  return { places, heard, show, frame, hear, type, erase, on };
}

test('[T5] typing in one point looks at that point only', () => {
  const { heard, show, frame, hear, type, on } = draftOfTwo();
  show(on('a', one, 'sovereignty'), on('b', two, 'ceasefire'));
  frame();
  hear();
  type(two, 0, 'At once: ');
  frame();
  expect(heard).toEqual([{ points: [two], isReordered: false }]);
});

test('[T5] many keystrokes of one frame are one change', () => {
  const { places, heard, show, frame, hear, type, on } = draftOfTwo();
  show(on('a', one, 'sovereignty'));
  frame();
  hear();
  for (const letter of 'Now: ') type(one, 0, letter);
  frame();
  expect(heard).toHaveLength(1);
  expect(places.placeOf('a')).toEqual({ kind: 'exact', from: 30, to: 41 });
});

test('[T5] words that change or go are heard of by the cards', () => {
  const { places, heard, show, frame, hear, type, erase, on } = draftOfTwo();
  show(on('a', one, 'sovereignty'));
  frame();
  hear();
  type(one, 30, 'XX');
  frame();
  expect(places.placeOf('a')?.kind).toBe('changed');
  erase(one, 20, 20);
  frame();
  expect(places.placeOf('a')?.kind).toBe('detached');
  expect(heard.map(({ isReordered }) => isReordered)).toEqual([true, true]);
});

test('[T5] points without anchors are never looked at', () => {
  const { heard, show, frame, hear, type, on } = draftOfTwo();
  show(on('a', one, 'sovereignty'));
  frame();
  hear();
  type(two, 0, 'x');
  frame();
  expect(heard).toEqual([]);
});

test('only points whose anchors came, went or were replaced differ', () => {
  const { on } = draftOfTwo();
  const before = Map.groupBy([on('a', one, 'sovereignty'), on('b', two, 'ceasefire')], each => each.point);
  expect([...pointsThatDiffer(before, new Map(before))]).toEqual([]);
  const after = new Map([...before, [two, [on('c', two, 'effect')]]]);
  expect([...pointsThatDiffer(before, after)]).toEqual([two]);
});

test('[T5] however much has lost its words, a frame looks for some of it, and what has not is placed at once', () => {
  let now = 0;
  const frames: (() => void)[] = [];
  const heard: boolean[] = [];
  // Each look at the clock is as long as the clock says a frame may search.
  const places = new PlacedAnchors(
    run => frames.push(run),
    () => (now += wordSearchMs),
  );
  const frame = (): void => frames.splice(0).forEach(run => void run());
  const doc = new Y.Doc();
  seedBody(bodyOf(doc, one), ['The parties reaffirm the sovereignty of Ukraine.']);
  const [text] = flatText(bodyOf(doc, one)).base.keys();
  const alive = makeAnchor(bodyOf(doc, one), 25, 36);
  const lost = (key: string): Anchored => ({
    key,
    point: one,
    anchor: { ...alive, quote: 'gone', start: 'AAAA', end: 'AAAA' },
  });
  const all = [lost('a'), lost('b'), lost('c'), { key: 'own', point: one, anchor: alive }];
  const kinds = (): readonly (string | undefined)[] => all.map(({ key }) => places.placeOf(key)?.kind);
  places.watch(doc);
  places.onChange((_, isReordered) => heard.push(isReordered));
  places.show(all);
  expect(kinds()).toEqual(['detached', undefined, undefined, 'exact']);
  frame();
  expect(kinds()).toEqual(['detached', 'detached', undefined, 'exact']);
  for (let i = 0; i < 2; i++) {
    text?.insert(0, 'x'); // typing goes on, and holds nobody back
    frame();
    expect(places.placeOf('own')).toEqual({ kind: 'exact', from: 26 + i, to: 37 + i });
  }
  expect(kinds()).toEqual(['detached', 'detached', 'detached', 'exact']);
  while (frames.length > 0) frame();
  expect(heard.at(-1)).toBe(false);
});
