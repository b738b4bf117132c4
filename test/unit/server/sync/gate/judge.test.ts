// The gate's rules, one by one: what honest editors write passes, each thing that may not be is refused for its own
// reason, and a refusal leaves no trace.
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { bodyOf } from '../../../../../shared/text/point-text.ts';
import * as craft from '../../../../support/craft-update.ts';
import { edit, GatedDoc } from '../../../../support/gated-doc.ts';
import { firstText } from '../../../../support/stock-client.ts';

const room = (): GatedDoc => new GatedDoc(['The parties agree.', 'Nothing is agreed.', 'Hello 😀 world']);
const words = (doc: Y.Doc, point: string): Y.XmlText => firstText(bodyOf(doc, point));
/** What the gate says of an update, in one word, and that it changed nothing by saying so. */
function says(gated: GatedDoc, update: Uint8Array, member = 'ann'): string {
  const before = gated.state();
  const verdict = gated.judge(update, member);
  expect(gated.state()).toBe(before);
  return verdict.kind === 'refuse' ? verdict.code : verdict.kind;
}

describe('honest editing passes', () => {
  test('[G1] typing, deleting, bold, a new paragraph, a list and a link are accepted', () => {
    const gated = room();
    const mine = gated.copy(7);
    const changes: (() => void)[] = [
      () => words(mine, 'p0').insert(3, ' undersigned'),
      () => words(mine, 'p0').delete(0, 3),
      () => words(mine, 'p0').format(0, 5, { p: { __format: 1 } }),
      () => bodyOf(mine, 'p0').insert(1, [element('paragraph', new Y.XmlText('More.'))]),
      () => bodyOf(mine, 'p1').push([element('list', element('listitem', new Y.XmlText('one')))]),
      () => bodyOf(mine, 'p1').push([element('paragraph', linkTo('https://un.org/charter'))]),
    ];
    for (const change of changes) expect(gated.submit(edit(mine, change)).end).toEqual({ kind: 'all-taken' });
    expect(gated.textOf('p0')).toBe(' undersigned parties agree.\nMore.\n');
  });

  test('[G1] what is known already is accepted without effect, whoever sends it', () => {
    const gated = room();
    const mine = gated.copy(7);
    gated.submit(edit(mine, () => words(mine, 'p0').insert(0, 'Yes: ')));
    expect(gated.judge(Y.encodeStateAsUpdate(mine), 'bob')).toMatchObject({ kind: 'accept', effective: false });
  });
});

