// The centre of the page: themes and their points as one well-set document. What other features owe a point comes in
// through slots.

import type { ReactNode } from 'react';
import { memo, useCallback, useEffect } from 'react';
import type * as Y from 'yjs';
import type { PointId } from '../../shared/ids.ts';
import { outlineOf } from '../../shared/rows/outline.ts';
import type { PointRow } from '../../shared/rows/schema.ts';
import { useDraft, useSession } from '../session/use-session.tsx';
import type { TypedOn } from '../sync/kept/one-run.ts';
import { useDragging } from './dragging/use-dragging.ts';
import { onLinkClick } from './formatting/link-clicks.ts';
import { useHeldPoints } from './held-points.ts';
import { KeepCaret } from './keep-caret.tsx';
import { useSelectAll } from './keys/select-all.ts';
import { editRefusal } from './may-edit.ts';
import { PointBody } from './point-body.tsx';
import type { PointDesk } from './point-desk.ts';
import { PointState } from './point-state.tsx';
import { useNothingSelectedUnderDialogs } from './under-dialogs.ts';
import './points.css';

export type PointSlots = {
  /** Beside the title, e.g. how many comments there are. */
  readonly head: (point: PointId) => ReactNode;
  /** In the margin of the point, e.g. "+". */
  readonly edge: (point: PointId, number: number) => ReactNode;
  /** Under the words, e.g. what the parties say to them. */
  readonly foot: (point: PointId, number: number) => ReactNode;
  /** At the end of its last line, e.g. its history. */
  readonly tail: (point: PointId, number: number) => ReactNode;
};

/** `doc`: the desk's, which another one replaces when a refusal is healed. */
type TextProps = { readonly desk: PointDesk; readonly doc: Y.Doc; readonly slots: PointSlots };

export const DraftText = memo(function DraftText({ desk, doc, slots }: TextProps): ReactNode {
  const session = useSession();
  const snapshot = useDraft();
  const { rows } = snapshot;
  const themes = useHeldPoints(outlineOf(rows).themes, rows);
  const draft = rows.get('draft', 'draft');
  useMyPlace(doc);
  useDragging(desk, session);
  useSelectAll(desk);
  useNothingSelectedUnderDialogs();
  return (
    <div className="draft-text" onClickCapture={onLinkClick}>
      <header className="draft-head">
        <h1>{draft?.title}</h1>
        {draft?.note && <p>{draft.note}</p>}
        {draft?.drafting === 'closed' && (
          <p className="draft-closed">
            Drafting is closed: the chair and the drafters edit the words, the delegations comment.
          </p>
        )}
      </header>
      {themes.length === 0 && <p className="quiet">This draft has no themes and points yet.</p>}
      <p id="text-keys" hidden>
        Esc, then Tab, leaves the text.
      </p>
      <KeepCaret desk={desk} doc={doc}>
        {themes.map(theme => (
          <section
            key={theme.row.id}
            className="theme"
            aria-labelledby={`theme-${theme.row.id}`}
            id={`at-${theme.row.id}`}
          >
            <h2 id={`theme-${theme.row.id}`}>
              <span className="theme-number">Theme {theme.number}</span> {theme.row.title}
            </h2>
            {theme.points.length === 0 && <p className="quiet">No points in this theme.</p>}
            {theme.points.map(({ row, number }) => (
              <Point
                key={row.id}
                desk={desk}
                doc={doc}
                slots={slots}
                row={row}
                number={number}
                refusal={editRefusal(snapshot, session.me, row)}
              />
            ))}
          </section>
        ))}
      </KeepCaret>
    </div>
  );
});

type PointProps = TextProps & { readonly row: PointRow; readonly number: number; readonly refusal: string | null };

/** Drawn again when its own row, number or rights change, not with every act elsewhere. */
const Point = memo(function Point({ desk, doc, slots, row, number, refusal }: PointProps): ReactNode {
  const session = useSession();
  const onKept = useCallback(
    (words: string, reason: string, typedOn?: TypedOn): void => session.live?.keepWords(row.id, words, reason, typedOn),
    [session, row.id],
  );
  return (
    <article className="point" id={`at-${row.id}`} data-point-article={row.id} aria-labelledby={`title-${row.id}`}>
      <header className="point-head">
        <h3 id={`title-${row.id}`}>
          <span className="point-number">{number}</span>
          <span className="point-title">{row.title}</span>
        </h3>
        {slots.head(row.id)}
        {slots.edge(row.id, number)}
      </header>
      <PointBody
        key={doc.guid}
        desk={desk}
        doc={doc}
        awareness={session.awareness}
        point={row.id}
        label={`Text of point ${number}, ${row.title}`}
        refusal={refusal}
        isFrozen={session.isFrozen}
        onKept={onKept}
      />
      {slots.foot(row.id, number)}
      <PointState row={row}>{slots.tail(row.id, number)}</PointState>
    </article>
  );
});

/** Tells others which point this person is in, by where the focus is. */
function useMyPlace(doc: Y.Doc): void {
  const session = useSession();
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each document
  useEffect(() => {
    const follow = (): void => {
      const article = document.activeElement?.closest<HTMLElement>('[data-point-article]');
      const id = article?.dataset['pointArticle'];
      const point = id === undefined ? undefined : session.snapshot().rows.get('points', id);
      session.live?.enter(point?.id ?? null);
    };
    follow(); // in another document nobody has been told yet
    document.addEventListener('focusin', follow);
    return () => document.removeEventListener('focusin', follow);
  }, [session, doc]);
}
