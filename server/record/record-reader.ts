// All that is asked of the record, in one place: moments, comparisons, and the checkpoints that make them quick.
// Synchronous; record-worker.ts runs it beside the server, tests run it as it is.
import * as Y from 'yjs';
import type { RestoredOutline } from '../../shared/acts/act.ts';
import type { HistoryItem } from '../../shared/api/contract.ts';
import type { Comparison, Link, Moment, MomentAddress } from '../../shared/api/record.ts';
import type { Voice } from '../../shared/api/voice.ts';
import { writeMarkdown } from '../../shared/documents/write-markdown.ts';
import type { CirculationId, DocName, DraftId, MemberId, PointId, VersionId } from '../../shared/ids.ts';
import { docName } from '../../shared/ids.ts';
import { linksPageMax, quietHourMs, replayRowsAtOnce } from '../../shared/limits.ts';
import { outlineOf } from '../../shared/rows/outline.ts';
import { DocRows } from '../../shared/rows/row-store.ts';
import type { By } from '../../shared/rows/schema.ts';
import type { Anchor } from '../../shared/text/anchors/anchor-schema.ts';
import type { Block } from '../../shared/text/blocks.ts';
import { blocksOf } from '../../shared/text/body-blocks.ts';
import { lineMarks } from '../../shared/text/line-marks.ts';
import type { OutlineText } from '../../shared/text/outline-text.ts';
import { bodyOf, canonicalText, flatText } from '../../shared/text/point-text.ts';
import { wordingId } from '../../shared/text/wording.ts';
import { flattenedKind } from '../storage/entry-detail.ts';
import type { Checkpoints } from '../storage/sqlite/checkpoints.ts';
import type { Entry } from '../storage/update-log.ts';
import {
  carryAnchor,
  circulationState,
  copyDigest,
  copyIn,
  digestOf,
  frozenWords,
  pointsIn,
  readersRows,
} from './circulated.ts';
import { compare } from './comparison.ts';
import type { Readable } from './exported-entry.ts';
import { exportedLine, linkOf, standingWords } from './exported-entry.ts';
import { itemsFor } from './history.ts';
import type { Sight } from './moments.ts';
import { Moments, NoSuchMoment } from './moments.ts';
import type { HistoryLines } from './newest-line.ts';
import { newestLine } from './newest-line.ts';
import type { LogRows } from './replay.ts';
import { Replay } from './replay.ts';
import type { Side } from './side.ts';
import type { DoneBetween } from './things-between.ts';

export type RecordHistory = HistoryLines & {
  quietMoments(draft: DraftId, gapMs: number): readonly number[];
  /**
   * Acts after one entry of the shared document and up to another, those of a kind to one thing by one person as one;
   * in the order in which they were last done.
   */
  doneBetween(draft: DraftId, after: number, upTo: number): readonly DoneBetween[];
  stopsAround(draft: DraftId, at: number): Pick<Moment, 'previous' | 'next'>;
};

/**
 * What once stood, for an act that brings it back; or the title of a point whose words then are not this viewer's to
 * read.
 */
export type Stood =
  | {
      readonly kind: 'stood';
      /** The version's name, or null: a time. */
      readonly source: string | null;
      readonly at: number;
      readonly heads: Moment['heads'];
      /** Of the points asked for, in their order. */
      readonly blocks: readonly (readonly Block[])[];
      readonly themes: RestoredOutline;
    }
  | { readonly kind: 'covered'; readonly title: string };

export class RecordReader {
  readonly #replay: Replay;
  readonly #moments: Moments;
  readonly #log: LogRows;
  readonly #history: RecordHistory;
  readonly #standing = new WeakMap<Y.Doc, ReadonlySet<string>>();
  /** For readers, by the rows of a version: two versions may have the same words and other points. */
  readonly #copies = new WeakMap<Y.Doc, { readonly frozen: Y.Doc; readonly digest: string }>();

  constructor(log: LogRows, history: RecordHistory, checkpoints: Checkpoints) {
    this.#log = log;
    this.#history = history;
    this.#replay = new Replay(log, checkpoints);
    this.#moments = new Moments(this.#replay, draft => history.quietMoments(draft, quietHourMs));
  }

