// Where everybody stands, worked out from rows: statuses, stale stances, what the flags make of a red line, and what
// awaits whom.
import { beforeEach, expect, test } from 'vitest';
import { PartyId } from '../../../../shared/ids.ts';
import { awaitedFrom, lineStanding, positionsOf, totalsInWords } from '../../../../shared/rows/positions.ts';
import { chair, member, StandingDraft } from '../../../support/standing-draft.ts';

const heads = ['ukr', 'rus', 'eur'].map(party => member('head', party));
const [ukr, rus] = [member('head', 'ukr'), member('head', 'rus')];
let draft: StandingDraft;
beforeEach(() => {
  draft = new StandingDraft();
});

const positions = () => positionsOf(draft.rows, draft.wordingOf);
const status = (point: string): string | undefined =>
  positions()
    .themes.flatMap(({ lines }) => lines)
    .find(({ row }) => row.id === point)?.status;
const standing = (): string => {
  const line = draft.rows.get('redLines', 'line');
  return line ? lineStanding(line, draft.rows.all('flags')) : 'no line';
};

test('[P13] agreed: all accept the words that stand; close: with a reservation, or after the words moved on; else open', () => {
  expect(status('p1')).toBe('open');
  for (const head of heads) draft.stance(head, 'p1', 'accept');
  expect(status('p1')).toBe('agreed');
  draft.words.set('p1', 'other words');
  expect(status('p1')).toBe('close');
  draft.stance(ukr, 'p1', 'change');
  expect(status('p1')).toBe('open');
  draft.stance(ukr, 'p1', 'reject');
  expect(status('p1')).toBe('contested');
  expect(totalsInWords(positions().totals)).toBe('0 agreed, 0 nearly agreed, 2 open, 1 contested');
});

test('[P13] a claim puts a red line at risk; only its owner makes it crossed; a dispute clears it; withdrawn counts for nothing', () => {
  expect(standing()).toBe('respected');
  draft.flags(rus, { severity: 'crosses' }, 'f');
  expect([standing(), status('p1')]).toEqual(['at-risk', 'open']);
  draft.does(ukr, { kind: 'flag.affirm', flag: 'f' });
  expect([standing(), status('p1')]).toEqual(['crossed', 'contested']);
  draft.does(ukr, { kind: 'flag.dispute', flag: 'f', reason: null });
  expect([standing(), status('p1')]).toEqual(['respected', 'open']);
  draft.does(ukr, { kind: 'flag.affirm', flag: 'f' });
  draft.does(ukr, { kind: 'red-line.change', redLine: 'line', state: 'withdrawn', note: null });
  expect([standing(), status('p1')]).toEqual(['withdrawn', 'open']);
});

test('[P13] what awaits a delegation: claims on its lines, its stances that went stale, resolutions proposed for its threads', () => {
  const awaits = (party: string): string[] =>
    awaitedFrom(PartyId.parse(party), draft.rows, draft.wordingOf).map(({ kind }) => kind);
  draft.flags(rus, {}, 'f');
  draft.stance(ukr, 'p2', 'accept');
  draft.does(ukr, { kind: 'thread.open', point: 'p3', anchor: null, needs: [], text: 'Why?' }, 'th');
  expect(awaits('ukr')).toEqual(['flag']);
  draft.words.set('p2', 'other words');
  draft.does(rus, { kind: 'thread.propose', thread: 'th', outcome: null });
  expect(awaits('ukr')).toEqual(['flag', 'stance', 'resolution']);
  expect(awaits('rus')).toEqual([]);
  draft.does(ukr, { kind: 'flag.affirm', flag: 'f' });
  for (const point of ['p2', 'p3']) draft.does(chair, { kind: 'point.remove', point });
  expect(awaits('ukr')).toEqual([]);
});

test('[P13] a party that left has no column, and flags against it count for nothing', () => {
  draft.flags(rus, {}, 'f');
  draft.does(chair, { kind: 'party.remove', party: 'ukr' });
  expect(positions().parties.map(({ code }) => code)).toEqual(['RUS', 'EUR']);
  expect(status('p1')).toBe('open');
});
