// A stance is given to the words that somebody had before them, over a real page whose words change under it.
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { stanceOn, wordsNow } from '../../../../client/session/seen-words.ts';
import { Wordings } from '../../../../client/session/wordings.ts';
import { PointId } from '../../../../shared/ids.ts';
import { flowOf } from '../../../../shared/text/flow.ts';
import { bodyOf } from '../../../../shared/text/point-text.ts';
import { seedBody } from '../../../support/seed-body.ts';

test('[P10] a stance goes to the words that were seen, and none goes to words that came since', () => {
  const point = PointId.parse('p1');
  const text = new Y.Doc();
  const wordings = new Wordings();
  text.on('afterTransaction', transaction => wordings.changed(transaction));
  const session = { text, wordingOf: (of: PointId) => wordings.of(text, of) };
  const given = { point, stance: 'accept' as const, reason: ' As agreed. ' };
  seedBody(bodyOf(text, point), ['Ships pass.']);
  const seen = wordsNow(session, point);
  expect(stanceOn(session, seen.basis, given)).toMatchObject({ basis: seen.basis, reason: 'As agreed.' });
  flowOf(bodyOf(text, point))?.insert(11, ' Never on Sundays.');
  expect(stanceOn(session, seen.basis, given)).toBeNull();
  expect(stanceOn(session, wordsNow(session, point).basis, given)?.kind).toBe('stance.take');
});
