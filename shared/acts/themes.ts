// Acts on themes: the headings that group points. Removal is soft; its points stay where they are and leave the outline
// with it.
import { ThemeId } from '../ids.ts';
import { themesPerDraftMax } from '../limits.ts';
import type { ThemeRow } from '../rows/schema.ts';
import type { ActOf, ActResult } from './act.ts';
import { done, refused } from './act.ts';
import type { ActContext } from './act-context.ts';
import { rankAfter } from './rank.ts';

type ThemeAct = ActOf<'theme.add' | 'theme.rename' | 'theme.move' | 'theme.remove' | 'theme.restore'>;

export function runThemeAct(act: ThemeAct, { rows, actor, at }: ActContext): ActResult {
  const themes = rows.all('themes');
  const give = (sibling: ThemeRow, rank: string): void => rows.put('themes', { ...sibling, rank });
  if (act.kind === 'theme.add') {
    if (themes.length >= themesPerDraftMax)
      return refused('too-many', `A draft has at most ${themesPerDraftMax} themes.`);
    const rank = rankAfter(themes, act.after, give);
    if (rank === null) return refused('not-found', 'The theme it should follow is not here.');
    rows.put('themes', { id: ThemeId.parse(act.id), title: act.title, rank, state: { kind: 'present' } });
    return done({ row: act.id, facts: { title: act.title } });
  }
  const theme = rows.get('themes', act.theme);
  if (!theme) return refused('not-found', 'There is no such theme.');
  const isRemoved = theme.state.kind === 'removed';
  if (isRemoved !== (act.kind === 'theme.restore'))
    return refused('already-so', isRemoved ? 'This theme was removed.' : 'This theme is not removed.');
  switch (act.kind) {
    case 'theme.rename':
      rows.put('themes', { ...theme, title: act.title });
      return done({ row: theme.id, facts: { was: theme.title, now: act.title } });
    case 'theme.move': {
      const rank = rankAfter(themes, act.after, give, theme.id);
      if (rank === null) return refused('not-found', 'The theme it should follow is not here.');
      rows.put('themes', { ...theme, rank });
      return done({ row: theme.id, facts: { title: theme.title } });
    }
    case 'theme.remove': {
      const inside = rows
        .all('points')
        .filter(point => point.theme === theme.id && point.state.kind !== 'removed').length;
      if (inside > 0)
        return refused('not-allowed', `This theme still holds ${inside} points; move or remove them first.`);
      rows.put('themes', { ...theme, state: { kind: 'removed', by: actor, at } });
      return done({ row: theme.id, facts: { title: theme.title } });
    }
    case 'theme.restore':
      rows.put('themes', { ...theme, state: { kind: 'present' } });
      return done({ row: theme.id, facts: { title: theme.title } });
  }
}
