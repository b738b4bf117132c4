// The page's frame: head, banner, outline, text, margin. On narrower screens the margin is a panel, on a phone the text
// is alone with a bar below.
import type { ReactNode } from 'react';
import { lazy, Suspense, useState } from 'react';
import { draftAccess } from '../../shared/acts/permissions.ts';
import { unreachable } from '../../shared/assert.ts';
import type { RowReader } from '../../shared/rows/row-store.ts';
import type { By } from '../../shared/rows/schema.ts';
import { CatchUpProvider } from '../catch-up/catch-up-provider.tsx';
import { LateRaiseFlag } from '../flags/late-raise-flag.ts';
import type { FlagTarget } from '../flags/raise-flag.tsx';
import { useFlagMarks } from '../flags/use-flag-marks.ts';
import { Outline } from '../outline/outline.tsx';
import { DraftText } from '../points/draft-text.tsx';
import type { PointDesk } from '../points/point-desk.ts';
import { useDesk } from '../points/use-desk.ts';
import { useRow, useSession, useText } from '../session/use-session.tsx';
import { ThreadMargin } from '../threads/margin/thread-margin.tsx';
import { useThreadShortcuts } from '../threads/thread-shortcuts.ts';
import { DiscussionProvider, useDiscussionPart } from '../threads/use-discussion.tsx';
import { SaidHere } from '../ui/said-here/said-here.tsx';
import type { Shortcut } from '../ui/shortcut.ts';
import { SurfaceProvider } from '../ui/text-surface.ts';
import type { Thing } from '../ui/thing-history.tsx';
import { ThingHistoryProvider } from '../ui/thing-history.tsx';
import { UndoOffer } from '../ui/undo-offer/undo-offer.tsx';
import { readAddress, useMoment } from './address.ts';
import { Banners } from './banners/banners.tsx';
import { CatchUpBar, useCatchUpShortcuts } from './catch-up-bar.tsx';
import { DraftHeader, PageLegend, SkipLink } from './draft-header.tsx';
import { useGoOnInPage } from './go-on.ts';
import { stayInPlace } from './going/stay-in-place.ts';
import { useGoToNumber } from './going/use-go-to-number.tsx';
import { useGoing } from './going/use-going.ts';
import { followHead } from './head/head-height.ts';
import { KeptNews } from './kept/kept-news.tsx';
import type { HeadWays } from './kept/not-done-here.tsx';
import { useLinkedPoint } from './links/linked-point.ts';
import { OutlineTools } from './outline-tools.tsx';
import { usePointSlots } from './point-slots.tsx';
import { usePaper } from './printing/use-paper.ts';
import { useSelection } from './selection/selection.tsx';
import type { Sheet } from './sheet-for-focus.ts';
import { useCloseSheet, useSheetAtRoot, useSheetForFocus } from './sheet-for-focus.ts';
import { useShortcuts } from './shortcuts.tsx';
import { useTabWithPlace } from './tab-place.ts';
import type { Width } from './use-width.ts';
import { useWidth } from './use-width.ts';
import './page.css';

// What is not read first comes as files of its own.
const HistoryViews = lazy(() => import('./history-views.tsx').then(({ HistoryViews }) => ({ default: HistoryViews })));
const ThingHistoryList = lazy(() =>
  import('../history/thing-history-list.tsx').then(({ ThingHistoryList }) => ({ default: ThingHistoryList })),
);
const PositionsViews = lazy(() =>
  import('./positions-views.tsx').then(({ PositionsViews }) => ({ default: PositionsViews })),
);
const RedLinesTab = lazy(() =>
  import('../red-lines/red-lines-tab.tsx').then(({ RedLinesTab }) => ({ default: RedLinesTab })),
);

/**
 * What is shown: the draft as it is; as it stood, under a bar that says so and is worked by keys too; or a version that
 * was circulated, to one of its readers, under a head of its own.
 */
export type FrameView =
  | { readonly kind: 'live' }
  | { readonly kind: 'past'; readonly bar: ReactNode; readonly shortcuts: readonly Shortcut[] }
  | { readonly kind: 'circulated'; readonly head: (onShortcuts: () => void, ways: HeadWays) => ReactNode };

