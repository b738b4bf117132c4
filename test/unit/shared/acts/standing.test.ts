// Red lines, flags and stances: who may what in which state, what follows from what, and that no sequence of acts leads
// where nobody may be.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ActKind } from '../../../../shared/acts/act.ts';
import type { Asked } from '../../../../shared/acts/permissions.ts';
import { mayAct } from '../../../../shared/acts/permissions.ts';
import type { By, Role } from '../../../../shared/rows/schema.ts';
import { tables } from '../../../../shared/rows/schema.ts';
import { chair, member, points, redLine, StandingDraft } from '../../../support/standing-draft.ts';

const ukrHead = member('head', 'ukr');
const rusDelegate = member('delegate', 'rus');
const everybody: readonly By[] = [
  chair,
  member('drafter'),
  ...['ukr', 'rus', 'eur'].flatMap(party =>
    (['head', 'delegate', 'observer'] as Role[]).map(role => member(role, party)),
  ),
];

describe('who may what', () => {
  /** UKR owns the line, RUS raised the flag; `speaks` says whether somebody speaks for their own delegation. */
  const rules: { readonly [K in ActKind]?: (who: By, speaks: boolean, state: string) => boolean } = {
    'red-line.add': (who, speaks) => speaks && who.party === 'ukr',
    'red-line.amend': (who, speaks) => speaks && who.party === 'ukr',
    'red-line.change': (who, speaks) => speaks && who.party === 'ukr',
    'flag.raise': who => who.role !== 'observer',
    'flag.discuss': who => who.role !== 'observer',
    'flag.amend': who => who.party === 'rus' && who.role !== 'observer',
    'flag.withdraw': who => who.party === 'rus' && who.role !== 'observer',
    'flag.attach': who => who.party === 'rus' && who.role !== 'observer',
    'flag.affirm': (who, speaks) => speaks && who.party === 'ukr',
    'flag.dispute': (who, speaks) => speaks && who.party === 'ukr',
    'flag.settle': (who, speaks) => (who.party === 'rus' && who.role !== 'observer') || (speaks && who.party === 'ukr'),
    'flag.reopen': (who, speaks, state) =>
      (who.party === 'rus' && who.role !== 'observer') || (state !== 'withdrawn' && speaks && who.party === 'ukr'),
    'stance.take': (_, speaks) => speaks,
  };
  const cases = (['speak', 'advise'] as const).flatMap(delegates =>
    (['open', 'settled', 'withdrawn'] as const).map(state => ({ delegates, state })),
  );

  test.each(cases)(
    '[P1] flags, red lines and stances: role by party, delegates $delegates, flag $state',
    ({ delegates, state }) => {
      const draft = new StandingDraft();
      if (delegates === 'speak') draft.does(chair, { kind: 'draft.delegates', delegates });
      draft.flags(rusDelegate, {}, 'flag');
      if (state === 'settled') draft.does(rusDelegate, { kind: 'flag.settle', flag: 'flag', outcome: null });
      if (state === 'withdrawn') draft.does(rusDelegate, { kind: 'flag.withdraw', flag: 'flag' });
      for (const who of everybody)
        for (const [kind, rule] of Object.entries(rules)) {
          const speaks =
            who.party !== null && (who.role === 'head' || (who.role === 'delegate' && delegates === 'speak'));
          const asked = { kind, flag: 'flag', redLine: 'line', party: 'ukr' } as unknown as Asked;
          const said = `${kind} by ${who.party ?? 'no party'} ${who.role}`;
          expect([said, mayAct(asked, who, draft.rows).kind]).toEqual([said, rule(who, speaks, state) ? 'yes' : 'no']);
        }
    },
  );
});

