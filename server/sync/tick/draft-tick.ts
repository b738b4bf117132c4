// What one tick of one draft makes durable: its rows, chained; and what is to be told once they are. A builder collects
// it while what waits is judged (live-draft.ts); commit.ts writes the whole.
import { createHash } from 'node:crypto';
import type { Act, Effect } from '../../../shared/acts/act.ts';
import type { ActAnswer } from '../../../shared/api/contract.ts';
import { timeToJudgeBy } from '../../../shared/doubtful-time.ts';
import type { DocName, DocPart, DraftId, MemberId, PointId } from '../../../shared/ids.ts';
import { DocPart as DocParts } from '../../../shared/ids.ts';
import type { By, Head } from '../../../shared/rows/schema.ts';
import type { WireChange } from '../../../shared/wire/messages.ts';
import { nextEntry } from '../../storage/chain.ts';
import type { Detail } from '../../storage/entry-detail.ts';
import { typedKind, writeActor, writeDetail } from '../../storage/entry-detail.ts';
import type { HistoryChange } from '../../storage/history-queries.ts';
import { writeFacts } from '../../storage/line-facts.ts';
import { actRun } from '../../storage/run-name.ts';
import type { ActRecord, DraftCommit, Entry, Redaction } from '../../storage/update-log.ts';
import type { ClientIdBinding } from '../client-ids.ts';
import type { Peer } from '../peer.ts';
import type { Room } from '../room.ts';
import type { AppliedAct } from './apply-act.ts';
import { freshSalts } from './salts.ts';

/** Who last changed a point's words, as they were then. */
export type LastEdit = { readonly by: By; readonly at: number };

export type DraftTick = {
  readonly at: number;
  /** What the log is to hold, or null when this tick only tells of presence, or lets people in. */
  readonly commit: DraftCommit | null;
  /** Where each document stands once this is durable, and by how many rows it has grown. */
  readonly heads: { readonly [P in DocPart]: { readonly doc: DocName; readonly head: Head; readonly rows: number } };
  readonly textChanges: readonly WireChange[];
  readonly sharedChanges: readonly WireChange[];
  readonly edits: ReadonlyMap<PointId, LastEdit>;
  readonly memberEffects: readonly Effect[];
  readonly removedMembers: readonly MemberId[];
  readonly receiptDue: ReadonlySet<Peer>;
  /** Answers to acts, given when the tick is durable. */
  readonly settlements: readonly (() => void)[];
};

export class TickBuilder {
  readonly at: number;
  /** By which it is judged what is over. */
  readonly clock: number;
  readonly #settlements: (() => void)[] = [];
  readonly #receiptDue = new Set<Peer>();
  readonly #removedMembers: MemberId[] = [];
  readonly #textChanges: WireChange[] = [];
  readonly #sharedChanges: WireChange[] = [];
  readonly #memberEffects: Effect[] = [];
  readonly #edits = new Map<PointId, LastEdit>();
  readonly #redactions: Redaction[] = [];
  readonly #draft: DraftId;
  readonly #text: Room;
  readonly #shared: Room;
  #textHead: Head;
  #sharedHead: Head;
  readonly #entries: Entry[] = [];
  readonly #acts: ActRecord[] = [];
  readonly #history: HistoryChange[] = [];

  constructor(draft: { readonly id: DraftId; readonly text: Room; readonly shared: Room }, at: number, now: number) {
    this.#draft = draft.id;
    this.#text = draft.text;
    this.#shared = draft.shared;
    this.#textHead = draft.text.head;
    this.#sharedHead = draft.shared.head;
    this.at = at;
    this.clock = timeToJudgeBy(at, now);
  }

