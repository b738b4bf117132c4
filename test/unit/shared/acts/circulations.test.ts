// Versions that are circulated: what a reader may do by their link, what it is marked with, and what it is not.
import { expect, test } from 'vitest';
import type { Asked } from '../../../../shared/acts/permissions.ts';
import { actKinds, mayAct, pointAccess } from '../../../../shared/acts/permissions.ts';
import { MemberId } from '../../../../shared/ids.ts';
import { circulationMsMax, saidPerReaderMax } from '../../../../shared/limits.ts';
import { answersOf, saidOn, versionNameOf } from '../../../../shared/rows/circulations.ts';
import { isFlagLive } from '../../../../shared/rows/positions.ts';
import type { By } from '../../../../shared/rows/schema.ts';
import { chair, member, redLine, StandingDraft } from '../../../support/standing-draft.ts';

const reader = (name: string): By => ({ member: MemberId.parse(`reader-${name}`), name, party: null, role: 'reader' });
const [ann, ben, cy] = [reader('ann'), reader('ben'), reader('cy')];
const open = { kind: 'thread.open', point: 'p1', anchor: null, needs: [], text: 'Which date?' };
const raise = { kind: 'flag.raise', point: 'p1', anchor: null, needs: [], severity: 'risks', reason: null };

/** "Rev. 1" went to Ann and Ben together, with the red lines of UKR, and to Cy alone, without. */
class SentDraft extends StandingDraft {
  constructor() {
    super();
    this.does(chair, { kind: 'version.name', name: 'Rev. 1' }, 'rev-1');
    this.sends('both', [ann, ben], ['ukr']);
    this.sends('alone', [cy], []);
  }

  sends(id: string, to: readonly By[], parties: readonly string[], until = 1_000_000, by = chair): string {
    const readers = to.map(each => each.member);
    return this.does(by, { kind: 'circulation.send', version: 'rev-1', until, parties, readers }, id);
  }
}

test('[N1] only the chair sends a version round or ends a link; bounds are kept', () => {
  const draft = new SentDraft();
  for (const who of [member('drafter'), member('head', 'ukr'), member('delegate', 'rus'), member('observer'), ann]) {
    expect(draft.sends('other', [cy], [], 1_000_000, who)).toBe('not-allowed');
    expect(draft.does(who, { kind: 'circulation.end', circulation: 'both', reader: null })).toBe('not-allowed');
  }
  expect(draft.sends('other', [cy], [], 0)).toBe('not-allowed');
  expect(draft.sends('other', [cy], [], circulationMsMax * 2)).toBe('not-allowed');
  expect(draft.sends('other', [cy], ['nobody'])).toBe('not-found');
  expect(draft.sends('both', [cy], [])).toBe('taken');
  expect(draft.rows.all('circulations').map(({ id }) => id)).toEqual(['both', 'alone']);
});

test('[N3] by a link one comments, flags, answers its readers and takes back one’s own, and does nothing else', () => {
  const draft = new SentDraft();
  const members = draft.does(member('delegate', 'ukr'), open, 'members');
  const anns = draft.does(ann, open, 'anns');
  const cys = draft.does(cy, open, 'cys');
  const flag = draft.does(ann, { ...raise, redLine: 'line' }, 'anns-flag');
  draft.does(member('delegate', 'rus'), { ...raise, redLine: 'line' }, 'rus-flag');
  expect([members, anns, cys, flag]).toEqual(['done', 'done', 'done', 'done']);

  const may = (who: By, act: Asked): boolean => mayAct(act, who, draft.rows).kind === 'yes';
  const allowed = (who: By): string[] => actKinds.filter(kind => may(who, { kind } as Asked)).sort();
  expect(allowed(ann)).toEqual(['flag.raise', 'thread.open']);
  expect(draft.does(ben, { kind: 'thread.reply', thread: 'anns', text: 'And which place?' }, 'bens')).toBe('done');
  for (const thread of ['members', 'cys', 'nowhere'])
    expect(draft.does(ann, { kind: 'thread.reply', thread, text: 'Hm.' })).toBe('not-allowed');
  expect(draft.does(ann, { kind: 'comment.edit', comment: 'anns', text: 'Which day?' })).toBe('done');
  for (const comment of ['bens', 'members', 'cys']) {
    expect(draft.does(ann, { kind: 'comment.edit', comment, text: 'x' })).toBe('not-allowed');
    expect(draft.does(ann, { kind: 'comment.remove', comment })).toBe('not-allowed');
  }
  for (const kind of ['thread.resolve', 'thread.propose'])
    expect(draft.does(ann, { kind, thread: 'anns', outcome: null })).toBe('not-allowed');
  expect(draft.does(ann, { kind: 'flag.withdraw', flag: 'rus-flag' })).toBe('not-allowed');
  expect(draft.does(ann, { kind: 'flag.affirm', flag: 'anns-flag' })).toBe('not-allowed');
  expect(draft.does(ann, { kind: 'flag.withdraw', flag: 'anns-flag' })).toBe('done');
  const point = draft.rows.get('points', 'p1');
  expect([pointAccess(point, ann, 'open'), pointAccess(point, ann, 'closed')]).toEqual(['reader', 'reader']);
});

