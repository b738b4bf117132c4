// An update without what stands no more of it: the same document follows, and nothing that is gone is left in its
// bytes.
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { withoutContent } from '../../../../server/record/redacting/without-content.ts';
import { emptyHead } from '../../../../server/storage/chain.ts';
import { DraftId, docName } from '../../../../shared/ids.ts';
import { bodyOf, flatText } from '../../../../shared/text/point-text.ts';
import { typedRows } from '../../../support/long-record.ts';
import { seedBody } from '../../../support/seed-body.ts';
import { Random } from '../../../support/seeded-random.ts';
import { contentOf } from '../../../support/stock-client.ts';

const replayed = (updates: readonly Uint8Array[]): Y.Doc => {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  return doc;
};

test('[L9] of a sentence that was written at once, the name that was taken out leaves, and the rest stays', () => {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  doc.transact(() => seedBody(bodyOf(doc, 'p1'), ['Signed by ASECRETNAME, in Geneva.']));
  const [text] = [...flatText(bodyOf(doc, 'p1')).base.keys()];
  text?.delete('Signed by '.length, 'ASECRETNAME'.length);
  const [first = new Uint8Array(), ...rest] = updates;
  const { update, stands, gone } = withoutContent(first, doc);
  expect(Buffer.from(update).toString('latin1')).not.toContain('SECRET');
  expect([gone, stands]).toEqual(['ASECRETNAME'.length, 'Signed by , in Geneva.\n'.length]);
  expect(contentOf(replayed([update, ...rest]))).toBe(contentOf(doc));
});

test.each([1, 2, 3])('[L9] whichever entries are emptied, the same document follows (seed %i)', seed => {
  const doc = docName(DraftId.parse('d'), 'text');
  const text = new Y.Doc();
  for (const point of ['p1', 'p2', 'p3']) seedBody(bodyOf(text, point), ['The parties agree to this.', 'And to that.']);
  const random = new Random(seed);
  const updates: Uint8Array[] = [Y.encodeStateAsUpdate(text)];
  for (const { entry } of typedRows({ doc, text, head: emptyHead, at: 0, random })) {
    updates.push(entry.update);
    if (updates.length === 400) break;
  }
  const whole = contentOf(text);
  const emptied = updates.map(update => (random.chance(0.5) ? withoutContent(update, text).update : update));
  expect(contentOf(replayed(emptied))).toBe(whole);
  expect(contentOf(replayed(updates.map(update => withoutContent(update, text).update)))).toBe(whole);
});
