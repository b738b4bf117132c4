// Who may what: the permission table as a whole, role by role, and the acts' own conditions.
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';

import { Act } from '../../../../shared/acts/act.ts';
import { unknownHeads, unknownLettersLeft } from '../../../../shared/acts/act-context.ts';
import type { Asked, ReadKind } from '../../../../shared/acts/permissions.ts';
import { actKinds, mayAct, mayRead, readKinds } from '../../../../shared/acts/permissions.ts';
import { runAct } from '../../../../shared/acts/run-act.ts';
import { MemberId, PartyId } from '../../../../shared/ids.ts';
import { numbersOf, outlineOf } from '../../../../shared/rows/outline.ts';
import { DocRows } from '../../../../shared/rows/row-store.ts';
import type { By } from '../../../../shared/rows/schema.ts';

const by = (role: By['role'], party: string | null = null): By => ({
  member: MemberId.parse(`${party ?? 'no'}-${role}`),
  name: role,
  role,
  party: party === null ? null : PartyId.parse(party),
});
const chair = by('chair');

/** A draft with two parties, one theme, three points, told as acts. */
class Draft {
  readonly rows = new DocRows(new Y.Doc());
  readonly words = new Map<string, string>();
  #at = 0;

  constructor() {
    this.does(chair, { kind: 'draft.create', draft: 'd', title: 'Draft', note: '' });
    for (const [party, code, colour] of [
      ['ukr', 'UKR', 1],
      ['rus', 'RUS', 2],
    ] as const)
      this.does(chair, { kind: 'party.add', party, code, name: code, colour, shape: 'circle' });
    this.does(chair, { kind: 'theme.add', after: null, title: 'Theme' }, 't');
    let after: string | null = null;
    for (const id of ['p1', 'p2', 'p3']) {
      this.does(chair, { kind: 'point.add', theme: 't', after, title: id, paragraphs: [] }, id);
      after = id;
    }
  }

  does(actor: By, input: Record<string, unknown>, id = `a${++this.#at}`): string {
    const wordsOf = (point: string): string => this.words.get(point) ?? '';
    const context = {
      rows: this.rows,
      actor,
      at: ++this.#at,
      members: new Map(),
      heads: unknownHeads,
      lettersLeft: unknownLettersLeft,
      wordsOf,
    };
    const result = runAct(Act.parse({ ...input, id }), context);
    return result.kind === 'refused' ? result.code : 'done';
  }

  order(): string[] {
    return [...numbersOf(outlineOf(this.rows)).keys()];
  }

  thread(id: string): string | undefined {
    return this.rows.get('threads', id)?.state.kind;
  }
}

const open = { kind: 'thread.open', point: 'p1', anchor: null, needs: [], text: 'Why?' };

describe('roles', () => {
  const drafting = ['theme', 'point', 'outline', 'words'];
  const may: Record<By['role'], readonly string[]> = {
    chair: ['draft', 'party', 'member', 'version', 'circulation', 'record', ...drafting, 'thread', 'comment'],
    drafter: [...drafting, 'thread', 'comment'],
    head: ['thread', 'comment'],
    delegate: ['thread', 'comment'],
    observer: [],
    // Without a link that leads anywhere; with one: circulations.test.ts.
    reader: [],
  };
  test.each(Object.entries(may))('[P1] a %s may do what the table says, and nothing else', (role, subjects) => {
    const { rows } = new Draft();
    // Red lines, flags and stances depend on more than the role: standing.test.ts.
    for (const kind of actKinds.filter(each => !/^(red-line|flag|stance)\./.test(each))) {
      const expected = kind !== 'draft.create' && subjects.includes(kind.split('.')[0] ?? '');
      expect([kind, mayAct({ kind } as Asked, by(role as By['role'], 'ukr'), rows).kind]).toEqual([
        kind,
        expected ? 'yes' : 'no',
      ]);
    }
  });
});

describe('what not every member may read', () => {
  const roles = Object.keys({ chair, drafter: 0, head: 0, delegate: 0, observer: 0, reader: 0 }) as By['role'][];
  const who = (draft: Draft, what: ReadKind): string[] =>
    roles.filter(role => mayRead(what, by(role, 'ukr'), draft.rows).kind === 'yes');

  test('[P1] each has its row: words that came and went, and who the readers of a version are', () => {
    const draft = new Draft();
    const all = (): Record<string, string[]> => Object.fromEntries(readKinds.map(what => [what, who(draft, what)]));
    expect(all()).toEqual({ 'passing-words': [], 'circulation-readers': ['chair'] });
    draft.does(chair, { kind: 'draft.passing', passing: 'secretariat' });
    expect(all()).toEqual({ 'passing-words': ['chair', 'drafter'], 'circulation-readers': ['chair'] });
    draft.does(chair, { kind: 'draft.passing', passing: 'members' });
    expect(who(draft, 'passing-words')).toEqual(['chair', 'drafter', 'head', 'delegate', 'observer']);
  });
});

