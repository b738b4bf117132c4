// What the readers of a circulation are handed: copies made anew, that hold the version's words, the red lines sent
// along, what these readers said, and nothing else. No ids of writers, no trace of what was deleted, no order of
// events. Pure.
import { createHash } from 'node:crypto';
import * as Y from 'yjs';
import { freshRanks } from '../../shared/acts/rank.ts';
import type { CirculationId, MemberId, PointId } from '../../shared/ids.ts';
import { saidOn, wentAlong } from '../../shared/rows/circulations.ts';
import { byRank, outlineOf } from '../../shared/rows/outline.ts';
import type { RowReader } from '../../shared/rows/row-store.ts';
import { DocRows } from '../../shared/rows/row-store.ts';
import type { CirculationRow, RedLineRow, VersionRow } from '../../shared/rows/schema.ts';
import type { Anchor } from '../../shared/text/anchors/anchor-schema.ts';
import { makeAnchor, resolveAnchor } from '../../shared/text/anchors/anchors.ts';
import type { FlatText } from '../../shared/text/point-text.ts';
import { bodyOf, flatText } from '../../shared/text/point-text.ts';
import {
  sentCirculation,
  sentComment,
  sentFlag,
  sentParty,
  sentPoint,
  sentRedLine,
  sentTheme,
  sentThread,
  sentVersion,
} from './sent-rows.ts';

/** The same copy each time: what a reader's page has anchored to it must still be found in it later. */
const copiedBy = 1;

/** The words that stood, as if one hand had written them at once. */
export function frozenWords(text: Y.Doc, rows: RowReader): Y.Doc {
  const copy = new Y.Doc();
  copy.clientID = copiedBy;
  copy.transact(() => {
    for (const point of pointsIn(rows))
      bodyOf(copy, point).insert(
        0,
        bodyOf(text, point)
          .toArray()
          .flatMap(child => (child instanceof Y.XmlElement || child instanceof Y.XmlText ? [child.clone()] : [])),
      );
  });
  return copy;
}

export const pointsIn = (rows: RowReader): readonly PointId[] =>
  outlineOf(rows).themes.flatMap(({ points }) => points.map(({ row }) => row.id));

/**
 * The same words in another copy of the text; null where they do not stand there. Both are of the past: nobody writes
 * in them any more.
 */
export function carryAnchor(anchor: Anchor, point: PointId, from: Y.Doc, to: Y.Doc): Anchor | null {
  const [old, flat] = [flatIn(from, point), flatIn(to, point)];
  const placed = resolveAnchor(bodyOf(from, point), old, anchor);
  if (placed.kind !== 'exact' || old.text !== flat.text) return null;
  return makeAnchor(bodyOf(to, point), placed.from, placed.to, flat);
}

/** Read once, however much hangs on its words: each look carries all that readers said. */
const flatTexts = new WeakMap<Y.Doc, Map<PointId, FlatText>>();
function flatIn(doc: Y.Doc, point: PointId): FlatText {
  const ofDoc = flatTexts.get(doc) ?? new Map<PointId, FlatText>();
  flatTexts.set(doc, ofDoc);
  const known = ofDoc.get(point) ?? flatText(bodyOf(doc, point));
  ofDoc.set(point, known);
  return known;
}

/**
 * Changes with whatever the readers of a circulation can see change: what they say, and (`copy`: its digest) what is
 * redacted.
 */
export function circulationState(rows: RowReader, circulation: CirculationId, copy: string): string {
  const { threads, comments, flags } = saidOn(rows, circulation);
  const shownFlags = flags.map(({ id, severity, reason, state }) => [id, severity, reason, state.kind === 'withdrawn']);
  const seen = [threads.map(({ id }) => id), comments.map(({ id, body }) => [id, body]), shownFlags];
  return `${digestOf(JSON.stringify(seen.map(rows => rows.map(row => JSON.stringify(row)).sort())))}.${copy}`;
}

