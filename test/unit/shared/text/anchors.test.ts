// Anchors through the life of their words: kept, grown, changed, detached; and never attached to other words in silence.
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { must } from '../../../../shared/assert.ts';
import { anchorContextChars, quoteCharsMax } from '../../../../shared/limits.ts';
import { Anchor, anchorNeeds, makeAnchor, resolveAnchor } from '../../../../shared/text/anchors.ts';
import { bodyOf, flatText, plainText, seedBody } from '../../../../shared/text/point-text.ts';

const words = 'The parties agree on a ceasefire within thirty days.';

/** A point with words, and an anchor on some of them. */
class Scene {
  readonly doc = new Y.Doc();
  readonly root = bodyOf(this.doc, 'p0');
  readonly undo: Y.UndoManager;
  readonly anchor: Anchor;

  constructor(quote: string, paragraphs: readonly string[] = [words]) {
    seedBody(this.root, paragraphs);
    this.undo = new Y.UndoManager(this.root);
    const from = flatText(this.root).text.indexOf(quote);
    this.anchor = makeAnchor(this.root, from, from + quote.length);
  }

  text(index = 0): Y.XmlText {
    return must([...flatText(this.root).base.keys()][index], 'the paragraph has a text');
  }

  at(part: string): number {
    return plainText(this.text()).indexOf(part);
  }

  /** As Enter does it: the rest of the paragraph is written again in a new one. */
  enterBefore(part: string): void {
    const at = this.at(part);
    this.doc.transact(() => {
      const rest = plainText(this.text()).slice(at);
      this.text().delete(at, rest.length);
      const next = new Y.XmlElement('paragraph');
      next.insert(0, [new Y.XmlText(rest)]);
      this.root.insert(1, [next]);
    });
  }

  resolved(): readonly [string, string?] {
    const flat = flatText(this.root);
    const placed = resolveAnchor(this.root, flat, this.anchor);
    return placed.kind === 'detached' ? ['detached'] : [placed.kind, flat.text.slice(placed.from, placed.to)];
  }
}

it('[A1] stays on its words while others type before, at its edges and after', () => {
  const scene = new Scene('a ceasefire');
  scene.text().insert(scene.at('a ceasefire'), 'now ');
  scene.text().insert(scene.at('a ceasefire') + 'a ceasefire'.length, ', and peace,');
  scene.text().insert(0, 'Today: ');
  expect(scene.resolved()).toEqual(['exact', 'a ceasefire']);
});

it('[A1] keeps its words when they are made bold', () => {
  const scene = new Scene('a ceasefire');
  scene.text().format(scene.at('ceasefire'), 4, { p: { __format: 1 } });
  expect(scene.resolved()).toEqual(['exact', 'a ceasefire']);
});

it('[A2] says so when its words changed', () => {
  const scene = new Scene('a ceasefire');
  scene.text().insert(scene.at('ceasefire'), 'lasting ');
  expect(scene.resolved()).toEqual(['changed', 'a lasting ceasefire']);
});

it('[A3] takes the whole quote again when Enter breaks it, and when the Enter is undone', () => {
  const scene = new Scene('a ceasefire within');
  scene.undo.stopCapturing();
  scene.enterBefore('within');
  expect(scene.resolved()).toEqual(['exact', 'a ceasefire \nwithin']);
  scene.undo.undo();
  expect(scene.resolved()).toEqual(['exact', 'a ceasefire within']);
});

it('[A3] is whole again when a deletion inside it is undone', () => {
  const scene = new Scene('a ceasefire');
  scene.undo.stopCapturing();
  scene.text().delete(scene.at('ceasefire'), 5);
  expect(scene.resolved()[0]).toBe('changed');
  scene.undo.undo();
  expect(scene.resolved()).toEqual(['exact', 'a ceasefire']);
});

it('[A4] is detached when its words are gone, and back when they are', () => {
  const scene = new Scene('a ceasefire');
  scene.undo.stopCapturing();
  scene.text().delete(scene.at('a ceasefire'), 'a ceasefire'.length);
  expect(scene.resolved()).toEqual(['detached']);
  scene.undo.undo();
  expect(scene.resolved()).toEqual(['exact', 'a ceasefire']);
});

it('[A4] does not move to the same words elsewhere', () => {
  const scene = new Scene('a ceasefire', [words, 'Nothing here speaks of a ceasefire at sea.']);
  scene.text().delete(scene.at('a ceasefire'), 'a ceasefire'.length);
  expect(scene.resolved()).toEqual(['detached']);
});

it('[A4] does not move to a twin in the same surroundings while its own words are only changed', () => {
  const scene = new Scene('a ceasefire', [words, words]);
  scene.text().delete(scene.at('ceasefire'), 4);
  expect(scene.resolved()).toEqual(['changed', 'a efire']);
});

