// Looking in the background whether what was told leads on from what was known: what counts as another past, and what
// is no proof of anything.
import { expect, test } from 'vitest';
import { ChainWatch } from '../../../../client/evidence/chain-watch.ts';
import { Receipts } from '../../../../client/evidence/receipts.ts';
import { linkOf } from '../../../../server/record/exported-entry.ts';
import { emptyHead, nextEntry } from '../../../../server/storage/chain.ts';
import type { Link } from '../../../../shared/api/record.ts';
import { DraftId, docName, MemberId } from '../../../../shared/ids.ts';
import { linksPageMax } from '../../../../shared/limits.ts';
import { SimBrowser } from '../../../support/simulation/sim-browser.ts';

const draft = DraftId.parse('draft');

function chain(count: number, forked = Number.POSITIVE_INFINITY): readonly Link[] {
  const links: Link[] = [];
  for (let head = emptyHead; head.seq < count; ) {
    const next = nextEntry(head, {
      doc: docName(draft, 'text'),
      at: 1_000,
      actor: head.seq + 1 >= forked ? 'eve' : 'ann',
      kind: 'text',
      detail: '{}',
      update: new Uint8Array(),
      salts: new Uint8Array(32),
    });
    links.push(linkOf(next.entry));
    head = next.head;
  }
  return links;
}

type Server = { readonly log: readonly Link[]; readonly madeAt?: number; readonly fails?: Error };
type Seen = { asked: number; others: { told: number; shown: number }[]; left: number | null };

/** A browser that knew entry `known` of the honest chain, and is told of the newest one of what the server shows. */
async function looks(known: number, told: number, { log, madeAt = 1, fails }: Server): Promise<Seen> {
  const receipts = new Receipts(new SimBrowser().newPage(), draft, MemberId.parse('ann'));
  const seen: Seen = { asked: 0, others: [], left: null };
  const headAt = (links: readonly Link[], seq: number) => ({ seq, hash: links[seq - 1]?.hash ?? '' });
  receipts.begin(1);
  receipts.tell('text', headAt(chain(known), known));
  receipts.tell('text', headAt(log.length >= told ? log : chain(told), told));
  const end = headAt(log, log.length);
  const watch = new ChainWatch({
    draft,
    receipts,
    links: async (_, after) => {
      seen.asked++;
      if (fails) throw fails;
      return log.slice(after, after + linksPageMax);
    },
    view: async () => ({ madeAt, heads: { text: end, shared: emptyHead } }),
    onFollowed: () => undefined,
    onOtherPast: (_, { seq }, shown) => seen.others.push({ told: seq, shown: shown.seq }),
    until: new AbortController().signal,
  });
  await watch.look();
  return { ...seen, left: receipts.unconfirmed('text')?.known.seq ?? null };
}

test('[V4] an honest record is followed to its end, page by page', async () => {
  const count = linksPageMax * 2 + 5;
  expect(await looks(3, count, { log: chain(count) })).toEqual({ asked: 3, others: [], left: null });
});

test('[V4] nothing is asked where nothing new was told', async () => {
  expect(await looks(5, 5, { log: chain(5) })).toEqual({ asked: 0, others: [], left: null });
});

test('[V4] a longer record with another entry where one was known is another past', async () => {
  expect((await looks(10, 40, { log: chain(40, 4) })).others).toEqual([{ told: 10, shown: 10 }]);
});

test('[V4] a server that ends its links before what it told of is another past', async () => {
  expect((await looks(10, 40, { log: chain(25) })).others).toEqual([{ told: 40, shown: 25 }]);
});

test('[V4] no connection and a busy server are no proof: it is asked again later', async () => {
  const { others, left } = await looks(10, 40, { log: chain(40), fails: new TypeError('Failed to fetch') });
  expect({ others, left }).toEqual({ others: [], left: 10 });
});

test('[V4] a draft that was made anew meanwhile has another chain, and that is no alarm', async () => {
  expect((await looks(10, 40, { log: chain(40, 1), madeAt: 2 })).others).toEqual([]);
});
