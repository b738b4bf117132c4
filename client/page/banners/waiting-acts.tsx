// What this member has done that the server has not answered, in words, each of which can be taken back. Words of
// points are not here: they are taken back by undoing them.
import type { ReactNode } from 'react';
import type { Act } from '../../../shared/acts/act.ts';
import type { RowReader } from '../../../shared/rows/row-store.ts';
import { pointOf, saidIn } from '../../local/act-words.ts';
import { useDraft, useSession, useUnanswered } from '../../session/use-session.tsx';
import { nameOfPoint } from '../../ui/point-name.ts';

export function WaitingActs(): ReactNode {
  const session = useSession();
  const acts = useUnanswered();
  const { rows } = useDraft();
  if (acts.length === 0) return null;
  return (
    <details className="waiting-acts">
      <summary>{acts.length === 1 ? 'Show what waits' : `Show the ${acts.length} that wait`}</summary>
      <ul>
        {acts.map(act => (
          <li key={act.id}>
            {actWords(act, rows)}{' '}
            <button type="button" className="button-quiet" onClick={() => session.live?.takeBack(act.id)}>
              Take back<span className="visually-hidden">: {actWords(act, null)}</span>
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}

const subjects: { readonly [subject: string]: string } = {
  draft: 'A change to the draft',
  party: 'A change to the parties',
  member: 'A change to the members',
  theme: 'A change to the themes',
  point: 'A change to a point',
  outline: 'A document',
  thread: 'A comment',
  comment: 'A change to a comment',
  'red-line': 'A red line',
  flag: 'A flag',
  stance: 'A stance',
  version: 'The name of a version',
  circulation: 'The end of a link',
};

const shownChars = 60;

/** Without rows, not what it is about. */
function actWords(act: Act, rows: RowReader | null): string {
  const [subject = ''] = act.kind.split('.');
  const point = pointOf(act, rows);
  const said = saidIn(act);
  const quote =
    said === '' ? '' : `: “${said.length > shownChars ? `${said.slice(0, shownChars).toWellFormed()}…` : said}”`;
  return `${subjects[subject] ?? 'A change'}${point && rows ? ` on ${nameOfPoint(rows, point)}` : ''}${quote}`;
}
