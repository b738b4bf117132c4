// Expensive answers, in parallel: acts, the record, exports, previews; by members, and by a reader's link.
import { bodyOf, canonicalText } from '../../../shared/text/point-text.ts';
import { wordingId } from '../../../shared/text/wording.ts';
import { wordFile, wordLine } from '../../support/word-file.ts';
import type { Attack } from './attack.ts';
import { attack, attackFor } from './attack.ts';
import { range } from './circles-and-deletions.ts';
import type { Hostile } from './hostile.ts';
import { pause } from './hostile.ts';
import { growsOwnDraft, largeOutline } from './large-outline.ts';

const inDraft = (draft: string, rest: string): string => `/api/drafts/${draft}/${rest}`;

/** An observer asks for this again and again, so many times at once. */
const observerAsks =
  (parallel: number, rest: (turn: number) => string) =>
  (hostile: Hostile): Promise<void> => {
    const seat = hostile.seat('observer');
    return hostile.repeats(parallel, turn => hostile.asks({ path: inDraft(seat.draft, rest(turn)), seat }));
  };

const opens = (hostile: Hostile) => ({
  kind: 'thread.open',
  point: hostile.points[0],
  anchor: null,
  needs: [],
  text: 'Said.',
});

const acts = (hostile: Hostile): Promise<void> =>
  hostile.repeats(16, () => hostile.acts(hostile.seat('rus-delegate'), opens(hostile)));

async function restorations(hostile: Hostile): Promise<void> {
  const seat = hostile.seat('drafter');
  const now = await hostile.words(seat);
  const points = hostile.stage.points.slice(2).map(point => {
    return { point, basis: wordingId(canonicalText(bodyOf(now, point))) };
  });
  await hostile.repeats(16, turn => {
    const body = JSON.stringify({ id: crypto.randomUUID(), moment: String(Date.now() - turn), points, outline: null });
    return hostile.asks({ method: 'POST', path: inDraft(seat.draft, 'restorations'), seat, body });
  });
}

const previews = (make: () => Promise<Uint8Array | string>) => async (hostile: Hostile) => {
  const seat = hostile.seat('drafter', 'own');
  const body = await make();
  const headers = { 'Content-Type': 'application/octet-stream' };
  await hostile.repeats(8, () =>
    hostile.asks({ method: 'POST', path: inDraft(seat.draft, 'previews?name=a.txt'), seat, body, headers }),
  );
};
const bomb = (): Promise<Uint8Array> =>
  wordFile({ body: wordLine('1. Words.').repeat(200_000), more: { 'word/media/x.bin': '0'.repeat(5_000_000) } });

async function imports(hostile: Hostile): Promise<void> {
  const seat = hostile.seat('drafter', 'own');
  const path = inDraft(seat.draft, 'imports');
  await hostile.repeats(4, () => hostile.asks({ method: 'POST', path, seat, body: largeOutline(100) }));
}

/** Of a draft of one's own that is as large as drafts may be. */
async function largeExports(hostile: Hostile): Promise<void> {
  const seat = await growsOwnDraft(hostile);
  await hostile.repeats(16, () => hostile.asks({ path: inDraft(seat.draft, 'export.md'), seat }));
}

/** An error for each of the things that are wrong with it. */
async function errorsWithoutEnd(hostile: Hostile): Promise<void> {
  const seat = hostile.seat('observer');
  const body = JSON.stringify({ all: 0, marks: Object.fromEntries(range(14_000, i => [`no ${i}`, 'x'])) });
  await hostile.repeats(8, () => hostile.asks({ method: 'PUT', path: inDraft(seat.draft, 'reading'), seat, body }));
}

async function readingMarks(hostile: Hostile): Promise<void> {
  const seat = hostile.seat('observer');
  const marks = Object.fromEntries(range(4_999, i => [`point-${i}`, i]));
  const body = JSON.stringify({ marks: { ...marks, [`point-${hostile.points[0]}`]: 1 } });
  await hostile.repeats(16, () => hostile.asks({ method: 'PUT', path: inDraft(seat.draft, 'reading'), seat, body }));
}

const byLink = ({ stage }: Hostile) => ({ Authorization: `Bearer ${stage.link.secret}` });

const readerLooks = (hostile: Hostile): Promise<void> =>
  hostile.repeats(16, () => hostile.asks({ path: '/api/circulated', headers: byLink(hostile) }));

const readerSpeaks = (hostile: Hostile): Promise<void> =>
  hostile.repeats(16, () => {
    const body = JSON.stringify({ id: crypto.randomUUID(), ...opens(hostile), text: 'ж'.repeat(20_000) });
    return hostile.asks({ method: 'POST', path: '/api/circulated/acts', body, headers: byLink(hostile) });
  });

/** The copy is asked for while the record is busy; the chair ends the link, and is told so; then the copy comes. */
async function copyAfterTheEnd(hostile: Hostile): Promise<string | undefined> {
  const { circulation, reader } = hostile.stage.link;
  const busy = observerAsks(8, turn => `comparison?from=${turn}&to=now`)(hostile);
  await pause(500);
  const copy = hostile
    .asks({ path: '/api/circulated', headers: byLink(hostile) })
    .then(answer => ({ answer, at: performance.now() }));
  const ended = await hostile.acts(hostile.seat('chair'), { kind: 'circulation.end', circulation, reader });
  const endedAt = performance.now();
  const { answer, at } = await copy;
  await busy;
  const isLate = ended.status === 201 && answer.status === 200 && at > endedAt;
  return isLate ? `the copy came ${(at - endedAt).toFixed(0)} ms after its end` : undefined;
}

export const requests: readonly Attack[] = [
  attack('7. acts', 'delegate', acts),
  attack('7. restorations', 'drafter', restorations),
  attack(
    '7. comparisons',
    'observer',
    observerAsks(32, turn => `comparison?from=${turn}&to=now`),
  ),
  attack(
    '7. searches, 32 at once',
    'observer',
    observerAsks(32, turn => `history?words=nothing+${turn}`),
  ),
  attack(
    '7. exports of the record',
    'observer',
    observerAsks(16, () => 'record.jsonl'),
  ),
  attack(
    '7. exports as Markdown',
    'observer',
    observerAsks(16, () => 'export.md'),
  ),
  attack(
    '7. previews',
    'chair of another draft',
    previews(async () => '1. Words.\n\n'.repeat(900)),
  ),
  attack(
    'a file of 80 kB of newlines',
    'chair of another draft',
    previews(async () => '\n'.repeat(80_000)),
  ),
  attackFor('an ended link’s copy', "reader's link", copyAfterTheEnd),
  attack('+ a Word file that unpacks', 'chair of another draft', previews(bomb)),
  attack(
    '+ moments',
    'observer',
    observerAsks(32, turn => `moments/${Date.now() - turn}`),
  ),
  attack(
    '+ density',
    'observer',
    observerAsks(32, turn => `density?buckets=${1 + (turn % 400)}`),
  ),
  attack(
    '+ links of the chain',
    'observer',
    observerAsks(32, () => 'links?doc=shared&after=0'),
  ),
  attack('7. exports of a large draft of one’s own', 'chair of another draft', largeExports),
  attack('+ large imports', 'chair of another draft', imports),
  attack('+ errors without end', 'observer', errorsWithoutEnd),
  attack('+ reading marks', 'observer', readingMarks),
  attack('+ a reader looks', "reader's link", readerLooks),
  attack('+ a reader speaks', "reader's link", readerSpeaks),
];
