// What one may do to a theme or point from the outline, as verbs with the acts behind them. Decides nothing about
// rights.
import { mayAct } from '../../shared/acts/permissions.ts';
import type { ThemeId } from '../../shared/ids.ts';
import type { Outline, OutlinePoint, OutlineTheme } from '../../shared/rows/outline.ts';
import type { RowReader } from '../../shared/rows/row-store.ts';
import type { By, PointRow, ThemeRow } from '../../shared/rows/schema.ts';
import type { SaidDone } from '../forms/use-form.ts';
import type { ActDraft } from '../session/session.ts';
import type { Verb } from '../ui/verb-menu.tsx';
import type { Asking } from './askings.ts';
import { pointAfter, pointInTheme, pointTitle, themeTitle } from './askings.ts';

type Means = {
  readonly rows: RowReader;
  readonly outline: Outline;
  readonly act: (act: ActDraft, said: SaidDone) => void;
  readonly ask: (asking: Asking) => void;
};

export function draftVerbs({ rows, act }: Means, me: By): readonly Verb[] {
  const { drafting, passing, delegates } = rows.get('draft', 'draft') ?? unset;
  if (mayAct({ kind: 'draft.drafting' }, me, rows).kind === 'no') return [];
  const draft = (to: 'open' | 'closed'): ActDraft => ({ kind: 'draft.drafting', drafting: to });
  const speak = (to: keyof typeof delegatesWords): ActDraft => ({ kind: 'draft.delegates', delegates: to });
  const show = (to: Passing): ActDraft => ({ kind: 'draft.passing', passing: to });
  const otherDrafting = drafting === 'open' ? 'closed' : 'open';
  const otherDelegates = delegates === 'speak' ? 'advise' : 'speak';
  const readers = (['nobody', 'secretariat', 'members'] as const).filter(each => each !== passing);
  return [
    {
      label: draftingVerbs[otherDrafting],
      run: () =>
        act(draft(otherDrafting), {
          words: `Drafting is ${otherDrafting}`,
          undo: () => draft(drafting),
          undone: `Drafting is ${drafting}`,
        }),
    },
    {
      label: delegatesVerbs[otherDelegates],
      run: () =>
        act(speak(otherDelegates), {
          words: delegatesWords[otherDelegates],
          undo: () => speak(delegates),
          undone: delegatesWords[delegates],
        }),
    },
    ...readers.map(each => ({
      label: passingVerbs[each],
      run: () =>
        act(show(each), { words: passingWords[each], undo: () => show(passing), undone: passingWords[passing] }),
    })),
  ];
}

const unset = { drafting: 'open', passing: 'nobody', delegates: 'advise' } as const;

const draftingVerbs = {
  open: 'Open drafting to all members',
  closed: 'Close drafting: only chair and drafters edit words',
} as const;

const delegatesVerbs = {
  speak: 'Let delegates, too, speak for their delegations: stances, red lines, answers to flags',
  advise: 'Let heads alone speak for their delegations',
} as const;

const delegatesWords = {
  speak: 'Delegates speak for their delegations',
  advise: 'Heads alone speak for their delegations',
} as const;

type Passing = keyof typeof passingVerbs;

/** Words that came and went between two versions, in the history. */
const passingVerbs = {
  nobody: 'History: cover words that came and went between versions',
  secretariat: 'History: show chair and drafters words that came and went',
  members: 'History: show all members words that came and went',
} as const;

const passingWords = {
  nobody: 'Words that came and went are covered in the history',
  secretariat: 'Chair and drafters read words that came and went',
  members: 'All members read words that came and went',
} as const;

