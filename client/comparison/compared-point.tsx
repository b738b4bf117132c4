// One point of a comparison: its words in line or side by side, with who added and removed what; what became of its
// place; beside it what was done to its threads, flags and stances.
import type { ReactNode } from 'react';
import { Fragment } from 'react';
import type { ComparedPoint as Compared, Piece, PlaceChange } from '../../shared/api/record.ts';
import { unreachable } from '../../shared/assert.ts';
import type { PointId, ThreadId } from '../../shared/ids.ts';
import { useDraft } from '../session/use-session.tsx';
import { ComparedThings } from './compared-things.tsx';
import type { LineMarks, MarkedLine } from './marked-lines.ts';
import { markedLines } from './marked-lines.ts';
import { Who } from './who.tsx';

export type Layout = 'inline' | 'beside';

type Props = {
  compared: Compared;
  layout: Layout;
  onPoint: (point: PointId) => void;
  onThread: (thread: ThreadId) => void;
};

export function ComparedPoint({ compared, layout, onPoint, onThread }: Props): ReactNode {
  const { point, before, after, changes, pieces, marks, things, leftBehind } = compared;
  const { rows } = useDraft();
  const place = after ?? before;
  const isShown = changes.length > 0 || pieces.some(({ kind }) => kind !== 'same');
  return (
    <article id={`compared-${point}`} className="compared" aria-label={`Point ${place?.number ?? ''}`}>
      <header>
        <h2>
          <button type="button" className="comparison-moment" disabled={after === null} onClick={() => onPoint(point)}>
            {place?.number} {place?.title}
          </button>
        </h2>
        <Changes changes={changes} before={before} />
      </header>
      <div className="compared-words" data-layout={layout}>
        {isShown ? (
          <Words pieces={pieces} marks={marks} layout={layout} />
        ) : (
          <p className="quiet">Its words are the same.</p>
        )}
      </div>
      {leftBehind.length > 0 && (
        <p className="compared-left">
          {leftBehind.length === 1 ? 'This stance was' : 'These stances were'} to the earlier words:{' '}
          {leftBehind.map(id => rows.get('parties', id)?.code ?? id).join(', ')}
        </p>
      )}
      <ComparedThings things={things} onThread={onThread} />
    </article>
  );
}

/** "Moved by UST, it was point 4. Called “Territory” before, by UST." */
export function Changes({
  changes,
  before,
}: {
  changes: readonly PlaceChange[];
  before: Compared['before'];
}): ReactNode {
  return changes.map(({ change, by }) => (
    <span key={change} className="quiet">
      {changeWords(change, before)}
      {by && (
        <>
          {' '}
          by <Who by={by} />
        </>
      )}
    </span>
  ));
}

function changeWords(change: PlaceChange['change'], before: Compared['before']): string {
  switch (change) {
    case 'added':
      return 'Added';
    case 'removed':
      return 'Removed';
    case 'moved':
      return `Moved from place ${before?.number ?? ''}`;
    case 'renamed':
      return `Renamed from “${before?.title ?? ''}”`;
    case 'locked':
      return 'Locked';
    case 'unlocked':
      return 'Unlocked';
    default:
      return unreachable(change);
  }
}

type WordsProps = { pieces: readonly Piece[]; marks: LineMarks };

function Words({ pieces, marks, layout }: WordsProps & { layout: Layout }): ReactNode {
  if (layout === 'inline')
    return (
      <p className="compared-text">
        <Pieces pieces={pieces} marks={marks} stayed="after" />
      </p>
    );
  return (
    <>
      <div>
        <h3 className="visually-hidden">Before</h3>
        <p className="compared-text">
          <Pieces pieces={pieces.filter(({ kind }) => kind !== 'added')} marks={marks} stayed="before" />
        </p>
      </div>
      <div>
        <h3 className="visually-hidden">After</h3>
        <p className="compared-text">
          <Pieces pieces={pieces.filter(({ kind }) => kind !== 'removed')} marks={marks} stayed="after" />
        </p>
      </div>
    </>
  );
}

function Pieces({ pieces, marks, stayed }: WordsProps & { stayed: keyof LineMarks }): ReactNode {
  const linesOf = markedLines(pieces, marks, stayed);
  return pieces.map(({ kind, text, by }, index) => {
    const key = `${kind} ${index}`;
    const lines = <Lines lines={linesOf[index] ?? []} />;
    if (kind === 'same') return <span key={key}>{lines}</span>;
    const who = by && text.trim() !== '' && <Who by={by} />;
    return (
      <span key={key}>
        {kind === 'added' ? <ins>{lines}</ins> : <del>{lines}</del>}
        {who}
      </span>
    );
  });
}

function Lines({ lines }: { lines: readonly MarkedLine[] }): ReactNode {
  return lines.map(({ mark, text }, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
    <Fragment key={index}>
      {mark !== '' && <span className="compared-mark">{mark} </span>}
      {text}
    </Fragment>
  ));
}
