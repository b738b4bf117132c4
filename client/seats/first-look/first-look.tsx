// The first minute: what this is, for whom, and what to try, and one picture of a point with its marks, drawn with the
// marks themselves. Leads nowhere: the seats stand below it.
import type { ReactNode } from 'react';
import { FlagMark } from '../../ui/marks/flag-mark.tsx';
import { PartyBadge } from '../../ui/marks/party-badge.tsx';
import { StanceMark } from '../../ui/marks/stance-mark.tsx';
import './first-look.css';

export function FirstLook(): ReactNode {
  return (
    <>
      <ul className="first-lines">
        <li>
          <strong>What it is.</strong> One numbered draft that several delegations write and settle together, at the
          same time, in their browsers.
        </li>
        <li>
          <strong>For whom.</strong> Negotiators who do not take one another’s word for it, and their chair and
          drafters: everyone sees each step, and the record proves who did what, and when.
        </li>
        <li>
          <strong>What to try.</strong> Take two seats of different delegations. Type in the same point from both,
          comment on some words, take a stance, then open History.
        </li>
      </ul>
      <figure className="first-look">
        <Picture />
        <figcaption>
          <ol>
            <li>Everyone edits the words; a caret with a name shows who is where.</li>
            <li>A comment stays at its words, whatever is written around them.</li>
            <li>Each delegation says where it stands on these words: here UKR accepts, RUS needs a change.</li>
            <li>A flag says that words risk, or cross, a delegation’s red line.</li>
            <li>Each button says who will read what you write.</li>
          </ol>
        </figcaption>
      </figure>
    </>
  );
}

const ukr = { code: 'UKR', colour: 2, shape: 'circle' } as const;
const rus = { code: 'RUS', colour: 3, shape: 'triangle' } as const;

/** The caption says all of it in words. */
function Picture(): ReactNode {
  return (
    <div className="first-picture" aria-hidden="true">
      <p className="first-title">
        <span>3</span> Ceasefire
      </p>
      <p className="first-words">
        The parties cease all fire within <span className="first-comment">seven days</span> of signature
        <Note number={2} />, on land, at sea and in the air
        <span className="first-caret">
          <span>RUS</span>
        </span>
        <Note number={1} />.
      </p>
      <p className="first-stances">
        <PartyBadge {...ukr} /> <StanceMark stance="accept" /> <PartyBadge {...rus} /> <StanceMark stance="change" />
        <Note number={3} />
      </p>
      <p className="first-flag">
        <FlagMark severity="risks" /> risks a red line of <PartyBadge {...ukr} />
        <Note number={4} />
      </p>
      <div className="first-card">
        <p>
          <PartyBadge {...rus} /> Delegate
        </p>
        <p>Why not seventy-two hours?</p>
        <p>
          <span className="first-button">Post to everyone</span>
          <Note number={5} />
        </p>
      </div>
    </div>
  );
}

const Note = ({ number }: { number: number }): ReactNode => <sup className="first-note">{number}</sup>;