  addWords(
    by: By,
    update: Uint8Array,
    points: ReadonlyMap<PointId, { inserted: number; deleted: number }>,
    runOf: (point: PointId, seq: number) => string,
  ): void {
    const seq = this.#addText(by, typedKind, { kind: 'typed', points: Object.fromEntries(points) }, update);
    this.#textChanges.push({ update, member: by.member, points: [...points.keys()] });
    for (const point of points.keys()) this.#edits.set(point, { by, at: this.at });
    for (const [point, size] of points)
      this.#history.push({
        ...this.#entryOf(by, this.#text, seq, typedKind),
        run: runOf(point, seq),
        point,
        thread: null,
        row: null,
        ...size,
        detail: writeFacts(),
      });
  }

  /** What the server does by itself before anybody is in the draft. The history has no line of it. */
  addOwn(part: 'text' | 'shared', by: By, kind: string, detail: Detail, update: Uint8Array): void {
    if (part === 'text') this.#addText(by, kind, detail, update);
    else this.#addShared(by, kind, detail, update);
  }

  addAct(by: By, act: Act, applied: AppliedAct): ActAnswer {
    const { about, effects, sharedUpdate, textUpdate } = applied;
    const members = effects.filter(effect => effect.kind !== 'seed-body' && effect.kind !== 'write-body');
    this.#memberEffects.push(...members);
    const head = this.#addShared(by, act.kind, { kind: 'act', act, about, members }, sharedUpdate);
    this.#sharedChanges.push({ update: sharedUpdate, member: by.member, points: [] });
    if (textUpdate) {
      this.#addText(by, act.kind, { kind: 'words-of-act', act: act.id }, textUpdate);
      const points = effects.flatMap(effect =>
        effect.kind === 'seed-body' || effect.kind === 'write-body' ? [effect.point] : [],
      );
      for (const point of points) this.#edits.set(point, { by, at: this.at });
      this.#textChanges.push({ update: textUpdate, member: by.member, points });
    }
    const answer: ActAnswer = { seq: head.seq, hash: head.hash, at: this.at };
    this.#acts.push({ member: by.member, act: act.id, payloadDigest: actDigest(act), answer: JSON.stringify(answer) });
    const { also = [], ...main } = about;
    for (const [i, { kind, point, thread, row, facts }] of [{ kind: act.kind, ...main }, ...also].entries())
      this.#history.push({
        ...this.#entryOf(by, this.#shared, head.seq, kind),
        run: actRun(head.seq, i),
        point: point ?? null,
        thread: thread ?? null,
        row: row ?? null,
        inserted: 0,
        deleted: 0,
        detail: writeFacts(facts),
      });
    return answer;
  }

  /** What an act takes out of the record, in the same commit. */
  redact(redactions: readonly Redaction[]): void {
    this.#redactions.push(...redactions);
  }

  /** `settle`: called when the tick is durable. */
  answer(settle: () => void): void {
    this.#settlements.push(settle);
  }

  acknowledge(peer: Peer): void {
    this.#receiptDue.add(peer);
  }

  /** Whoever is there under this name is sent away. */
  sendAway(member: MemberId): void {
    this.#removedMembers.push(member);
  }

  /** Where both documents will stand once this tick is durable, so far. */
  get headsSoFar(): { readonly text: Head; readonly shared: Head } {
    return { text: this.#textHead, shared: this.#sharedHead };
  }

  /** `clientIds`: those that wrote for the first time. */
  build(clientIds: readonly ClientIdBinding[]): DraftTick {
    const [draft, entries, acts, history, redactions] = [
      this.#draft,
      this.#entries,
      this.#acts,
      this.#history,
      this.#redactions,
    ];
    const isEmpty = entries.length === 0 && clientIds.length === 0;
    const standing = ({ name }: Room, head: Head) => ({
      doc: name,
      head,
      rows: entries.filter(({ doc }) => doc === name).length,
    });
    return {
      at: this.at,
      commit: isEmpty ? null : { draft, entries, acts, clientIds, history, redactions },
      heads: { text: standing(this.#text, this.#textHead), shared: standing(this.#shared, this.#sharedHead) },
      textChanges: this.#textChanges,
      sharedChanges: this.#sharedChanges,
      edits: this.#edits,
      memberEffects: this.#memberEffects,
      removedMembers: this.#removedMembers,
      receiptDue: this.#receiptDue,
      settlements: this.#settlements,
    };
  }

  #addText(by: By, kind: string, detail: Detail, update: Uint8Array): number {
    this.#textHead = this.#add(this.#text, this.#textHead, by, kind, detail, update);
    return this.#textHead.seq;
  }

  #addShared(by: By, kind: string, detail: Detail, update: Uint8Array): Head {
    this.#sharedHead = this.#add(this.#shared, this.#sharedHead, by, kind, detail, update);
    return this.#sharedHead;
  }

  #add(room: Room, after: Head, by: By, kind: string, detail: Detail, update: Uint8Array): Head {
    const { entry, head } = nextEntry(after, {
      doc: room.name,
      at: this.at,
      actor: writeActor(by),
      kind,
      detail: writeDetail(detail),
      update,
      salts: freshSalts(),
    });
    this.#entries.push(entry);
    return head;
  }

  #entryOf(by: By, room: Room, seq: number, kind: string) {
    return { doc: room.name, seq, at: this.at, kind, member: by.member, name: by.name, party: by.party, role: by.role };
  }
}

/** After the commit: the rooms stand where the log stands. */
export function advanceRooms(rooms: { readonly [P in DocPart]: Room }, { heads }: DraftTick): void {
  for (const part of DocParts.options) {
    const { head, rows } = heads[part];
    if (rows > 0) rooms[part].advance(head, rows);
  }
}

/**
 * Tells a resent act from another one under the same id. The schema fixes the order of keys, so equal acts have equal
 * JSON.
 */
export const actDigest = (act: Act): string => createHash('sha256').update(JSON.stringify(act)).digest('hex');
