// The store on IndexedDB against its contract, in a real browser.
import { build } from 'vite';
import { itemStoreContract } from '../support/item-store-contract.ts';
import { expect, test } from './story.ts';

/** The store and its contract as one script, which leaves both on the page. */
async function script(): Promise<string> {
  const entry = `
    import { IndexeddbItems } from '/client/local/item-store.ts';
    import { itemStoreContract } from '/test/support/item-store-contract.ts';
    window.runs = index => {
      const of = { name: 'contract ' + index, store: 'items', make: [['items']] };
      return itemStoreContract[index][1](onLost => new IndexeddbItems(of, onLost));
    };`;
  const built = await build({
    root: new URL('../../', import.meta.url).pathname,
    logLevel: 'silent',
    configFile: false,
    build: { write: false, minify: false, rollupOptions: { input: 'contract-entry', output: { format: 'iife' } } },
    plugins: [
      {
        name: 'entry',
        resolveId: id => (id === 'contract-entry' ? id : null),
        load: id => (id === 'contract-entry' ? entry : null),
      },
    ],
  });
  if (!('output' in built)) throw new Error('one script was expected');
  return built.output[0].code;
}

test('[C10] on IndexedDB what is written is stored, or it is known that it is not', async ({ page }) => {
  await page.goto('/');
  await page.evaluate(await script()); // not as a tag, which the page's own rules forbid
  for (const [index, [promise, , expected]] of itemStoreContract.entries())
    expect(await page.evaluate(`window.runs(${index})`), promise).toEqual(expected);
});
