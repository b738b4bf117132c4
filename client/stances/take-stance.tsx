// Taking a stance: to the words as they stood when this was opened, and to no others. If they change meanwhile, what
// changed is shown, and whoever takes it says first that they have seen it.
import type { ReactNode } from 'react';
import { useState } from 'react';
import { z } from 'zod';
import type { PartyId, PointId } from '../../shared/ids.ts';
import { reasonCharsMax } from '../../shared/limits.ts';
import { StanceKind } from '../../shared/rows/schema.ts';
import { stanceId, stanceNames } from '../../shared/rows/stances.ts';
import { ActForm } from '../forms/act-form.tsx';
import { useForm } from '../forms/use-form.ts';
import { stanceOn, wordsNow } from '../session/seen-words.ts';
import { useSession, useWording } from '../session/use-session.tsx';
import { LimitedField } from '../ui/limited-field.tsx';
import { StanceMark } from '../ui/stance-mark.tsx';
import { WordDifference } from '../ui/word-difference.tsx';

const StanceFields = z.object({ stance: StanceKind, reason: z.string() });

type TakeProps = { point: PointId; party: PartyId; close: () => void };

export function TakeStance({ point, party, close }: TakeProps): ReactNode {
  const session = useSession();
  const before = session.snapshot().rows.get('stances', stanceId(point, party));
  const code = session.snapshot().rows.get('parties', party)?.code ?? '';
  const [seen, setSeen] = useState(() => wordsNow(session, point));
  const form = useForm({
    form: `stance.take/${point}`,
    title: 'Your stance',
    fields: StanceFields,
    initial: { stance: before?.stance ?? 'accept', reason: before?.reason ?? '' },
    words: ['reason'],
  });
  const { stance, reason } = form.fields;
  const isSeen = useWording(point) === seen.basis;
  const take = (): void => {
    const act = stanceOn(session, seen.basis, { point, stance, reason });
    if (!act) return; // they changed before this was drawn anew
    void form.send({ act });
    close();
  };
  return (
    <ActForm
      form={form}
      place="dialog"
      className="stance-form"
      verb="Take this stance for everyone to see"
      isReady={isSeen}
      onSend={take}
      onClose={close}
    >
      <fieldset>
        <legend>The stance of {code} on the text as it stands</legend>
        {StanceKind.options.map(each => (
          <label key={each} className="stance-option">
            <input type="radio" name="stance" checked={stance === each} onChange={() => form.set({ stance: each })} />
            <StanceMark stance={each} /> {stanceNames[each]}
          </label>
        ))}
      </fieldset>
      <LimitedField label="Why (asked for, not required)" rows={3} most={reasonCharsMax} {...form.text('reason')} />
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