test('[N2] what a reader may not do is refused in one sentence, whatever it names and whether or not that is there', () => {
  const draft = new SentDraft();
  draft.does(member('delegate', 'rus'), { ...raise, redLine: 'line' }, 'rus-flag');
  draft.does(chair, { kind: 'point.remove', point: 'p2' });
  const told = (act: Record<string, unknown>): string => {
    const may = mayAct(act as Asked, ann, draft.rows);
    return may.kind === 'no' ? may.reason : 'may';
  };
  const acts = ['rus-flag', 'nowhere'].flatMap(flag => [
    { kind: 'flag.affirm', flag },
    { kind: 'flag.settle', flag, outcome: null },
    { kind: 'flag.reopen', flag },
  ]);
  const lines = ['line', 'nowhere'].map(line => ({
    kind: 'red-line.change',
    redLine: line,
    state: 'held',
    note: null,
  }));
  expect(
    new Set([...acts, ...lines, { kind: 'stance.take', point: 'p1' }, { kind: 'draft.create' }].map(told)).size,
  ).toBe(1);
  // Nor is it told by an id that is in use.
  const point = { kind: 'point.add', theme: 't', after: null, title: 'x', paragraphs: [] };
  expect([draft.does(ann, point, 'p2'), draft.does(ann, point, 'unused')]).toEqual(['not-allowed', 'not-allowed']);
});

test('[N3] what a reader says is marked with its version, and members’ words are not', () => {
  const draft = new SentDraft();
  draft.does(ann, open, 'anns');
  draft.does(ann, { ...raise, redLine: 'line' }, 'anns-flag');
  draft.does(member('delegate', 'ukr'), open, 'members');
  draft.does(member('delegate', 'ukr'), { kind: 'thread.reply', thread: 'anns', text: 'In August.' });
  const { rows } = draft;
  expect(rows.get('threads', 'anns')?.on).toEqual({ circulation: 'both', version: 'rev-1' });
  expect(versionNameOf(rows, rows.get('flags', 'anns-flag') ?? {})).toBe('Rev. 1');
  expect(rows.get('threads', 'members')?.on).toBeUndefined();
  const flaggedAt = rows.get('flags', 'anns-flag')?.at;
  expect([...answersOf(rows)]).toEqual([[ann.member, { comments: 1, flags: 1, lastAt: flaggedAt }]]);
  // The reply of a member is the draft's own.
  expect(saidOn(rows, 'both' as never).comments.map(({ id }) => id)).toEqual(['anns']);
});

test('[N3] that a point was removed since is none of a reader’s business: they may still speak of it', () => {
  const draft = new SentDraft();
  draft.does(chair, { kind: 'point.remove', point: 'p1' });
  expect(draft.does(ann, open, 'anns')).toBe('done');
  expect(draft.does(ann, { ...raise, redLine: 'line' })).toBe('done');
  expect(draft.does(ann, { kind: 'comment.edit', comment: 'anns', text: 'Which day?' })).toBe('done');
  expect(draft.does(member('delegate', 'ukr'), open)).toBe('point-removed');
});

test('[N2] that a reader’s flag was answered and settled is not told them: they amend it, a claim anew, and take it back', () => {
  const draft = new SentDraft();
  const settled = (flag: string): void => {
    draft.does(ann, { ...raise, redLine: 'line' }, flag);
    draft.does(member('head', 'ukr'), { kind: 'flag.dispute', flag, reason: null });
    draft.does(member('head', 'ukr'), { kind: 'flag.settle', flag, outcome: 'Not so.' });
  };
  settled('one');
  expect(draft.does(ann, { kind: 'flag.amend', flag: 'one', severity: 'crosses', reason: null })).toBe('done');
  expect(draft.rows.get('flags', 'one')).toMatchObject({ state: { kind: 'open' }, answer: { kind: 'claimed' } });
  settled('two');
  expect(draft.does(ann, { kind: 'flag.withdraw', flag: 'two' })).toBe('done');
  expect(draft.does(ann, { kind: 'flag.withdraw', flag: 'two' })).toBe('already-so');
  // Members know, and reopen it first.
  draft.does(member('delegate', 'rus'), { ...raise, redLine: 'line' }, 'rus-flag');
  draft.does(member('head', 'ukr'), { kind: 'flag.settle', flag: 'rus-flag', outcome: null });
  expect(draft.does(member('delegate', 'rus'), { kind: 'flag.withdraw', flag: 'rus-flag' })).toBe('already-so');
});

