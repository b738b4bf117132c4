// What a begun form is about, and what others did to it meanwhile, over a small draft as acts make it.
import { expect, test } from 'vitest';
import { formNews } from '../../../../client/forms/form-news.ts';
import { formName, formPlace, isPlaceRemoved } from '../../../../client/forms/form-place.ts';
import { chair, member, StandingDraft } from '../../../support/standing-draft.ts';

const ukr = member('head', 'ukr');
const rus = member('head', 'rus');

function draftWithFlag(): StandingDraft {
  const draft = new StandingDraft();
  const flag = { point: 'p1', anchor: null, needs: [], redLine: 'line', severity: 'risks', reason: null };
  expect(draft.does(rus, { kind: 'flag.raise', ...flag }, 'flag')).toBe('done');
  return draft;
}

test('[T24] a form is called by its point’s number as it is now, and by its title once it is removed', () => {
  const draft = draftWithFlag();
  const nameOf = (form: string): string => formName('Your words', formPlace(form, draft.rows), draft.rows);
  expect(nameOf('stance.take/p1')).toBe('Your words on point 3');
  draft.does(chair, { kind: 'point.move', point: 'p1', theme: 't', after: null });
  for (const form of ['stance.take/p1', 'flag.raise/p1', 'flag.dispute/flag', 'verb/some-act/flag'])
    expect(nameOf(form)).toBe('Your words on point 1');
  draft.does(chair, { kind: 'point.remove', point: 'p1' });
  for (const form of ['stance.take/p1', 'flag.dispute/flag']) expect(nameOf(form)).toBe('Your words on “p1” (removed)');
  expect(isPlaceRemoved(formPlace('stance.take/p1', draft.rows))).toBe(true);
  expect(nameOf('point.add/t')).toBe('Your words in “Theme”');
  expect(nameOf('red-line.amend/line')).toBe('Your words');
});

test('[T24] every form has a place that one can be led to', () => {
  const { rows } = draftWithFlag();
  const kinds = (forms: readonly string[]) => forms.map(form => formPlace(form, rows).kind);
  expect(kinds(['red-line.amend/line', 'red-line.change/line', 'red-line.add/ukr'])).toEqual(
    Array(3).fill('red-lines'),
  );
  expect(kinds(['version.name', 'circulation.send/v', 'redact/e'])).toEqual(Array(3).fill('history'));
  expect(kinds(['theme.add', 'theme.rename/t', 'point.add/p2', 'point.rename/p2'])).toEqual([
    'outline',
    'theme',
    'point',
    'point',
  ]);
});

test('[T23] a form says what was done to its point, its flag, its red line or one’s rights, and is held where it would be refused', () => {
  const draft = draftWithFlag();
  const news = (form: string, me = ukr) => formNews(form, draft.rows, me);
  for (const form of ['stance.take/p1', 'flag.raise/p1', 'flag.dispute/flag', 'red-line.amend/line'])
    expect(news(form)).toBeNull();
  expect(news('stance.take/p1', member('observer'))?.isHeld).toBe(true);
  expect(news('red-line.amend/line', rus)).toEqual({ words: 'Only that delegation itself can do this.', isHeld: true });
  draft.does(ukr, { kind: 'red-line.change', redLine: 'line', state: 'withdrawn', note: null });
  expect(news('red-line.amend/line')?.words).toMatch(/^head withdrew this red line at/);
  expect(news('red-line.amend/line')?.isHeld).toBe(false);
  draft.does(chair, { kind: 'point.remove', point: 'p1' });
  for (const form of ['stance.take/p1', 'flag.raise/p1', 'flag.discuss/flag']) {
    expect(news(form)?.words).toMatch(/^chair removed this point at/);
    expect(news(form)?.isHeld).toBe(true);
  }
  expect(news('flag.dispute/flag')?.isHeld).toBe(false);
  draft.does(ukr, { kind: 'flag.settle', flag: 'flag', outcome: null });
  expect(news('flag.discuss/flag')?.isHeld).toBe(true);
  draft.does(chair, { kind: 'point.restore', point: 'p1' });
  expect(news('flag.dispute/flag')?.words).toMatch(/^head settled this flag at/);
  expect(news('flag.dispute/flag')?.isHeld).toBe(true);
});
