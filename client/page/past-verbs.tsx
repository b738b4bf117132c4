// Beside a moment of the past: which change one stands at, in words, and what may be done with it besides looking.
import type { ReactNode } from 'react';
import { useState } from 'react';
import { mayAct } from '../../shared/acts/permissions.ts';
import type { Moment } from '../../shared/api/record.ts';
import { momentOf } from '../../shared/api/record.ts';
import { numbersOf, outlineOf } from '../../shared/rows/outline.ts';
import { lineWords } from '../history/history-words.ts';
import { MomentSelect, useMomentChoices } from '../history/moment-choices.tsx';
import { RestoreDialog } from '../past/restore-dialog.tsx';
import type { PastSession } from '../session/past-session.ts';
import type { Session } from '../session/session.ts';
import { useDraft } from '../session/use-session.tsx';
import { momentWords } from '../ui/relative-time.tsx';
import { useCompared } from './address.ts';

/** Drawn within the past, whose points have their numbers of then. */
export function NewestChange({ moment: { newest, at } }: { moment: Moment }): ReactNode {
  const { rows } = useDraft();
  if (!newest) return null;
  return <span className="past-newest">Newest change: {lineWords(newest, rows, numbersOf(outlineOf(rows)), at)}</span>;
}

type VerbsProps = { live: Session; past: PastSession; name: string; began: string };

/** Drawn within the past; acts in the present. */
export function PastVerbs({ live, past, name, began }: VerbsProps): ReactNode {
  const [isRestoring, setIsRestoring] = useState(false);
  useDraft();
  const mayRestore = mayAct({ kind: 'words.restore' }, live.me, live.snapshot().rows).kind === 'yes';
  const [, compare] = useCompared();
  const choices = useMomentChoices(live.snapshot().rows);
  const [other, setOther] = useState('now');
  const start = { name: began, label: `Where you began to look back, ${labelOf(live, began)}` };
  return (
    <>
      {mayRestore && (
        <button type="button" className="button" onClick={() => setIsRestoring(true)}>
          Bring back
        </button>
      )}
      <form
        className="past-compare"
        onSubmit={event => {
          event.preventDefault();
          compare({ from: name, to: other });
        }}
      >
        <MomentSelect
          label="Compare with"
          value={other}
          choices={choices}
          more={began === name || began === 'now' ? null : start}
          onChange={setOther}
        />
        <button type="submit" className="button" disabled={other === name}>
          Compare
        </button>
      </form>
      {isRestoring && (
        <RestoreDialog
          live={live}
          past={past}
          moment={name}
          name={versionNamed(live, name) ?? momentWords(past.moment.at)}
          onClose={() => setIsRestoring(false)}
        />
      )}
    </>
  );
}

function labelOf(live: Session, name: string): string {
  const address = momentOf(name);
  return versionNamed(live, name) ?? (address.kind === 'time' ? momentWords(address.at) : name);
}

export function versionNamed(live: Session, name: string): string | null {
  const address = momentOf(name);
  return address.kind === 'version' ? (live.snapshot().rows.get('versions', address.version)?.name ?? null) : null;
}
