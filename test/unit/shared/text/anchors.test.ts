// Anchors through the life of their words: kept, grown, changed, detached; and never attached to other words in
// silence.
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { must } from '../../../../shared/assert.ts';
import { anchorContextChars, quoteCharsMax } from '../../../../shared/limits.ts';
import { Anchor } from '../../../../shared/text/anchors/anchor-schema.ts';
import { anchorNeeds, makeAnchor, resolveAnchor } from '../../../../shared/text/anchors/anchors.ts';
import { makeFlat } from '../../../../shared/text/body-blocks.ts';
import { flowOf } from '../../../../shared/text/flow.ts';
import { bodyOf, flatText, plainText } from '../../../../shared/text/point-text.ts';
import { listOf, nestedBody } from '../../../support/nested-body.ts';
import { seedBody } from '../../../support/seed-body.ts';

type Way = 'in place' | 'anew';
const ways: readonly Way[] = ['in place', 'anew'];
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

  get flow(): Y.XmlText {
    return must(flowOf(this.root), 'the point has a flow');
  }

  at(part: string): number {
    return flatText(this.root).text.indexOf(part);
  }

  insert(at: number, typed: string): void {
    this.flow.insert(at, typed);
  }

  /** As Enter does it; or with the rest written anew, as an older editor did, and as restored words come back. */
  enterBefore(part: string, way: Way): void {
    const at = this.at(part);
    const rest = plainText(this.flow).slice(at);
    this.doc.transact(() => {
      if (way === 'anew') this.flow.delete(at, rest.length);
      this.flow.insert(at, way === 'anew' ? `\n${rest}` : '\n');
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
  scene.insert(scene.at('a ceasefire'), 'now ');
  scene.insert(scene.at('a ceasefire') + 'a ceasefire'.length, ', and peace,');
  scene.insert(0, 'Today: ');
  expect(scene.resolved()).toEqual(['exact', 'a ceasefire']);
});

it.each(['provide and often training', 'provide and often training and'])(
  '[A3] words in which somebody has written are all of them marked again when a deletion of %s is undone',
  deleted => {
    const scene = new Scene('provide training', ['They shall provide training and equipment.']);
    scene.insert(scene.at('training'), 'and often ');
    scene.undo.stopCapturing();
    scene.flow.delete(scene.at(deleted), deleted.length);
    expect(scene.resolved()).toEqual(['detached']);
    scene.undo.undo();
    expect(scene.resolved()).toEqual(['changed', 'provide and often training']);
  },
);

it('[A1] keeps its words when they are made bold, linked, quoted or a list', () => {
  const scene = new Scene('a ceasefire');
  scene.flow.format(scene.at('ceasefire'), 4, { bold: true });
  scene.flow.format(scene.at('a ceasefire'), 6, { link: 'https://un.org' });
  for (const line of ['quote', 'bullet', 'number', null]) scene.flow.format(scene.at('\n'), 1, { line });
  expect(scene.resolved()).toEqual(['exact', 'a ceasefire']);
});

it('[A2] says so when its words changed', () => {
  const scene = new Scene('a ceasefire');
  scene.insert(scene.at('ceasefire'), 'lasting ');
  expect(scene.resolved()).toEqual(['changed', 'a lasting ceasefire']);
});

it('[A3] takes the whole quote again when Enter breaks it, and when the Enter is undone', () => {
  for (const way of ways) {
    const scene = new Scene('a ceasefire within');
    scene.undo.stopCapturing();
    scene.enterBefore('within', way);
    expect(scene.resolved()).toEqual(['exact', 'a ceasefire \nwithin']);
    scene.undo.undo();
    expect(scene.resolved()).toEqual(['exact', 'a ceasefire within']);
  }
});

it('[A3] is whole again when a deletion inside it is undone', () => {
  const scene = new Scene('a ceasefire');
  scene.undo.stopCapturing();
  scene.flow.delete(scene.at('ceasefire'), 5);
  expect(scene.resolved()[0]).toBe('changed');
  scene.undo.undo();
  expect(scene.resolved()).toEqual(['exact', 'a ceasefire']);
});

it('[A4] is detached when its words are gone, and back when they are', () => {
  const scene = new Scene('a ceasefire');
  scene.undo.stopCapturing();
  scene.flow.delete(scene.at('a ceasefire'), 'a ceasefire'.length);
  expect(scene.resolved()).toEqual(['detached']);
  scene.undo.undo();
  expect(scene.resolved()).toEqual(['exact', 'a ceasefire']);
});

it('[A4] does not move to the same words elsewhere', () => {
  const scene = new Scene('a ceasefire', [words, 'Nothing here speaks of a ceasefire at sea.']);
  scene.flow.delete(scene.at('a ceasefire'), 'a ceasefire'.length);
  expect(scene.resolved()).toEqual(['detached']);
});

it('[A4] does not move to a twin in the same surroundings while its own words are only changed', () => {
  const scene = new Scene('a ceasefire', [words, words]);
  scene.flow.delete(scene.at('ceasefire'), 4);
  expect(scene.resolved()).toEqual(['changed', 'a efire']);
});

it('[A11] is back for other readers too when its deletion is undone', () => {
  const scene = new Scene('a ceasefire');
  scene.undo.stopCapturing();
  scene.flow.delete(scene.at('a ceasefire'), 'a ceasefire'.length);
  scene.undo.undo();
  const reader = new Y.Doc();
  Y.applyUpdate(reader, Y.encodeStateAsUpdate(scene.doc));
  const root = bodyOf(reader, 'p0');
  expect(resolveAnchor(root, flatText(root), scene.anchor)).toMatchObject({ kind: 'exact' });
});

it('[A4] is detached rather than put on one of two places that look the same', () => {
  const again = ['', words, 'x'.repeat(40), words, 'x'.repeat(40)];
  const scene = new Scene('a ceasefire', ['x'.repeat(40), words, ...again]);
  scene.flow.delete(scene.at(words), words.length);
  expect(scene.resolved()).toEqual(['detached']);
});

it('[A4] does not slip onto a twin that touches it', () => {
  const scene = new Scene('the', ['the']);
  scene.insert(0, 'the');
  scene.insert(4, 'x');
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
  scene.insert(scene.flow.length, '\n');
  scene.insert(scene.at('days.') + 'days.'.length, ' Amen.');
  expect(scene.resolved()).toEqual(['exact', 'days.']);
});

const long = 'Each party shall destroy the size and equipment named in the annex, and shall report on it each year.';

it('[A9] stays through an Enter before the words, at them, and what is typed there since', () => {
  for (const way of ways)
    for (const at of ['Each', 'destroy', 'size and', 'equipment']) {
      const scene = new Scene('size and equipment', [long]);
      scene.enterBefore(at, way);
      expect(scene.resolved()[1]?.replace('\n', ''), at).toBe('size and equipment');
      const end = at === 'Each' ? scene.flow.length - 1 : scene.at('\n');
      scene.insert(end, ' Beside it more is typed than a neighbour is long, and more yet, and more.');
      scene.insert(scene.at('\n') + 1, 'New words ');
      expect(scene.resolved()[0], at).toBe(at === 'equipment' ? 'changed' : 'exact');
    }
});

it('[A9] stays through an Enter too where nobody has counted its twins: anchors made earlier', () => {
  const scene = new Scene('size and equipment', [long, 'Another line.']);
  const { twins: _, ...earlier } = scene.anchor;
  scene.enterBefore('size and', 'anew');
  const flat = flatText(scene.root);
  expect(resolveAnchor(scene.root, flat, earlier)).toEqual(resolveAnchor(scene.root, flat, scene.anchor));
  expect(resolveAnchor(scene.root, flat, earlier).kind).toBe('exact');
});

it('[A9] words that changed still say so after an Enter, rather than being gone', () => {
  for (const way of ways) {
    const scene = new Scene('size and equipment', [long]);
    scene.insert(scene.at('equipment'), 'all ');
    scene.enterBefore('destroy', way);
    expect(scene.resolved()).toEqual(['changed', 'size and all equipment']);
  }
});

it('[A9] is whole where a blank has taken the place of a line break, and changed where two words became one', () => {
  for (const way of ways) {
    const scene = new Scene('annex\nand', ['in the annex', 'and so on']);
    const at = scene.at('\n');
    scene.flow.delete(at, way === 'anew' ? '\nand so on'.length : 1);
    scene.insert(at, way === 'anew' ? ' and so on' : ' ');
    expect(scene.resolved()).toEqual(['exact', 'annex and']);
  }
  const apart = new Scene('now here', ['All of them are now here.']);
  apart.flow.delete(apart.at('now here') + 3, 1);
  expect(apart.resolved()).toEqual(['changed', 'nowhere']);
});

it('[A9] long words keep their end, which is not quoted, through an Enter before them and in them', () => {
  const many = Array.from({ length: 600 }, (_, i) => `word${i}`).join(' ');
  for (const way of ways)
    for (const at of ['Before', 'word0', 'word300', 'word590']) {
      const scene = new Scene(many, [`Before it ${many} and after it.`]);
      scene.enterBefore(at, way);
      expect(scene.resolved()[1]?.replace('\n', ''), at).toBe(many);
    }
});

it('[A9] stays when its body, which was of the nested form, is made flat', () => {
  const doc = new Y.Doc();
  const root = bodyOf(doc, 'p0');
  nestedBody(root, [listOf('bullet', 'first', listOf('number', 'deeper'), long), long, 'Another line.']);
  const { text } = flatText(root);
  const at = text.lastIndexOf('size and equipment');
  const anchor = makeAnchor(root, at, at + 'size and equipment'.length);
  doc.transact(() => makeFlat(root));
  expect(flatText(root).text).toBe(text);
  expect(resolveAnchor(root, flatText(root), anchor)).toEqual({ kind: 'exact', from: at, to: at + 18 });
});

it('[A10] a word that was replaced and is typed anew elsewhere is another word', () => {
  const clause = 'The parties shall agree on a date, and the chair will write it down.';
  const scene = new Scene('shall', [clause, 'Nothing else is to be done here.']);
  const at = scene.at('shall');
  scene.flow.delete(at, 5);
  scene.insert(at, 'may');
  scene.insert(scene.at('Nothing') + 8, 'shall ');
  expect(scene.resolved()).toEqual(['detached']);
  scene.enterBefore('parties', 'anew'); // nothing is known of its place any more
  expect(scene.resolved()).toEqual(['detached']);
});

it('[A10] where its clause is deleted, the like clause beside it is not taken for it', () => {
  const clause = (who: string): string => `${who} shall report each year, in writing, to all of the others.`;
  for (const who of ['Ukraine', 'Russia']) {
    const scene = new Scene(clause(who), [clause('Ukraine'), clause('Russia')]);
    const from = flatText(scene.root).text.indexOf('shall', scene.at(who));
    const anchor = makeAnchor(scene.root, from, from + 5);
    scene.flow.delete(scene.at(who), clause(who).length + 1);
    expect(resolveAnchor(scene.root, flatText(scene.root), anchor)).toEqual({ kind: 'detached' });
    scene.insert(scene.flow.length - 1, ' It shall be short.');
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
    scene.enterBefore(all.slice(0, 5), 'anew');
    const placed = resolveAnchor(scene.root, flatText(scene.root), anchor);
    expect(placed).toEqual(all === lines ? { kind: 'exact', from: from + 1, to: from + 6 } : { kind: 'detached' });
  }
});