describe('flags', () => {
  test('[P9] until the owner answers a flag is a claim; an amended one is a new claim; the owner’s own is affirmed', () => {
    const draft = new StandingDraft();
    const answer = (id: string): string | undefined => draft.rows.get('flags', id)?.answer.kind;
    draft.flags(rusDelegate, {}, 'theirs');
    draft.flags(ukrHead, {}, 'own');
    expect([answer('theirs'), answer('own')]).toEqual(['claimed', 'affirmed']);
    expect(draft.does(ukrHead, { kind: 'flag.dispute', flag: 'theirs', reason: 'Not this line' })).toBe('done');
    expect(draft.does(rusDelegate, { kind: 'flag.amend', flag: 'theirs', severity: 'risks', reason: 'Then so' })).toBe(
      'done',
    );
    expect(answer('theirs')).toBe('claimed');
    expect(draft.does(ukrHead, { kind: 'flag.affirm', flag: 'theirs' })).toBe('done');
    expect(draft.does(ukrHead, { kind: 'flag.affirm', flag: 'theirs' })).toBe('already-so');
    expect(answer('theirs')).toBe('affirmed');
  });

  test('[P9] two who settle at once: the second is told; what is closed is reopened before it is changed', () => {
    const draft = new StandingDraft();
    draft.flags(rusDelegate, {}, 'flag');
    expect(draft.does(rusDelegate, { kind: 'flag.settle', flag: 'flag', outcome: 'Reworded' })).toBe('done');
    expect(draft.does(ukrHead, { kind: 'flag.settle', flag: 'flag', outcome: null })).toBe('already-so');
    expect(draft.does(ukrHead, { kind: 'flag.dispute', flag: 'flag', reason: null })).toBe('already-so');
    expect(draft.does(ukrHead, { kind: 'flag.reopen', flag: 'flag' })).toBe('done');
    expect(draft.rows.get('flags', 'flag')?.state.kind).toBe('open');
  });

  test('[P9] nothing is flagged on removed points, against unknown or withdrawn lines, or against parties that left', () => {
    const draft = new StandingDraft();
    expect(draft.flags(rusDelegate, { redLine: 'elsewhere' })).toBe('not-found');
    expect(draft.flags(rusDelegate, { point: 'elsewhere' })).toBe('not-found');
    draft.does(chair, { kind: 'point.remove', point: 'p1' });
    expect(draft.flags(rusDelegate)).toBe('point-removed');
    draft.does(ukrHead, { kind: 'red-line.change', redLine: 'line', state: 'withdrawn', note: null });
    expect(draft.flags(rusDelegate, { point: 'p2' })).toBe('withdrawn');
    draft.does(ukrHead, { kind: 'red-line.change', redLine: 'line', state: 'held', note: 'Again' });
    draft.does(chair, { kind: 'party.remove', party: 'ukr' });
    expect(draft.flags(rusDelegate, { point: 'p2' })).toBe('withdrawn');
    expect(() => draft.flags(rusDelegate, { severity: 'hurts' })).toThrow();
  });

  test('[P9] a flag is discussed in one thread on its own words', () => {
    const draft = new StandingDraft();
    draft.flags(rusDelegate, {}, 'flag');
    expect(draft.does(ukrHead, { kind: 'flag.discuss', flag: 'flag', text: 'How so?' }, 'talk')).toBe('done');
    expect(draft.rows.get('flags', 'flag')?.thread).toBe('talk');
    expect(draft.rows.get('threads', 'talk')?.point).toBe('p1');
    expect(draft.does(rusDelegate, { kind: 'flag.discuss', flag: 'flag', text: 'So' })).toBe('already-so');
  });
});

