// The left side: themes and points with number, state, open threads and who is in them; and, for those who may, the
// verbs that change the outline.
import type { ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';
import { mayAct } from '../../shared/acts/permissions.ts';
import type { PointId } from '../../shared/ids.ts';
import type { OutlinePoint } from '../../shared/rows/outline.ts';
import { outlineOf } from '../../shared/rows/outline.ts';
import { openThreadCounts } from '../../shared/rows/threads.ts';
import type { SaidDone } from '../forms/use-form.ts';
import { useGoOn, useVerb } from '../forms/use-form.ts';
import type { ActDraft } from '../session/session.ts';
import { useDraft, usePeopleIn, useSession } from '../session/use-session.tsx';
import { UnreadMark } from '../ui/marks/unread-mark.tsx';
import { afterPress } from '../ui/presses/after-press.ts';
import { useUnread } from '../ui/unread.ts';
import { VerbMenu } from '../ui/verb-menu.tsx';
import type { Asking } from './askings.ts';
import { askingOf, newTheme } from './askings.ts';
import type { Jump } from './current-point.ts';
import { useCurrentPoint } from './current-point.ts';
import { FoldButton } from './fold-button.tsx';
import { useFoldedThemes } from './folded-themes.ts';
import { LateTitleDialog } from './late-title-dialog.ts';
import { draftVerbs, pointVerbs, removedVerbs, themeVerbs } from './outline-verbs.ts';
import { PeopleHere } from './people-here.tsx';
import { showItem } from './show-item.ts';
import './outline.css';

/** `jump`: where one went last. */
type OutlineProps = { readonly jump: Jump | null; readonly onChoose: (point: PointId) => void };

export function Outline({ jump, onChoose }: OutlineProps): ReactNode {
  const session = useSession();
  const { rows, isLoaded } = useDraft();
  const [asking, setAsking] = useState<Asking | null>(null);
  const verb = useVerb();
  const outline = outlineOf(rows);
  const mayDraft = mayAct({ kind: 'point.add' }, session.me, rows).kind === 'yes';
  const verbs = {
    rows,
    outline,
    act: (act: ActDraft, said: SaidDone) => void verb('Your change to the outline', act, said),
    ask: setAsking,
  };
  useGoOn(form => {
    const asked = askingOf(form, outline);
    if (asked) setAsking(asked);
  });
  const counts = openThreadCounts(rows);
  const current = useCurrentPoint(jump);
  const folded = useFoldedThemes();
  const unread = useUnread();
  const nav = useRef<HTMLElement>(null);
  // What a pointer holds down stays under it until it is let go.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `current` is what is marked by now
  useEffect(
    () =>
      afterPress(() => {
        const item = nav.current?.querySelector<HTMLElement>('[aria-current]');
        if (item) showItem(item);
      }),
    [current],
  );
  return (
    <nav ref={nav} className="outline" tabIndex={-1} aria-label="Themes and points">
      {mayDraft && (
        <div className="outline-head">
          <button type="button" className="verb" onClick={() => setAsking(newTheme(outline))}>
            Add theme
          </button>
          <VerbMenu label="More about this draft" verbs={draftVerbs(verbs, session.me)} />
        </div>
      )}
      {!isLoaded && <p className="quiet outline-empty">Loading the outline</p>}
      {isLoaded && outline.themes.length === 0 && <p className="quiet outline-empty">No themes yet.</p>}
      {outline.themes.map(theme => (
        <section key={theme.row.id} className="outline-theme">
          <header data-thing={theme.row.id}>
            <FoldButton theme={theme} folded={folded} current={current} />
            {mayDraft && <VerbMenu label={`Change theme ${theme.number}`} verbs={themeVerbs(theme, verbs)} />}
          </header>
          <ol className="outline-points" hidden={folded.has(theme.row.id)}>
            {theme.points.map(point => (
              <OutlineItem
                key={point.row.id}
                point={point}
                isCurrent={current === point.row.id}
                open={counts.get(point.row.id) ?? 0}
                onChoose={onChoose}
              >
                {mayDraft && <VerbMenu label={`Change point ${point.number}`} verbs={pointVerbs(point, verbs)} />}
              </OutlineItem>
            ))}
          </ol>
        </section>
      ))}
      {outline.removed.length > 0 && (
        <details className="outline-removed">
          <summary>Removed ({outline.removed.length})</summary>
          <ul className="outline-points">
            {outline.removed.map(row => (
              <li key={row.id} id={`removed-${row.id}`} tabIndex={-1}>
                <span>
                  {unread.points.has(row.id) && <UnreadMark />}
                  {row.title}
                </span>
                {mayDraft && <VerbMenu label={`Restore ${row.title}`} verbs={removedVerbs(row, verbs)} />}
              </li>
            ))}
          </ul>
        </details>
      )}
      {asking && <LateTitleDialog asking={asking} onAdded={onChoose} onClose={() => setAsking(null)} />}
    </nav>
  );
}

type ItemProps = {
  point: OutlinePoint;
  isCurrent: boolean;
  open: number;
  onChoose: (point: PointId) => void;
  children: ReactNode;
};

function OutlineItem({ point: { row, number }, isCurrent, open, onChoose, children }: ItemProps): ReactNode {
  const people = usePeopleIn(row.id).filter(person => !person.isMe);
  const isUnread = useUnread().points.has(row.id);
  return (
    <li data-thing={row.id}>
      <a
        href={`#at-${row.id}`}
        aria-current={isCurrent ? 'location' : undefined}
        onClick={event => {
          event.preventDefault();
          onChoose(row.id);
        }}
      >
        <span className="outline-number">
          {isUnread && <UnreadMark />}
          {number}
        </span>
        <span className="outline-title">{row.title}</span>
        {row.state.kind === 'locked' && <span className="outline-locked">locked</span>}
        <PeopleHere people={people} />
        {open > 0 && (
          <span className="outline-open" title={open === 1 ? '1 open thread' : `${open} open threads`}>
            {open}
            <span className="visually-hidden">{open === 1 ? ' open thread' : ' open threads'}</span>
          </span>
        )}
      </a>
      {children}
    </li>
  );
}
