// Letters that are typed behind a letter stand right behind it, in whatever has been deleted there.
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { must } from '../../../../shared/assert.ts';
import { flowOf, flowText } from '../../../../shared/text/flow.ts';
import { insertBehind } from '../../../../shared/text/insert-behind.ts';
import { bodyOf } from '../../../../shared/text/point-text.ts';
import { seedBody } from '../../../support/seed-body.ts';

function point(clientId = 7): { readonly doc: Y.Doc; readonly flow: Y.XmlText; readonly letter: (at: number) => Y.ID } {
  const doc = new Y.Doc();
  doc.clientID = 1;
  seedBody(bodyOf(doc, 'p'), ['The parties agree.']);
  doc.clientID = clientId;
  const flow = must(flowOf(bodyOf(doc, 'p')), 'a flow');
  const letter = (at: number): Y.ID =>
    must(Y.createRelativePositionFromTypeIndex(flow, at + 1, -1).item, 'a letter there');
  return { doc, flow, letter };
}

function copyOf({ doc }: { readonly doc: Y.Doc }, clientId: number) {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  copy.clientID = clientId;
  return { doc: copy, flow: must(flowOf(bodyOf(copy, 'p')), 'a flow') };
}

test('[E8] behind a letter that stands, also where its text was not parted there', () => {
  const { flow, letter } = point();
  expect(insertBehind(flow, letter(2), '!')).toBe('behind-living');
  expect(flowText(flow)).toBe('The! parties agree.\n');
  expect(insertBehind(flow, letter(3), '?')).toBe('behind-living');
  flow.insert(0, '_'); // Yjs's marks of where letters are were not left behind
  expect(flowText(flow)).toBe('_The!? parties agree.\n');
});

test('[E3] behind a letter that was deleted, and before what was deleted behind that: an undo shows it', () => {
  const { flow, letter, doc } = point();
  const undo = new Y.UndoManager(flow, { trackedOrigins: new Set(['me']) });
  const last = letter(10);
  doc.transact(() => flow.delete(4, 13), 'me');
  expect(flowText(flow)).toBe('The .\n');
  expect(insertBehind(flow, last, ' here')).toBe('behind-deleted');
  expect(flowText(flow)).toBe('The  here.\n');
  undo.undo();
  expect(flowText(flow)).toBe('The parties here agree.\n');
});

test('[E1] in all copies at the same place, whatever others insert there', () => {
  const mine = point();
  const yours = copyOf(mine, 8);
  const behind = mine.letter(10);
  mine.flow.delete(4, 13);
  insertBehind(mine.flow, behind, ' here');
  yours.flow.insert(11, ' all');
  yours.flow.delete(3, 1);
  Y.applyUpdate(mine.doc, Y.encodeStateAsUpdate(yours.doc));
  Y.applyUpdate(yours.doc, Y.encodeStateAsUpdate(mine.doc));
  expect(flowText(mine.flow)).toBe(flowText(yours.flow));
  expect(flowText(mine.flow)).toMatch(/^The( here all| all here)\.\n$/);
});

test('[E8] a letter that is not known here, or stands elsewhere, takes nothing', () => {
  const { doc, flow } = point();
  expect(insertBehind(flow, Y.createID(99, 3), '!')).toBe(null);
  doc.getText('elsewhere').insert(0, 'abc');
  expect(insertBehind(flow, Y.createID(7, 0), '!')).toBe(null);
  expect(insertBehind(new Y.XmlText('abc'), Y.createID(7, 0), '!')).toBe(null);
  expect(flowText(flow)).toBe('The parties agree.\n');
});
