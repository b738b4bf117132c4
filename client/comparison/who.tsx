// Who did a thing, in a comparison: their party's badge, or their name where they belong to none.
import type { ReactNode } from 'react';
import type { By } from '../../shared/rows/schema.ts';
import { useDraft } from '../session/use-session.tsx';
import { PartyBadge } from '../ui/marks/party-badge.tsx';

export function Who({ by }: { by: By }): ReactNode {
  const { rows } = useDraft();
  const party = by.party === null ? undefined : rows.get('parties', by.party);
  return (
    <span className="compared-who" title={by.name}>
      {party ? <PartyBadge code={party.code} colour={party.colour} shape={party.shape} /> : by.name}
    </span>
  );
}