export function DraftFrame({ view }: { view: FrameView }): ReactNode {
  const doc = useText();
  const desk = useDesk(doc);
  return (
    <>
      <SurfaceProvider value={desk}>
        <DiscussionProvider linked={readAddress(location.search).thread}>
          <ThingHistoryProvider value={view.kind === 'circulated' ? null : drawHistory}>
            {view.kind === 'live' ? (
              <CatchUpProvider>
                <Frame desk={desk} view={view} />
              </CatchUpProvider>
            ) : (
              <Frame desk={desk} view={view} />
            )}
          </ThingHistoryProvider>
        </DiscussionProvider>
      </SurfaceProvider>
      {view.kind === 'live' && <KeptNews />}
    </>
  );
}

const drawHistory = (thing: Thing): ReactNode => <HistoryOf thing={thing} />;

function HistoryOf({ thing }: { thing: Thing }): ReactNode {
  const [, setMoment] = useMoment();
  return (
    <Suspense fallback={<p className="quiet">Loading</p>}>
      <ThingHistoryList thing={thing} onMoment={setMoment} />
    </Suspense>
  );
}

function Frame({ desk, view }: { desk: PointDesk; view: FrameView }): ReactNode {
  const session = useSession();
  const width = useWidth();
  const [asked, setTab] = useTabWithPlace();
  const isReader = view.kind === 'circulated';
  const tab = isReader ? 'text' : asked;
  const [sheet, setSheet] = useState<Sheet>('none');
  const [flagging, setFlagging] = useState<FlagTarget | null>(null);
  useFlagMarks();
  const catchUp = useCatchUpShortcuts();
  const mayFormat = useRow(({ rows }) => mayEditSome(rows, session.me));
  const { jump, goToPoint, goToThread } = useGoing({ width, setTab, setSheet });
  const byNumber = useGoToNumber(goToPoint);
  const selection = useSelection(desk, view.kind === 'live' && mayFormat);
  const shortcuts = useShortcuts([
    ...useThreadShortcuts(),
    ...selection.shortcuts,
    byNumber.shortcut,
    ...shortcutsOf(view, catchUp.shortcuts),
  ]);
  const paper = usePaper();
  const shown = tab === 'text' ? sheet : 'none';
  useSheetForFocus({ width, tab, setTab, sheet, setSheet });
  useSheetAtRoot(shown);
  const closeSheet = useCloseSheet(setSheet);

  useLinkedPoint(goToPoint);
  useGoOnInPage({
    onPoint: goToPoint,
    onTab: setTab,
    onOutline: () => {
      setTab('text');
      setSheet(width === 'phone' ? 'outline' : 'none');
    },
    onFlag: setFlagging,
  });
  const ways: HeadWays = { onTop: () => width === 'phone' && setSheet('none'), onThread: goToThread };
  const slots = usePointSlots(goToThread, setFlagging, isReader);
  return (
    <div
      ref={followPage}
      className="page"
      data-width={width}
      data-sheet={shown}
      data-past={view.kind === 'past' ? '' : undefined}
    >
      <SkipLink />
      {paper && <paper.PaperHead tab={tab} />}
      {isReader ? (
        view.head(shortcuts.show, ways)
      ) : (
        <DraftHeader tab={tab} onTab={setTab} onShortcuts={shortcuts.show} ways={ways} />
      )}
      {view.kind === 'past' && view.bar}
      {!isReader && <Banners onPoint={goToPoint} />}
      {view.kind === 'live' && <CatchUpBar steps={catchUp.steps} onPoint={goToPoint} onThread={goToThread} />}
      {tab !== 'text' && (
        <Suspense fallback={<main className="quiet">Loading</main>}>
          {tab === 'history' && <HistoryViews onPoint={goToPoint} onThread={goToThread} />}
          {tab === 'positions' && <PositionsViews onPoint={goToPoint} onThread={goToThread} />}
          {tab === 'red-lines' && <RedLinesTab onPoint={goToPoint} />}
        </Suspense>
      )}
      {tab === 'text' && (
        <div className="page-columns">
          {isOutlineShown(width, sheet) && (
            <section className={width === 'phone' ? 'sheet' : 'page-outline'} aria-label="Outline">
              {width === 'phone' && <SheetHead title="Points" onClose={closeSheet} />}
              <Outline jump={jump} onChoose={goToPoint} />
              {view.kind === 'live' && <OutlineTools />}
            </section>
          )}
          <main id="text" className="page-text" tabIndex={-1}>
            <DraftText desk={desk} doc={desk.doc} slots={slots} />
            {selection.bar(setFlagging)}
          </main>
          <Margin width={width} sheet={sheet} onClose={closeSheet} />
        </div>
      )}
      {paper && <paper.PaperEnd tab={tab} />}
      {width !== 'wide' && tab === 'text' && (
        <BottomBar
          width={width}
          sheet={sheet}
          onSheet={setSheet}
          onHistory={isReader ? null : () => setTab('history')}
        />
      )}
      {shortcuts.dialog}
      {byNumber.dialog}
      <SaidHere />
      <UndoOffer />
      {flagging && <LateRaiseFlag target={flagging} onClose={() => setFlagging(null)} />}
    </div>
  );
}