test('[N2] a red line that is withdrawn after it was sent is to its readers as it was sent, and one withdrawn before is not known', () => {
  const draft = new SentDraft();
  const ukr = member('head', 'ukr');
  const withdraw = (line: string) =>
    draft.does(ukr, { kind: 'red-line.change', redLine: line, state: 'withdrawn', note: null });
  draft.does(ukr, { kind: 'red-line.add', party: 'ukr', ...redLine('No bases') }, 'bases');
  draft.does(chair, { kind: 'version.name', name: 'Rev. 2' }, 'rev-2');
  withdraw('bases');
  draft.does(
    chair,
    { kind: 'circulation.send', version: 'rev-2', until: 1_000_000, parties: ['ukr'], readers: ['dan'] },
    'later',
  );
  withdraw('line');
  expect(draft.does(ann, { ...raise, redLine: 'line' }, 'flag')).toBe('done');
  expect(draft.does({ ...ann, member: MemberId.parse('dan') }, { ...raise, redLine: 'bases' })).toBe('not-found');
  expect(draft.does(member('delegate', 'rus'), { ...raise, redLine: 'line' })).toBe('withdrawn');
  draft.does(chair, { kind: 'party.remove', party: 'ukr' });
  expect(draft.does(ann, { ...raise, redLine: 'line' })).toBe('done');
  const flag = draft.rows.get('flags', 'flag');
  expect(flag && isFlagLive(flag, draft.rows)).toBe(false); // it counts for nothing
});

test('[N2] a red line that was not sent along, or came later, is one that a reader does not know', () => {
  const draft = new SentDraft();
  draft.does(member('head', 'ukr'), { kind: 'red-line.add', party: 'ukr', ...redLine('Later') }, 'later');
  expect(draft.does(cy, { ...raise, redLine: 'line' })).toBe('not-found');
  expect(draft.does(ann, { ...raise, redLine: 'later' })).toBe('not-found');
  expect(draft.does(ann, { ...raise, redLine: 'nowhere' })).toBe('not-found');
});

test('[N3] nobody becomes a member under a reader’s id, also when their link has ended', () => {
  const draft = new SentDraft();
  draft.does(ann, open, 'anns');
  const joins = (id: string) =>
    draft.does(chair, { kind: 'member.add', member: id, name: 'Ann', role: 'observer', party: null });
  expect([joins(ann.member), joins('someone-else')]).toEqual(['taken', 'done']);
  draft.does(chair, { kind: 'circulation.end', circulation: 'both', reader: null });
  expect(joins(ann.member)).toBe('taken');
});

test('[N4] a link that was ended allows nothing any more; the others go on', () => {
  const draft = new SentDraft();
  draft.does(ann, open, 'anns');
  expect(draft.does(chair, { kind: 'circulation.end', circulation: 'both', reader: ann.member })).toBe('done');
  expect(draft.does(chair, { kind: 'circulation.end', circulation: 'both', reader: ann.member })).toBe('already-so');
  for (const act of [
    open,
    { kind: 'thread.reply', thread: 'anns', text: 'x' },
    { kind: 'comment.remove', comment: 'anns' },
  ])
    expect(draft.does(ann, act)).toBe('not-allowed');
  expect(draft.does(ben, { kind: 'thread.reply', thread: 'anns', text: 'Still here.' })).toBe('done');
  expect(draft.does(chair, { kind: 'circulation.end', circulation: 'both', reader: null })).toBe('done');
  expect(draft.does(ben, open)).toBe('not-allowed');
  expect(draft.does(cy, open)).toBe('done');
});

test('[N3] whoever found a link cannot fill the draft, neither with new words nor by rewriting the old', () => {
  const draft = new SentDraft();
  draft.does(ann, open, 'anns');
  draft.does(ann, { ...raise, redLine: 'line' }, 'flag');
  const reply = { kind: 'thread.reply', thread: 'anns', text: 'And?' };
  const edit = { kind: 'comment.edit', comment: 'anns', text: 'Which day?' };
  const amend = { kind: 'flag.amend', flag: 'flag', severity: 'crosses', reason: null };
  const acts = [open, reply, edit, amend];
  for (let i = 2; i < saidPerReaderMax; i++) expect(draft.does(ann, acts[i % acts.length] ?? open)).toBe('done');
  for (const act of [...acts, { ...raise, redLine: 'line' }]) expect(draft.does(ann, act)).toBe('too-many');
  expect(draft.does(ben, { ...reply })).toBe('done');
  // What they said they can always take back; it makes no room for more.
  expect(draft.does(ann, { kind: 'comment.remove', comment: 'anns' })).toBe('done');
  expect(draft.does(ann, { kind: 'flag.withdraw', flag: 'flag' })).toBe('done');
  expect(draft.does(ann, open)).toBe('too-many');
  // Members' words are not counted.
  const delegate = member('delegate', 'ukr');
  draft.does(delegate, open, 'members');
  draft.does(delegate, { kind: 'comment.edit', comment: 'members', text: 'Which day?' });
  expect(draft.rows.get('comments', 'members')?.rewritten).toBeUndefined();
});
