// The store in memory, on which other tests rest, against the contract that IndexedDB fulfils in a real browser
// (test/e2e/item-store.spec.ts).
import { expect, test } from 'vitest';
import { FakeDatabase } from '../../../support/fake-item-store.ts';
import { itemStoreContract } from '../../../support/item-store-contract.ts';

test.each(itemStoreContract)('[C10] in memory: %s', async (_, run, expected) => {
  const database = new FakeDatabase();
  expect(await run(database.open)).toEqual(expected);
});
