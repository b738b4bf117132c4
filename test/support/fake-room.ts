// A live draft over the memory log, without sockets: peers that remember what they were told, and a log that can be
// made to fail.
import * as Y from 'yjs';
import type { WorkMeter } from '../../server/budgets/work-meter.ts';
import { MemoryUpdateLog } from '../../server/storage/memory-update-log.ts';
import type { LiveDraft } from '../../server/sync/live-draft.ts';
import type { Peer } from '../../server/sync/peer.ts';
import { Rooms } from '../../server/sync/rooms.ts';
import type { ActSettlement } from '../../server/sync/tick/apply-act.ts';
import type { Member } from '../../shared/acts/act.ts';
import { Act } from '../../shared/acts/act.ts';
import { DraftId, MemberId } from '../../shared/ids.ts';
import type { RefusalMessage } from '../../shared/wire/messages.ts';
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
  readonly rooms: Rooms;
  readonly lost: string[] = [];
  readonly breaches: string[] = [];
  loads = 0;
  readonly #members = new Map<MemberId, Member>();
  readonly #draft = DraftId.parse('d');
  #acts = 0;

  constructor({ idleMs = 60_000, meter = freeMeter() }: { idleMs?: number; meter?: WorkMeter } = {}) {
    const load = this.log.load.bind(this.log);
    this.log.load = doc => {
      this.loads++;
      return load(doc);
    };
    this.rooms = new Rooms({
      log: this.log,
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
