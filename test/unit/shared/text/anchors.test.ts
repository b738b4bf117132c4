// Anchors through the life of their words: kept, grown, changed, detached; and never attached to other words in
// silence.
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

it('[A11] is back for other readers too when its deletion is undone', () => {
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

const long = 'Each party shall destroy the size and equipment named in the annex, and shall report on it each year.';

it('[A9] stays through an Enter before the words, at them, and what is typed there since', () => {
  for (const at of ['Each', 'destroy', 'size and', 'equipment']) {
    const scene = new Scene('size and equipment', [long]);
    scene.enterBefore(at);
    expect(scene.resolved()[1]?.replace('\n', ''), at).toBe('size and equipment');
    const typed = scene.text(at === 'Each' ? 1 : 0);
    typed.insert(typed.length, ' Beside it more is typed than a neighbour is long, and more yet, and more.');
    scene.text(1).insert(0, 'New words ');
    expect(scene.resolved()[0], at).toBe(at === 'equipment' ? 'changed' : 'exact');
  }
});

it('[A9] stays through an Enter too where nobody has counted its twins: anchors made earlier', () => {
  const scene = new Scene('size and equipment', [long, 'Another line.']);
  const { twins: _, ...earlier } = scene.anchor;
  scene.enterBefore('size and');
  const flat = flatText(scene.root);
  expect(resolveAnchor(scene.root, flat, earlier)).toEqual(resolveAnchor(scene.root, flat, scene.anchor));
  expect(resolveAnchor(scene.root, flat, earlier).kind).toBe('exact');
});

it('[A9] words that changed still say so after an Enter, rather than being gone', () => {
  const scene = new Scene('size and equipment', [long]);
  scene.text().insert(scene.at('equipment'), 'all ');
  scene.enterBefore('destroy');
  expect(scene.resolved()).toEqual(['changed', 'size and all equipment']);
});

it('[A9] is whole where a blank has taken the place of a line break, and changed where two words became one', () => {
  const scene = new Scene('annex\nand', ['in the annex', 'and so on']);
  scene.root.delete(1, 1);
  scene.text().insert(scene.text().length, ' and so on');
  expect(scene.resolved()).toEqual(['exact', 'annex and']);
  const apart = new Scene('now here', ['All of them are now here.']);
  apart.text().delete(apart.at('now here') + 3, 1);
  expect(apart.resolved()).toEqual(['changed', 'nowhere']);
});

it('[A9] long words keep their end, which is not quoted, through an Enter before them and in them', () => {
  const many = Array.from({ length: 600 }, (_, i) => `word${i}`).join(' ');
  for (const at of ['Before', 'word0', 'word300', 'word590']) {
    const scene = new Scene(many, [`Before it ${many} and after it.`]);
    scene.enterBefore(at);
    expect(scene.resolved()[1]?.replace('\n', ''), at).toBe(many);
  }
});

it('[A10] a word that was replaced and is typed anew elsewhere is another word', () => {
  const clause = 'The parties shall agree on a date, and the chair will write it down.';
  const scene = new Scene('shall', [clause, 'Nothing else is to be done here.']);
  const at = scene.at('shall');
  scene.text().delete(at, 5);
  scene.text().insert(at, 'may');
  scene.text(1).insert(8, 'shall ');
  expect(scene.resolved()).toEqual(['detached']);
  scene.enterBefore('parties'); // nothing is known of its place any more
  expect(scene.resolved()).toEqual(['detached']);
});

it('[A10] where its clause is deleted, the like clause beside it is not taken for it', () => {
  const clause = (who: string): string => `${who} shall report each year, in writing, to all of the others.`;
  for (const index of [0, 1]) {
    const scene = new Scene(clause(['Ukraine', 'Russia'][index] ?? ''), [clause('Ukraine'), clause('Russia')]);
    const from = flatText(scene.root).text.indexOf('shall', index * clause('Ukraine').length);
    const anchor = makeAnchor(scene.root, from, from + 5);
    scene.root.delete(index, 1);
    expect(resolveAnchor(scene.root, flatText(scene.root), anchor)).toEqual({ kind: 'detached' });
    scene.text().insert(scene.text().length, ' It shall be short.');
    expect(resolveAnchor(scene.root, flatText(scene.root), anchor)).toEqual({ kind: 'detached' });
  }
});

it('[A10] words that stand hundreds of times are known by their neighbours, or not at all', () => {
  const lines = Array.from({ length: 300 }, (_, i) => `Paragraph ${i} shall apply.`).join(' ');
  for (const [all, from] of [
    [lines, lines.indexOf('shall', lines.indexOf('Paragraph 137 '))],
    ['a'.repeat(40_000), 20_000],
  ] as const) {
    const scene = new Scene(all.slice(from, from + 5), [all]);
    const anchor = makeAnchor(scene.root, from, from + 5);
    expect(anchor.twins).toBeUndefined();
    scene.enterBefore(all.slice(0, 5));
    const placed = resolveAnchor(scene.root, flatText(scene.root), anchor);
    expect(placed).toEqual(all === lines ? { kind: 'exact', from: from + 1, to: from + 6 } : { kind: 'detached' });
  }
});
