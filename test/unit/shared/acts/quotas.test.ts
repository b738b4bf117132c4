// Nobody takes the places of the others.
import { expect, test } from 'vitest';
import type { ActContext } from '../../../../shared/acts/act-context.ts';
import { hasUsedShare } from '../../../../shared/acts/quotas.ts';
import { flagsPerDraftMax, memberPart, redLinesPerDraftMax, threadsPerDraftMax } from '../../../../shared/limits.ts';
import type { By } from '../../../../shared/rows/schema.ts';
import { chair, member, redLine, StandingDraft } from '../../../support/standing-draft.ts';

const sides = 5; // three parties, the secretariat, the readers

test('[P16] one head takes a share of the draft’s red lines, and the next delegation has its own', () => {
  const draft = new StandingDraft(); // UKR has one line
  const head = member('head', 'ukr');
  const adds = (party: string, who: By): string =>
    draft.does(who, { kind: 'red-line.add', party, ...redLine('No veto') });
  for (let line = 1; line < redLinesPerDraftMax / sides; line++) expect(adds('ukr', head)).toBe('done');
  expect(adds('ukr', head)).toBe('too-many');
  expect(adds('rus', member('head', 'rus'))).toBe('done');
});

test.each(['flags', 'threads'] as const)(
  '[P16] of the %s one member leaves some to their side, and a side the others’',
  table => {
    const draft = new StandingDraft();
    const made: { by: By }[] = [];
    const all = (name: string) => (name === table ? made : draft.rows.all(name as 'parties'));
    const rows = { all, get: () => undefined } as unknown as ActContext['rows'];
    const used = (actor: By): string => {
      const result = hasUsedShare(table, flagsPerDraftMax, { rows, actor } as ActContext);
      return result?.kind === 'refused' ? result.reason : 'may';
    };
    const share = flagsPerDraftMax / sides;
    const [ann, ben] = [member('delegate', 'ukr'), member('head', 'ukr')];
    made.push(...Array.from({ length: share * memberPart }, () => ({ by: ann })));
    expect([used(ann), used(ben)]).toEqual([expect.stringMatching(/^You have made 750 .*for the others/), 'may']);
    made.push(...Array.from({ length: share * (1 - memberPart) }, () => ({ by: ben })));
    expect(used(ben)).toMatch(/^Your delegation has made 1000 .*its share of a draft’s 5000/);
    const reader: By = { ...member('reader'), party: null };
    expect([member('head', 'rus'), chair, reader].map(used)).toEqual(['may', 'may', 'may']);
  },
);

test('[P16] flags, threads, and threads that come of flags are counted where they are made', () => {
  const draft = new StandingDraft();
  const [ann, ben] = [member('delegate', 'ukr'), member('head', 'ukr')];
  const opens = (who: By): string =>
    draft.does(who, { kind: 'thread.open', point: 'p1', anchor: null, needs: [], text: 'Said.' });
  const until = (most: number, make: (i: number) => string): readonly string[] => {
    const told = Array.from({ length: most + 1 }, (_, i) => make(i));
    return [...new Set(told.slice(0, most)), told.at(-1) ?? ''];
  };
  const flags = (flagsPerDraftMax / sides) * memberPart;
  expect(until(flags, i => draft.flags(ann, {}, `flag-${i}`))).toEqual(['done', 'too-many']);
  const threads = (threadsPerDraftMax / sides) * memberPart;
  expect(until(threads, () => opens(ann))).toEqual(['done', 'too-many']);
  expect(draft.does(ann, { kind: 'flag.discuss', flag: 'flag-0', text: 'Why?' })).toBe('too-many');
  expect([draft.flags(ben), opens(ben)]).toEqual(['done', 'done']);
});

test('[P16] what is asked for in vain makes no row', () => {
  const draft = new StandingDraft();
  const head = member('head', 'ukr');
  while (draft.does(head, { kind: 'red-line.add', party: 'ukr', ...redLine('No veto') }) === 'done');
  expect(draft.rows.all('redLines')).toHaveLength(redLinesPerDraftMax / sides);
});
