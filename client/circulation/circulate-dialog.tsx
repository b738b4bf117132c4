// Sending a version round: to whom, with what words and whose red lines, until when; then the links, once. What is
// filled in stays until it is sent or discarded.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode, RefObject } from 'react';
import { useEffect, useRef, useState } from 'react';
import { z } from 'zod';
import type { ReaderLink } from '../../shared/api/circulations.ts';
import type { VersionId } from '../../shared/ids.ts';
import { PartyId } from '../../shared/ids.ts';
import { circulationMsMax, nameCharsMax, readersPerCirculationMax, reasonCharsMax } from '../../shared/limits.ts';
import { isLineLive, presentParties } from '../../shared/rows/positions.ts';
import type { PartyRow } from '../../shared/rows/schema.ts';
import { api, problemWords } from '../api/api-client.ts';
import type { Missing } from '../forms/act-form.tsx';
import { ActForm } from '../forms/act-form.tsx';
import type { Form } from '../forms/use-form.ts';
import { useForm } from '../forms/use-form.ts';
import { useIdOfTry } from '../forms/use-id-of-try.ts';
import { useDraft, useSession } from '../session/use-session.tsx';
import { Dialog } from '../ui/dialogs/dialog.tsx';
import { LimitedField } from '../ui/limited-field.tsx';
import { PartyBadge } from '../ui/marks/party-badge.tsx';
import { ReaderLinks } from './reader-links.tsx';

const dayMs = 86_400_000;
const usualMs = 14 * dayMs;

const CirculationFields = z.object({
  readers: z.string(),
  note: z.string(),
  lastDay: z.string(),
  /** None unless the chair says so: what a delegation will not cross is not told to outsiders by oversight. */
  parties: z.array(PartyId),
});
type CirculationFields = z.infer<typeof CirculationFields>;

export function CirculateDialog({ version, onClose }: { version: VersionId; onClose: () => void }): ReactNode {
  const { rows } = useDraft();
  const hold = useRef<Hold>(isNotHeld);
  return (
    <Dialog
      className="circulate"
      title={`Circulate “${rows.get('versions', version)?.name}”`}
      onClose={onClose}
      staysOpen={() => hold.current()}
    >
      {close => <Circulate version={version} hold={hold} close={close} />}
    </Dialog>
  );
}

/** Whether Esc leaves the dialog open: links that nobody has copied would be lost. */
type Hold = () => boolean;
const isNotHeld: Hold = () => false;

type CirculateProps = { readonly version: VersionId; readonly hold: RefObject<Hold>; readonly close: () => void };

function Circulate({ version, hold, close }: CirculateProps): ReactNode {
  const session = useSession();
  const { rows } = useDraft();
  const queries = useQueryClient();
  const form = useForm<CirculationFields>({
    form: `circulation.send/${version}`,
    title: 'What you were circulating',
    fields: CirculationFields,
    initial: { readers: '', note: '', lastDay: dayOf(session.serverNow() + usualMs), parties: [] },
    words: ['readers', 'note'],
  });
  const withLines = presentParties(rows).filter(({ id }) =>
    rows.all('redLines').some(line => line.party === id && isLineLive(line)),
  );
  const idOf = useIdOfTry();
  const send = useMutation({
    mutationFn: () => {
      const { readers, note, lastDay, parties } = form.fields;
      const asked = {
        version,
        note: note.trim(),
        until: new Date(`${lastDay}T23:59:59`).getTime(),
        parties: withLines.map(party => party.id).filter(party => parties.includes(party)),
        names: [...namesIn(readers)],
      };
      return api.circulate(session.seat.draft, session.seat.id, { id: idOf(asked), ...asked });
    },
    onSuccess: () => {
      form.discard();
      void queries.invalidateQueries({ queryKey: ['circulations'] });
    },
  });
  hold.current = () => send.isPending; // its answer is the links
  if (send.data) return <Made links={send.data.links} hold={hold} close={close} />;
  const names = namesIn(form.fields.readers);
  return (
    <ActForm
      form={form}
      place="dialog"
      verb={`${send.isPending ? 'Creating' : 'Create'} ${names.length === 1 ? 'a link' : `${names.length} links`}`}
      missing={missingIn(names)}
      isOnItsWay={send.isPending}
      problem={send.isError ? problemWords(send.error) : null}
      onSend={() => send.mutate()}
      onClose={close}
    >
      <Addressed form={form} problem={problemWith(names)} now={session.serverNow()} />
      {withLines.length > 0 && <LinesAlong form={form} parties={withLines} />}
      <p className="quiet small">
        The record says that you sent it, to how many, and with whose red lines. The readers’ names are yours to know
        until they say something.
      </p>
    </ActForm>
  );
}

