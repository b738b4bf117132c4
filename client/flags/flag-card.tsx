// One flag in full: the words it hangs on, who said what about it and when, and what this seat may do with it now.
import type { ReactNode } from 'react';
import { useRef, useState } from 'react';
import type { Asked } from '../../shared/acts/permissions.ts';
import { mayAct } from '../../shared/acts/permissions.ts';
import type { PointId, ThreadId } from '../../shared/ids.ts';
import { numbersOf, outlineOf } from '../../shared/rows/outline.ts';
import type { By, FlagRow } from '../../shared/rows/schema.ts';
import type { Anchor } from '../../shared/text/anchors/anchor-schema.ts';
import { anchorNeeds, makeAnchor, resolveAnchor } from '../../shared/text/anchors/anchors.ts';
import { bodyOf, flatText } from '../../shared/text/point-text.ts';
import type { SaidDone } from '../forms/use-form.ts';
import { useGoOn, useVerb } from '../forms/use-form.ts';
import type { ActDraft } from '../session/session.ts';
import { useDraft, useRow, useSession, useWording } from '../session/use-session.tsx';
import { AttachVerb } from '../ui/attach-verb.tsx';
import { audienceOf } from '../ui/audience.ts';
import { commaAfter } from '../ui/comma-after.ts';
import { useHeldWhilePressed } from '../ui/presses/held-while-pressed.ts';
import { clockWords, RelativeTime } from '../ui/relative-time.tsx';
import type { Stretch } from '../ui/text-surface.ts';
import { ThingHistory } from '../ui/thing-history.tsx';
import type { Verb } from '../ui/verb-menu.tsx';
import type { Asking } from './flag-asking.ts';
import { askingOf } from './flag-asking.ts';
import { FlagForm } from './flag-form.tsx';
import { nameOf } from './flag-words.ts';

export function FlagCard({ flag, onThread }: { flag: FlagRow; onThread: (thread: ThreadId) => void }): ReactNode {
  const session = useSession();
  const { rows } = useDraft();
  const [asking, setAsking] = useState<Asking | null>(null);
  useGoOn(form => {
    const asked = askingOf(form, flag.id);
    if (asked) setAsking(asked);
  });
  const { send, may, verbs } = useFlagVerbs(flag, setAsking, onThread);
  const isOpen = flag.state.kind === 'open';
  const place = useRef<HTMLParagraphElement>(null);
  const shownVerbs = useHeldWhilePressed(place, verbs);
  const told = (who: By, what: string, at: number): ReactNode => (
    <li>
      {nameOf(who, rows)} {what}
      {commaAfter(what)} <RelativeTime at={at} now={() => session.serverNow()} />
    </li>
  );
  return (
    <div className="flag-card" tabIndex={-1}>
      {flag.anchor && (
        <FlaggedWords
          point={flag.point}
          anchor={flag.anchor}
          attach={
            isOpen && flag.on === undefined && may('flag.attach')
              ? words => {
                  const anchor = makeAnchor(bodyOf(session.text, flag.point), words.from, words.to);
                  const { id, point } = flag;
                  send('Attach to selected words', {
                    kind: 'flag.attach',
                    point,
                    flag: id,
                    anchor,
                    needs: anchorNeeds(anchor),
                  });
                }
              : null
          }
        />
      )}
      <ul className="flag-told">
        {told(flag.by, `raised it${flag.reason === null ? '' : `: ${flag.reason}`}`, flag.at)}
        {flag.answer.kind === 'affirmed' && told(flag.answer.by, 'affirmed it', flag.answer.at)}
        {flag.answer.kind === 'disputed' &&
          told(
            flag.answer.by,
            `disputed it${flag.answer.reason === null ? '' : `: ${flag.answer.reason}`}`,
            flag.answer.at,
          )}
        {flag.state.kind === 'settled' &&
          told(
            flag.state.by,
            `settled it${flag.state.outcome === null ? '' : `: ${flag.state.outcome}`}`,
            flag.state.at,
          )}
        {flag.state.kind === 'withdrawn' && told(flag.state.by, 'withdrew it', flag.state.at)}
      </ul>
      {asking === null ? (
        <p ref={place} className="flag-verbs">
          {shownVerbs.map(each => (
            <button key={each.label} type="button" className="button" onClick={each.run}>
              {each.label}
            </button>
          ))}
        </p>
      ) : (
        <FlagForm key={asking} flag={flag} asking={asking} onClose={() => setAsking(null)} />
      )}
      <ThingHistory thing={{ kind: 'row', id: flag.id }} label="History of this flag" />
      <p className="quiet small">
        Since {clockWords(flag.at)}. Seen by{' '}
        {session.me.role === 'reader' ? audienceOf(session.me) : 'everyone in this draft'}.
      </p>
    </div>
  );
}

