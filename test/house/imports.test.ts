// The house's one-way rule, read from the files themselves: floors, no arrow between server and client, none between
// client features, no circles.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { expect, test } from 'vitest';
import { floors, neighbours } from './floors.ts';

const root = join(import.meta.dirname, '../..');
const files = ['shared', 'server', 'client'].flatMap(folder =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => /\.tsx?$/.test(name) && !name.endsWith('.config.ts'))
    .map(name => `${folder}/${name}`),
);
const testFiles = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
  .filter(name => /\.tsx?$/.test(name) && !name.includes('node_modules'))
  .map(name => `test/${name}`);
/** A line of its own. What a linter is told stays on one. */
const isComment = (line: string): boolean => /^\s*(\/\/|\/?\*)/.test(line) && !line.includes('biome-ignore');
const importsOf = (file: string): string[] =>
  [...readFileSync(join(root, file), 'utf8').matchAll(/(?:from|import)\s*\(?['"](\.[^'"]+\.tsx?)['"]/g)].map(
    ([, path = '']) => normalize(join(dirname(file), path)),
  );

const places = floors.flatMap((floor, level) => floor.map(place => ({ place, level })));
function placeOf(file: string): { place: string; level: number } {
  const found = places
    .filter(({ place }) => file === place || file.startsWith(`${place}/`))
    .sort((a, b) => b.place.length - a.place.length)[0];
  if (!found) throw new Error(`${file} stands on no floor: give it one in test/house/floors.ts`);
  return found;
}
const mayKnow = (from: string, to: string): boolean =>
  neighbours.some(pair => pair.includes(from) && pair.includes(to));

test('[I1] every import stays in its folder or goes down a floor', () => {
  const wrong = files.flatMap(file => {
    const from = placeOf(file);
    return importsOf(file).flatMap(target => {
      const to = placeOf(target);
      return to.place === from.place || to.level < from.level || mayKnow(from.place, to.place)
        ? []
        : [`${file} -> ${target}`];
    });
  });
  expect(wrong).toEqual([]);
  expect(files.length).toBeGreaterThan(90);
});

test('[I1] no file is reached by what it imports, types included', () => {
  const imported = new Map(files.map(file => [file, importsOf(file)]));
  const reachedFrom = (file: string): ReadonlySet<string> => {
    const reached = new Set<string>();
    const next = [...(imported.get(file) ?? [])];
    for (let at = next.pop(); at !== undefined; at = next.pop()) {
      if (reached.has(at)) continue;
      reached.add(at);
      next.push(...(imported.get(at) ?? []));
    }
    return reached;
  };
  expect(files.filter(file => reachedFrom(file).has(file))).toEqual([]);
});

test('[I1] server and client never know one another, and shared knows neither', () => {
  const side = (file: string): string => file.split('/')[0] ?? '';
  const wrong = files.flatMap(file =>
    importsOf(file)
      .filter(target => side(target) !== side(file) && side(target) !== 'shared')
      .map(target => `${file} -> ${target}`),
  );
  expect(wrong).toEqual([]);
});

test('[I2] only shared/rows spells a table’s name, SQL stands in storage and access, the environment is read where a program starts', () => {
  const holding = (pattern: RegExp, allowed: RegExp): string[] =>
    files.filter(file => pattern.test(readFileSync(join(root, file), 'utf8')) && !allowed.test(file));
  expect(holding(/getMap\(/, /^shared\/rows\//)).toEqual([]);
  expect(holding(/\b(SELECT|INSERT INTO|DELETE FROM)\b|selectFrom\(/, /^server\/(storage|access)\//)).toEqual([]);
  expect(holding(/process\.env/, /^server\/(main|check|config)\.ts$/)).toEqual([]);
});

test('[I3] every file opens by saying what it is for, and stops at 300 lines; a folder stops at 24 files', () => {
  const text = (file: string): string => readFileSync(join(root, file), 'utf8');
  expect(files.filter(file => !/^(\/\/|\/\*)/.test(text(file)))).toEqual([]);
  expect(files.filter(file => text(file).split('\n').length > 301)).toEqual([]);
  const folders = ['shared', 'server', 'client'].flatMap(folder =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(({ parentPath }) => relative(root, parentPath)),
  );
  const crowded = [...new Set(folders)].filter(folder => folders.filter(each => each === folder).length > 24);
  expect(crowded).toEqual([]);
});

test('[I6] comments and rules stand within 120 columns', () => {
  const prose = [
    ...files,
    ...testFiles,
    'README.md',
    'SECURITY.md',
    'shared/PROTOCOL.md',
    'shared/DECISIONS.md',
  ].flatMap(file =>
    readFileSync(join(root, file), 'utf8')
      .split('\n')
      .filter(line => line.length > 120 && (file.endsWith('.md') ? !/^\s*(\||!\[)/.test(line) : isComment(line)))
      .map(line => `${file}: ${line}`),
  );
  expect(prose).toEqual([]);
});
