// What the chair may do about one reader of a circulation: make a new link, which ends the old one, or end it for good.
// Both are asked about first.
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useState } from 'react';
import type { ReaderState } from '../../shared/api/circulations.ts';
import type { CirculationId } from '../../shared/ids.ts';
import type { CirculationRow } from '../../shared/rows/schema.ts';
import { api, problemWords } from '../api/api-client.ts';
import { useVerb } from '../forms/use-form.ts';
import { useSession } from '../session/use-session.tsx';
import type { LinkEnding } from './end-dialog.tsx';
import { EndDialog } from './end-dialog.tsx';
import { ReaderLinks } from './reader-links.tsx';

type Props = {
  readonly circulation: CirculationId;
  readonly reader: ReaderState;
  readonly state: CirculationRow['readers'][number]['state'] | undefined;
  readonly isOver: boolean;
};

export function ReaderVerbs({ circulation, reader, state, isOver }: Props): ReactNode {
  const session = useSession();
  const verb = useVerb();
  const [asking, setAsking] = useState<LinkEnding | null>(null);
  const link = useMutation({
    mutationFn: () => api.newLink(session.seat.draft, session.seat.id, circulation, reader.reader),
  });
  const end = (): void => {
    const title = `The end of the link of ${reader.name}`;
    void verb(title, { kind: 'circulation.end', circulation, reader: reader.reader });
  };
  if (state?.kind === 'ended') return <span className="quiet">Link ended by {state.by.name}</span>;
  if (isOver) return <span className="quiet">Link ended with its time</span>;
  return (
    <>
      <span className="sent-verbs">
        <button type="button" className="button" disabled={link.isPending} onClick={() => setAsking('replaced')}>
          New link<span className="visually-hidden"> for {reader.name}; the old one ends</span>
        </button>
        <button type="button" className="button" onClick={() => setAsking('for good')}>
          End link<span className="visually-hidden"> of {reader.name}</span>
        </button>
      </span>
      {link.isError && (
        <span role="alert" className="form-problem">
          {problemWords(link.error)}
        </span>
      )}
      {link.data && <ReaderLinks links={[link.data]} />}
      {asking !== null && (
        <EndDialog
          ending={asking}
          reader={reader.name}
          onEnd={asking === 'replaced' ? () => link.mutate() : end}
          onClose={() => setAsking(null)}
        />
      )}
    </>
  );
}
