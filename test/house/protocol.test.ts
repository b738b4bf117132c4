// PROTOCOL.md against the tests that guard it, and the wire against its version number.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as limits from '../../shared/limits.ts';
import { RefusalCode } from '../../shared/wire/refusals.ts';
import { wireVersion } from '../../shared/wire/version.ts';

const root = join(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

test('[I4] every rule of PROTOCOL.md begins the title of a test, and no title cites an unknown one', () => {
  const rules = new Set([...read('shared/PROTOCOL.md').matchAll(/^- \*\*([A-Z]\d+)\*\*/gm)].map(([, rule]) => rule));
  const tests = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' }).filter(name =>
    /\.(test|spec|contract)\.tsx?$/.test(name),
  );
  const cited = new Set(
    tests.flatMap(name => [...read(`test/${name}`).matchAll(/['"`]\[([A-Z]\d+)\]/g)].map(([, rule]) => rule)),
  );
  expect([...rules].filter(rule => !cited.has(rule))).toEqual([]);
  expect([...cited].filter(rule => !rules.has(rule))).toEqual([]);
});

test('[I4] every rule that a comment cites is in PROTOCOL.md', () => {
  const protocol = read('shared/PROTOCOL.md');
  const files = ['shared', 'server', 'client', 'test'].flatMap(folder =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter(name => /\.tsx?$/.test(name) && !name.includes('node_modules'))
      .map(name => `${folder}/${name}`),
  );
  const unknown = files.flatMap(file =>
    [...read(file).matchAll(/\brules? ([A-Z]\d+)(?:(?:,| and| or| to) ([A-Z]\d+))*/g)]
      .flatMap(([cited]) => cited.match(/[A-Z]\d+/g) ?? [])
      .filter(rule => !protocol.includes(`- **${rule}**`))
      .map(rule => `${file}: ${rule}`),
  );
  expect(unknown).toEqual([]);
});

/** Frames, ids and rows: what differs there, an older page refuses or drops without a word. */
const refusedByOlderPages = [
  'shared/wire/messages.ts',
  'shared/wire/codec.ts',
  'shared/wire/parcel.ts',
  'shared/ids.ts',
  'shared/rows/schema.ts',
  'shared/text/anchors/anchor-schema.ts',
];

test('[I5] a change to the wire, or to what is sent over it, raises its version', () => {
  const sources = refusedByOlderPages.map(read);
  const bounds = Object.entries(limits).filter(([name]) => sources.some(source => source.includes(name)));
  const code = sources.map(source => source.replace(/^\s*(\/\/|\*|\/\*).*$/gm, '').replace(/\s+/g, ' '));
  const hash = createHash('sha256')
    .update(JSON.stringify([code, bounds, RefusalCode.options]))
    .digest('hex')
    .slice(0, 16);
  // When this fails: raise wireVersion, say in shared/wire/version.ts what changed, and write the new pair here. Where
  // an older page understands all that is sent as before (a type alone, a name), the version stays.
  expect([wireVersion, hash]).toEqual([6, '5f547c7c69357655']);
});
