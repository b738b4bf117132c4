// What each mark on screen and paper means: stances and what they add up to, parties, flags, words, and what is new or
// on its way. One list, drawn with the marks themselves, so that it cannot say other than they show.
import type { ReactNode } from 'react';
import type { PartyRow } from '../../../shared/rows/schema.ts';
import { StanceKind } from '../../../shared/rows/schema.ts';
import { FlagMark } from '../marks/flag-mark.tsx';
import { PartyBadge } from '../marks/party-badge.tsx';
import { pointStatuses } from '../marks/point-status.ts';
import { StanceMark, stanceWords } from '../marks/stance-mark.tsx';
import { UnreadMark } from '../marks/unread-mark.tsx';
import { WaitingMark } from '../marks/waiting-mark.tsx';
import './legend.css';

export type LegendProps = {
  readonly parties: readonly PartyRow[];
  /** Who reads a circulated version sees no stances and no authors, and nothing is unread there. */
  readonly isReader: boolean;
};

export function Legend({ parties, isReader }: LegendProps): ReactNode {
  return (
    <div className="legend">
      <h2>Legend</h2>
      {!isReader && <Stances />}
      {!isReader && <Statuses />}
      <Part title="Parties" what="a filled shape with a code, always the same" isWide>
        {parties.map(({ id, code, colour, shape, name }) => (
          <Mark key={id} mark={<PartyBadge code={code} colour={colour} shape={shape} />} words={name} />
        ))}
      </Part>
      <Part title="Flags" what="against a party’s red line" isWide>
        <Mark mark={<FlagMark severity="risks" />} words="risks it: outlined" />
        <Mark mark={<FlagMark severity="crosses" />} words="crosses it: filled" />
        <Mark mark={<Words mark="risks" />} words="words that risk it" />
        <Mark mark={<Words mark="crosses" />} words="words that cross it" />
      </Part>
      <Part title="Words and cards" what="what else stands beside the text" isWide>
        <Mark mark={<Words mark="commented" />} words="commented on, open" />
        <Mark mark={<Words mark="proposed" />} words="a resolution is proposed" />
        {!isReader && (
          <>
            <Mark
              mark={<Words mark="author" />}
              words="whose words these are, in their party’s colour, where you ask for it"
              isLong
            />
            <Mark mark={<UnreadMark />} words="changed since you last read it" isLong isOnScreen />
          </>
        )}
        <Mark mark={<WaitingMark />} words="not on the server yet" isLong />
      </Part>
    </div>
  );
}

function Stances(): ReactNode {
  return (
    <Part title="Stances" what="what a party says to the words of a point">
      {StanceKind.options.map(stance => (
        <Mark key={stance} mark={<StanceMark stance={stance} />} words={stanceWords(stance)} />
      ))}
      <Mark mark={<StanceMark stance="none" />} words={stanceWords('none')} />
      <Mark mark={<StanceMark stance="accept" isStale />} words="dotted ring: the text has changed since" isLong />
    </Part>
  );
}

function Statuses(): ReactNode {
  return (
    <Part title="Status of a point" what="what the stances on it add up to">
      {Object.values(pointStatuses).map(({ name, meaning }) => (
        <li key={name} data-long>
          <span>
            <strong>{name}</strong>: {meaning}
          </span>
        </li>
      ))}
    </Part>
  );
}

/** `isWide`: marks of the width of a word. */
type PartProps = { title: string; what: string; isWide?: boolean; children: ReactNode };

function Part({ title, what, isWide, children }: PartProps): ReactNode {
  return (
    <section className="legend-part" data-wide={isWide}>
      <h3>
        {title} <span className="quiet">{what}</span>
      </h3>
      <ul className="legend-marks">{children}</ul>
    </section>
  );
}

/** `isLong`: a line of its own. `isOnScreen`: never on paper. */
type MarkProps = { mark: ReactNode; words: string; isLong?: boolean; isOnScreen?: boolean };

const Mark = ({ mark, words, isLong, isOnScreen }: MarkProps): ReactNode => (
  <li data-long={isLong} data-on-screen={isOnScreen}>
    <span className="legend-mark" aria-hidden="true">
      {mark}
    </span>{' '}
    {words}
  </li>
);

const Words = ({ mark }: { mark: 'risks' | 'crosses' | 'commented' | 'proposed' | 'author' }): ReactNode => (
  <span className="legend-words" data-mark={mark}>
    words
  </span>
);
