// What a request pays as, by its address alone.
import { expect, test } from 'vitest';
import { priceOf } from '../../../../server/http/metered.ts';

test.each<[string, string, Record<string, string>, object]>([
  ['POST', '/drafts/d/acts', {}, { acts: 1 }],
  ['POST', '/circulated/acts', {}, { acts: 1 }],
  ['POST', '/drafts/d/restorations', {}, { acts: 1, lookBacks: 5 }],
  ['POST', '/drafts', {}, { documents: 1 }],
  ['POST', '/drafts/d/previews', {}, { documents: 1 }],
  ['POST', '/drafts/d/imports', {}, { documents: 1 }],
  ['GET', '/drafts/d/export.md', {}, { exports: 1 }],
  ['GET', '/drafts/d/record.jsonl', {}, { exports: 1 }],
  ['GET', '/drafts/d/moments/now', {}, { lookBacks: 1 }],
  ['GET', '/drafts/d/comparison', {}, { lookBacks: 1 }],
  ['GET', '/drafts/d/history', { words: 'oil' }, { searches: 1 }],
  ['GET', '/drafts/d/history', {}, { requests: 1 }],
  ['GET', '/drafts/d', {}, { requests: 1 }],
  ['POST', '/seats', {}, { requests: 1 }],
  ['GET', '/anything', {}, { requests: 1 }],
  ['POST', '/lines/some-line', {}, {}],
])('[B1] %s %s %j pays %j', (method, path, query, costs) => {
  expect(priceOf({ method, path, query })).toEqual(costs);
});
