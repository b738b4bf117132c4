// The gate's rules, one by one: what honest editors write passes, each thing that may not be is refused for its own
// reason, and a refusal leaves no trace.
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { makeFlat } from '../../../../../shared/text/body-blocks.ts';
import { breakInLine } from '../../../../../shared/text/flow.ts';
import { bodyOf } from '../../../../../shared/text/point-text.ts';
import * as craft from '../../../../support/craft-update.ts';
import { edit, GatedDoc } from '../../../../support/gated-doc.ts';
import { nestedBody } from '../../../../support/nested-body.ts';
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
  test('[G1] typing, deleting, bold, a new line, a break, a list and a link are accepted', () => {
    const gated = room();
    const mine = gated.copy(7);
    const changes: (() => void)[] = [
      () => words(mine, 'p0').insert(3, ' undersigned'),
      () => words(mine, 'p0').delete(0, 3),
      () => words(mine, 'p0').format(0, 5, { bold: true }),
      () => words(mine, 'p0').format(2, 2, { bold: null, italic: true }),
      () => words(mine, 'p0').insert(words(mine, 'p0').length, 'More.\n', {}),
      () => words(mine, 'p1').insert(7, `${breakInLine}or not,`),
      () => words(mine, 'p1').format(words(mine, 'p1').length - 1, 1, { line: 'number', start: 3, level: 2 }),
      () => words(mine, 'p1').format(words(mine, 'p1').length - 1, 1, { line: null, start: null, level: null }),
      () => words(mine, 'p1').format(0, 7, { link: 'https://un.org/charter' }),
      () => words(mine, 'p1').format(words(mine, 'p1').length - 1, 1, { line: 'quote', align: 2, indent: 1 }),
    ];
    for (const change of changes) expect(gated.submit(edit(mine, change)).end).toEqual({ kind: 'all-taken' });
    expect(gated.textOf('p0')).toBe(' undersigned parties agree.\nMore.\n');
    expect(gated.textOf('p1')).toBe('Nothing\nor not, is agreed.\n');
  });

  test('[G1] all of a point may be taken out, the ends of its lines too, and written anew', () => {
    const gated = room();
    const mine = gated.copy(7);
    expect(gated.submit(edit(mine, () => words(mine, 'p0').delete(0, words(mine, 'p0').length))).end.kind).toBe(
      'all-taken',
    );
    expect(gated.submit(edit(mine, () => words(mine, 'p0').insert(0, 'Again.'))).end.kind).toBe('all-taken');
    expect(gated.textOf('p0')).toBe('Again.\n');
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
    gated.submit(edit(gated.doc, () => words(gated.doc, 'p0').format(0, 3, { bold: true })));
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
      gated.submit(edit(mine, () => words(mine, 'p1').delete(0, 5)));
      const gone = words(room().doc, 'p1')._start?.id.clock ?? 0;
      gated.writes = writes;
      for (const point of ['p0', 'p1']) gated.access.set(point, writes);
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
    gated.submit(edit(other, () => words(other, 'p1').delete(0, 18)));
    const late = edit(mine, () => words(mine, 'p1').insert(3, 'late '));
    expect(says(gated, late)).toBe('accept');
    gated.submit(late);
    expect(gated.textOf('p1')).toBe('late \n');
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
  const flow: craft.Id = [1, 0];
  const letter: craft.Id = [1, 3];
  test.each([
    ['a script', craft.update(7, 0, craft.elementIn('p0', 'script')), 'out-of-place'],
    ['a paragraph of the older form', craft.update(7, 0, craft.elementIn('p0', 'paragraph')), 'out-of-place'],
    ['a node named after an object’s own', craft.update(7, 0, craft.elementIn('p0', '__proto__')), 'out-of-place'],
    ['a second flow', craft.update(7, 0, craft.textNodeAfter(flow)), 'out-of-place'],
    ['a flow before the flow', craft.update(7, 0, craft.textNodeIn('p0')), 'out-of-place'],
    ['a node in the flow', craft.update(7, 0, craft.elementUnder(flow, 'paragraph')), 'out-of-place'],
    ['a node among its letters', craft.update(7, 0, craft.elementAfter(letter, 'linebreak')), 'out-of-place'],
    ['a text among its letters', craft.update(7, 0, craft.textNodeAfter(letter)), 'out-of-place'],
    ['letters beside the flow', craft.update(7, 0, craft.textAfter(flow, 'x')), 'out-of-place'],
    ['a mark beside the flow', craft.update(7, 0, craft.markAfter(flow, 'bold', 'true')), 'out-of-place'],
    ['letters as an attribute', craft.update(7, 0, craft.textAsAttribute(flow, 'bold', 'x')), 'out-of-place'],
    ['an attribute', craft.update(7, 0, craft.attribute(flow, '__indent', '1')), 'forbidden-content'],
    ['an event handler', craft.update(7, 0, craft.attribute(flow, 'onclick', 'alert(1)')), 'forbidden-content'],
    ['a mark that is not known', craft.update(7, 0, craft.markAfter(letter, 'color', '"red"')), 'forbidden-content'],
    [
      'a mark of the older form',
      craft.update(7, 0, craft.markAfter(letter, 'p', '{"__format":1}')),
      'forbidden-content',
    ],
    [
      'a mark named after an object’s own',
      craft.update(7, 0, craft.markAfter(letter, '__proto__', '1')),
      'forbidden-content',
    ],
    ['a mark with another value', craft.update(7, 0, craft.markAfter(letter, 'level', '8')), 'forbidden-content'],
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

  test('[G6] nobody takes out a flow, and everybody’s words with it', () => {
    const gated = room();
    expect(says(gated, craft.deletion(1, 0, 1))).toBe('out-of-place');
    const mine = gated.copy(7);
    expect(
      says(
        gated,
        edit(mine, () => bodyOf(mine, 'p1').delete(0, 1)),
      ),
    ).toBe('out-of-place');
    expect(gated.textOf('p1')).toBe('Nothing is agreed.\n');
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
        edit(mine, () => words(mine, 'p0').format(0, 3, { link: url })),
      ),
    ).toBe('forbidden-link');
  });

  test('[G6] a mark is taken as long as the allow-list has it, and no longer', () => {
    const gated = room();
    const mine = gated.copy(7);
    const end = words(mine, 'p0').length - 1;
    const marked = (attributes: Record<string, unknown>, [at, length] = [0, 3]): string =>
      gated.submit(edit(mine, () => words(mine, 'p0').format(at, length, attributes))).end.kind;
    for (const letter of ['a', 'й', '漢', '"'])
      expect(marked({ link: `https://un.org/?${letter.repeat(1_984)}` })).toBe('all-taken');
    expect(marked({ bold: true, italic: true, strike: true, underline: true })).toBe('all-taken');
    const style = { line: 'number', start: 9_999, level: 7, align: 6, indent: 8 };
    expect(marked(style, [end, 1])).toBe('all-taken');
    const letter = [1, words(gated.doc, 'p1')._start?.id.clock ?? 0] as const;
    const mark = (key: string, value: unknown): string =>
      says(gated, craft.update(9, 0, craft.markAfter(letter, key, JSON.stringify(value))));
    expect(mark('link', `https://un.org/${'a'.repeat(1_986)}`)).toBe('too-large');
    expect(mark('link', `https://un.org/${'漢'.repeat(1_986)}`)).toBe('too-large');
    expect(mark('link', { toString: 1, valueOf: 1 })).toBe('forbidden-link');
    expect(mark('link', `https://${'漢'.repeat(300)}/`)).toBe('forbidden-link');
    expect(mark('line', 'x'.repeat(255))).toBe('too-large');
    expect(mark('x'.repeat(257), true)).toBe('too-large');
  });

  test('[G12] what it takes to look at links is counted', () => {
    const gated = room();
    const letter = [1, words(gated.doc, 'p1')._start?.id.clock ?? 0] as const;
    const links = (count: number): Uint8Array =>
      craft.updates([
        {
          client: 9,
          clock: 0,
          structs: Array.from({ length: count }, (_, i) =>
            craft.markAfter(
              i === 0 ? letter : [9, i - 1],
              'link',
              JSON.stringify(`https://un.org/${'й'.repeat(1_985)}`),
            ),
          ),
        },
      ]);
    expect(says(gated, links(40))).toBe('accept');
    expect(says(gated, links(100))).toBe('too-costly');
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

describe('what was taken out as a whole', () => {
  /** A point in the older form that the server has since made flat, as a page that was away still has it. */
  function converted(): { gated: GatedDoc; away: Y.Doc } {
    const gated = room();
    nestedBody(bodyOf(gated.doc, 'old'), ['As it was.']);
    gated.access.set('old', 'editable');
    const away = gated.copy(7);
    gated.doc.transact(() => makeFlat(bodyOf(gated.doc, 'old')));
    return { gated, away };
  }

  test('[G16] letters for it are refused, not swallowed: whoever typed them keeps them', () => {
    const { gated, away } = converted();
    expect(
      says(
        gated,
        edit(away, () => words(away, 'old').insert(5, 'not ')),
      ),
    ).toBe('out-of-place');
    expect(gated.textOf('old')).toBe('As it was.\n');
  });

  test('[G16] also within the tick that takes it out, before Yjs has collected it', () => {
    const gated = room();
    nestedBody(bodyOf(gated.doc, 'old'), ['As it was.']);
    gated.access.set('old', 'editable');
    const away = gated.copy(7);
    gated.doc.transact(() => {
      makeFlat(bodyOf(gated.doc, 'old'));
      expect(
        says(
          gated,
          edit(away, () => words(away, 'old').insert(5, 'not ')),
        ),
      ).toBe('out-of-place');
    });
  });

  test('[G16] what a page deleted there, or wrote and took back, is no reason to refuse what else it says', () => {
    const { gated, away } = converted();
    const update = edit(away, () => {
      words(away, 'old').delete(0, 3);
      words(away, 'p0').insert(0, 'Yes: ');
    });
    expect(gated.submit(update).end.kind).toBe('all-taken');
    const back = edit(away, () => {
      words(away, 'old').insert(0, 'x');
      words(away, 'old').delete(0, 1);
    });
    expect(gated.submit(back).end.kind).toBe('all-taken');
    expect([gated.textOf('p0'), gated.textOf('old')]).toEqual(['Yes: The parties agree.\n', 'As it was.\n']);
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