describe('where and by whom', () => {
  test.each(['locked', 'removed', 'closed', 'reader', 'unknown'] as const)(
    '[G4] a %s point takes neither new words nor deletions',
    access => {
      const gated = room();
      const mine = gated.copy(7);
      const inserted = edit(mine, () => words(mine, 'p1').insert(4, '!'));
      gated.access.set('p1', access);
      const expected = {
        locked: 'point-locked',
        removed: 'point-removed',
        closed: 'drafting-closed',
        reader: 'read-only',
        unknown: 'unknown-point',
      }[access];
      expect(says(gated, inserted)).toBe(expected);
      const other = gated.copy(8);
      expect(
        says(
          gated,
          edit(other, () => words(other, 'p1').delete(0, 2)),
        ),
      ).toBe(expected);
    },
  );

  test('[G5] a reader’s tidying of marks is ignored, not punished', () => {
    const gated = room();
    gated.submit(edit(gated.doc, () => words(gated.doc, 'p0').format(0, 3, { p: { __format: 1 } })));
    const reader = gated.copy(9);
    const marks = [...reader.store.clients.values()]
      .flat()
      .filter(item => item instanceof Y.Item && item.content instanceof Y.ContentFormat);
    const [mark] = marks;
    gated.access.set('p0', 'reader');
    expect(says(gated, craft.deletion(mark?.id.client ?? 0, mark?.id.clock ?? 0, 1))).toBe('ignore');
  });

  test.each(['reader', 'closed'] as const)(
    '[G13] who may not write (%s) leaves nothing in the log: no collected structs, none that were deleted, and no device',
    writes => {
      const gated = room();
      const mine = gated.copy(7);
      gated.submit(edit(mine, () => words(mine, 'p0').insert(0, 'Ann ')));
      const text = words(gated.doc, 'p0')._item?.id.clock ?? 0;
      gated.submit(edit(mine, () => bodyOf(mine, 'p1').delete(0, 1)));
      const gone = words(room().doc, 'p1')._item?.id.clock ?? 0;
      gated.writes = writes;
      gated.access.set('p0', writes);
      const code = writes === 'reader' ? 'read-only' : 'drafting-closed';
      const updates = [
        craft.update(9, 0, craft.collected(1_000)),
        craft.update(9, 0, craft.deletedIn([1, text], 5)),
        craft.update(9, 0, craft.textAfter([1, gone], 'beside what is gone')),
        craft.updates([{ client: 7, clock: 4, structs: [craft.collected(3)] }]),
      ];
      for (const update of updates) {
        expect(says(gated, update)).toBe(code);
        expect(gated.submit(update)).toMatchObject({ update: null, end: { kind: 'refused' } });
      }
      expect(gated.owners.has(9)).toBe(false);
    },
  );

  test('[G13] who may write keeps what stands beside words that others have deleted', () => {
    const gated = room();
    const [mine, other] = [gated.copy(7), gated.copy(8)];
    gated.submit(edit(other, () => bodyOf(other, 'p1').delete(0, 1)));
    expect(
      says(
        gated,
        edit(mine, () => words(mine, 'p1').insert(3, 'late ')),
      ),
    ).toBe('accept');
  });

  test('[G3] nobody writes under another’s device, nor under the server’s', () => {
    const gated = room();
    const mine = gated.copy(7);
    gated.submit(edit(mine, () => words(mine, 'p0').insert(0, 'Ann ')));
    expect(
      says(
        gated,
        edit(mine, () => words(mine, 'p0').insert(0, 'Bob ')),
        'bob',
      ),
    ).toBe('foreign-author');
    const asServer = gated.copy(1);
    expect(
      says(
        gated,
        edit(asServer, () => words(asServer, 'p0').insert(0, 'I ')),
      ),
    ).toBe('foreign-author');
  });

  test('[G3] a claim on another’s future clocks, and a deletion of them, do not pass', () => {
    const gated = room();
    const mine = gated.copy(7);
    gated.submit(edit(mine, () => words(mine, 'p0').insert(0, 'Ann ')));
    expect(says(gated, craft.update(7, 4, craft.collected(1_000_000)), 'bob')).toBe('foreign-author');
    expect(says(gated, craft.deletion(7, 4, 1_000), 'bob')).toBe('resync');
  });
});

