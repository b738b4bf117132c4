// Threads and flags that are attached to other words by hand: who may, when, what becomes of the flag's answer, and
// what the history says of it.
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { historyWords } from '../../../../client/history/history-words.ts';
import { reanchored } from '../../../../client/local/act-words.ts';
import { Act } from '../../../../shared/acts/act.ts';
import { unknownHeads, unknownLettersLeft } from '../../../../shared/acts/act-context.ts';
import { runAct } from '../../../../shared/acts/run-act.ts';
import type { By } from '../../../../shared/rows/schema.ts';
import { anchorNeeds, makeAnchor } from '../../../../shared/text/anchors/anchors.ts';
import { bodyOf, flatText } from '../../../../shared/text/point-text.ts';
import { seedBody } from '../../../support/seed-body.ts';
import { chair, member, StandingDraft } from '../../../support/standing-draft.ts';

const words = new Y.Doc();
const root = bodyOf(words, 'p1');
seedBody(root, ['The parties shall withdraw, and report on it.']);
const on = (quote: string) => {
  const from = flatText(root).text.indexOf(quote);
  const anchor = makeAnchor(root, from, from + quote.length);
  return { point: 'p1', anchor, needs: anchorNeeds(anchor) };
};
const [raiser, head, other] = [member('delegate', 'rus'), member('head', 'rus'), member('head', 'ukr')];
const reader: By = { member: 'ann' as never, name: 'Ann', party: null, role: 'reader' };

function draftWithBoth(): StandingDraft {
  const draft = new StandingDraft();
  draft.does(raiser, { kind: 'thread.open', ...on('withdraw'), text: 'When?' }, 'th');
  draft.flags(raiser, on('withdraw'), 'flag');
  return draft;
}

test('[P14] a thread is attached by its raiser, their delegation and the chair; a flag by its raiser and their delegation alone', () => {
  const may = (who: By, kind: string): string =>
    draftWithBoth().does(who, {
      kind,
      ...on('report'),
      ...(kind === 'flag.attach' ? { flag: 'flag' } : { thread: 'th' }),
    });
  const people = [raiser, head, chair, other, member('drafter'), member('observer', 'rus'), reader];
  expect(people.map(who => may(who, 'thread.attach'))).toEqual([
    'done',
    'done',
    'done',
    ...Array(4).fill('not-allowed'),
  ]);
  expect(people.map(who => may(who, 'flag.attach'))).toEqual(['done', 'done', ...Array(5).fill('not-allowed')]);
});

test('[P14] it stays in its point, and is not attached where its point was removed, nor twice to the same words', () => {
  const draft = draftWithBoth();
  const attaches = (given: object = {}) =>
    draft.does(raiser, { kind: 'thread.attach', thread: 'th', ...on('report'), ...given });
  expect(attaches({ point: 'p2' })).toBe('not-found');
  expect(attaches(on('withdraw'))).toBe('already-so');
  expect(attaches()).toBe('done');
  expect(draft.rows.get('threads', 'th')?.anchor?.quote).toBe('report');
  draft.does(raiser, { kind: 'flag.withdraw', flag: 'flag' });
  expect(draft.does(raiser, { kind: 'flag.attach', flag: 'flag', ...on('report') })).toBe('already-so');
  draft.does(chair, { kind: 'point.remove', point: 'p1' });
  expect(attaches(on('The parties'))).toBe('point-removed');
});

test('[P14] what a reader said of a version stays on its words', () => {
  const draft = draftWithBoth();
  const thread = draft.rows.get('threads', 'th');
  if (thread) draft.rows.put('threads', { ...thread, by: reader, on: { circulation: 'c', version: 'v' } as never });
  expect(draft.does(chair, { kind: 'thread.attach', thread: 'th', ...on('report') })).toBe('not-allowed');
});

test('[P14] a flag that is attached is a claim anew, also to the same words: an affirmation goes nowhere', () => {
  const draft = draftWithBoth();
  const answer = () => draft.rows.get('flags', 'flag')?.answer.kind;
  const attaches = (to: object) => draft.does(raiser, { kind: 'flag.attach', flag: 'flag', ...to });
  const affirmed = (): void => {
    draft.does(other, { kind: 'flag.affirm', flag: 'flag' });
    expect(answer()).toBe('affirmed');
  };
  affirmed();
  const elsewhere = on('report');
  // a quote is the client's own word
  const saysTheSame = { ...elsewhere, anchor: { ...elsewhere.anchor, quote: 'withdraw' } };
  expect(attaches(saysTheSame)).toBe('done');
  expect(answer()).toBe('claimed');
  affirmed();
  expect(attaches(on('parties'))).toBe('done');
  expect(answer()).toBe('claimed');
});

test('[P14] the history says from which words to which', () => {
  const { rows } = draftWithBoth();
  const said = (input: object): string => {
    const context = {
      rows,
      actor: raiser,
      at: 9,
      members: new Map(),
      heads: unknownHeads,
      lettersLeft: unknownLettersLeft,
      wordsOf: () => '',
    };
    const act = Act.parse({ id: 'a', ...on('report'), ...input });
    const result = runAct(act, context);
    return historyWords(
      { kind: act.kind, facts: result.kind === 'done' ? result.about.facts : {} } as never,
      'point 7',
    );
  };
  expect(said({ kind: 'thread.attach', thread: 'th' })).toBe(
    'attached a thread on point 7 to “report”; before that it was attached to “withdraw”',
  );
  expect(said({ kind: 'flag.attach', flag: 'flag' })).toBe(
    'attached the flag on point 7 against UKR, “No veto” to “report”; before that it was attached to “withdraw”',
  );
});

test('[A13] a waiting act whose words were put back as new ones takes them across a line break; none is sent where they are gone', () => {
  const [mine, server] = [new Y.Doc(), new Y.Doc()];
  seedBody(bodyOf(mine, 'p1'), ['The parties withdraw within thirty days.']);
  seedBody(bodyOf(server, 'p1'), ['The parties withdraw', ' within thirty days.']);
  const anchor = makeAnchor(bodyOf(mine, 'p1'), 12, 27);
  const act = (input: object) => Act.parse({ id: 'a', point: 'p1', anchor, needs: anchorNeeds(anchor), ...input });
  const opened = reanchored(act({ kind: 'thread.open', text: 'When?' }), server);
  const [attached, gone] = [server, new Y.Doc()].map(doc =>
    reanchored(act({ kind: 'thread.attach', thread: 'th' }), doc),
  );
  for (const waiting of [opened, attached]) expect(waiting).toMatchObject({ anchor: { quote: 'withdraw\n within' } });
  expect(gone).toBeNull();
  expect(reanchored(act({ kind: 'thread.open', text: 'When?' }), new Y.Doc())).toBeNull();
});
