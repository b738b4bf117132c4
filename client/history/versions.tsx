// Versions: moments that the chair named, and those that stood before a quiet hour. From here one names a moment, looks
// at one, and sets two side by side.
import type { ReactNode } from 'react';
import { useState } from 'react';
import { z } from 'zod';
import type { VersionId } from '../../shared/ids.ts';
import { titleCharsMax } from '../../shared/limits.ts';
import { FormNotes, NewsOf, useNews } from '../forms/act-form.tsx';
import { useForm } from '../forms/use-form.ts';
import { useDraft } from '../session/use-session.tsx';
import { LimitedField } from '../ui/limited-field.tsx';
import type { MomentChoices } from './moment-choices.tsx';
import { MomentSelect, useMomentChoices } from './moment-choices.tsx';

export type VersionsProps = {
  readonly onMoment: (moment: string) => void;
  readonly onCompare: (from: string, to: string) => void;
  /** What stands beside a named version: to whom it was sent. */
  readonly sent: (version: VersionId) => ReactNode;
};

export function Versions({ onMoment, onCompare, sent }: VersionsProps): ReactNode {
  const { rows } = useDraft();
  const choices = useMomentChoices(rows);
  const { versions, pauses } = choices;
  return (
    <section className="versions" aria-labelledby="versions-title">
      <h2 id="versions-title">Versions</h2>
      {versions.length === 0 && (
        <p className="quiet">
          No saved versions yet. The draft as it stood before each pause of an hour can be opened and compared too.
        </p>
      )}
      <ul className="versions-list">
        {versions.map(({ name, label, version }) => (
          <li key={name}>
            <button type="button" className="button" onClick={() => onMoment(name)}>
              {label}
            </button>
            {sent(version)}
          </li>
        ))}
      </ul>
      {pauses.length > 0 && (
        <details>
          <summary>As it stood before each pause of an hour: {pauses.length}</summary>
          <ul className="versions-pauses">
            {pauses.map(({ name, label }) => (
              <li key={name}>
                <button type="button" className="button-quiet" onClick={() => onMoment(name)}>
                  {label}
                </button>
              </li>
            ))}
          </ul>
        </details>
      )}
      <p>
        <button type="button" className="button" onClick={() => onMoment('now')}>
          Show authors
        </button>
      </p>
      <NameMoment />
      <Compare choices={choices} onCompare={onCompare} />
    </section>
  );
}

const NameFields = z.object({ name: z.string() });

/** Stays open: the next moment may have a name too. */
function NameMoment(): ReactNode {
  const form = useForm({
    form: 'version.name',
    title: 'The name of a version',
    fields: NameFields,
    initial: { name: '' },
    words: ['name'],
  });
  const news = useNews(form.form);
  if (news?.isHeld && !form.hasWords) return null;
  const name = form.fields.name.trim();
  const canSend = name !== '' && news?.isHeld !== true;
  return (
    <form
      className="versions-form"
      onSubmit={event => {
        event.preventDefault();
        if (canSend) void form.send({ act: { kind: 'version.name', name } });
      }}
    >
      <LimitedField
        label="Name the draft as it stands now"
        placeholder="Rev. 3, after plenary 2"
        most={titleCharsMax}
        verb="save"
        {...form.text('name')}
      />
      <button type="submit" className="button" disabled={!canSend}>
        Save as version
      </button>
      <NewsOf news={news} form={form} />
      <FormNotes form={form} />
    </form>
  );
}

type CompareProps = { choices: MomentChoices; onCompare: VersionsProps['onCompare'] };

function Compare({ choices, onCompare }: CompareProps): ReactNode {
  const first = choices.versions[0] ?? choices.pauses[0];
  const [from, setFrom] = useState<string | null>(null);
  const [to, setTo] = useState('now');
  const chosen = from ?? first?.name ?? '0';
  return (
    <form
      className="versions-form"
      onSubmit={event => {
        event.preventDefault();
        onCompare(chosen, to);
      }}
    >
      <MomentSelect label="Compare" value={chosen} choices={choices} onChange={setFrom} />
      <MomentSelect label="with" value={to} choices={choices} onChange={setTo} />
      <button type="submit" className="button" disabled={chosen === to}>
        Compare
      </button>
    </form>
  );
}