describe('what it may be made of', () => {
  const rootItem: craft.Id = [1, 0];
  test.each([
    ['a script', craft.update(7, 0, craft.elementIn('p0', 'script')), 'out-of-place'],
    ['a heading', craft.update(7, 0, craft.elementIn('p0', 'heading')), 'out-of-place'],
    ['a list item without a list', craft.update(7, 0, craft.elementIn('p0', 'listitem')), 'out-of-place'],
    ['a node named after an object’s own', craft.update(7, 0, craft.elementIn('p0', '__proto__')), 'out-of-place'],
    ['an event handler', craft.update(7, 0, craft.attribute(rootItem, 'onclick', 'alert(1)')), 'forbidden-content'],
    ['another root', craft.update(7, 0, craft.elementIn('elsewhere', 'paragraph')), 'unknown-point'],
    [
      'a subdocument',
      craft.update(7, 0, craft.raw(0x09), craft.uint(1), craft.string('p0'), craft.string('x'), craft.raw(118, 0)),
      'forbidden-content',
    ],
    [
      'a map',
      craft.update(7, 0, craft.raw(0x07), craft.uint(1), craft.string('p0'), craft.uint(1)),
      'forbidden-content',
    ],
  ])('[G6] %s is refused', (_, update, code) => {
    expect(says(room(), update)).toBe(code);
  });

  test.each([
    'javascript:alert(1)',
    'JavaScript:alert(1)',
    ' javascript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    '//evil.example',
    'https://',
  ])('[G6] a link to %j is refused', url => {
    const gated = room();
    const mine = gated.copy(7);
    expect(
      says(
        gated,
        edit(mine, () => bodyOf(mine, 'p0').push([element('paragraph', linkTo(url))])),
      ),
    ).toBe('forbidden-link');
  });

  test('[G7] nothing cuts a character in two, neither an insertion nor a deletion', () => {
    const gated = room();
    const text = words(gated.doc, 'p2');
    const clock = text._start?.id.clock ?? 0;
    expect(says(gated, craft.update(7, 0, craft.textAfter([1, clock + 6], 'x')))).toBe('split-character');
    expect(says(gated, craft.deletion(1, clock + 6, 1))).toBe('split-character');
  });

  test('[G7] neighbours in different points do not make a place', () => {
    const gated = room();
    const [here, there] = [words(gated.doc, 'p0')._start?.id.clock ?? 0, words(gated.doc, 'p1')._start?.id.clock ?? 0];
    expect(says(gated, craft.update(7, 0, craft.textBetween([1, here], [1, there + 3], 'x')))).toBe('out-of-place');
  });
});

describe('hostile bytes', () => {
  test.each([
    ['millions of structs announced', craft.bytes(craft.uint(1, 33_000_000, 7, 0)), 'malformed'],
    ['a number without end', new Uint8Array(160).fill(0x80), 'malformed'],
    ['a length of 2^52', craft.update(7, 0, craft.collected(2 ** 52)), 'too-large'],
    [
      'a device named twice',
      craft.bytes(craft.uint(2, 1, 7, 0), craft.collected(1), craft.uint(1, 7, 1), craft.collected(1), craft.uint(0)),
      'malformed',
    ],
    ['bytes left over', craft.bytes(craft.uint(0, 0, 5)), 'malformed'],
    ['resting on what comes after', craft.update(7, 0, craft.textAfter([7, 5], 'x')), 'malformed'],
    [
      'a parent that holds nothing',
      craft.update(7, 0, craft.raw(0x04), craft.uint(0, 1, 2), craft.string('x')),
      'malformed',
    ],
    [
      '50,000 unknown devices',
      new Uint8Array([...craft.bytes(craft.uint(50_000)), ...new Uint8Array(200_000).fill(1)]),
      'too-many-clients',
    ],
    ['nothing at all', new Uint8Array(), 'malformed'],
  ])('[G2] %s: refused', (_, update, code) => {
    expect(says(room(), update)).toBe(code);
  });

  test.each([
    ['a gap in the clock', craft.update(7, 5, craft.textAfter([1, 2], 'x'))],
    ['an unknown neighbour', craft.update(7, 0, craft.textAfter([99, 3], 'x'))],
    ['a hole', craft.bytes(craft.uint(1, 1, 7, 0), craft.raw(10), craft.uint(3), craft.uint(0))],
    ['a deletion of the unknown', craft.deletion(99, 0, 5)],
  ])('[G2] %s: asked for, not applied', (_, update) => {
    expect(says(room(), update)).toBe('resync');
  });

  test('[G2] parts that rest on one another in a circle are refused', () => {
    const circle = craft.bytes(
      craft.uint(2, 1, 7, 0),
      craft.textAfter([8, 0], 'a'),
      craft.uint(1, 8, 0),
      craft.textAfter([7, 0], 'b'),
      craft.uint(0),
    );
    expect(says(room(), circle)).toBe('malformed');
  });
});

function element(name: string, ...children: (Y.XmlElement | Y.XmlText)[]): Y.XmlElement {
  const made = new Y.XmlElement(name);
  made.insert(0, children);
  return made;
}

function linkTo(url: string): Y.XmlElement {
  const link = element('link', new Y.XmlText('see'));
  link.setAttribute('__url', url);
  return link;
}
