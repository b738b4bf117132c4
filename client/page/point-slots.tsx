// What the features owe a point of the text: comments counted in its head, verbs at its edge, stances and flags under
// its words.
import type { ReactNode } from 'react';
import { useMemo } from 'react';
import type { PointId, ThreadId } from '../../shared/ids.ts';
import { flagsOn } from '../../shared/rows/flags.ts';
import { numbersOf, outlineOf } from '../../shared/rows/outline.ts';
import { makeAnchor } from '../../shared/text/anchors/anchors.ts';
import { bodyOf } from '../../shared/text/point-text.ts';
import { PointUnread } from '../catch-up/point-unread.tsx';
import { PointFlags } from '../flags/point-flags.tsx';
import type { FlagTarget } from '../flags/raise-flag.tsx';
import type { PointSlots } from '../points/draft-text.tsx';
import type { Session } from '../session/session.ts';
import { useMay, useRow, useSession } from '../session/use-session.tsx';
import { PointStances } from '../stances/point-stances.tsx';
import { PointThreads } from '../threads/point-threads.tsx';
import { useDiscussion } from '../threads/use-discussion.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import type { Stretch, TextSurface } from '../ui/text-surface.ts';
import { ThingHistory } from '../ui/thing-history.tsx';
import { WhenNear } from '../ui/when-near.tsx';
import { useCompared } from './address.ts';
import { pointLink } from './links/linked-point.ts';

/**
 * Words that somebody is about to flag, with the number their point has now. Afterwards the caret stands behind them.
 */
export function targetOf(session: Session, surface: TextSurface, stretch: Stretch): FlagTarget {
  const { point, from, to, quote } = stretch;
  return {
    point,
    words: { anchor: makeAnchor(bodyOf(session.text, point), from, to), quote },
    number: numbersOf(outlineOf(session.snapshot().rows)).get(point) ?? 0,
    goBack: surface.rememberPlace(stretch),
  };
}

/** `isReader`: of a circulated version. Stances are the delegations' own affair, and so is the history. */
export function usePointSlots(
  onThread: (thread: ThreadId) => void,
  onFlag: (target: FlagTarget) => void,
  isReader: boolean,
): PointSlots {
  const [, compare] = useCompared();
  return useMemo(
    () => ({
      head: point => (
        <>
          <PointUnread point={point} onCompare={(from, at) => compare({ from, to: 'now', at })} />
          <PointThreads point={point} />
        </>
      ),
      edge: (point, number) => <PointEdge point={point} number={number} onFlag={onFlag} />,
      foot: (point, number) => <PointFoot point={point} number={number} onThread={onThread} hasStances={!isReader} />,
      tail: (point, number) =>
        isReader ? null : (
          <div className="point-history">
            <ThingHistory thing={{ kind: 'point', id: point }} label={`History of point ${number}`} />
            <span className="point-link">
              <CopyButton
                className="link-button small"
                label="Copy link"
                named={`Copy link to point ${number}`}
                text={pointLink(location, point)}
              />
            </span>
          </div>
        ),
    }),
    [onThread, onFlag, isReader, compare],
  );
}

type FootProps = {
  point: PointId;
  number: number;
  onThread: (thread: ThreadId) => void;
  hasStances: boolean;
};

function PointFoot({ point, number, onThread, hasStances }: FootProps): ReactNode {
  const flags = useRow(({ rows }) => flagsOn(rows, point).filter(({ state }) => state.kind === 'open').length);
  return (
    <WhenNear height={lineHeight * ((hasStances ? 1 : 0) + flags)}>
      {() => (
        <div className="point-foot">
          {hasStances && <PointStances point={point} number={number} />}
          <PointFlags point={point} onThread={onThread} />
        </div>
      )}
    </WhenNear>
  );
}

/** Of one line of stances, or of one flag, in pixels (stances.css, flags.css). */
const lineHeight = 26;

type EdgeProps = { point: PointId; number: number; onFlag: (target: FlagTarget) => void };

/** Named by attributes: a hidden box in each of 300 points costs a millisecond at each letter. */
function PointEdge({ point, number, onFlag }: EdgeProps): ReactNode {
  const discussion = useDiscussion();
  const session = useSession();
  const mayComment = useMay({ kind: 'thread.open' });
  const hasLines = useRow(({ rows }) => session.me.role !== 'reader' || rows.all('redLines').length > 0);
  const mayFlag = useMay({ kind: 'flag.raise' }) && hasLines;
  return (
    <span className="point-edge">
      {mayComment && (
        <button
          type="button"
          className="button-quiet"
          title={`Comment on the whole of point ${number}`}
          aria-label={`Comment on the whole of point ${number}`}
          onClick={() => discussion.composeOnPoint(point)}
        >
          +
        </button>
      )}
      {mayFlag && (
        <button
          type="button"
          className="button-quiet"
          title={`Flag the whole of point ${number}`}
          aria-label={`Flag the whole of point ${number}`}
          onClick={() => onFlag({ point, number, words: null, goBack: null })}
        >
          Flag
        </button>
      )}
    </span>
  );
}