it('[A4] is back for other readers too when its deletion is undone', () => {
  const scene = new Scene('a ceasefire');
  scene.undo.stopCapturing();
  scene.text().delete(scene.at('a ceasefire'), 'a ceasefire'.length);
  scene.undo.undo();
  const reader = new Y.Doc();
  Y.applyUpdate(reader, Y.encodeStateAsUpdate(scene.doc));
  const root = bodyOf(reader, 'p0');
  expect(resolveAnchor(root, flatText(root), scene.anchor)).toMatchObject({ kind: 'exact' });
});

it('[A4] is detached rather than put on one of two places that look the same', () => {
  const again = ['', words, 'x'.repeat(40), words, 'x'.repeat(40)];
  const scene = new Scene('a ceasefire', ['x'.repeat(40), words, ...again]);
  scene.text(1).delete(0, words.length);
  expect(scene.resolved()).toEqual(['detached']);
});

it('[A4] does not slip onto a twin that touches it', () => {
  const scene = new Scene('the', ['the']);
  scene.text().insert(0, 'the');
  scene.text().insert(4, 'x');
  expect(scene.resolved()).toEqual(['changed', 'txhe']);
});

it('[A5] hostile bytes are detached, never an exception', () => {
  const scene = new Scene('a ceasefire');
  const hostile = ['AA==', '////', 'A', 'AP///////////////w8A', 'AgJw', 'AQA=', 'gICAgICAgICAgICAgICAgIA='];
  for (const start of hostile)
    for (const end of [start, scene.anchor.end]) {
      const placed = resolveAnchor(scene.root, flatText(scene.root), {
        ...scene.anchor,
        start,
        end,
        quote: 'zz',
        prefix: '',
        suffix: '',
      });
      expect(placed.kind).toBe('detached');
      expect(() => anchorNeeds({ ...scene.anchor, start, end })).not.toThrow();
    }
});

it('[A5] random bytes are detached, never an exception', () => {
  const scene = new Scene('a ceasefire');
  for (let seed = 1; seed < 3_000; seed++) {
    const bytes = Uint8Array.from({ length: 1 + (seed % 12) }, (_, i) => Math.imul(seed + i, 2_654_435_761) >>> 24);
    const start = Buffer.from(bytes).toString('base64');
    expect(() => resolveAnchor(scene.root, flatText(scene.root), { ...scene.anchor, start }), start).not.toThrow();
  }
});

it('[A5] a position in another point is not in this one', () => {
  const scene = new Scene('a ceasefire');
  const other = bodyOf(scene.doc, 'p1');
  seedBody(other, ['Elsewhere the parties part.']);
  expect(resolveAnchor(other, flatText(other), scene.anchor)).toEqual({ kind: 'detached' });
});

it('[A6] keeps within its bounds however long the selection is, and holds no halves of characters', () => {
  const scene = new Scene('a', [
    `😎${'x'.repeat(anchorContextChars - 1)}a${'y'.repeat(quoteCharsMax - 2)}😎${'z'.repeat(anchorContextChars - 1)}😎`,
  ]);
  const { text } = flatText(scene.root);
  const long = makeAnchor(scene.root, text.indexOf('a'), text.length - 3);
  expect(Anchor.parse(long)).toEqual(long);
  expect([long.quote.length, long.prefix]).toEqual([quoteCharsMax - 1, 'x'.repeat(anchorContextChars - 1)]);
  expect(resolveAnchor(scene.root, flatText(scene.root), long)).toMatchObject({ kind: 'exact', to: text.length - 3 });
  const last = makeAnchor(scene.root, text.indexOf('z') - 2, text.indexOf('z'));
  expect([last.quote, last.suffix]).toEqual(['😎', 'z'.repeat(anchorContextChars - 1)]);
  expect(last.prefix.length).toBe(anchorContextChars);
});

it('[A7] rests on the words it names, wherever they were typed', () => {
  const scene = new Scene('a ceasefire');
  const needs = anchorNeeds(scene.anchor);
  expect(needs.length).toBeGreaterThanOrEqual(2);
  for (const [client, clock] of needs) {
    expect(client).toBe(scene.doc.clientID);
    expect(clock).toBeLessThan(Y.getState(scene.doc.store, client));
  }
});

it('[A8] holds in an empty paragraph and at the very end', () => {
  const scene = new Scene('days.');
  expect(scene.resolved()).toEqual(['exact', 'days.']);
  scene.root.insert(1, [new Y.XmlElement('paragraph')]);
  scene.text().insert(scene.text().length, ' Amen.');
  expect(scene.resolved()).toEqual(['exact', 'days.']);
});