  /** Throws NoSuchMoment. */
  moment(draft: DraftId, address: MomentAddress, viewer: By): Moment {
    const moment = this.#moments.moment(draft, address, viewer);
    return {
      ...moment,
      ...this.#history.stopsAround(draft, moment.at),
      newest: this.#newest(draft, moment.heads, viewer),
    };
  }

  /** Which change one stands at, as this viewer is told of it. */
  #newest(draft: DraftId, heads: Moment['heads'], viewer: By): HistoryItem | null {
    const [text, shared] = [
      this.#lastEntry(docName(draft, 'text'), heads.text.seq),
      this.#lastEntry(docName(draft, 'shared'), heads.shared.seq),
    ];
    const line = newestLine(this.#history, draft, { text, shared });
    const now = new DocRows(this.#replay.sharedAt(draft, this.#log.head(docName(draft, 'shared')).seq));
    return line && itemsFor(viewer, now)(line);
  }

  /** The newest entry by somebody: of what the server makes flat by itself (rule L10) the history has no line. */
  #lastEntry(doc: DocName, upTo: number): Entry | undefined {
    let entry = this.#replay.entry(doc, upTo);
    while (entry?.kind === flattenedKind) entry = this.#replay.entry(doc, entry.seq - 1);
    return entry;
  }

