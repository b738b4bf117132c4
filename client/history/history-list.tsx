// The entries of the history, of which only those near the window are on the page: a draft may have a hundred thousand.
// Paper shows all that are loaded.
// Asks for older ones as one gets there. One row at a time is entered by Tab; arrow keys, Home and End move between
// rows.
import { defaultRangeExtractor, useWindowVirtualizer } from '@tanstack/react-virtual';
import type { ReactNode } from 'react';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { mayAct } from '../../shared/acts/permissions.ts';
import type { HistoryItem } from '../../shared/api/contract.ts';
import type { PointId, ThreadId } from '../../shared/ids.ts';
import { numbersOf, outlineOf } from '../../shared/rows/outline.ts';
import { useGoOn } from '../forms/use-form.ts';
import { useDraft, useSession } from '../session/use-session.tsx';
import { PartyBadge } from '../ui/marks/party-badge.tsx';
import { pointName } from '../ui/point-name.ts';
import { useIsPrinting } from '../ui/printing/printing.ts';
import { RelativeTime } from '../ui/relative-time.tsx';
import { historyWords } from './history-words.ts';
import { isRedactable, RedactDialog } from './redact.tsx';
import { useRowFocus, withRow } from './row-focus.ts';

/** Most entries are one line; a row is measured when it is drawn. */
const rowHeight = 34;
const overscan = 20;

type Verbs = {
  readonly onPoint: (point: PointId) => void;
  readonly onThread: (thread: ThreadId) => void;
  readonly onMoment: (moment: string) => void;
};
type ListProps = Verbs & {
  readonly entries: readonly HistoryItem[];
  /** Null: there are no older ones. */
  readonly more: (() => void) | null;
  /** Older ones, or these anew: one after the other. */
  readonly isLoading: boolean;
};

export function HistoryList({ entries, more, isLoading, ...verbs }: ListProps): ReactNode {
  const list = useRef<HTMLOListElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => setTop(list.current?.offsetTop ?? 0), []);
  const { rows: draftRows } = useDraft();
  const numbers = useMemo(() => numbersOf(outlineOf(draftRows)), [draftRows]);
  const focus = useRowFocus(list, entries);
  const rows = useWindowVirtualizer({
    count: entries.length,
    rangeExtractor: range => withRow(defaultRangeExtractor(range), focus.index),
    estimateSize: () => rowHeight,
    overscan,
    scrollMargin: top,
    getItemKey: index => entries[index]?.id ?? index,
  });
  // Rows are measured while the tab is still being scrolled to its place: their sizes must not move it.
  rows.shouldAdjustScrollPositionOnItemSizeChange = () => false;
  const isPrinting = useIsPrinting();
  const shown = isPrinting ? entries.map(({ id }, index) => ({ index, key: id, start: 0 })) : rows.getVirtualItems();
  const last = rows.range?.endIndex ?? 0;
  const entered = focus.index ?? rows.range?.startIndex ?? 0;
  useEffect(() => {
    if (more && !isLoading && last >= entries.length - overscan) more();
  }, [more, isLoading, last, entries.length]);
  return (
    <>
      <ol
        ref={list}
        className="history-list"
        style={isPrinting ? undefined : { height: rows.getTotalSize() }}
        onFocus={focus.onFocus}
        onBlur={focus.onBlur}
        onKeyDown={focus.onKeyDown}
      >
        {shown.map(({ index, key, start }) => {
          const entry = entries[index];
          if (!entry) return null;
          return (
            <li
              key={key}
              ref={isPrinting ? undefined : rows.measureElement}
              data-index={index}
              aria-setsize={more ? -1 : entries.length}
              aria-posinset={index + 1}
              style={isPrinting ? undefined : { transform: `translateY(${start - top}px)` }}
            >
              <Entry entry={entry} numbers={numbers} tabIndex={index === entered ? 0 : -1} {...verbs} />
            </li>
          );
        })}
      </ol>
      {isPrinting && more && <p>Older entries are not loaded and not printed.</p>}
      {more && (
        <button type="button" className="button" disabled={isLoading} onClick={more}>
          {isLoading ? 'Loading older entries' : 'Load older entries'}
        </button>
      )}
    </>
  );
}

type EntryProps = { entry: HistoryItem; numbers: ReadonlyMap<string, number>; tabIndex: 0 | -1 } & Verbs;

function Entry({ entry, numbers, tabIndex, onPoint, onThread, onMoment }: EntryProps): ReactNode {
  const session = useSession();
  const { rows } = useDraft();
  const [isRedacting, setRedacting] = useState(false);
  useGoOn(form => {
    if (form === `redact/${entry.id}`) setRedacting(true);
  });
  const mayRedact = mayAct({ kind: 'record.redact' }, session.me, rows).kind === 'yes';
  const number = entry.point === null ? undefined : numbers.get(entry.point);
  const party = entry.by.party === null ? undefined : rows.get('parties', entry.by.party);
  const { point, thread } = entry;
  const go =
    thread !== null
      ? () => onThread(thread)
      : point !== null && rows.get('points', point)
        ? () => onPoint(point)
        : null;
  const words = historyWords(entry, point === null ? null : pointName(rows.get('points', point), number));
  return (
    <>
      <span className="history-who">
        {party ? <PartyBadge code={party.code} colour={party.colour} shape={party.shape} /> : null} {entry.by.name}
        {entry.by.role === 'reader' && <span className="history-role"> reader</span>}
      </span>
      {go ? (
        <button type="button" tabIndex={tabIndex} className="history-what" onClick={go}>
          {words}
        </button>
      ) : (
        <span className="history-what">{words}</span>
      )}
      {mayRedact && isRedactable(entry) && (
        <button
          type="button"
          tabIndex={tabIndex}
          className="button-quiet history-redact"
          onClick={() => setRedacting(true)}
        >
          Redact<span className="visually-hidden">: {words}</span>
        </button>
      )}
      {isRedacting && <RedactDialog entry={entry} words={words} onClose={() => setRedacting(false)} />}
      <button
        type="button"
        tabIndex={tabIndex}
        className="button-quiet history-moment"
        onClick={() => onMoment(String(entry.to))}
      >
        <RelativeTime at={entry.to} now={() => session.serverNow()} />
        <span className="visually-hidden">: see the draft as it stood then</span>
      </button>
    </>
  );
}
