// The server of a simulation: the production rooms, commits, gate and act desk over the memory log, which alone
// outlives a kill. No HTTP: acts are handed in as a request would hand them in, and sockets are those of
// sim-network.ts.
import { randomUUID } from 'node:crypto';
import { ApiProblem } from '../../../client/api/api-client.ts';
import type { Answer, Costs } from '../../../server/budgets/budgets.ts';
import { Budgets } from '../../../server/budgets/budgets.ts';
import { linkOf } from '../../../server/record/exported-entry.ts';
import { MemoryUpdateLog } from '../../../server/storage/memory-update-log.ts';
import { Storing } from '../../../server/storage/storing.ts';
import type { UpdateLog } from '../../../server/storage/update-log.ts';
import { ActDesk } from '../../../server/sync/act-desk.ts';
import { Connection } from '../../../server/sync/carriers/connection.ts';
import { HttpLine } from '../../../server/sync/carriers/http-line.ts';
import type { ReadableLine } from '../../../server/sync/carriers/line.ts';
import { PacedLine } from '../../../server/sync/carriers/paced-line.ts';
import type { LiveDraft } from '../../../server/sync/live-draft.ts';
import { Rooms } from '../../../server/sync/rooms.ts';
import type { Member } from '../../../shared/acts/act.ts';
import { Act } from '../../../shared/acts/act.ts';
import type { ActAnswer } from '../../../shared/api/contract.ts';
import { DraftView, problemUri } from '../../../shared/api/contract.ts';
import type { Link } from '../../../shared/api/record.ts';
import { allowances } from '../../../shared/budget-limits.ts';
import type { DocPart } from '../../../shared/ids.ts';
import { DraftId, docName, MemberId, SeatId } from '../../../shared/ids.ts';
import { linksPageMax } from '../../../shared/limits.ts';
import { freeMeter } from '../free-meter.ts';
import type { Random } from '../seeded-random.ts';
import type { Bug } from './bugs.ts';
import { SimLines } from './sim-requests.ts';

/** Each so-many-th append meets a disk that fails. */
const failingEvery = 30;

export const simDraft = DraftId.parse('sim');

export class SimServer {
  readonly log = new MemoryUpdateLog();
  readonly #members = new Map<MemberId, Member>();
  #rooms: Rooms | null = null;
  #storing: Storing | null = null;
  #desk: ActDesk | null = null;
  /** Those by requests; null while it is down. */
  lines: SimLines | null = null;
  /** Answers "words-not-here" so far: an anchor was sent before its words. */
  tooEarly = 0;
  readonly lost: string[] = [];
  readonly joined = { byWebSocket: 0, byRequests: 0 };
  /** How often somebody was told to wait, by the budgets of a real server. */
  told = { toWait: 0 };

  get isUp(): boolean {
    return this.#rooms !== null;
  }

  readonly #random: Random;
  readonly #bug: Bug | null;
  #life = { isOver: false };
  #budgets = this.#newBudgets();
  #appends = 0;
  #lives = 0;
  /** How often the disk failed, and worked again. */
  diskChanges = 0;

  constructor(random: Random, bug: Bug | null) {
    this.#random = random;
    this.#bug = bug;
  }

  start(): void {
    const life = { isOver: false };
    this.#life = life;
    this.#budgets = this.#newBudgets();
    const log = this.#logOf(life);
    this.#storing = new Storing({ tryWrite: () => log.tryWrite(), retryMs: 300, onChange: () => this.#diskChanged() });
    this.#rooms = new Rooms({
      log,
      storing: this.#storing,
      membersOf: async () => new Map(this.#members),
      now: Date.now,
      idleMs: 30_000,
      meter: freeMeter(),
      onError: (what, error) => this.lost.push(`${what} ${String(error)}`),
      onLost: (_, reason, error) => this.lost.push(`${reason} ${String(error)}`),
      onBreach: (_, breach) => this.lost.push(breach.message),
      onDurable: (_, tick) => {
        for (const effect of tick.memberEffects) {
          if (effect.kind === 'put-member') this.#members.set(effect.member.id, effect.member);
          else if (effect.kind === 'remove-member') this.#members.delete(effect.member);
        }
      },
      onSnapshot: () => undefined,
      onDamage: () => undefined,
    });
    this.lines = new SimLines(++this.#lives);
    this.#desk = new ActDesk(this.#bug === 'resent act not recognised' ? { findAct: async () => null } : log);
  }

  /** Nothing is flushed, nobody is told: what the log does not hold is gone. The networks cut their lines. */
  kill(): void {
    this.#life.isOver = true;
    this.#storing?.close();
    this.#rooms = null;
    this.#desk = null;
    this.lines = null;
  }

