// A reader's page and its server: what is asked again, what is kept for another try, what takes the place of what was
// read.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { ApiProblem } from '../../../../client/api/api-client.ts';
import type { ReaderServer } from '../../../../client/session/reader-session.ts';
import { ReaderSession } from '../../../../client/session/reader-session.ts';
import type { Act } from '../../../../shared/acts/act.ts';
import { Circulated } from '../../../../shared/api/circulations.ts';
import { PointId } from '../../../../shared/ids.ts';
import { actRetryMs, circulatedPollMs } from '../../../../shared/limits.ts';
import { bodyOf, canonicalText } from '../../../../shared/text/point-text.ts';
import { wordingId } from '../../../../shared/text/wording.ts';
import { seedBody } from '../../../support/seed-body.ts';
import { SimBrowser } from '../../../support/simulation/sim-browser.ts';
import { chair, points, StandingDraft } from '../../../support/standing-draft.ts';

const ann = { member: 'ann', name: 'Ann', party: null, role: 'reader' };
const updateOf = (doc: Y.Doc): string => Buffer.from(Y.encodeStateAsUpdate(doc)).toString('base64');

function given(words: string): Circulated {
  const draft = new StandingDraft();
  draft.does(chair, { kind: 'version.name', name: 'Rev. 1' }, 'rev-1');
  const send = { kind: 'circulation.send', version: 'rev-1', until: 9_000, parties: [], readers: ['ann'] };
  draft.does(chair, send, 'sent');
  const text = new Y.Doc();
  for (const point of points) seedBody(bodyOf(text, point), [words]);
  const about = { me: ann, by: 'Chair', at: 1, until: 9_000, note: '', version: 'Rev. 1', now: Date.now() };
  return Circulated.parse({ state: words, ...about, text: updateOf(text), shared: updateOf(draft.doc) });
}

const receipt = { hash: 'of its entry', at: 1 };
const busy = () => new ApiProblem(429, { type: 'x', title: 'Too many', status: 429, detail: 'Try again in a moment.' });
const open = { kind: 'thread.open', point: 'p1', anchor: null, needs: [], text: 'Which date?' } as never;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('[N7] what is said too fast waits on the page and is sent again, once', async () => {
  const said: Act[] = [];
  const server: ReaderServer = {
    look: async () => null,
    act: async act => {
      said.push(act);
      if (said.length < 3) throw busy();
      return receipt;
    },
  };
  const session = new ReaderSession(given('As agreed.'), server, new SimBrowser().newPage());
  const { outcome } = session.act(open);
  await vi.advanceTimersByTimeAsync(actRetryMs);
  expect([session.status().kind, session.snapshot().rows.all('threads').length]).toEqual(['saving', 1]);
  await vi.advanceTimersByTimeAsync(actRetryMs);
  expect(await outcome).toEqual({ kind: 'done' });
  expect(new Set(said.map(({ id }) => id)).size).toBe(1);
  session.close();
});

test('[L9] words that were redacted leave an open page with the next look', async () => {
  const known: (string | null)[] = [];
  const server: ReaderServer = {
    look: async state => {
      known.push(state);
      return known.length === 1 ? given('As agreed.') : null;
    },
    act: async () => receipt,
  };
  const session = new ReaderSession(given('As agreed by NAME.'), server, new SimBrowser().newPage());
  const [before, point] = [session.text, PointId.parse('p1')];
  expect(session.wordingOf(point)).toBe(wordingId('As agreed by NAME.'));
  await vi.advanceTimersByTimeAsync(circulatedPollMs);
  expect(canonicalText(bodyOf(session.text, 'p1'))).toBe('As agreed.');
  expect(session.text).not.toBe(before); // the page draws it anew
  expect(session.wordingOf(point)).toBe(wordingId('As agreed.'));
  session.close();
});
