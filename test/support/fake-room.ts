// A live draft over the memory log, without sockets: peers that remember what they were told, and a log that can be
// made to fail.
import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import type { WorkMeter } from '../../server/budgets/work-meter.ts';
import { MemoryUpdateLog } from '../../server/storage/memory-update-log.ts';
import { Storing } from '../../server/storage/storing.ts';
import { payloadsOf } from '../../server/sync/frame.ts';
import type { LiveDraft } from '../../server/sync/live-draft.ts';
import type { Peer } from '../../server/sync/peer.ts';
import { Rooms } from '../../server/sync/rooms.ts';
import type { ActSettlement } from '../../server/sync/tick/apply-act.ts';
import type { Member } from '../../shared/acts/act.ts';
import { Act } from '../../shared/acts/act.ts';
import { DraftId, MemberId } from '../../shared/ids.ts';
import { bodyOf, flatText } from '../../shared/text/point-text.ts';
import { readCommit, readStoring } from '../../shared/wire/codec.ts';
import type { RefusalMessage } from '../../shared/wire/messages.ts';
import { messageType, syncType } from '../../shared/wire/messages.ts';
import { freeMeter } from './free-meter.ts';

export class FakePeer implements Peer {
  readonly member: MemberId;
  readonly speaksOurs = true;
  readonly frames: Buffer[] = [];
  closed: { code: number; reason: string } | null = null;
  refused: RefusalMessage | null = null;

  constructor(member: string) {
    this.member = MemberId.parse(member);
  }

  write(frames: Buffer): void {
    this.frames.push(frames);
  }

  /** Each word of whether the server can store. */
  toldOfStoring(): readonly boolean[] {
    return this.#told().flatMap(([type, rest]) => (type === messageType.storing ? [readStoring(rest).isAble] : []));
  }

  /** Of a point, in the document as it was told. */
  textOf(point: string): string {
    const doc = new Y.Doc();
    for (const [type, rest] of this.#told()) {
      if (type === messageType.commit) for (const { update } of readCommit(rest).changes) Y.applyUpdate(doc, update);
      if (type === messageType.sync && decoding.readVarUint(rest) === syncType.step2)
        Y.applyUpdate(doc, decoding.readVarUint8Array(rest));
    }
    return flatText(bodyOf(doc, point)).text;
  }

  #told(): readonly (readonly [number, decoding.Decoder])[] {
    return this.frames
      .flatMap(frame => [...payloadsOf(frame)])
      .map(payload => {
        const decoder = decoding.createDecoder(payload);
        return [decoding.readVarUint(decoder), decoder];
      });
  }

  refuse(refusal: RefusalMessage): void {
    this.refused = refusal;
    this.close(4409, refusal.reason);
  }

  close(code: number, reason: string): void {
    this.closed = { code, reason };
  }
}

export class FakeHouse {
  readonly log = new MemoryUpdateLog();
  readonly storing: Storing;
  readonly rooms: Rooms;
  readonly lost: string[] = [];
  readonly breaches: string[] = [];
  loads = 0;
  readonly #members = new Map<MemberId, Member>();
  readonly #draft = DraftId.parse('d');
  #acts = 0;
  #isFull = false;

  constructor({ idleMs = 60_000, meter = freeMeter() }: { idleMs?: number; meter?: WorkMeter } = {}) {
    const load = this.log.load.bind(this.log);
    this.log.load = doc => {
      this.loads++;
      return load(doc);
    };
    this.storing = new Storing({
      tryWrite: () => (this.#isFull ? Promise.reject(new Error('the disk is full')) : this.log.tryWrite()),
      retryMs: 1,
      onChange: () => undefined,
    });
    this.rooms = new Rooms({
      log: this.log,
      storing: this.storing,
      membersOf: async () => this.#members,
      now: () => 1_000,
      idleMs,
      meter,
      onError: what => this.lost.push(what),
      onLost: (_, reason) => this.lost.push(reason),
      onBreach: (_, breach) => this.breaches.push(breach.message),
      onDurable: (draft, tick) => {
        if (tick.memberEffects.length > 0)
          for (const member of draft.members.values()) this.#members.set(member.id, member);
      },
      onSnapshot: () => undefined,
      onDamage: () => undefined,
    });
  }

  open(): Promise<LiveDraft> {
    return this.rooms.open(this.#draft);
  }

  /** Somebody who comes to the words, without a copy of their own. */
  async joins(member: string): Promise<FakePeer> {
    const draft = await this.open();
    const peer = new FakePeer(member);
    draft.text.attach(peer);
    draft.join(peer, draft.text, new Uint8Array());
    await this.rooms.quiet();
    return peer;
  }

  /** From the next append until `storesAgain`. */
  cannotStore(): void {
    this.log.nextAppend = 'fails';
    this.#isFull = true;
  }

  /** What waits is stored then. */
  async storesAgain(): Promise<void> {
    this.#isFull = false;
    while (!this.storing.isAble) await new Promise<void>(resolve => this.storing.watch(resolve));
    await this.rooms.quiet();
  }

  /** A draft with a chair, one theme and one point; returns the point's id. */
  async made(): Promise<string> {
    await this.does('chair', { kind: 'draft.create', draft: 'd', title: 'Draft', note: '' });
    await this.does('chair', { kind: 'theme.add', after: null, title: 'Theme' }, 'theme');
    await this.does(
      'chair',
      { kind: 'point.add', theme: 'theme', after: null, title: 'Point', paragraphs: ['Words.'] },
      'point',
    );
    return 'point';
  }

  async does(member: string, input: Record<string, unknown>, id = `act-${++this.#acts}`): Promise<ActSettlement> {
    const draft = await this.open();
    return draft.act(MemberId.parse(member), Act.parse({ ...input, id }));
  }

  /** What the log alone would give a newcomer. */
  async stored(part: 'text' | 'shared'): Promise<Y.Doc> {
    const doc = new Y.Doc();
    const { snapshot, tail } = await this.log.load(`d/${part}` as never); // the name of this draft's document
    if (snapshot) Y.applyUpdate(doc, snapshot.state);
    for (const row of tail) Y.applyUpdate(doc, row.update);
    return doc;
  }
}