describe('stances', () => {
  test('[P10] a stance is taken to the words that stand, and goes stale with them; the words it rests on are kept as long as one does', () => {
    const draft = new StandingDraft();
    expect(draft.stance(ukrHead, 'p1', 'accept', 'other words')).toBe('words-changed');
    expect(draft.stance(ukrHead, 'p1', 'accept')).toBe('done');
    expect(draft.stance(ukrHead, 'p1', 'accept')).toBe('already-so');
    const [first] = draft.rows.all('wordings');
    expect(first?.text).toBe('words of p1');
    draft.words.set('p1', 'other words of p1');
    expect(draft.stance(member('head', 'rus'), 'p1', 'reject')).toBe('done');
    expect(draft.rows.all('wordings').length).toBe(2);
    expect(draft.stance(ukrHead, 'p1', 'reservation')).toBe('done');
    expect(draft.rows.all('wordings').map(({ text }) => text)).toEqual(['other words of p1']);
  });

  test('[P10] nobody takes a stance for another delegation, on a removed point, or without one', () => {
    const draft = new StandingDraft();
    expect(draft.stance(chair, 'p1', 'accept')).toBe('not-allowed');
    expect(draft.stance(rusDelegate, 'p1', 'accept')).toBe('not-allowed');
    draft.does(chair, { kind: 'draft.delegates', delegates: 'speak' });
    expect(draft.stance(rusDelegate, 'p1', 'accept')).toBe('done');
    expect(draft.rows.all('stances').map(({ party }) => party)).toEqual(['rus']);
    draft.does(chair, { kind: 'point.remove', point: 'p2' });
    expect(draft.stance(ukrHead, 'p2', 'accept')).toBe('point-removed');
  });
});

test('[P11] a red line keeps its states and earlier wordings', () => {
  const draft = new StandingDraft();
  draft.does(ukrHead, { kind: 'red-line.change', redLine: 'line', state: 'softened', note: 'After talks' });
  draft.does(ukrHead, { kind: 'red-line.amend', redLine: 'line', ...redLine('No veto by others') });
  const line = draft.rows.get('redLines', 'line');
  expect(line?.states.map(({ state }) => state)).toEqual(['held', 'softened']);
  expect(line?.earlier.map(({ statement }) => statement)).toEqual(['No veto']);
  expect(draft.does(ukrHead, { kind: 'red-line.change', redLine: 'line', state: 'softened', note: null })).toBe(
    'already-so',
  );
  expect(() => draft.does(ukrHead, { kind: 'red-line.add', party: 'ukr', ...redLine('x'.repeat(100_000)) })).toThrow();
});

/** Whatever anybody tries, in any order. Ids come from a small pool, so that acts meet. */
const anyAct = fc.record({
  who: fc.constantFrom(...everybody),
  kind: fc.constantFrom(
    'red-line.add',
    'red-line.amend',
    'red-line.change',
    'flag.raise',
    'flag.amend',
    'flag.affirm',
    'flag.dispute',
    'flag.settle',
    'flag.withdraw',
    'flag.reopen',
    'flag.discuss',
    'stance.take',
    'thread.reply',
    'thread.propose',
    'thread.resolve',
    'thread.keep-open',
    'thread.reopen',
    'thread.open',
    'comment.remove',
    'point.remove',
    'point.restore',
    'draft.delegates',
    'words',
  ),
  point: fc.constantFrom(...points),
  line: fc.constantFrom('line', 'a1', 'a2'),
  flag: fc.constantFrom('f1', 'f2', 'f3'),
  thread: fc.constantFrom('th1', 'th2'),
  party: fc.constantFrom('ukr', 'rus', 'eur'),
  state: fc.constantFrom('held', 'softened', 'withdrawn'),
  stance: fc.constantFrom('accept', 'reservation', 'change', 'reject', 'awaiting'),
  severity: fc.constantFrom('risks', 'crosses'),
  fresh: fc.boolean(),
});
type AnyAct = typeof anyAct extends fc.Arbitrary<infer T> ? T : never;

