// Where WebSockets are blocked: the same draft by plain requests.
import { startBlockingProxy } from '../support/blocking-proxy.ts';
import { Delegate } from './people.ts';
import { expect, test } from './story.ts';

test('two people, one of them behind a proxy that refuses WebSockets, write, comment and lock together', async ({
  browser,
  baseURL,
}) => {
  const proxy = await startBlockingProxy(baseURL ?? '');
  const slow = await Delegate.sitsDown(browser, 'ukr-delegate', { baseURL: proxy.address });
  const chair = await Delegate.sitsDown(browser, 'chair');
  await expect(slow.page.getByText('All changes saved, slow connection mode')).toBeVisible();
  await expect(chair.page.getByText('slow connection mode')).toHaveCount(0);
  expect(proxy.refused()).toBeGreaterThan(0);

  await slow.goesToEnd(1);
  await slow.types(' By request.');
  await expect(chair.body(1)).toContainText('By request.');
  await chair.goesToEnd(1);
  await chair.types(' By socket.');
  await expect(slow.body(1)).toContainText('By socket.');
  await slow.comments(1, 'Slow, but here.');
  await expect(chair.card('Slow, but here.')).toBeVisible();

  await slow.goesToEnd(2);
  await chair.changesPoint(2, 'Lock point');
  await expect(slow.body(2)).toHaveAttribute('contenteditable', 'false');

  proxy.cut();
  await slow.goesToEnd(3);
  await slow.types(' After a cut.');
  await expect(chair.body(3)).toContainText('After a cut.');
  expect((await chair.words(3)).match(/After a cut\./g)).toHaveLength(1);
  await expect(slow.page.getByText('All changes saved, slow connection mode')).toBeVisible();
  await slow.hasNoAxeViolations();
  expect([...slow.errors, ...chair.errors]).toEqual([]);
  await slow.page.context().close();
  await proxy.stop();
});
