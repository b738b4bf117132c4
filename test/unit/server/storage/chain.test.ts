// The chain against fixed vectors, so that no later change of the encoding goes unnoticed; and what tampering looks
// like.
import { expect, test } from 'vitest';
import { checkChain, emptyHead, nextEntry } from '../../../../server/storage/chain.ts';
import type { Entry } from '../../../../server/storage/update-log.ts';
import { DocName } from '../../../../shared/ids.ts';

const doc = DocName.parse('draft/text');
const salts = Uint8Array.from({ length: 32 }, (_, index) => index);
function three(): Entry[] {
  let head = emptyHead;
  return ['Ä', '', 'x'].map((detail, index) => {
    const next = nextEntry(head, {
      doc,
      at: 1_763_900_000_000 + index,
      actor: '{"member":"ann"}',
      kind: 'text',
      detail,
      update: Uint8Array.of(0, index),
      salts,
    });
    head = next.head;
    return next.entry;
  });
}

test('[L4] the vectors of PROTOCOL.md', () => {
  expect(three().map(entry => Buffer.from(entry.hash).toString('hex'))).toMatchInlineSnapshot(`
    [
      "154ec2516766edd3472e81461c5deda975f63d018b92e79b0ecd4b1713171c5e",
      "15913c1a6d2a0693fc9ba2677e25c90ff2b58ef52c4310212ffe3f96fbaa1b36",
      "5d5c261c3cd7cda83775e71bcb5b581a4d90ecba641a34581f085c4c3d4cff2b",
    ]
  `);
});

test('[L4] an intact chain is intact; each changed field, a dropped, swapped or foreign entry breaks it', () => {
  expect(checkChain(three()).kind).toBe('intact');
  const changes: ((entries: Entry[]) => Entry[])[] = [
    ...(['at', 'actor', 'kind', 'detail'] as const).map(
      field => (entries: Entry[]) =>
        entries.map((entry, i) => (i === 1 ? { ...entry, [field]: field === 'at' ? 5 : 'other' } : entry)),
    ),
    entries => entries.map((entry, i) => (i === 1 ? { ...entry, update: Uint8Array.of(9) } : entry)),
    entries => entries.map(entry => ({ ...entry, doc: DocName.parse('draft/shared') })),
    entries => entries.toSpliced(1, 1),
    entries => entries.toReversed(),
  ];
  for (const change of changes) expect(checkChain(change(three())).kind).toBe('broken');
});
