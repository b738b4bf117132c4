// What is said where a request does not reach the server, whatever words the browser has for it.
import { afterEach, expect, test, vi } from 'vitest';
import { api, NotReached, problemWords } from '../../../../client/api/api-client.ts';

const words = 'The server cannot be reached. Try again when there is a connection.';

afterEach(() => vi.unstubAllGlobals());

test.each([
  ['no connection', () => Promise.reject(new TypeError('Failed to fetch'))],
  [
    'one that ends within the answer',
    () =>
      Promise.resolve({
        ok: true,
        status: 200,
        headers: new Headers(),
        json: () => Promise.reject(new TypeError('network error')),
      }),
  ],
])('[T35] %s: the server cannot be reached', async (_, fetch) => {
  vi.stubGlobal('fetch', fetch);
  const error = await api.welcome().catch((error: unknown) => error);
  expect(error).toBeInstanceOf(NotReached);
  expect(error).toMatchObject({ message: words });
  expect(problemWords(error)).not.toMatch(/fetch|network error/);
});

test('[T35] what the server answered is said in its words', async () => {
  const problem = { type: 'about:blank', title: 'No', status: 404, detail: 'There is no such draft.' };
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json(problem, { status: 404 })));
  await expect(api.welcome()).rejects.toThrow('There is no such draft.');
});