type MadeProps = { readonly links: readonly ReaderLink[]; readonly hold: RefObject<Hold>; readonly close: () => void };

function Made({ links, hold, close }: MadeProps): ReactNode {
  const [state, setState] = useState<'not copied' | 'told' | 'copied'>('not copied');
  const part = useRef<HTMLDivElement>(null);
  useEffect(() => part.current?.querySelector('button')?.focus(), []); // the pressed button has gone
  hold.current = () => {
    if (state === 'not copied') setState('told');
    return state !== 'copied';
  };
  return (
    <div ref={part}>
      <ReaderLinks links={links} onCopied={() => setState('copied')} />
      {state === 'told' && (
        <p role="alert" className="form-problem">
          {links.length === 1
            ? 'Copy the link first: it is not shown again.'
            : 'Copy the links first: they are not shown again.'}{' '}
          “Done” closes without.
        </p>
      )}
      {/* Not where the button was that made them: a press too many is none for this. */}
      <p className="form-verbs circulate-done">
        <button type="button" className="button button-main" onClick={close}>
          Done
        </button>
      </p>
    </div>
  );
}

type FieldsProps = { readonly form: Form<CirculationFields> };

function Addressed({ form, problem, now }: FieldsProps & { problem: string | null; now: number }): ReactNode {
  return (
    <>
      <label className="dialog-line">
        Readers, one to a line, named as the draft’s members will see them
        <textarea
          className="field"
          rows={3}
          placeholder={'A. Nowak, Poland\nJ. Weber, Germany'}
          value={form.fields.readers}
          onChange={event => form.set({ readers: event.target.value })}
        />
      </label>
      {problem !== null && <p className="form-problem">{problem}</p>}
      <p className="quiet small">
        Together they read the text as it stood, and what they say of it; nothing else of this draft, and nothing that
        others were sent. Those who should not read one another get it separately.
      </p>
      <LimitedField
        label="What you write with it, for these readers"
        rows={2}
        most={reasonCharsMax}
        {...form.text('note')}
      />
      <label className="dialog-line">
        Can be read until the end of
        <input
          type="date"
          className="field circulate-day"
          required
          min={dayOf(now)}
          max={dayOf(now + circulationMsMax - dayMs)}
          value={form.fields.lastDay}
          onChange={event => form.set({ lastDay: event.target.value })}
        />
      </label>
    </>
  );
}

function LinesAlong({ form, parties }: FieldsProps & { parties: readonly PartyRow[] }): ReactNode {
  const chosen = form.fields.parties;
  const toggle = (party: PartyId): void =>
    form.set({ parties: chosen.includes(party) ? chosen.filter(each => each !== party) : [...chosen, party] });
  return (
    <fieldset className="circulate-lines">
      <legend>Red lines that go along: the readers see them, and can flag the text against them</legend>
      {parties.map(({ id: party, code, colour, shape, name }) => (
        <label key={party}>
          <input type="checkbox" checked={chosen.includes(party)} onChange={() => toggle(party)} />{' '}
          <PartyBadge code={code} colour={colour} shape={shape} name={name} />
        </label>
      ))}
    </fieldset>
  );
}

function namesIn(readers: string): readonly string[] {
  const names = readers.split('\n').map(name => name.trim());
  return [...new Set(names.filter(name => name !== ''))];
}

function missingIn(names: readonly string[]): Missing | null {
  const says = names.length === 0 ? 'Name a reader first.' : problemWith(names);
  return says === null ? null : { says, at: 'textarea' };
}

function problemWith(names: readonly string[]): string | null {
  const long = names.find(name => name.length > nameCharsMax);
  if (long !== undefined) return `A name has at most ${nameCharsMax} characters: “${long.slice(0, 30)}…”`;
  if (names.length > readersPerCirculationMax)
    return `A version is sent to at most ${readersPerCirculationMax} readers at once.`;
  return null;
}

/** YYYY-MM-DD where this browser is. */
function dayOf(at: number): string {
  const date = new Date(at);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
