// Who did a thing, with their party's badge, and when.
import type { ReactNode } from 'react';
import type { By, PartyRow } from '../../../shared/rows/schema.ts';
import { PartyBadge } from '../../ui/marks/party-badge.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';

type Parties = ReadonlyMap<string, PartyRow>;

export function AuthorLine(props: { by: By; parties: Parties; at: number; now: () => number; children?: ReactNode }) {
  return (
    <span className="author-line">
      <Author by={props.by} parties={props.parties} />
      <RelativeTime at={props.at} now={props.now} />
      {props.children}
    </span>
  );
}

export function Author({ by, parties }: { by: By; parties: Parties }) {
  const party = by.party === null ? undefined : parties.get(by.party);
  return (
    <span className="author">
      {party && <PartyBadge code={party.code} colour={party.colour} shape={party.shape} name={party.name} />}
      <span className="author-name">{party ? withoutCode(by.name, party.code) : by.name}</span>
      {by.role === 'reader' && <span className="author-role">reader</span>}
    </span>
  );
}

/** The badge says "UKR" already: a member called "UKR Delegate" need not say it twice. */
const withoutCode = (name: string, code: string): string =>
  name.startsWith(`${code} `) ? name.slice(code.length + 1) : name.replace(new RegExp(`, ${code}$`), '');
