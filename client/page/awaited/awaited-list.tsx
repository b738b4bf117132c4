// What waits for one delegation, thing by thing, each with what can be done about it: claims on its red lines, its
// stances that the text has left behind, resolutions proposed for its threads.
import type { ReactNode } from 'react';
import { useRef, useState } from 'react';
import { unreachable } from '../../../shared/assert.ts';
import type { PartyId, PointId, ThreadId } from '../../../shared/ids.ts';
import type { Awaited } from '../../../shared/rows/positions.ts';
import type { ThreadRow } from '../../../shared/rows/schema.ts';
import { threadsOf } from '../../../shared/rows/threads.ts';
import { FlagCard } from '../../flags/flag-card.tsx';
import { useDraft, useMay, useSession } from '../../session/use-session.tsx';
import { StanceDetail } from '../../stances/stance-detail.tsx';
import { StanceDialog } from '../../stances/stance-dialog.tsx';
import { StateNote } from '../../threads/cards/thread-notes.tsx';
import { ThreadVerbs } from '../../threads/cards/thread-verbs.tsx';
import { nameOfPoint } from '../../ui/point-name.ts';
import { useHeldWhilePressed } from '../../ui/presses/held-while-pressed.ts';
import './awaited-list.css';

type Means = {
  readonly party: PartyId;
  readonly onPoint: (point: PointId) => void;
  readonly onThread: (thread: ThreadId) => void;
};

export function AwaitedList({ things: newest, ...means }: Means & { readonly things: readonly Awaited[] }): ReactNode {
  const list = useRef<HTMLUListElement>(null);
  const things = useHeldWhilePressed(list, newest);
  const { rows } = useDraft();
  const code = rows.get('parties', means.party)?.code ?? '';
  // Outside of the list: a stance that another has taken meanwhile awaits nobody, and its open form stays.
  const [taking, setTaking] = useState<PointId | null>(null);
  return (
    <>
      {things.length === 0 && <p className="quiet">Nothing awaits {code}.</p>}
      {things.length > 0 && (
        <ul ref={list} className="awaited-list" aria-label={`What awaits ${code}`}>
          {things.map(thing => (
            <li key={keyOf(thing)} data-awaited={thing.kind}>
              <h2>
                {titleOf(thing)}{' '}
                <button type="button" className="link-button" onClick={() => means.onPoint(thing.point)}>
                  {nameOfPoint(rows, thing.point)}, “{rows.get('points', thing.point)?.title}”
                </button>
              </h2>
              <Thing thing={thing} {...means} onTake={() => setTaking(thing.point)} />
            </li>
          ))}
        </ul>
      )}
      {taking !== null && <StanceDialog point={taking} party={means.party} onClose={() => setTaking(null)} />}
    </>
  );
}

type ThingProps = Means & { readonly thing: Awaited; readonly onTake: () => void };

function Thing({ thing, party, onThread, onTake }: ThingProps): ReactNode {
  const { rows } = useDraft();
  switch (thing.kind) {
    case 'flag':
      return (
        <>
          <p>Against “{rows.get('redLines', thing.flag.redLine)?.statement}”</p>
          <FlagCard flag={thing.flag} onThread={onThread} />
        </>
      );
    case 'stance':
      return <StaleStance point={thing.point} party={party} onTake={onTake} />;
    case 'resolution': {
      const row = rows.get('threads', thing.thread);
      return row ? <Proposal row={row} onThread={onThread} /> : null;
    }
    default:
      return unreachable(thing);
  }
}

type StaleProps = { readonly point: PointId; readonly party: PartyId; readonly onTake: () => void };

function StaleStance({ point, party, onTake }: StaleProps): ReactNode {
  const mayTake = useMay({ kind: 'stance.take' });
  return (
    <>
      <StanceDetail point={point} party={party} />
      {mayTake && (
        <button type="button" className="button" onClick={onTake}>
          Take a stance
        </button>
      )}
    </>
  );
}

function Proposal({ row, onThread }: { row: ThreadRow; onThread: (thread: ThreadId) => void }): ReactNode {
  const session = useSession();
  const { rows } = useDraft();
  const parties = new Map(rows.all('parties').map(party => [party.id, party]));
  const first = threadsOf(rows).find(each => each.row.id === row.id)?.comments[0];
  return (
    <>
      <button type="button" className="link-button" onClick={() => onThread(row.id)}>
        {first?.body.kind === 'said' ? first.body.text : 'A thread whose first comment was removed'}
      </button>
      <StateNote row={row} parties={parties} now={() => session.serverNow()} saysWhoAnswers={false} />
      <ThreadVerbs row={row} />
    </>
  );
}

const keyOf = (thing: Awaited): string => {
  switch (thing.kind) {
    case 'flag':
      return thing.flag.id;
    case 'stance':
      return thing.stance.id;
    case 'resolution':
      return thing.thread;
    default:
      return unreachable(thing);
  }
};

const titleOf = ({ kind }: Awaited): string => {
  switch (kind) {
    case 'flag':
      return 'A claim to answer on';
    case 'stance':
      return 'The text has changed since your stance on';
    case 'resolution':
      return 'A resolution proposed for your thread on';
    default:
      return unreachable(kind);
  }
};
