// A search through a long history: bounded at each step, complete in the end, and silent about what the one who asks
// may not read.
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { historyPage } from '../../../../server/record/history.ts';
import { emptyHead, nextEntry } from '../../../../server/storage/chain.ts';
import type { HistoryChange } from '../../../../server/storage/history-queries.ts';
import { MemoryUpdateLog } from '../../../../server/storage/memory-update-log.ts';
import { HistoryQuery } from '../../../../shared/api/contract.ts';
import { DraftId, docName, ThreadId } from '../../../../shared/ids.ts';
import { historySearchedLinesMax } from '../../../../shared/limits.ts';
import { DocRows } from '../../../../shared/rows/row-store.ts';
import { By } from '../../../../shared/rows/schema.ts';

const draft = DraftId.parse('d1');
const doc = docName(draft, 'shared');
const observer = By.parse({ member: 'obs', name: 'Observer', party: null, role: 'observer' });
/** Nobody may read what came and went, and no comment stands. */
const rows = new DocRows(new Y.Doc());

/** Oldest first: comments that were all removed since, and what was decided. */
async function logOf(lines: readonly { readonly text?: string; readonly outcome?: string }[]) {
  const log = new MemoryUpdateLog();
  const { entry } = nextEntry(emptyHead, {
    doc,
    at: 1,
    actor: '{}',
    kind: 'text',
    detail: '{}',
    update: Uint8Array.of(0, 0),
    salts: new Uint8Array(32),
  });
  const history = lines.map(
    (facts, i): HistoryChange => ({
      run: `shared:${i + 1}`,
      doc,
      seq: i + 1,
      at: i,
      kind: facts.text === undefined ? 'thread.resolve' : 'thread.open',
      ...{ member: 'ann', name: 'Ann', party: 'ukr', role: 'head' },
      point: null,
      thread: ThreadId.parse(`t${i}`),
      row: null,
      inserted: 0,
      deleted: 0,
      detail: JSON.stringify(facts),
    }),
  );
  await log.append([{ draft, entries: [entry], acts: [], clientIds: [], history }]);
  return log;
}

/** Every answer until there are no more. */
async function searched(log: MemoryUpdateLog, words: string, limit = 50) {
  const pages = [];
  for (let cursor: string | undefined; ; ) {
    const query = HistoryQuery.parse({ seat: 's1', words, limit, cursor });
    const page = await historyPage(log, draft, query, rows, observer);
    pages.push(page);
    if (page.next === null) return pages;
    cursor = page.next;
  }
}

test('[H5] a search that meets covered words answers, step by step, as if they were others', async () => {
  const about = (word: string) =>
    logOf(
      Array.from({ length: historySearchedLinesMax + 500 }, (_, i) =>
        i === 3 ? { outcome: 'secret' } : { text: word },
      ),
    );
  const [full, none] = [
    await searched(await about('secret'), 'secret'),
    await searched(await about('other'), 'secret'),
  ];
  expect(full).toEqual(none);
  expect(full.map(({ entries }) => entries.length)).toEqual([0, 1]);
});

test('[H8] a search reads so many lines and no more at once, and the whole by its cursors', async () => {
  const count = 2 * historySearchedLinesMax + 10;
  const log = await logOf(
    Array.from({ length: count }, (_, i) => (i % 5_000 === 0 ? { outcome: 'agreed' } : { text: 'agreed?' })),
  );
  let read = 0;
  let mostRead = 0;
  const lines = log.lines.bind(log);
  log.lines = async asked => {
    const page = await lines(asked);
    read += page.entries.length;
    mostRead = Math.max(mostRead, read);
    return page;
  };
  const cursorAfter = log.cursorAfter.bind(log);
  log.cursorAfter = (...args) => {
    read = 0; // another request
    return cursorAfter(...args);
  };
  const pages = await searched(log, 'AGREED', 2);
  const runs = pages.flatMap(({ entries }) => entries.map(({ id }) => id));
  expect(runs).toEqual(['shared:20001', 'shared:15001', 'shared:10001', 'shared:5001', 'shared:1']);
  expect(mostRead).toBeLessThanOrEqual(historySearchedLinesMax);
});
