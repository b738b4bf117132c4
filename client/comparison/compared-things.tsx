// What was done between two moments to threads, flags, stances and red lines: what each is about, how it stands, and
// who did what to it.
import type { ReactNode } from 'react';
import type { Done, Thing } from '../../shared/api/record.ts';
import type { ThreadId } from '../../shared/ids.ts';
import { ThreadId as ThreadIdSchema } from '../../shared/ids.ts';
import { commaAfter } from '../ui/comma-after.ts';
import { Who } from './who.tsx';

type Props = { things: readonly Thing[]; onThread: (thread: ThreadId) => void };

export function ComparedThings({ things, onThread }: Props): ReactNode {
  if (things.length === 0) return null;
  return (
    <ul className="compared-things">
      {things.map(thing => (
        <li key={`${thing.kind} ${thing.id}`}>
          <strong>{names[thing.kind]}</strong>
          {thing.words !== '' && ` ${thing.words}`}
          <StateWords thing={thing} />:{' '}
          {thing.done.map((done, i) => (
            <span key={`${done.kind} ${done.by.member}`}>
              {i > 0 && ', '}
              <Who by={done.by} /> {doneWords(done)}
            </span>
          ))}
          {thing.kind === 'thread' && (
            <button type="button" className="button-quiet" onClick={() => onThread(ThreadIdSchema.parse(thing.id))}>
              Open<span className="visually-hidden"> this thread</span>
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}

const names: { readonly [K in Thing['kind']]: string } = {
  thread: 'Thread',
  flag: 'Flag',
  stance: 'Stance',
  'red-line': 'Red line',
};

/** A stance says in its words how it stands. */
function StateWords({ thing: { kind, state, outcome, words: said } }: { thing: Thing }): ReactNode {
  const words = kind === 'stance' ? '' : `${commaAfter(said)} ${state === 'proposed' ? 'resolution proposed' : state}`;
  return outcome === null ? words : `${words} (“${outcome}”)`;
}

const verbs: Readonly<Record<string, string>> = {
  'thread.open': 'opened it',
  'thread.reply': 'replied',
  'thread.propose': 'proposed to resolve it',
  'thread.resolve': 'resolved it',
  'thread.keep-open': 'kept it open',
  'thread.reopen': 'reopened it',
  'thread.attach': 'attached it to other words',
  'comment.edit': 'changed a comment',
  'comment.remove': 'removed a comment',
  'flag.raise': 'raised it',
  'flag.amend': 'amended it',
  'flag.affirm': 'affirmed it',
  'flag.dispute': 'disputed it',
  'flag.settle': 'settled it',
  'flag.withdraw': 'withdrew it',
  'flag.reopen': 'reopened it',
  'flag.attach': 'attached it to other words',
  'flag.discuss': 'began to discuss it',
  'stance.take': 'took this stance',
  'stance.undo': 'undid another one',
  'red-line.add': 'added it',
  'red-line.amend': 'amended it',
  'red-line.change': 'changed how it is held',
};

function doneWords({ kind, times }: Done): string {
  const verb = verbs[kind] ?? kind;
  return times === 1 ? verb : times === 2 ? `${verb}, twice` : `${verb}, ${times} times`;
}
