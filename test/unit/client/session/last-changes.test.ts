// Who last changed each point: whoever watches for another map is not woken by what changed no words.
import { expect, test } from 'vitest';
import { LastChanges } from '../../../../client/session/last-changes.ts';
import { MemberId, PointId } from '../../../../shared/ids.ts';

const ann = { id: MemberId.parse('ann'), name: 'Ann', role: 'delegate', party: null } as const;
const p1 = PointId.parse('p1');
const update = new Uint8Array();

test('[T5] presence, and acts beside the words, leave the map as it is; words make another', () => {
  const last = new LastChanges({ changes: [] } as never); // of a draft's view it reads these alone
  const first = last.byPoint();
  last.note([], 1, [ann]);
  last.note([{ update, member: ann.id, points: [] }], 2, [ann]);
  expect(last.byPoint()).toBe(first);
  last.note([{ update, member: ann.id, points: [p1] }], 3, [ann]);
  expect(last.byPoint().get(p1)).toMatchObject({ by: { name: 'Ann' }, at: 3 });
  expect(last.byPoint()).not.toBe(first);
});
