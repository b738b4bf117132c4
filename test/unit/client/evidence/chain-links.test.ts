// Following a chain by its links, without any content: the page's own reckoning against the vectors of PROTOCOL.md and
// against the server's.
import { expect, test } from 'vitest';
import type { Followed } from '../../../../client/evidence/chain-links.ts';
import { cannotFollow, followLinks, hashOf } from '../../../../client/evidence/chain-links.ts';
import { linkOf } from '../../../../server/record/exported-entry.ts';
import { emptyHead, nextEntry } from '../../../../server/storage/chain.ts';
import type { Link } from '../../../../shared/api/record.ts';
import { DraftId, docName } from '../../../../shared/ids.ts';

const doc = docName(DraftId.parse('draft'), 'text');

/** A chain of so many entries; from `forked` on, written by somebody else. */
function chain(count: number, forked = Number.POSITIVE_INFINITY): readonly Link[] {
  const links: Link[] = [];
  let head = emptyHead;
  for (let i = 0; i < count; i++) {
    const next = nextEntry(head, {
      doc,
      at: 1_763_900_000_000 + i,
      actor: i + 1 >= forked ? '{"member":"eve"}' : '{"member":"ann"}',
      kind: 'text',
      detail: ['Ä', '', 'x'][i] ?? `entry ${i}`,
      update: Uint8Array.of(0, i),
      salts: Uint8Array.from({ length: 32 }, (_, byte) => byte),
    });
    links.push(linkOf(next.entry));
    head = next.head;
  }
  return links;
}

const headAt = (links: readonly Link[], seq: number) => ({ seq, hash: links[seq - 1]?.hash ?? '' });
const from = (links: readonly Link[], seq: number): readonly Link[] => links.slice(seq - 1);
const follows = (known: number, shown: readonly Link[], told: readonly number[] = []): Followed => {
  const honest = chain(30);
  return followLinks(
    doc,
    headAt(honest, known),
    from(shown, known),
    told.map(seq => headAt(honest, seq)),
  );
};

test('[V4] the page reckons hashes as PROTOCOL.md has them', () => {
  expect(chain(3).map((link, i, all) => hashOf(doc, all[i - 1]?.hash ?? emptyHead.hash, link))).toEqual([
    '154ec2516766edd3472e81461c5deda975f63d018b92e79b0ecd4b1713171c5e',
    '15913c1a6d2a0693fc9ba2677e25c90ff2b58ef52c4310212ffe3f96fbaa1b36',
    '5d5c261c3cd7cda83775e71bcb5b581a4d90ecba641a34581f085c4c3d4cff2b',
  ]);
});

test('[V4] an honest chain leads from what was known, over what was told, to its end', () => {
  const honest = chain(30);
  expect(follows(1, honest, [5, 17, 30])).toEqual({ kind: 'leads', to: headAt(honest, 30) });
  expect(follows(30, honest)).toEqual({ kind: 'leads', to: headAt(honest, 30) });
});

test('[V4] a chain that was rewritten before what was known shows another entry in its place, however long it is', () => {
  const forked = chain(60, 4);
  expect(follows(10, forked, [10])).toEqual({
    kind: 'other',
    told: headAt(chain(30), 10),
    shown: headAt(forked, 10),
  });
  expect(follows(10, forked)).toEqual({ kind: 'broken' });
});

test('[V4] what was told since and is not on the way is named', () => {
  const forked = chain(60, 12);
  expect(follows(10, forked, [11, 12, 20])).toMatchObject({ kind: 'other', told: { seq: 12 }, shown: { seq: 12 } });
});

test('[V4] links that were cut, doubled, swapped or changed in any field lead nowhere', () => {
  const honest = chain(30);
  const changed = (change: (link: Link) => Partial<Link>): readonly Link[] =>
    honest.map(link => (link.seq === 15 ? { ...link, ...change(link) } : link));
  const other = '0'.repeat(64);
  const [a, b] = [honest[14], honest[15]];
  const all: readonly (readonly Link[])[] = [
    honest.filter(({ seq }) => seq !== 15),
    honest.flatMap(link => (link.seq === 15 ? [link, link] : [link])),
    honest.map(link => (link === a && b ? b : link === b && a ? a : link)),
    changed(({ at }) => ({ at: at + 1 })),
    changed(() => ({ actor: '{"member":"eve"}' })),
    changed(() => ({ act: 'point.add' })),
    changed(() => ({ detail: other })),
    changed(() => ({ update: other })),
    changed(() => ({ hash: other })),
    changed(() => ({ seq: 16 })),
  ];
  for (const links of all) expect(follows(10, links)).toEqual({ kind: 'broken' });
});

test('[C3] what is shorter, or another entry of the same number, cannot follow; a longer one may', () => {
  const told = { seq: 7, hash: 'a' };
  expect(cannotFollow(told, { seq: 6, hash: 'a' })).toBe(true);
  expect(cannotFollow(told, { seq: 7, hash: 'b' })).toBe(true);
  expect(cannotFollow(told, { seq: 7, hash: 'a' })).toBe(false);
  expect(cannotFollow(told, { seq: 8, hash: 'b' })).toBe(false);
});