  /** Throws NoSuchMoment. The earlier moment comes first, however they were asked for. */
  comparison(draft: DraftId, one: MomentAddress, other: MomentAddress, viewer: By, voice: Voice | null): Comparison {
    const sights = [this.#moments.see(draft, one, viewer), this.#moments.see(draft, other, viewer)] as const;
    const [from, to] = sights[0].at <= sights[1].at ? sights : ([sights[1], sights[0]] as const);
    const removals = this.#replay.removals(draft, from.seqs.text, to.seqs.text);
    const done = this.#history.doneBetween(draft, from.seqs.shared, to.seqs.shared);
    return compare(sideOf(from), sideOf(to), { removals, done }, voice);
  }

  /** What is to be brought back, as this viewer may read it. Throws NoSuchMoment. */
  stood(draft: DraftId, address: MomentAddress, points: readonly PointId[], viewer: By): Stood {
    const sight = this.#moments.see(draft, address, viewer);
    const then = new DocRows(sight.shared);
    const blocks = [];
    for (const point of points) {
      const row = then.get('points', point);
      if (!row || row.state.kind === 'removed') throw new NoSuchMoment('This point did not stand then.');
      const body = bodyOf(sight.text, point);
      if (flatText(body).text !== flatText(bodyOf(sight.fold.doc, point)).text)
        return { kind: 'covered', title: row.title };
      blocks.push(blocksOf(body));
    }
    const source = address.kind === 'version' ? this.#rowsNow(draft).get('versions', address.version)?.name : null;
    const { seqs, at } = sight;
    return {
      kind: 'stood',
      source: source ?? null,
      at,
      heads: this.#moments.headsAt(draft, seqs),
      blocks,
      themes: outlineAt(then),
    };
  }

  /** The next lines of an export, oldest first; as many as are read at once. */
  exported(draft: DraftId, doc: DocName, after: number, upTo: number, reads: Readable): readonly string[] {
    const head = this.#log.head(docName(draft, 'shared'));
    const standing = reads === 'everything' ? null : this.#standingIn(this.#replay.sharedAt(draft, head.seq));
    const rows = this.#log.read(doc, after, Math.min(replayRowsAtOnce, upTo - after));
    return rows.map(entry => exportedLine(entry, standing));
  }

  /** How the chain goes on after an entry, oldest first; as many links as are given at once. */
  links(doc: DocName, after: number): readonly Link[] {
    return this.#log.read(doc, after, linksPageMax).map(linkOf);
  }

  /** The draft as it stands, as Markdown. */
  markdown(draft: DraftId): string {
    const words = this.#replay.wordsAt(draft, this.#log.head(docName(draft, 'text')).seq);
    return writeMarkdown(outlineText(this.#rowsNow(draft), point => blocksOf(bodyOf(words, point))));
  }

  /** Each page of an export asks again. */
  #standingIn(shared: Y.Doc): ReadonlySet<string> {
    const known = this.#standing.get(shared) ?? standingWords(new DocRows(shared));
    this.#standing.set(shared, known);
    return known;
  }

  /**
   * What one reader of a circulation may read, as two documents in base64; of the words, null where the state they know
   * names the same copy. Throws NoSuchMoment.
   */
  circulated(draft: DraftId, circulation: CirculationId, reader: MemberId, known: string | null) {
    const now = this.#rowsNow(draft);
    const row = now.get('circulations', circulation);
    if (!row) throw new NoSuchMoment('There is no such circulation.');
    const { version, words, then, frozen, digest } = this.#frozen(draft, row.version, now);
    const carry = (anchor: Anchor, point: PointId): Anchor | null => carryAnchor(anchor, point, words, frozen);
    const shared = readersRows({ row, version, reader, then, now, carry });
    const copy = copyDigest(digest, shared);
    return {
      state: circulationState(now, circulation, copy),
      text: known !== null && copyIn(known) === copy ? null : base64(Y.encodeStateAsUpdate(frozen)),
      shared: base64(Y.encodeStateAsUpdate(shared)),
    };
  }

  /**
   * Words that a reader chose in their copy of a version, in the draft's own text; null where that point, or those
   * words, do not stand there.
   */
  wordsOfReader(
    draft: DraftId,
    version: VersionId,
    point: PointId,
    anchor: Anchor | null,
  ): { anchor: Anchor | null } | null {
    const now = this.#rowsNow(draft);
    const { words, then, frozen } = this.#frozen(draft, version, now);
    if (!pointsIn(then).includes(point)) return null;
    if (anchor === null) return { anchor };
    const carried = carryAnchor(anchor, point, frozen, words);
    return carried && { anchor: carried };
  }

  #rowsNow(draft: DraftId): DocRows {
    return new DocRows(this.#replay.sharedAt(draft, this.#log.head(docName(draft, 'shared')).seq));
  }

  #frozen(draft: DraftId, id: VersionId, now: DocRows) {
    const version = now.get('versions', id);
    if (!version) throw new NoSuchMoment('There is no such version of this draft.');
    const words = this.#replay.wordsAt(draft, version.text.seq);
    const shared = this.#replay.sharedAt(draft, version.shared.seq);
    const then = new DocRows(shared);
    const copy = this.#copies.get(shared) ?? copyOf(words, then);
    this.#copies.set(shared, copy);
    return { version, words, then, ...copy };
  }

  advance(draft: DraftId): void {
    this.#replay.advance(draft);
  }

  forget(draft: DraftId): void {
    this.#replay.forget(draft);
  }
}

function copyOf(words: Y.Doc, then: DocRows) {
  const frozen = frozenWords(words, then);
  return { frozen, digest: digestOf(Y.encodeStateAsUpdate(frozen)) };
}

/** An outline as an act restores it. */
const outlineAt = (rows: DocRows): RestoredOutline =>
  outlineOf(rows).themes.map(({ row, points }) => ({
    theme: row.id,
    title: row.title,
    points: points.map(({ row: { id, title, state } }) => ({ point: id, title, isLocked: state.kind === 'locked' })),
  }));

const outlineText = (rows: DocRows, blocks: (point: PointId) => Block[]): OutlineText => ({
  title: rows.get('draft', 'draft')?.title ?? null,
  themes: outlineOf(rows).themes.map(theme => ({
    title: theme.row.title,
    points: theme.points.map(({ row }) => ({ title: row.title, blocks: blocks(row.id) })),
  })),
});

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

function sideOf({ at, fold, text, shared, isCovered }: Sight): Side {
  return {
    at,
    rows: new DocRows(shared),
    people: fold.people,
    spansOf: point => fold.points.get(point)?.spans ?? [],
    textOf: point => flatText(bodyOf(text, point)).text,
    marksOf: point => lineMarks(bodyOf(text, point)),
    wordingOf: point => wordingId(canonicalText(bodyOf(fold.doc, point))),
    isCovered,
  };
}
