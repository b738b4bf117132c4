// One point of a comparison: its words in line or side by side, with who added and removed what; beside them what became of its threads, flags and stances.
import type { ReactNode } from 'react';
import type { ComparedPoint as Compared, Piece, Thing } from '../../shared/api/record.ts';
import type { PointId, ThreadId } from '../../shared/ids.ts';
import { ThreadId as ThreadIdSchema } from '../../shared/ids.ts';
import type { By } from '../../shared/rows/schema.ts';
import { useDraft } from '../session/use-session.tsx';
import { PartyBadge } from '../ui/party-badge.tsx';

export type Layout = 'inline' | 'beside';

type Props = {
  compared: Compared;
  layout: Layout;
  onPoint: (point: PointId) => void;
  onThread: (thread: ThreadId) => void;
};

export function ComparedPoint({ compared, layout, onPoint, onThread }: Props): ReactNode {
  const { point, before, after, isMoved, pieces, things } = compared;
  const place = after ?? before;
  const isChanged = pieces.some(({ kind }) => kind !== 'same');
  return (
    <article className="compared" aria-label={`Point ${place?.number ?? ''}`}>
      <header>
        <h2>
          <button type="button" className="comparison-moment" disabled={after === null} onClick={() => onPoint(point)}>
            {place?.number} {place?.title}
          </button>
        </h2>
        <span className="quiet">{becameWords(compared)}</span>
      </header>
      <div className="compared-words" data-layout={layout}>
        {isChanged || isMoved || before === null || after === null ? (
          <Words pieces={pieces} layout={layout} />
        ) : (
          <p className="quiet">Its words are the same.</p>
        )}
      </div>
      {things.length > 0 && (
        <ul className="compared-things">
          {things.map(thing => (
            <li key={`${thing.kind} ${thing.id}`}>
              <Who by={thing.by} /> {thingWords(thing)}{' '}
              {thing.kind === 'thread' && (
                <button type="button" className="button-quiet" onClick={() => onThread(ThreadIdSchema.parse(thing.id))}>
                  Open<span className="visually-hidden"> this thread</span>
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
    </article>
  );
}

function becameWords({ before, after, isMoved }: Compared): string {
  if (before === null) return 'Added';
  if (after === null) return 'Removed';
  const parts = [
    ...(isMoved ? [`Moved, it was point ${before.number}`] : []),
    ...(before.title === after.title ? [] : [`Called “${before.title}” before`]),
  ];
  return parts.join('. ');
}

function Words({ pieces, layout }: { pieces: readonly Piece[]; layout: Layout }): ReactNode {
  if (layout === 'inline')
    return (
      <p className="compared-text">
        <Pieces pieces={pieces} />
      </p>
    );
  return (
    <>
      <div>
        <h3 className="visually-hidden">Before</h3>
        <p className="compared-text">
          <Pieces pieces={pieces.filter(({ kind }) => kind !== 'added')} />
        </p>
      </div>
      <div>
        <h3 className="visually-hidden">After</h3>
        <p className="compared-text">
          <Pieces pieces={pieces.filter(({ kind }) => kind !== 'removed')} />
        </p>
      </div>
    </>
  );
}

function Pieces({ pieces }: { pieces: readonly Piece[] }): ReactNode {
  let at = 0;
  return pieces.map(({ kind, text, by }) => {
    const key = `${kind} ${at++}`;
    if (kind === 'same') return <span key={key}>{text}</span>;
    const mark = by && text.trim() !== '' && <Who by={by} />;
    return kind === 'added' ? (
      <span key={key}>
        <ins>{text}</ins>
        {mark}
      </span>
    ) : (
      <span key={key}>
        <del>{text}</del>
        {mark}
      </span>
    );
  });
}

function Who({ by }: { by: By }): ReactNode {
  const { rows } = useDraft();
  const party = by.party === null ? undefined : rows.get('parties', by.party);
  return (
    <span className="compared-who" title={by.name}>
      {party ? <PartyBadge code={party.code} colour={party.colour} shape={party.shape} /> : by.name}
    </span>
  );
}

const changeWords: { readonly [K in Thing['kind']]: { readonly [C in Thing['change']]: string } } = {
  thread: {
    appeared: 'opened a thread',
    changed: 'went on in a thread',
    closed: 'closed a thread',
    reopened: 'reopened a thread',
  },
  flag: {
    appeared: 'raised a flag',
    changed: 'changed or answered a flag',
    closed: 'closed a flag',
    reopened: 'reopened a flag',
  },
  stance: {
    appeared: 'took a stance',
    changed: 'changed the stance',
    closed: 'gave up a stance',
    reopened: 'took up a stance again',
  },
};

const thingWords = ({ kind, change, words }: Thing): string =>
  words === '' ? changeWords[kind][change] : `${changeWords[kind][change]}: ${words}`;
