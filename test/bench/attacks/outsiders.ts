// What somebody without a cookie can do: bodies before identity, half-sent things, doors that open to everybody.
import { gzipSync } from 'node:zlib';
import type { Attack } from './attack.ts';
import { attack, attackFor } from './attack.ts';
import { range } from './circles-and-deletions.ts';
import type { Hostile } from './hostile.ts';
import { pause, rawRequest } from './hostile.ts';

/** Forged, but of the right form: it has to be looked up. */
const forged = { Cookie: `nonpaper=${'A'.repeat(43)}` };
const drafts = '/api/drafts?seat=00000000-0000-4000-8000-000000000000';

const posts =
  (parallel: number, path: string, body: string | Uint8Array, headers: Record<string, string> = {}) =>
  (hostile: Hostile): Promise<void> =>
    hostile.repeats(parallel, () =>
      hostile.asks({ method: 'POST', path, body, headers: { 'Content-Type': 'application/json', ...headers } }),
    );

const gets =
  (parallel: number, path: string, headers: Record<string, string> = {}) =>
  (hostile: Hostile): Promise<void> =>
    hostile.repeats(parallel, () => hostile.asks({ path, headers }));

const tenMegabytes = new Uint8Array(10 * 1024 * 1024 - 1);
const bytes = { 'Content-Type': 'application/octet-stream' };

/** An outline with an array that has no bound, and nothing right in it. */
const wrongOutline = (): string => {
  const points = [{ title: 'P', blocks: range(500_000, () => 0) }];
  return JSON.stringify({ like: 'sample', title: 'T', outline: { title: null, themes: [{ title: 'T', points }] } });
};
const packed = gzipSync(' '.repeat(8 * 1024 * 1024 - 1));
const gzip = { 'Content-Encoding': 'gzip' };
const nested = `${'['.repeat(120_000)}${']'.repeat(120_000)}`;

/** So many uploads of which the last byte never comes. */
async function halfSent(hostile: Hostile): Promise<void> {
  const head = rawRequest(hostile, 'POST', '/api/drafts/sample/previews?seat=x', [
    'Content-Type: application/octet-stream',
    `Content-Length: ${tenMegabytes.length + 1}`,
  ]);
  await Promise.all(
    range(150, async () => {
      while (!hostile.isOver) await hostile.writesAlone([head, tenMegabytes]);
    }),
  );
}

/** Connections that say nothing, or a header a second. */
const connections = (hostile: Hostile, count: number, said: string): Promise<unknown> =>
  Promise.all(
    range(count, async i => {
      await pause(i); // not all in one moment
      while (!hostile.isOver) await hostile.writesAlone(said);
    }),
  );

/** Connections that each say all of this, and come again when they are cut off: the next part finds that out. */
const floods = (count: number, said: (hostile: Hostile) => readonly string[]) => (hostile: Hostile) =>
  Promise.all(
    range(count, async () => {
      const parts = said(hostile);
      while (!hostile.isOver) await hostile.writesAlone(parts, 5);
    }),
  );
const shortest = 'GET / HTTP/1.1\r\n\r\n'.repeat(3_400);
const inPieces = '1\r\na\r\n'.repeat(10_000);

async function foreignHost(hostile: Hostile): Promise<string | undefined> {
  const { status } = await hostile.asks({ path: '/api/welcome', headers: { Host: 'evil.example' } });
  return status === 200 ? 'another host was served' : undefined;
}

async function unknownAssets(hostile: Hostile): Promise<string | undefined> {
  const first = await hostile.asks({ path: '/assets/nothing.js' });
  await hostile.repeats(16, turn => hostile.asks({ path: `/assets/nothing-${turn}.js` }));
  return first.status === 404 && !/\bat .*:\d+:\d+/.test(first.text)
    ? undefined
    : `${first.status} for an unknown asset`;
}

/** Each of them would show other than where it leads, or is no address at all. */
const unsafeLinks = [
  'https://un.org@evil.example/',
  'https://un.org:443@evil.example/',
  'https://evil.example/\u202egpj.exe',
  'https://un.org\u2215evil.example/',
  'https://[::1/',
  'https://%/',
  'https://a..b/',
  'https://-/',
  'https://xn--/',
  'https://256.256.256.256/',
  'javascript:alert(1)',
];

async function links(hostile: Hostile): Promise<string | undefined> {
  const seat = hostile.seat('drafter', 'own');
  const taken: string[] = [];
  for (const link of unsafeLinks) {
    const blocks = [{ kind: 'paragraph', runs: [{ text: 'un.org', marks: [], link }] }];
    const themes = [{ title: 'T', points: [{ title: 'P', blocks }] }];
    const body = JSON.stringify({ id: crypto.randomUUID(), kind: 'outline.import', after: null, themes });
    const { status } = await hostile.asks({ method: 'POST', path: `/api/drafts/${seat.draft}/imports`, seat, body });
    if (status === 201) taken.push(link);
  }
  return taken.length > 0 ? `took ${taken.join(' ')}` : undefined;
}

export const outsiders: readonly Attack[] = [
  attack('8. 10 MB before identity', 'no cookie', posts(16, '/api/drafts/sample/previews?seat=x', tenMegabytes, bytes)),
  attack('8. arrays without end', 'no cookie', posts(8, drafts, wrongOutline())),
  attack('8. half-sent uploads', 'no cookie', halfSent),
  attack('8. connections that say nothing', 'no cookie', hostile => connections(hostile, 3_000, '')),
  attack('8. headers that never end', 'no cookie', hostile => connections(hostile, 1_000, 'GET / HTTP/1.1\r\nX: ')),
  attackFor('a foreign Host', 'no cookie', foreignHost),
  attackFor('unsafe links', 'chair of another draft', links),
  attackFor('unknown assets', 'no cookie', unknownAssets),
  attack(
    '+ requests that expect something',
    'no cookie',
    floods(50, hostile => range(100, () => rawRequest(hostile, 'GET', '/', ['Expect: x']).repeat(1_000))),
  ),
  attack(
    '+ requests without a host',
    'no cookie',
    floods(50, () => range(100, () => shortest)),
  ),
  attack(
    '+ bodies in pieces of a byte',
    'no cookie',
    floods(8, hostile => [
      rawRequest(hostile, 'POST', '/api/drafts/sample/acts', ['Transfer-Encoding: chunked']),
      ...range(100, () => inPieces),
    ]),
  ),
  attack('+ packed bodies', 'no cookie', posts(16, '/api/drafts/sample/imports?seat=x', packed, gzip)),
  attack('+ JSON nested as deep as it goes', 'no cookie', posts(16, '/api/seats', nested)),
  attack('+ the first page again and again', 'no cookie', gets(32, '/api/welcome')),
  attack('+ seats without end', 'no cookie', posts(16, '/api/seats', '{"draft":"sample","member":"observer"}')),
  attack(
    '+ forged cookies',
    'no cookie',
    gets(32, '/api/drafts/sample?seat=00000000-0000-4000-8000-000000000000', forged),
  ),
  attack('+ forged links', 'no cookie', gets(32, '/api/circulated', { Authorization: `Bearer ${'A'.repeat(43)}` })),
  attack('+ the client’s files again and again', 'no cookie', gets(32, '/')),
];
