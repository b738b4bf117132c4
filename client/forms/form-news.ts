// What others did, while a form stands open, to what it is about: told in the form, which stays with its words. Pure;
// the server decides what it takes.
import type { Asked } from '../../shared/acts/permissions.ts';
import { actKinds, mayAct } from '../../shared/acts/permissions.ts';
import type { RowReader } from '../../shared/rows/row-store.ts';
import type { By, FlagRow, RedLineRow } from '../../shared/rows/schema.ts';
import { removalWords } from '../ui/point-name.ts';
import { clockWords } from '../ui/relative-time.tsx';
import { formPlace } from './form-place.ts';

/** `isHeld`: as things stand it would be refused. */
export type FormNews = { readonly words: string; readonly isHeld: boolean };

/** Of a removed point no more than this is taken: answers to a flag that stood on it. */
const onRemoved = ['flag.dispute', 'flag.settle', 'flag.amend'];

export function formNews(form: string, rows: RowReader, me: By): FormNews | null {
  const [kind = '', of = ''] = form.split('/');
  const place = formPlace(form, rows);
  const removal = place.kind === 'point' && me.role !== 'reader' ? removalWords(place.point) : '';
  if (removal !== '') return { words: removal, isHeld: !onRemoved.includes(kind) };
  if (place.kind === 'theme' && place.theme.state.kind === 'removed')
    return { words: `${place.theme.state.by.name} removed this theme.`, isHeld: true };
  const flag = rows.get('flags', of);
  const closed = flag && onRemoved.includes(kind) ? closedWords(flag) : null;
  if (closed !== null) return { words: closed, isHeld: true };
  const may = mayI(kind, of, rows, me);
  if (may !== null) return { words: may, isHeld: true };
  const line = rows.get('redLines', of);
  const withdrawn = line && kind === 'red-line.amend' ? withdrawnWords(line) : null;
  return withdrawn === null ? null : { words: withdrawn, isHeld: false };
}

function closedWords({ state }: FlagRow): string | null {
  if (state.kind === 'open') return null;
  return `${state.by.name} ${state.kind} this flag at ${clockWords(state.at)}.`;
}

/** Null: it stands. */
export function withdrawnWords({ states }: RedLineRow): string | null {
  const last = states.at(-1);
  if (last?.state !== 'withdrawn') return null;
  return `${last.by.name} withdrew this red line at ${clockWords(last.at)}.`;
}

/** Forms are named after their acts. Null: they may, or it is no act. */
function mayI(kind: string, of: string, rows: RowReader, me: By): string | null {
  const known = actKinds.find(each => each === kind);
  if (!known) return null;
  const about = {
    flag: rows.get('flags', of)?.id,
    redLine: rows.get('redLines', of)?.id,
    party: rows.get('parties', of)?.id,
  };
  const answer = mayAct({ kind: known, ...about } as Asked, me, rows); // each rule reads of these what its act names
  return answer.kind === 'no' ? answer.reason : null;
}
