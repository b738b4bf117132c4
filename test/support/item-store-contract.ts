// What every store of items promises (rule C10): run on the store in memory, and on IndexedDB in a real browser, where
// this file goes as a script. So it imports nothing, and each case gives values to be compared.
import type { Item, ItemStore, OpenItems } from '../../client/local/item-store.ts';

type Case = readonly [promise: string, run: (open: OpenItems) => Promise<unknown>, expected: unknown];

const nothing = (): void => undefined;
const keysIn = (items: readonly Item[]): readonly unknown[] => items.map(({ k }) => k);
const rejects = (written: Promise<unknown>): Promise<string> =>
  written.then(
    () => 'stored',
    () => 'rejected',
  );
const readAnew = async (open: OpenItems): Promise<readonly Item[]> => {
  const store: ItemStore = open(nothing);
  const items = await store.read();
  store.close();
  return items;
};

export const itemStoreContract: readonly Case[] = [
  [
    'what is written is there for the next who opens it, by key',
    async open => {
      const store = open(nothing);
      await store.write(items => {
        items.put('second', 'b');
        items.put('first', 'a');
      });
      store.close();
      return readAnew(open);
    },
    [
      { k: 'a', v: 'first' },
      { k: 'b', v: 'second' },
    ],
  ],
  [
    'a key holds one value, and what is deleted is gone',
    async open => {
      const store = open(nothing);
      await store.write(items => items.put('old', 'a'));
      await store.write(items => {
        items.put('new', 'a');
        items.put('gone', 'b');
      });
      await store.write(items => items.delete('b'));
      const found = await store.read();
      store.close();
      return found;
    },
    [{ k: 'a', v: 'new' }],
  ],
  [
    'writes come one after the other, also where nobody waited',
    async open => {
      const store = open(nothing);
      const writes = ['1', '2', '3'].map(value => store.write(items => items.put(value, 'a')));
      await Promise.all(writes);
      const found = await store.read();
      store.close();
      return found;
    },
    [{ k: 'a', v: '3' }],
  ],
  [
    'of a write that fails nothing is stored, and the next one is',
    async open => {
      const store = open(nothing);
      const failed = await rejects(
        store.write(items => {
          items.put('half', 'a');
          throw new Error('in the middle');
        }),
      );
      await store.write(items => items.put('whole', 'b'));
      const keys = keysIn(await store.read());
      store.close();
      return { failed, keys };
    },
    { failed: 'rejected', keys: ['b'] },
  ],
  [
    'what is being written when it is closed is written',
    async open => {
      const store = open(nothing);
      const written = store.write(items => items.put('last', 'a'));
      store.close();
      await written;
      return { isOver: store.isOver, keys: keysIn(await readAnew(open)) };
    },
    { isOver: true, keys: ['a'] },
  ],
  [
    'all of it can be cleared',
    async open => {
      const store = open(nothing);
      await store.write(items => items.put('one', 'a'));
      await store.write(items => items.clear());
      const keys = keysIn(await store.read());
      store.close();
      return keys;
    },
    [],
  ],
];
