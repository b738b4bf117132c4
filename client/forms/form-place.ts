// What a form is about, read from its name ("flag.raise/p1"), as the draft stands now: a number that was written down
// would soon be another point's. Pure; opens nothing.
import { unreachable } from '../../shared/assert.ts';
import type { RowReader } from '../../shared/rows/row-store.ts';
import type { PointRow, ThemeRow } from '../../shared/rows/schema.ts';
import { nameOfPoint } from '../ui/point-name.ts';

export type FormPlace =
  | { readonly kind: 'point'; readonly point: PointRow; readonly how: 'on' | 'after' | 'for' }
  | { readonly kind: 'theme'; readonly theme: ThemeRow; readonly how: 'in' | 'for' }
  | { readonly kind: 'outline' | 'red-lines' | 'history' | 'nowhere' };

export function formPlace(form: string, rows: RowReader): FormPlace {
  const [what = '', ...about] = form.split('/');
  const of = about.at(-1) ?? '';
  const point = rows.get('points', of) ?? rows.get('points', rows.get('flags', of)?.point ?? '');
  if (point)
    return { kind: 'point', point, how: what === 'point.add' ? 'after' : what === 'point.rename' ? 'for' : 'on' };
  const theme = rows.get('themes', of);
  if (theme) return { kind: 'theme', theme, how: what === 'theme.rename' ? 'for' : 'in' };
  const [subject] = what.split('.');
  if (subject === 'red-line') return { kind: 'red-lines' };
  if (subject === 'version' || subject === 'circulation' || subject === 'redact') return { kind: 'history' };
  return { kind: subject === 'theme' ? 'outline' : 'nowhere' };
}

/** It stood on a point or theme that was removed: there it can neither be sent nor opened. */
export function isPlaceRemoved(place: FormPlace): boolean {
  if (place.kind === 'point') return place.point.state.kind === 'removed';
  return place.kind === 'theme' && place.theme.state.kind === 'removed';
}

/** “Your flag on point 4”, whatever number that has by now. */
export function formName(title: string, place: FormPlace, rows: RowReader): string {
  switch (place.kind) {
    case 'point':
      return `${title} ${place.how} ${nameOfPoint(rows, place.point.id)}`;
    case 'theme':
      return `${title} ${place.how} “${place.theme.title}”${isPlaceRemoved(place) ? ' (removed)' : ''}`;
    case 'outline':
    case 'red-lines':
    case 'history':
    case 'nowhere':
      return title;
    default:
      return unreachable(place);
  }
}
