// The page's files as the build packed them: for whoever takes them so, and for whoever does not.

import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import express from 'express';
import { expect, test } from 'vitest';
import { packedFiles } from '../../../../server/http/packed-files.ts';
import { smallApp } from '../../../support/small-app.ts';

test('[Q11] a file of the page comes as the build packed it, to whoever takes it so', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'nonpaper-test-'));
  for (const [name, words] of [
    ['page.js', 'plain'],
    ['page.js.br', 'by brotli'],
    ['page.js.gz', 'by gzip'],
    ['face.woff2', 'letters'],
  ] as const)
    writeFileSync(join(folder, name), words);
  const { address, close } = await smallApp(app => app.use(packedFiles(folder), express.static(folder)));
  const asks = async (name: string, accepts: string) => {
    const [answer] = (await once(
      get(`${address}/${name}`, { headers: { 'Accept-Encoding': accepts } }),
      'response',
    )) as [IncomingMessage];
    const { 'content-encoding': packing, 'content-type': kind } = answer.headers;
    return [await text(answer), packing, kind?.split(';')[0]];
  };
  expect(await asks('page.js', 'gzip, deflate, br')).toEqual(['by brotli', 'br', 'text/javascript']);
  expect(await asks('page.js', 'gzip, br;q=0')).toEqual(['by gzip', 'gzip', 'text/javascript']);
  expect(await asks('page.js', 'identity')).toEqual(['plain', undefined, 'text/javascript']);
  expect(await asks('face.woff2', 'br')).toEqual(['letters', undefined, 'font/woff2']);
  close();
  rmSync(folder, { recursive: true });
});