function tries(
  draft: StandingDraft,
  { who, kind, point, line, flag, thread, party, state, stance, severity, fresh }: AnyAct,
): void {
  const none = { reason: null, outcome: null, note: null };
  switch (kind) {
    case 'words':
      return void draft.words.set(point, `${draft.words.get(point)}.`);
    case 'stance.take':
      return void draft.stance(who, point, stance, fresh ? undefined : 'stale');
    case 'flag.raise':
      return void draft.flags(who, { point, redLine: line, severity }, flag);
    case 'flag.discuss':
      return void draft.does(who, { kind, flag, text: 'so' }, thread);
    case 'flag.amend':
      return void draft.does(who, { kind, flag, severity, reason: null });
    case 'flag.dispute':
      return void draft.does(who, { kind, flag, reason: null });
    case 'flag.settle':
      return void draft.does(who, { kind, flag, outcome: null });
    case 'red-line.add':
      return void draft.does(who, { kind, party, ...redLine('Line') }, line);
    case 'red-line.amend':
      return void draft.does(who, { kind, redLine: line, ...redLine(`Line ${severity}`) });
    case 'red-line.change':
      return void draft.does(who, { kind, redLine: line, state, note: none.note });
    case 'thread.open':
      return void draft.does(who, { kind, point, anchor: null, needs: [], text: 'why' }, thread);
    case 'thread.reply':
      return void draft.does(who, { kind, thread, text: 'so' });
    case 'thread.propose':
    case 'thread.resolve':
      return void draft.does(who, { kind, thread, outcome: null });
    case 'comment.remove':
      return void draft.does(who, { kind, comment: thread });
    case 'point.remove':
    case 'point.restore':
      return void draft.does(who, { kind, point });
    case 'draft.delegates':
      return void draft.does(who, { kind, delegates: fresh ? 'speak' : 'advise' });
    default:
      return void draft.does(who, kind.startsWith('flag.') ? { kind, flag } : { kind, thread });
  }
}

/** What must be true after any acts at all. */
function nothingForbidden({ doc, rows }: StandingDraft): void {
  const says = (by: By, party: string): boolean => by.party === party && (by.role === 'head' || by.role === 'delegate');
  for (const [name, schema] of Object.entries(tables))
    for (const row of doc.getMap(name).values()) expect(schema.safeParse(row).success).toBe(true);
  for (const flag of rows.all('flags')) {
    const line = rows.get('redLines', flag.redLine);
    expect(line?.party).toBe(flag.owner);
    expect(flag.by.role).not.toBe('observer');
    const isRaisers = (by: By): boolean =>
      by.member === flag.by.member || (by.party !== null && by.party === flag.by.party);
    if (flag.answer.kind !== 'claimed') expect(says(flag.answer.by, flag.owner)).toBe(true);
    if (flag.state.kind === 'withdrawn') expect(isRaisers(flag.state.by)).toBe(true);
    if (flag.state.kind === 'settled') expect(isRaisers(flag.state.by) || says(flag.state.by, flag.owner)).toBe(true);
    if (flag.thread !== null) expect(rows.get('threads', flag.thread)).toBeDefined();
  }
  const bases = new Set(rows.all('stances').map(({ basis }) => basis));
  expect(new Set(rows.all('wordings').map(({ id }) => id))).toEqual(bases);
  for (const stance of rows.all('stances')) expect(says(stance.by, stance.party)).toBe(true);
  for (const line of rows.all('redLines')) {
    for (const { by } of [line, ...line.states, ...line.earlier]) expect(says(by, line.party)).toBe(true);
    for (const [index, { state }] of line.states.entries()) expect(state).not.toBe(line.states[index - 1]?.state);
  }
  for (const { by, state } of rows.all('threads'))
    if (state.kind === 'resolved')
      expect(
        state.by.role === 'chair' ||
          state.by.member === by.member ||
          (by.party !== null && state.by.party === by.party),
      ).toBe(true);
}

test('[P12] 5,000 sequences of acts by anybody reach no forbidden state', () => {
  fc.assert(
    fc.property(fc.array(anyAct, { minLength: 20, maxLength: 40 }), acts => {
      const draft = new StandingDraft();
      for (const act of acts) tries(draft, act);
      nothingForbidden(draft);
    }),
    { numRuns: 5_000 },
  );
});