function followPage(page: HTMLDivElement | null): (() => void) | undefined {
  if (!page) return undefined;
  const endHead = followHead(page);
  const endPlace = stayInPlace(page);
  return () => {
    endHead?.();
    endPlace();
  };
}

const mayEditSome = (rows: RowReader, me: By): boolean =>
  draftAccess(me, rows.get('draft', 'draft')?.drafting ?? 'closed') === 'editable';

function shortcutsOf(view: FrameView, catchUp: readonly Shortcut[]): readonly Shortcut[] {
  switch (view.kind) {
    case 'live':
      return catchUp;
    case 'past':
      return view.shortcuts;
    case 'circulated':
      return [];
    default:
      return unreachable(view);
  }
}

/** Between phone and wide there is room for two columns beside one another: the panel takes the outline's. */
const isOutlineShown = (width: Width, sheet: Sheet): boolean =>
  width === 'wide' || (width === 'middle' ? sheet !== 'threads' : sheet === 'outline');

function Margin({ width, sheet, onClose }: { width: Width; sheet: Sheet; onClose: () => void }): ReactNode {
  switch (width) {
    case 'wide':
      return (
        <div className="page-margin">
          <ThreadMargin mode="margin" />
        </div>
      );
    case 'middle':
    case 'phone':
      return sheet === 'threads' ? (
        <section className={width === 'phone' ? 'sheet' : 'panel'} aria-label="Discussion">
          <SheetHead title="Comments" onClose={onClose} />
          <ThreadMargin mode="panel" />
        </section>
      ) : null;
    default:
      return unreachable(width);
  }
}

function SheetHead({ title, onClose }: { title: string; onClose: () => void }): ReactNode {
  return (
    <p className="sheet-head">
      <span>{title}</span>
      <button type="button" className="button-quiet" onClick={onClose}>
        Close
      </button>
    </p>
  );
}

type BarProps = { width: Width; sheet: Sheet; onSheet: (sheet: Sheet) => void; onHistory: (() => void) | null };

function BottomBar({ width, sheet, onSheet, onHistory }: BarProps): ReactNode {
  const open = useDiscussionPart(view => view.counts.open);
  const toggle = (which: Sheet): void => onSheet(sheet === which ? 'none' : which);
  return (
    <nav className="bottom-bar" aria-label="Beside the text">
      {width === 'phone' && (
        <button type="button" aria-expanded={sheet === 'outline'} onClick={() => toggle('outline')}>
          Points
        </button>
      )}
      <button type="button" aria-expanded={sheet === 'threads'} onClick={() => toggle('threads')}>
        Comments, {open}
        <span className="visually-hidden"> open</span>
      </button>
      {width === 'phone' && onHistory && (
        <button type="button" onClick={onHistory}>
          History
        </button>
      )}
      <PageLegend />
    </nav>
  );
}