/**
 * Names all of a copy but what its readers said: it changes only where something that was sent is redacted. `words`:
 * their digest.
 */
export function copyDigest(words: string, shared: Y.Doc): string {
  const rows = new DocRows(shared);
  const sent = sentTables.map(table =>
    rows
      .all(table)
      .map(row => JSON.stringify(row))
      .sort(),
  );
  return digestOf(JSON.stringify([words, sent]));
}
const sentTables = ['draft', 'parties', 'themes', 'points', 'redLines', 'versions'] as const;

/** The digest of the copy that a state names. */
export const copyIn = (state: string): string => state.slice(state.indexOf('.') + 1);
export const digestOf = (content: string | Uint8Array): string =>
  createHash('sha256').update(content).digest('base64url');

export type Circulation = {
  readonly row: CirculationRow;
  readonly version: VersionRow;
  readonly reader: MemberId;
  /** As they stood at the version, and as they stand now. */
  readonly then: RowReader;
  readonly now: RowReader;
  /** From the draft's own text to the copy. */
  carry(anchor: Anchor, point: PointId): Anchor | null;
};

export function readersRows({ row, version, reader, then, now, carry }: Circulation): Y.Doc {
  const copy = new Y.Doc();
  copy.clientID = copiedBy;
  const rows = new DocRows(copy);
  copy.transact(() => {
    putOutline(then, rows);
    putParties(row, then, rows);
    for (const line of then.all('redLines'))
      if (wentAlong(now.get('redLines', line.id) ?? line, row, version))
        rows.put('redLines', asSent(line, then, version));
    rows.put('versions', sentVersion(version));
    rows.put('circulations', sentCirculation(row, reader));
    putSaid(row, now, rows, carry);
  });
  return copy;
}

/** Ranks and states tell what was moved, locked and by whom: they are made anew. */
function putOutline(then: RowReader, rows: DocRows): void {
  const draft = then.get('draft', 'draft');
  if (!draft) return;
  const { title, note } = draft;
  rows.put('draft', {
    id: 'draft',
    title,
    note,
    drafting: 'open',
    delegates: 'advise',
    passing: 'nobody',
    madeAt: 0,
    membersAt: 0,
  });
  const { themes } = outlineOf(then);
  const themeRanks = freshRanks(themes.length);
  for (const [t, { row: theme, points }] of themes.entries()) {
    rows.put('themes', sentTheme(theme, themeRanks[t] ?? ''));
    const ranks = freshRanks(points.length);
    for (const [p, { row: point }] of points.entries()) rows.put('points', sentPoint(point, ranks[p] ?? ''));
  }
}

function putParties({ parties }: CirculationRow, then: RowReader, rows: DocRows): void {
  const shown = then
    .all('parties')
    .filter(({ id }) => parties.includes(id))
    .sort(byRank);
  const ranks = freshRanks(shown.length);
  for (const [p, party] of shown.entries()) rows.put('parties', sentParty(party, ranks[p] ?? ''));
}

function asSent(line: RedLineRow, then: RowReader, { at }: VersionRow): RedLineRow {
  const there = new Set(pointsIn(then));
  const code = then.get('parties', line.party)?.code ?? line.party;
  return sentRedLine(line, { code, points: line.points.filter(point => there.has(point)), at });
}

function putSaid({ id }: CirculationRow, now: RowReader, rows: DocRows, carry: Circulation['carry']): void {
  const { threads, comments, flags } = saidOn(now, id);
  for (const comment of comments) rows.put('comments', sentComment(comment));
  for (const thread of threads) {
    const lastAt = Math.max(thread.at, ...comments.flatMap(({ thread: on, at }) => (on === thread.id ? [at] : [])));
    const anchor = thread.anchor && carry(thread.anchor, thread.point);
    rows.put('threads', sentThread(thread, anchor, lastAt));
  }
  for (const flag of flags) {
    rows.put('flags', sentFlag(flag, flag.anchor && carry(flag.anchor, flag.point)));
  }
}
