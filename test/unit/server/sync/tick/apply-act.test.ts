// What an act may leave in the document: rows that everybody can read, or nothing.
import { expect, test } from 'vitest';
import { Act } from '../../../../../shared/acts/act.ts';
import { MemberId } from '../../../../../shared/ids.ts';
import { FakeHouse } from '../../../../support/fake-room.ts';

test('[P15] an act that would leave a row which nobody can read is refused, and leaves no trace', async () => {
  const house = new FakeHouse();
  const point = await house.made();
  const draft = await house.open();
  const nameless = { member: MemberId.parse('chair'), name: 'x'.repeat(1_000), party: null, role: 'chair' } as const;
  const before = await house.stored('shared');
  const settled = await draft.act(nameless, Act.parse({ id: 'lock', kind: 'point.lock', point }));
  expect(settled).toMatchObject({ kind: 'refused', reason: expect.stringContaining('state.by.name') });
  expect(draft.rows.get('points', point)?.state.kind).toBe('open');
  expect((await house.stored('shared')).toJSON()).toEqual(before.toJSON());
  expect(await house.does('chair', { kind: 'point.lock', point })).toMatchObject({ kind: 'done' });
});
