// PROTOCOL.md against the tests that guard it, and the wire against its version number.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
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

test('[I5] a change to the wire raises its version', () => {
  const source = ['shared/wire/messages.ts', 'shared/wire/codec.ts', 'shared/wire/parcel.ts']
    .map(path =>
      read(path)
        .replace(/^\s*(\/\/|\*|\/\*).*$/gm, '')
        .replace(/\s+/g, ' '),
    )
    .join('');
  const hash = createHash('sha256').update(source).digest('hex').slice(0, 16);
  // When this fails: raise wireVersion, say in shared/wire/version.ts what changed, and write the new pair here.
  expect([wireVersion, hash]).toEqual([6, 'f547c0658fb47871']);
});