  /**
   * The log as one life of the server sees it: a commit takes a while, and a kill in between leaves it undone, or done
   * and untold.
   */
  #logOf(life: { readonly isOver: boolean }): UpdateLog {
    const random = this.#random;
    const isEarly = this.#bug === 'answered before it is stored';
    const append: UpdateLog['append'] = async commits => {
      const store = async (): ReturnType<UpdateLog['append']> => {
        await pause(random.below(isEarly ? 300 : 8));
        if (++this.#appends % failingEvery === 0) this.log.nextAppend = 'fails';
        return life.isOver && random.chance(0.5) ? never() : this.log.append(commits);
      };
      if (isEarly) {
        void store();
        return commits.map(() => ({ kind: 'committed' }));
      }
      const outcomes = await store();
      return life.isOver ? never() : outcomes;
    };
    return new Proxy<UpdateLog>(this.log, {
      get: (log, name) => {
        if (name === 'append') return append;
        const value: unknown = Reflect.get(log, name);
        return typeof value === 'function' ? value.bind(log) : value;
      },
    });
  }

  #diskChanged(): void {
    this.diskChanges++;
  }

  draft(): Promise<LiveDraft> {
    if (!this.#rooms) throw new TypeError('Failed to fetch');
    return this.#rooms.open(simDraft);
  }

  #newBudgets(): Budgets {
    return new Budgets(allowances, () => performance.now());
  }

  /** Each page stands at an address of its own. */
  ask(member: string, costs: Costs): Answer {
    const answer = this.#budgets.ask({ draft: simDraft, member, address: null }, costs);
    if (answer !== 'go') this.told.toWait++;
    return answer;
  }

  async accept(end: HttpLine | ReadableLine, room: string, member: MemberId): Promise<void> {
    const draft = await this.draft();
    this.joined[end instanceof HttpLine ? 'byRequests' : 'byWebSocket']++;
    new Connection({
      line: end instanceof HttpLine ? end : new PacedLine(end, costs => this.ask(member, costs)),
      draft,
      room: room === 'text' ? draft.text : draft.shared,
      member,
      speaksOurs: true,
      onClosed: () => undefined,
    });
  }

  async act(member: string, act: Act): Promise<ActAnswer> {
    const draft = await this.draft();
    const may = this.ask(member, { acts: 1 });
    if (may !== 'go') throw busy(may.wait);
    const desk = this.#desk;
    const settlement = await desk?.submit(draft, MemberId.parse(member), act);
    if (settlement?.kind === 'done') return settlement.answer;
    if (settlement?.kind === 'refused' && settlement.code === 'words-not-here') this.tooEarly++;
    const detail = settlement?.kind === 'refused' ? settlement.reason : (settlement?.kind ?? 'killed');
    const early = settlement?.kind === 'refused' && settlement.code === 'words-not-here';
    const status = settlement?.kind === 'refused' || settlement?.kind === 'id-reused' ? 409 : 503;
    throw new ApiProblem(status, {
      type: problemUri(early ? 'words-not-here' : 'act-refused'),
      title: '',
      status,
      detail,
    });
  }

  async view(member: string): Promise<DraftView> {
    const draft = await this.draft();
    const by = draft.whoIs(MemberId.parse(member));
    if (!by) throw new TypeError('no such member');
    return DraftView.parse({
      seat: { id: SeatId.parse(`seat-${member}`), draft: simDraft, ...by },
      members: [...draft.members.values()],
      changes: [],
      madeAt: 0,
      heads: { text: draft.text.head, shared: draft.shared.head },
      now: Date.now(),
    });
  }

  async links(part: DocPart, after: number): Promise<readonly Link[]> {
    await this.draft();
    return (await this.log.read(docName(simDraft, part), after, linksPageMax)).map(linkOf);
  }

  /** A draft with four points, a chair, and delegates of two parties. */
  async makeDraft(delegates: number): Promise<void> {
    const does = async (input: Record<string, unknown>): Promise<string> => {
      const act = Act.parse({ id: randomUUID(), ...input });
      await this.act('chair', act);
      return act.id;
    };
    await does({ kind: 'draft.create', draft: simDraft, title: 'Simulated', note: '' });
    await does({ kind: 'party.add', party: 'abc', code: 'ABC', name: 'Abc', colour: 1, shape: 'circle' });
    for (let i = 0; i < delegates; i++)
      await does({
        kind: 'member.add',
        member: `delegate-${i}`,
        name: `Delegate ${i}`,
        role: 'delegate',
        party: 'abc',
      });
    const theme = await does({ kind: 'theme.add', after: null, title: 'Theme' });
    for (let i = 0; i < 4; i++)
      await does({
        kind: 'point.add',
        theme,
        after: null,
        title: `Point ${i}`,
        paragraphs: ['The parties agree.', 'Second line.'],
      });
  }
}

const busy = (seconds: number): ApiProblem =>
  new ApiProblem(
    429,
    { type: problemUri('too-many-requests'), title: '', status: 429, detail: '' },
    Math.ceil(seconds) * 1_000,
  );
const pause = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));
const never = (): Promise<never> => new Promise(() => {});
