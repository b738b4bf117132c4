// Members in SQL, beside a record that says who they are. What somebody changes in them is for damage.test.ts.
import { afterEach, expect, test } from 'vitest';
import { openAccounts } from '../../../../server/access/accounts.ts';
import { Membership } from '../../../../server/access/membership.ts';
import { Member } from '../../../../shared/acts/act.ts';
import { DraftId } from '../../../../shared/ids.ts';
import { FakeHouse } from '../../../support/fake-room.ts';
import { someSealKey } from '../../../support/folder-storage.ts';

const draft = DraftId.parse('d');
const house = new FakeHouse();
afterEach(() => house.rooms.close());

test('[L12] an act on members that comes while none are stored is not taken for all that the record says', async () => {
  await house.made();
  const guest = { name: 'Guest', role: 'observer', party: null };
  await house.does('chair', { kind: 'member.add', member: 'guest', ...guest });
  const accounts = await openAccounts(':memory:');
  const membership = new Membership({
    ...{ accounts, log: house.log, sealKey: someSealKey },
    onDamage: damage => expect.fail(damage),
    onNotStored: error => expect.fail(String(error)),
  });
  const { seq } = await house.log.head('d/shared' as never); // the name of this draft's document
  await membership.apply(draft, [{ kind: 'put-member', member: Member.parse({ id: 'guest', ...guest }) }], seq);
  expect([...(await membership.of(draft)).keys()]).toEqual(['chair', 'guest']);
  await accounts.destroy();
});
