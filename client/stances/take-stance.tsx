// Taking a stance: to the words as they stood when this was opened, and to no others. If they change meanwhile, what
// changed is shown, and whoever takes it says first that they have seen it. What was taken meanwhile, by another of the
// delegation or in another tab, is told.
import type { ReactNode } from 'react';
import { useEffect, useState } from 'react';
import { z } from 'zod';
import type { PartyId, PointId } from '../../shared/ids.ts';
import { reasonCharsMax } from '../../shared/limits.ts';
import type { By, StanceRow } from '../../shared/rows/schema.ts';
import { StanceKind } from '../../shared/rows/schema.ts';
import { stanceId, stanceNames } from '../../shared/rows/stances.ts';
import type { Missing } from '../forms/act-form.tsx';
import { ActForm } from '../forms/act-form.tsx';
import type { SaidDone } from '../forms/use-form.ts';
import { useForm, useSayDone } from '../forms/use-form.ts';
import type { SeenWords } from '../session/seen-words.ts';
import { stanceOn, wordsNow } from '../session/seen-words.ts';
import { useDraft, useSession, useWording } from '../session/use-session.tsx';
import { LimitedField } from '../ui/limited-field.tsx';
import { StanceMark } from '../ui/marks/stance-mark.tsx';
import { nameOfPoint } from '../ui/point-name.ts';
import { clockWords } from '../ui/relative-time.tsx';
import { WordDifference } from '../ui/word-difference.tsx';

const StanceFields = z.object({ stance: StanceKind, reason: z.string() });

/** A stance that a key has chosen, and the words that were seen by then. */
export type Chosen = { readonly stance: StanceKind; readonly seen: SeenWords };

export const stanceForm = (point: PointId): string => `stance.take/${point}`;

type TakeProps = { point: PointId; party: PartyId; chosen?: Chosen | undefined; close: () => void };

export function TakeStance({ point, party, chosen, close }: TakeProps): ReactNode {
  const session = useSession();
  const sayDone = useSayDone();
  const { rows } = useDraft();
  const before = rows.get('stances', stanceId(point, party));
  const code = rows.get('parties', party)?.code ?? '';
  const [seen, setSeen] = useState(() => chosen?.seen ?? wordsNow(session, point));
  const form = useStanceForm(point, before, chosen?.stance);
  const { stance, reason } = form.fields;
  const isSeen = useWording(point) === seen.basis;
  const [opened] = useState(before);
  const news = meanwhile(opened, before);
  const [isPicked, setPicked] = useState(chosen !== undefined);
  /** What stood when this was opened is nobody's choice once it stands no more. */
  const isChosen = news === '' || isPicked || form.begun !== undefined;
  const replaced = headsStance(before, session.me);
  /** When the head took the stance that is to be replaced. */
  const [sureOf, setSureOf] = useState<number | null>(null);
  const missing = (): Missing | null => {
    if (session.me.party !== party) return { says: `You do not speak for ${code} now.`, at: 'textarea' };
    if (!isChosen) return { says: 'Choose a stance first.', at: '.stance-option input:checked' };
    if (!isSeen) return { says: 'Read first what changed.', at: '.stance-changed button' };
    return replaced === null || sureOf === replaced.at ? null : notSure;
  };
  const take = (): void => {
    const act = stanceOn(session, seen.basis, { point, stance, reason });
    if (!act) return; // they changed before this was drawn anew
    sayDone(doneWords(nameOfPoint(rows, point), stance, point), told => form.send({ act, ...told }));
    close();
  };
  return (
    <ActForm
      form={form}
      place="dialog"
      className="stance-form"
      verb="Take this stance for everyone to see"
      missing={missing()}
      onSend={take}
      onClose={close}
    >
      <fieldset>
        <legend>The stance of {code} on the text as it stands</legend>
        {StanceKind.options.map(each => (
          <label key={each} className="stance-option">
            <input
              type="radio"
              name="stance"
              checked={stance === each}
              onClick={() => setPicked(true)}
              onChange={() => form.set({ stance: each })}
            />
            <StanceMark stance={each} /> {stanceNames[each]}
          </label>
        ))}
      </fieldset>
      <LimitedField label="Reason (optional)" rows={3} most={reasonCharsMax} {...form.text('reason')} />
      <output className="stance-meanwhile">
        {news}
        {!isChosen && ' Choose yours before you send it.'}
      </output>
      {replaced && (
        <label className="stance-replaces">
          <input
            type="checkbox"
            checked={sureOf === replaced.at}
            onChange={event => setSureOf(event.target.checked ? replaced.at : null)}
          />
          Replace what the head of your delegation ({replaced.by.name}) declared: {stanceNames[replaced.stance]}
        </label>
      )}
      {!isSeen && (
        <ChangedWords
          before={seen.words}
          after={wordsNow(session, point).words}
          onSeen={() => setSeen(wordsNow(session, point))}
        />
      )}
    </ActForm>
  );
}

function useStanceForm(point: PointId, before: StanceRow | undefined, chosen: StanceKind | undefined) {
  const stance = chosen ?? before?.stance ?? 'accept';
  const form = useForm({
    form: stanceForm(point),
    title: 'Your stance',
    fields: StanceFields,
    // the reason of one stance is none of another's
    initial: { stance, reason: before?.stance === stance ? (before.reason ?? '') : '' },
    words: ['reason'],
  });
  // Begun earlier with another choice: the key counts, the words stay.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, as it opens
  useEffect(() => {
    if (chosen && form.fields.stance !== chosen) form.set({ stance: chosen });
  }, []);
  return form;
}

const notSure: Missing = {
  says: 'Say first that yours takes the place of what the head declared.',
  at: '.stance-replaces input',
};

/** A delegate is asked before they replace what their head has declared. */
const headsStance = (before: StanceRow | undefined, me: By): StanceRow | null =>
  before && before.by.role === 'head' && before.by.member !== me.member && me.role !== 'head' ? before : null;

/** What became of the stance while the form stood open. */
function meanwhile(opened: StanceRow | undefined, now: StanceRow | undefined): string {
  if (opened?.at === now?.at) return '';
  if (!now) return 'The stance was taken back while this was open.';
  const { by, at, stance } = now;
  return `While this was open, ${by.name} took a stance at ${clockWords(at)}: ${stanceNames[stance]}.`;
}

const doneWords = (name: string, stance: StanceKind, point: PointId): SaidDone => ({
  words: `Your stance on ${name}: ${stanceNames[stance]}`,
  undo: taken => ({ kind: 'stance.undo', point, taken }),
  undone: `Your stance on ${name} is undone`,
});

type ChangedProps = { before: string; after: string; onSeen: () => void };

function ChangedWords({ before, after, onSeen }: ChangedProps): ReactNode {
  return (
    <div className="stance-changed">
      <p role="alert" className="stance-stale">
        The text changed while this was open. No stance was taken. This is what changed:
      </p>
      <WordDifference before={before} after={after} />
      <button type="button" className="button" onClick={onSeen}>
        I have read it: take a stance on these words
      </button>
    </div>
  );
}
