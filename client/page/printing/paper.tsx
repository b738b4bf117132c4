// What a print has and the screen has not: a head that says what was printed, when and for whom, and an end with the
// open comments and the legend. Drawn while the page is printed; the text itself is the page's own.
import type { ReactNode } from 'react';
import { docName } from '../../../shared/ids.ts';
import { presentParties } from '../../../shared/rows/positions.ts';
import { useDraft, useReceipts, useSession, useStatus } from '../../session/use-session.tsx';
import { OpenComments } from '../../threads/printed/open-comments.tsx';
import { Legend } from '../../ui/legend/legend.tsx';
import { paperWords } from '../../ui/relative-time.tsx';
import type { Tab } from '../address.ts';
import './paper.css';

export function PaperHead({ tab }: { tab: Tab }): ReactNode {
  const session = useSession();
  const { rows } = useDraft();
  const [version] = rows.all('versions').toSorted((a, b) => b.at - a.at);
  const { me } = session;
  const party = me.party === null ? undefined : rows.get('parties', me.party);
  return (
    <header className="paper-head">
      {tab !== 'text' && <p className="paper-title">{rows.get('draft', 'draft')?.title}</p>}
      <p>
        Printed on {paperWords(session.serverNow())} by {me.name}
        {party && !me.name.startsWith(party.code) && `, ${party.code}`}.
        {version && me.role !== 'reader' && ` The newest version is “${version.name}”, of ${paperWords(version.at)}.`}
      </p>
      {!session.isFrozen && <Connection />}
      {!session.isFrozen && <Heads />}
    </header>
  );
}

/** Paper is believed: what it may lack is said. */
function Connection(): ReactNode {
  const status = useStatus();
  if (status.kind !== 'reconnecting' && status.kind !== 'ended') return null;
  return (
    <p>
      <strong>Printed without a connection:</strong> what others changed meanwhile is missing
      {status.waiting > 0 && ', and what waits to be sent is in it'}.
    </p>
  );
}

const shownOfHash = 16;

/** Where the record ended: whoever holds the record can find the entry. */
function Heads(): ReactNode {
  const { draft } = useSession().seat;
  const told = useReceipts();
  const heads = (['text', 'shared'] as const).flatMap(part => {
    const head = told[part];
    return head ? [`${docName(draft, part)}, entry ${head.seq}, ${head.hash.slice(0, shownOfHash)}`] : [];
  });
  return heads.length === 0 ? null : <p>The record ended at {heads.join('; ')}.</p>;
}

export function PaperEnd({ tab }: { tab: Tab }): ReactNode {
  const { me } = useSession();
  const { rows } = useDraft();
  return (
    <footer className="paper-end">
      {tab === 'text' && <OpenComments />}
      <Legend parties={presentParties(rows)} isReader={me.role === 'reader'} />
    </footer>
  );
}
