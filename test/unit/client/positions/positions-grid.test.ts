// The grid's keys and the convergence chart's counting.
import { expect, test } from 'vitest';
import { convergence } from '../../../../client/positions/convergence.ts';
import { moved } from '../../../../client/positions/positions-grid.tsx';
import { HistoryItem } from '../../../../shared/api/contract.ts';
import { PartyId, PointId } from '../../../../shared/ids.ts';
import { positionsOf } from '../../../../shared/rows/positions.ts';
import { StandingDraft } from '../../../support/standing-draft.ts';

test('[T8] arrow keys, Home and End stay inside the grid', () => {
  const draft = new StandingDraft();
  const { themes, parties } = positionsOf(draft.rows, draft.wordingOf);
  const lines = themes.flatMap(theme => theme.lines);
  const [first, last] = [lines[0]?.row.id ?? '', lines.at(-1)?.row.id ?? ''];
  const from = (key: string, point: string, party: string): string => {
    const place = moved(key, { point: PointId.parse(point), party: PartyId.parse(party) }, lines, parties);
    return place ? `${place.point} ${place.party}` : 'stays';
  };
  expect(from('ArrowUp', first, 'ukr')).toBe(`${first} ukr`);
  expect(from('ArrowDown', first, 'ukr')).toBe(`${lines[1]?.row.id} ukr`);
  expect(from('ArrowRight', last, 'ukr')).toBe(`${last} rus`);
  expect(from('End', last, 'ukr')).toBe(`${last} eur`);
  expect(from('ArrowRight', last, 'eur')).toBe(`${last} eur`);
  expect(from('a', last, 'eur')).toBe('stays');
});

test('[T8] the chart counts each party’s latest stance on each point', () => {
  const took = (at: number, party: string, now: string) =>
    HistoryItem.parse({
      id: `h${at}`,
      kind: 'stance.take',
      by: { member: 'm', name: 'M', party: 'ukr', role: 'head' },
      from: at,
      to: at,
      point: 'p1',
      thread: null,
      inserted: 0,
      deleted: 0,
      facts: { party, now },
    });
  const newestFirst = [took(3, 'UKR', 'reject'), took(2, 'RUS', 'reservation'), took(1, 'UKR', 'accept')];
  expect(convergence(newestFirst)).toEqual([
    { at: 1, accepting: 1, refusing: 0 },
    { at: 2, accepting: 2, refusing: 0 },
    { at: 3, accepting: 1, refusing: 1 },
  ]);
});