/** What this member may do about a flag, as it stands. `send`, `may`: for what has no button among them. */
function useFlagVerbs(flag: FlagRow, onAsk: (what: Asking) => void, onThread: (thread: ThreadId) => void) {
  const session = useSession();
  const { rows } = useDraft();
  const verb = useVerb();
  const send = (label: string, act: ActDraft, said?: SaidDone): void => {
    void verb(`“${label}” at a flag`, act, said);
  };
  const withdraw = (): void =>
    send(
      'Withdraw',
      { kind: 'flag.withdraw', flag: flag.id },
      { words: 'Flag withdrawn', undo: () => ({ kind: 'flag.reopen', flag: flag.id }), undone: 'Flag reopened' },
    );
  const may = (kind: Asked['kind']): boolean =>
    mayAct({ kind, flag: flag.id } as Asked, session.me, rows).kind === 'yes'; // each of these kinds asks about a flag
  const isOpen = flag.state.kind === 'open';
  const ask = (label: string, what: Asking): Verb => ({ label, run: () => onAsk(what) });
  const { answer, thread } = flag;
  const verbs: readonly (Verb | false)[] = [
    isOpen &&
      answer.kind !== 'affirmed' &&
      may('flag.affirm') && { label: 'Affirm', run: () => send('Affirm', { kind: 'flag.affirm', flag: flag.id }) },
    isOpen && answer.kind !== 'disputed' && may('flag.dispute') && ask('Dispute', 'dispute'),
    isOpen && may('flag.settle') && ask('Settle', 'settle'),
    isOpen && may('flag.amend') && ask('Amend', 'amend'),
    isOpen && may('flag.withdraw') && { label: 'Withdraw', run: withdraw },
    !isOpen &&
      may('flag.reopen') && { label: 'Reopen', run: () => send('Reopen', { kind: 'flag.reopen', flag: flag.id }) },
    thread !== null && { label: 'Go to its thread', run: () => onThread(thread) },
    thread === null && may('flag.discuss') && ask('Discuss', 'discuss'),
  ];
  return { send, may, verbs: verbs.filter(isVerb) };
}

const isVerb = (verb: Verb | false): verb is Verb => verb !== false;

type FlaggedWordsProps = {
  readonly point: PointId;
  readonly anchor: Anchor;
  /** Null for whoever may not attach it to other words. */
  readonly attach: ((words: Stretch) => void) | null;
};

/** The words as they were flagged, whether they still stand, and others in their place. */
function FlaggedWords({ point, anchor, attach }: FlaggedWordsProps): ReactNode {
  const session = useSession();
  const number = useRow(({ rows }) => numbersOf(outlineOf(rows)).get(point));
  useWording(point);
  const root = bodyOf(session.text, point);
  const placed = resolveAnchor(root, flatText(root), anchor);
  return (
    <div>
      <blockquote>{anchor.quote}</blockquote>
      {placed.kind === 'changed' && <p className="flag-note">The text changed since it was flagged.</p>}
      {placed.kind === 'detached' && (
        <p className="flag-note">Detached: these words are no longer where they stood. Above is how they last read.</p>
      )}
      {placed.kind !== 'exact' && attach && number !== undefined && (
        <p className="flag-verbs">
          <AttachVerb point={point} number={number} className="button" attach={attach} />
        </p>
      )}
    </div>
  );
}