describe('threads', () => {
  test('[P3] only the raiser’s delegation and the chair resolve or keep open; anyone with a voice proposes and reopens', () => {
    const draft = new Draft();
    draft.does(by('delegate', 'ukr'), open, 'th');
    expect(draft.does(by('head', 'rus'), { kind: 'thread.resolve', thread: 'th', outcome: null })).toBe('not-allowed');
    expect(draft.does(by('head', 'rus'), { kind: 'thread.propose', thread: 'th', outcome: 'So' })).toBe('done');
    expect(draft.does(by('head', 'rus'), { kind: 'thread.keep-open', thread: 'th' })).toBe('not-allowed');
    expect(draft.does(by('head', 'ukr'), { kind: 'thread.resolve', thread: 'th', outcome: 'So' })).toBe('done');
    expect(draft.does(by('delegate', 'rus'), { kind: 'thread.reopen', thread: 'th' })).toBe('done');
    expect(draft.does(chair, { kind: 'thread.resolve', thread: 'th', outcome: null })).toBe('done');
    expect(draft.thread('th')).toBe('resolved');
  });

  test('[P6] a reply to a resolved thread reopens it; running it twice makes one comment', () => {
    const draft = new Draft();
    draft.does(by('delegate', 'ukr'), open, 'th');
    draft.does(chair, { kind: 'thread.resolve', thread: 'th', outcome: null });
    for (let i = 0; i < 2; i++)
      draft.does(by('delegate', 'rus'), { kind: 'thread.reply', thread: 'th', text: 'But' }, 'reply');
    expect([draft.thread('th'), draft.rows.all('comments').length]).toEqual(['open', 2]);
  });

  test('[P6] a comment is changed and removed by its author alone, and leaves a tombstone', () => {
    const draft = new Draft();
    draft.does(by('delegate', 'ukr'), open, 'th');
    expect(draft.does(by('head', 'ukr'), { kind: 'comment.edit', comment: 'th', text: 'x' })).toBe('not-allowed');
    expect(draft.does(by('delegate', 'ukr'), { kind: 'comment.edit', comment: 'th', text: 'Better?' })).toBe('done');
    expect(draft.does(by('delegate', 'ukr'), { kind: 'comment.remove', comment: 'th' })).toBe('done');
    expect(draft.rows.get('comments', 'th')?.body.kind).toBe('removed');
    expect(draft.does(by('delegate', 'ukr'), { kind: 'comment.edit', comment: 'th', text: 'x' })).toBe('already-so');
  });

  test('[P7] a removed point takes reply and settling, nothing new', () => {
    const draft = new Draft();
    draft.does(by('delegate', 'ukr'), open, 'th');
    draft.does(chair, { kind: 'point.remove', point: 'p1' });
    expect(draft.does(by('delegate', 'ukr'), open)).toBe('point-removed');
    expect(draft.does(chair, { kind: 'point.lock', point: 'p1' })).toBe('point-removed');
    expect(draft.does(by('delegate', 'rus'), { kind: 'thread.reply', thread: 'th', text: 'Even so' })).toBe('done');
    expect(draft.does(by('delegate', 'ukr'), { kind: 'thread.resolve', thread: 'th', outcome: null })).toBe('done');
  });
});

test('[P2] nobody overwrites another’s row by naming an act like it', () => {
  const draft = new Draft();
  draft.does(by('delegate', 'ukr'), open, 'th');
  expect(draft.does(by('delegate', 'rus'), { ...open, text: 'Mine' }, 'th')).toBe('taken');
  expect(draft.does(by('delegate', 'rus'), { kind: 'thread.reply', thread: 'th', text: 'Mine' }, 'th')).toBe('taken');
  expect(draft.does(chair, { kind: 'point.add', theme: 't', after: null, title: 'x', paragraphs: [] }, 'p1')).toBe(
    'taken',
  );
  expect(draft.rows.get('threads', 'th')?.by.party).toBe('ukr');
  expect(draft.rows.get('comments', 'th')?.body).toMatchObject({ text: 'Why?' });
});

test('[P2] a document that is brought in overwrites nobody’s points, whichever of its ids is in use', () => {
  const draft = new Draft();
  const theme = { title: 'Mine', points: [{ title: 'Mine', blocks: [] }] };
  const brings = (id: string, count = 1): string =>
    draft.does(chair, { kind: 'outline.import', after: null, themes: Array.from({ length: count }, () => theme) }, id);
  expect([brings('in'), brings('in')]).toEqual(['done', 'taken']);
  draft.does(chair, { kind: 'point.add', theme: 't', after: null, title: 'Another’s', paragraphs: [] }, 'new-t1p0');
  draft.does(chair, { kind: 'theme.add', after: null, title: 'Another’s' }, 'fresh-t1');
  expect([brings('new', 2), brings('fresh', 2), brings('new')]).toEqual(['taken', 'taken', 'done']);
  expect(draft.rows.get('points', 'new-t1p0')?.title).toBe('Another’s');
});

describe('outline', () => {
  test('[P8] points move by what they come after; numbers follow the order', () => {
    const draft = new Draft();
    draft.does(chair, { kind: 'point.move', point: 'p3', theme: 't', after: null });
    expect(draft.order()).toEqual(['p3', 'p1', 'p2']);
    draft.does(chair, { kind: 'point.move', point: 'p3', theme: 't', after: 'p2' });
    draft.does(chair, { kind: 'point.remove', point: 'p1' });
    expect(draft.order()).toEqual(['p2', 'p3']);
    draft.does(chair, { kind: 'point.restore', point: 'p1' });
    expect(draft.order()).toEqual(['p1', 'p2', 'p3']);
    expect(draft.does(chair, { kind: 'point.move', point: 'p1', theme: 't', after: 'nowhere' })).toBe('not-found');
  });

  test('[P8] a theme leaves only when it is empty', () => {
    const draft = new Draft();
    expect(draft.does(chair, { kind: 'theme.remove', theme: 't' })).toBe('not-allowed');
    for (const point of ['p1', 'p2', 'p3']) draft.does(chair, { kind: 'point.remove', point });
    expect(draft.does(chair, { kind: 'theme.remove', theme: 't' })).toBe('done');
    expect(draft.does(chair, { kind: 'point.restore', point: 'p1' })).toBe('not-found');
  });
});
