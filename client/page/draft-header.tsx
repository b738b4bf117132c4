// The head of the page: which draft, which view, who is here, who I am, and whether everything is saved.
import type { ReactNode } from 'react';
import { useMemo, useSyncExternalStore } from 'react';
import { awaitedFrom, presentParties } from '../../shared/rows/positions.ts';
import { PeopleHere } from '../outline/people-here.tsx';
import { useDraft, usePeople, useSession, useWordsVersion } from '../session/use-session.tsx';
import { LegendButton } from '../ui/legend/legend-button.tsx';
import { PartyBadge } from '../ui/marks/party-badge.tsx';
import { setSearchParams } from '../ui/search-params.ts';
import { chooseTheme, currentTheme, subscribeTheme } from '../ui/theme/theme.ts';
import { VerbMenu } from '../ui/verb-menu.tsx';
import type { Tab } from './address.ts';
import type { HeadWays } from './kept/not-done-here.tsx';
import { SaveState } from './save-state.tsx';
import { VersionMenu } from './version-menu.tsx';

const tabs = ['text', 'positions', 'red-lines', 'history'] as const;
const tabNames: { readonly [T in Tab]: string } = {
  text: 'Text',
  positions: 'Positions',
  'red-lines': 'Red lines',
  history: 'History',
};

type HeaderProps = { tab: Tab; onTab: (tab: Tab) => void; onShortcuts: () => void; ways: HeadWays };

export function DraftHeader({ tab, onTab, onShortcuts, ways }: HeaderProps): ReactNode {
  const { rows } = useDraft();
  const people = usePeople().filter(person => !person.isMe);
  return (
    <header className="page-head">
      <a className="page-brand" href="/">
        Nonpaper
      </a>
      <span className="page-title">{rows.get('draft', 'draft')?.title}</span>
      <VersionMenu />
      <nav className="page-tabs" aria-label="Views">
        {tabs.map(each => (
          <button key={each} type="button" aria-current={tab === each ? 'page' : undefined} onClick={() => onTab(each)}>
            {tabNames[each]}
          </button>
        ))}
      </nav>
      <AwaitsUs
        onOpen={() => {
          onTab('positions');
          setSearchParams({ show: 'awaiting' }, 'replace');
        }}
      />
      <span className="page-people">
        <PeopleHere people={people} />
      </span>
      <SaveState ways={ways} />
      <Me />
      <PageTools onShortcuts={onShortcuts} hasLegend={tab !== 'positions'} hasSeats />
    </header>
  );
}

/** `hasLegend`: false where the view has its own. */
type ToolsProps = { onShortcuts: () => void; hasLegend: boolean; hasSeats?: boolean };

/** In a narrow head they are a menu, which also opens another seat. */
export function PageTools({ onShortcuts, hasLegend, hasSeats = false }: ToolsProps): ReactNode {
  const other = useSyncExternalStore(subscribeTheme, currentTheme) === 'light' ? 'dark' : 'light';
  const change = (): void => chooseTheme(other);
  const anotherSeat = { label: 'Sit down as someone else', run: () => void window.open('/', '_blank', 'noopener') };
  return (
    <>
      <span className="page-tools">
        {hasLegend && <PageLegend />}
        <button type="button" className="button-quiet" onClick={change}>
          {other === 'dark' ? 'Dark' : 'Light'}
        </button>
        <button type="button" className="button-quiet" title="Keyboard shortcuts (?)" onClick={onShortcuts}>
          ?<span className="visually-hidden"> Keyboard shortcuts</span>
        </button>
      </span>
      <span className="page-more">
        <VerbMenu
          label="Colours and help"
          verbs={[
            { label: other === 'dark' ? 'Dark colours' : 'Light colours', run: change },
            { label: 'Keyboard shortcuts', run: onShortcuts },
            ...(hasSeats ? [anotherSeat] : []),
          ]}
        />
      </span>
    </>
  );
}

/** In the head of a wide page, else in the bar below the text. */
export function PageLegend(): ReactNode {
  const { me } = useSession();
  const { rows } = useDraft();
  return <LegendButton parties={presentParties(rows)} isReader={me.role === 'reader'} />;
}

/**
 * "3 things await UKR": claims on its red lines, stances left behind by the text, resolutions proposed for its threads.
 */
function AwaitsUs({ onOpen }: { onOpen: () => void }): ReactNode {
  const session = useSession();
  const { rows } = useDraft();
  const version = useWordsVersion();
  const { party } = session.me;
  const code = party === null ? undefined : rows.get('parties', party)?.code;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` stands for the words that `wordingOf` reads
  const count = useMemo(
    () => (party === null ? 0 : awaitedFrom(party, rows, point => session.wordingOf(point)).length),
    [party, rows, version, session],
  );
  if (code === undefined || count === 0) return null;
  return (
    <button type="button" className="button-quiet page-awaits" onClick={onOpen}>
      {count === 1 ? `1 thing awaits ${code}` : `${count} things await ${code}`}
    </button>
  );
}

function Me(): ReactNode {
  const { me } = useSession();
  const { rows } = useDraft();
  const party = me.party === null ? undefined : rows.get('parties', me.party);
  return (
    <span className="page-me">
      <span>
        <span className="page-me-are">You are </span>
        {me.name}
        {party ? ', ' : ''}
        {party && <PartyBadge code={party.code} colour={party.colour} shape={party.shape} name={party.name} />}
      </span>
      <a href="/" target="_blank" rel="noopener">
        Sit down as someone else
      </a>
    </span>
  );
}

/** A button, since a link to `#text` would take the place of the secret in a reader's address. */
export function SkipLink(): ReactNode {
  return (
    <button type="button" className="button skip-link" onClick={() => document.getElementById('text')?.focus()}>
      Skip to the text
    </button>
  );
}