export function themeVerbs({ row, number, points }: OutlineTheme, { outline, act, ask }: Means): readonly Verb[] {
  const themes = outline.themes.map(theme => theme.row);
  const at = themes.findIndex(theme => theme.id === row.id);
  const placed = (after: ThemeRow | undefined): ActDraft => ({
    kind: 'theme.move',
    theme: row.id,
    after: after?.id ?? null,
  });
  const move = (after: ThemeRow | undefined): void =>
    act(placed(after), {
      words: `Theme “${row.title}” moved`,
      undo: () => placed(themes[at - 1]),
      undone: `It is theme ${number} again`,
    });
  const verbs: Verb[] = [
    { label: 'Add point', run: () => ask(pointInTheme(row, points)) },
    { label: 'Rename theme', run: () => ask(themeTitle(row)) },
  ];
  if (at > 0) verbs.push({ label: 'Move theme up', run: () => move(themes[at - 2]) });
  if (at < themes.length - 1) verbs.push({ label: 'Move theme down', run: () => move(themes[at + 1]) });
  if (points.length === 0) verbs.push({ label: 'Remove theme', run: () => act(...removal(themeActs(row))) });
  return verbs;
}

export function pointVerbs({ row, number }: OutlinePoint, { outline, act, ask }: Means): readonly Verb[] {
  const theme = outline.themes.find(each => each.row.id === row.theme);
  const points = theme?.points.map(point => point.row) ?? [];
  const at = points.findIndex(point => point.id === row.id);
  const placed = (after: PointRow | undefined, to: ThemeId): ActDraft => ({
    kind: 'point.move',
    point: row.id,
    theme: to,
    after: after?.id ?? null,
  });
  const move = (after: PointRow | undefined, to = row.theme): void =>
    act(placed(after, to), {
      words: `“${row.title}” moved`,
      undo: () => placed(points[at - 1], row.theme),
      undone: `It is point ${number} again`,
    });
  const verbs: Verb[] = [
    lockVerb(row, number, act),
    { label: 'Rename point', run: () => ask(pointTitle(row, number)) },
    { label: 'Add point after', run: () => ask(pointAfter(row, number)) },
  ];
  if (at > 0) verbs.push({ label: 'Move up', run: () => move(points[at - 2]) });
  if (at < points.length - 1) verbs.push({ label: 'Move down', run: () => move(points[at + 1]) });
  for (const other of outline.themes)
    if (other.row.id !== row.theme)
      verbs.push({ label: `Move to theme ${other.number}`, run: () => move(other.points.at(-1)?.row, other.row.id) });
  verbs.push({ label: 'Remove point', run: () => act(...removal(pointActs(row))) });
  return verbs;
}

function lockVerb(row: PointRow, number: number, act: Means['act']): Verb {
  const locked = `Point ${number} locked`;
  const unlocked = `Point ${number} unlocked`;
  const lock: ActDraft = { kind: 'point.lock', point: row.id };
  const unlock: ActDraft = { kind: 'point.unlock', point: row.id };
  return row.state.kind === 'locked'
    ? { label: 'Unlock point', run: () => act(unlock, { words: unlocked, undo: () => lock, undone: locked }) }
    : { label: 'Lock point', run: () => act(lock, { words: locked, undo: () => unlock, undone: unlocked }) };
}

/** Leaving the draft and coming back into it: each undoes the other. */
type LeaveAndReturn = { readonly title: string; readonly remove: ActDraft; readonly restore: ActDraft };

const pointActs = ({ id, title }: PointRow): LeaveAndReturn => ({
  title,
  remove: { kind: 'point.remove', point: id },
  restore: { kind: 'point.restore', point: id },
});
const themeActs = ({ id, title }: ThemeRow): LeaveAndReturn => ({
  title,
  remove: { kind: 'theme.remove', theme: id },
  restore: { kind: 'theme.restore', theme: id },
});

const removal = ({ title, remove, restore }: LeaveAndReturn): [ActDraft, SaidDone] => [
  remove,
  { words: `“${title}” removed`, undo: () => restore, undone: `“${title}” restored` },
];
const restoration = ({ title, remove, restore }: LeaveAndReturn): [ActDraft, SaidDone] => [
  restore,
  { words: `“${title}” restored`, undo: () => remove, undone: `“${title}” removed` },
];

/** A point stands in a theme: that comes back first. */
export function removedVerbs(row: PointRow, { rows, act }: Means): readonly Verb[] {
  const theme = rows.get('themes', row.theme);
  return theme?.state.kind === 'removed'
    ? [{ label: `Restore its theme, “${theme.title}”`, run: () => act(...restoration(themeActs(theme))) }]
    : [{ label: 'Restore point', run: () => act(...restoration(pointActs(row))) }];
}
