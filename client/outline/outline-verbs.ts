// What one may do to a theme or point from the outline, as verbs with the acts behind them. Decides nothing about
// rights.
import { mayAct } from '../../shared/acts/permissions.ts';
import type { Outline, OutlinePoint, OutlineTheme } from '../../shared/rows/outline.ts';
import type { RowReader } from '../../shared/rows/row-store.ts';
import type { By, PointRow } from '../../shared/rows/schema.ts';
import type { ActDraft } from '../session/session.ts';
import type { Verb } from '../ui/verb-menu.tsx';
import { pointAfter, pointInTheme, pointTitle, themeTitle } from './askings.ts';
import type { Asking } from './title-dialog.tsx';

type Means = {
  readonly rows: RowReader;
  readonly outline: Outline;
  readonly act: (act: ActDraft) => void;
  readonly ask: (asking: Asking) => void;
};

export function draftVerbs({ rows, act }: Means, me: By): readonly Verb[] {
  const { drafting, passing } = rows.get('draft', 'draft') ?? { drafting: 'open', passing: 'nobody' };
  if (mayAct({ kind: 'draft.drafting' }, me, rows).kind === 'no') return [];
  const readers = (['nobody', 'secretariat', 'members'] as const).filter(each => each !== passing);
  return [
    drafting === 'open'
      ? {
          label: 'Close drafting: only chair and drafters edit words',
          run: () => act({ kind: 'draft.drafting', drafting: 'closed' }),
        }
      : { label: 'Open drafting to all members', run: () => act({ kind: 'draft.drafting', drafting: 'open' }) },
    ...readers.map(each => ({ label: passingVerbs[each], run: () => act({ kind: 'draft.passing', passing: each }) })),
  ];
}

/** Words that came and went between two versions, in the history. */
const passingVerbs = {
  nobody: 'History: cover words that came and went between versions',
  secretariat: 'History: show chair and drafters words that came and went',
  members: 'History: show all members words that came and went',
} as const;

export function themeVerbs({ row, points }: OutlineTheme, { outline, act, ask }: Means): readonly Verb[] {
  const themes = outline.themes.map(theme => theme.row);
  const at = themes.findIndex(theme => theme.id === row.id);
  const verbs: Verb[] = [
    { label: 'Add point', run: () => ask(pointInTheme(row, points)) },
    { label: 'Rename theme', run: () => ask(themeTitle(row)) },
  ];
  if (at > 0)
    verbs.push({
      label: 'Move theme up',
      run: () => act({ kind: 'theme.move', theme: row.id, after: themes[at - 2]?.id ?? null }),
    });
  if (at < themes.length - 1)
    verbs.push({
      label: 'Move theme down',
      run: () => act({ kind: 'theme.move', theme: row.id, after: themes[at + 1]?.id ?? null }),
    });
  if (points.length === 0)
    verbs.push({ label: 'Remove theme', run: () => act({ kind: 'theme.remove', theme: row.id }) });
  return verbs;
}

export function pointVerbs({ row, number }: OutlinePoint, { outline, act, ask }: Means): readonly Verb[] {
  const theme = outline.themes.find(each => each.row.id === row.theme);
  const points = theme?.points.map(point => point.row) ?? [];
  const at = points.findIndex(point => point.id === row.id);
  const move = (after: PointRow | undefined, to = row.theme): void =>
    act({ kind: 'point.move', point: row.id, theme: to, after: after?.id ?? null });
  const verbs: Verb[] = [
    row.state.kind === 'locked'
      ? { label: 'Unlock point', run: () => act({ kind: 'point.unlock', point: row.id }) }
      : { label: 'Lock point', run: () => act({ kind: 'point.lock', point: row.id }) },
    { label: 'Rename point', run: () => ask(pointTitle(row, number)) },
    { label: 'Add point after', run: () => ask(pointAfter(row, number)) },
  ];
  if (at > 0) verbs.push({ label: 'Move up', run: () => move(points[at - 2]) });
  if (at < points.length - 1) verbs.push({ label: 'Move down', run: () => move(points[at + 1]) });
  for (const other of outline.themes)
    if (other.row.id !== row.theme)
      verbs.push({ label: `Move to theme ${other.number}`, run: () => move(other.points.at(-1)?.row, other.row.id) });
  verbs.push({ label: 'Remove point', run: () => act({ kind: 'point.remove', point: row.id }) });
  return verbs;
}

/** A point stands in a theme: that comes back first. */
export function removedVerbs(row: PointRow, { rows, act }: Means): readonly Verb[] {
  const theme = rows.get('themes', row.theme);
  return theme?.state.kind === 'removed'
    ? [
        {
          label: `Restore its theme, “${theme.title}”`,
          run: () => act({ kind: 'theme.restore', theme: theme.id }),
        },
      ]
    : [{ label: 'Restore point', run: () => act({ kind: 'point.restore', point: row.id }) }];
}
