// What one tick of one draft makes durable: its rows, chained; and what is to be told once they are. Built by
// live-draft.ts, written by commit.ts.
import { createHash } from 'node:crypto';
import type { Act, Effect } from '../../../shared/acts/act.ts';
import type { ActAnswer } from '../../../shared/api/contract.ts';
import type { DraftId, MemberId, PointId } from '../../../shared/ids.ts';
import type { By, Head } from '../../../shared/rows/schema.ts';
import type { WireChange } from '../../../shared/wire/messages.ts';
import { nextEntry } from '../../storage/chain.ts';
import type { Detail } from '../../storage/entry-detail.ts';
import { typedKind, writeActor, writeDetail } from '../../storage/entry-detail.ts';
import { writeFacts } from '../../storage/line-facts.ts';
import { actRun } from '../../storage/run-name.ts';
import type { ActRecord, DraftCommit, Entry, HistoryChange, Redaction } from '../../storage/update-log.ts';
import type { ClientIdBinding } from '../client-ids.ts';
import type { Peer } from '../peer.ts';
import type { Room } from '../room.ts';
import type { AppliedAct } from './apply-act.ts';
import { freshSalts } from './salts.ts';

/** Who last changed a point's words, as they were then. */
export type LastEdit = { readonly by: By; readonly at: number };

export class DraftTick {
  readonly at: number;
  /** Answers to acts, given when the tick is durable. */
  readonly settlements: (() => void)[] = [];
  readonly receiptDue = new Set<Peer>();
  readonly removedMembers: MemberId[] = [];
  readonly textChanges: WireChange[] = [];
  readonly sharedChanges: WireChange[] = [];
  readonly memberEffects: Effect[] = [];
  readonly edits = new Map<PointId, LastEdit>();
  readonly redactions: Redaction[] = [];
  clientIds: readonly ClientIdBinding[] = [];
  readonly #draft: DraftId;
  readonly #text: Room;
  readonly #shared: Room;
  #textHead: Head;
  #sharedHead: Head;
  readonly #entries: Entry[] = [];
  readonly #acts: ActRecord[] = [];
  readonly #history: HistoryChange[] = [];

  constructor(draft: { readonly id: DraftId; readonly text: Room; readonly shared: Room }, at: number) {
    this.#draft = draft.id;
    this.#text = draft.text;
    this.#shared = draft.shared;
    this.#textHead = draft.text.head;
    this.#sharedHead = draft.shared.head;
    this.at = at;
  }

  addWords(
    by: By,
    update: Uint8Array,
    points: ReadonlyMap<PointId, { inserted: number; deleted: number }>,
    runOf: (point: PointId, seq: number) => string,
  ): void {
    const seq = this.#addText(by, typedKind, { kind: 'typed', points: Object.fromEntries(points) }, update);
    this.textChanges.push({ update, member: by.member, points: [...points.keys()] });
    for (const point of points.keys()) this.edits.set(point, { by, at: this.at });
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
    this.memberEffects.push(...members);
    const head = this.#addShared(by, act.kind, { kind: 'act', act, about, members }, sharedUpdate);
    this.sharedChanges.push({ update: sharedUpdate, member: by.member, points: [] });
    if (textUpdate) {
      this.#addText(by, act.kind, { kind: 'words-of-act', act: act.id }, textUpdate);
      const points = effects.flatMap(effect =>
        effect.kind === 'seed-body' || effect.kind === 'write-body' ? [effect.point] : [],
      );
      for (const point of points) this.edits.set(point, { by, at: this.at });
      this.textChanges.push({ update: textUpdate, member: by.member, points });
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

  /** What the log is to hold, or null when this tick only tells of presence, or lets people in. */
  get commit(): DraftCommit | null {
    if (this.#entries.length === 0 && this.clientIds.length === 0) return null;
    return {
      draft: this.#draft,
      entries: this.#entries,
      acts: this.#acts,
      clientIds: this.clientIds,
      history: this.#history,
      redactions: this.redactions,
    };
  }

  get heads(): readonly { readonly doc: Entry['doc']; readonly head: Head }[] {
    return [
      { doc: this.#text.name, head: this.#textHead },
      { doc: this.#shared.name, head: this.#sharedHead },
    ];
  }

  /** Where both documents will stand once this tick is durable, so far. */
  get headsSoFar(): { readonly text: Head; readonly shared: Head } {
    return { text: this.#textHead, shared: this.#sharedHead };
  }

  get sharedSeq(): number {
    return this.#sharedHead.seq;
  }

  /** The rooms now stand where the log stands. */
  advance(): void {
    const rows = (room: Room): number => this.#entries.filter(entry => entry.doc === room.name).length;
    if (this.#textHead !== this.#text.head) this.#text.advance(this.#textHead, rows(this.#text));
    if (this.#sharedHead !== this.#shared.head) this.#shared.advance(this.#sharedHead, rows(this.#shared));
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

/**
 * Tells a resent act from another one under the same id. The schema fixes the order of keys, so equal acts have equal
 * JSON.
 */
export const actDigest = (act: Act): string => createHash('sha256').update(JSON.stringify(act)).digest('hex');
