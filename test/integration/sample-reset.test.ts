// The sample made afresh while people are at it: nobody meets half of it, and nobody's question spoils it. What the
// sample holds is for other tests.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestServer } from '../support/running-server.ts';
import { Person, startTestServer } from '../support/running-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

test('[S3] the sample is made afresh ten times over, and whoever asks meanwhile meets it whole', async () => {
  const ukr = await Person.sitsDown(server.address, 'ukr-delegate');
  const whole = (await ukr.view()).members.length;
  const met = new Set<number>();
  let isOver = false;
  const asks = async (): Promise<void> => {
    while (!isOver) met.add((await ukr.view()).members.length);
  };
  const asking = [asks(), asks(), asks(), asks()];
  const answers: number[] = [];
  for (let round = 0; round < 10; round++) answers.push((await ukr.posts('/api/sample/reset', {})).status);
  isOver = true;
  await Promise.all(asking);
  expect(new Set(answers)).toEqual(new Set([204]));
  expect(met).toEqual(new Set([whole]));
});
