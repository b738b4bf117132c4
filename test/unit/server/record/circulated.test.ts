// The copy of a version that its readers get: the same words under other ids, from one hand, with nothing behind them.
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { carryAnchor, frozenWords, pointsIn } from '../../../../server/record/circulated.ts';
import { DocRows } from '../../../../shared/rows/row-store.ts';
import { makeAnchor, resolveAnchor } from '../../../../shared/text/anchors.ts';
import { bodyOf, flatText } from '../../../../shared/text/point-text.ts';
import { chair, longDraft, longRecord } from '../../../support/record-on-disk.ts';
import { Random } from '../../../support/seeded-random.ts';

const docOf = (update: string): Y.Doc => {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Buffer.from(update, 'base64'));
  return doc;
};

test('[N5] after thousands of edits the copy reads as the text does, and words chosen in either are the same words in the other', async () => {
  const record = await longRecord(11, 4_000);
  const moment = record.reader.moment(longDraft, { kind: 'now' }, chair);
  const [text, rows] = [docOf(moment.text), new DocRows(docOf(moment.shared))];
  const copy = frozenWords(text, rows);
  const random = new Random(11);
  for (const point of pointsIn(rows)) {
    const [there, here] = [flatText(bodyOf(text, point)), flatText(bodyOf(copy, point))];
    expect(here.text).toBe(there.text);
    expect(bodyOf(copy, point).toString()).toBe(bodyOf(text, point).toString());
    for (let i = 0; i < 20; i++) {
      const from = random.below(here.text.length - 1);
      const to = from + 1 + random.below(here.text.length - from - 1);
      const words = here.text.slice(from, to);
      if (words.trim() === '' || /^\n|\n$/.test(words)) continue;
      const chosen = makeAnchor(bodyOf(copy, point), from, to);
      const carried = carryAnchor(chosen, point, copy, text);
      expect(carried && resolveAnchor(bodyOf(text, point), there, carried)).toMatchObject({ kind: 'exact', from, to });
      const back = carried && carryAnchor(carried, point, text, copy);
      expect(back && resolveAnchor(bodyOf(copy, point), here, back)).toMatchObject({ kind: 'exact', from, to });
    }
  }
  const structs = [...copy.store.clients].flatMap(([client, own]) => own.map(struct => ({ client, struct })));
  expect(new Set(structs.map(({ client }) => client))).toEqual(new Set([1]));
  expect(structs.filter(({ struct }) => !(struct instanceof Y.Item) || struct.deleted)).toEqual([]);
  // Made again, it has the same ids: what a page has anchored to it is found in it later.
  expect(Buffer.compare(Y.encodeStateAsUpdate(frozenWords(text, rows)), Y.encodeStateAsUpdate(copy))).toBe(0);
  await record.close();
});

test('[N5] an anchor of another text, or one that cannot be read, is no words of this version', async () => {
  const [text, other] = [new Y.Doc(), new Y.Doc()];
  for (const [doc, words] of [
    [text, 'As agreed.'],
    [other, 'As agreed by all.'],
  ] as const)
    bodyOf(doc, 'p1').insert(0, [new Y.XmlText(words)]);
  const foreign = makeAnchor(bodyOf(other, 'p1'), 3, 9);
  expect(carryAnchor(foreign, 'p1' as never, other, text)).toBeNull();
  expect(carryAnchor({ ...foreign, start: 'AAAA', quote: 'nowhere' }, 'p1' as never, text, text)).toBeNull();
});
