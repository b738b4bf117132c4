// The pipeline behind "durable before visible": one commit in flight, shared by all drafts. What arrives meanwhile
// forms the next one. A quiet server commits at once; a busy one widens its tick (tick-pace.ts), so that many edits
// leave in one write per reader.
import { isStorageFailure } from '../storage/storage-failure.ts';
import type { Storing } from '../storage/storing.ts';
import type { UpdateLog } from '../storage/update-log.ts';
import type { LiveDraft } from './live-draft.ts';
import { settleUnknown } from './settle-unknown.ts';
import type { DraftTick } from './tick/draft-tick.ts';
import { Breach } from './tick/take-words.ts';
import type { Urgency } from './tick/tick-pace.ts';
import { TickPace } from './tick/tick-pace.ts';

export type CommitParts = {
  readonly log: UpdateLog;
  readonly storing: Storing;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /**
   * Told of a draft whose memory must not be used any further: forget it, so that the next one asked for is read from
   * the log.
   */
  readonly onLost: (draft: LiveDraft, reason: string, error: unknown) => void;
  /**
   * Told of a draft that is read anew because words passed the gate that should not have. Nobody but their sender
   * notices.
   */
  readonly onBreach: (draft: LiveDraft, breach: Breach) => void;
  /** Told after every durable tick, before anybody else: for what is derived from acts. */
  readonly onDurable: (draft: LiveDraft, tick: DraftTick) => void;
  /** Told when a draft's documents in memory are the committed ones: the moment to take a snapshot. */
  readonly onPublished: (draft: LiveDraft) => void;
};

type State =
  | { readonly kind: 'idle' }
  /** Until the timer rings, or until somebody cannot wait; null: at the end of this turn of the event loop. */
  | { readonly kind: 'waiting'; readonly timer: NodeJS.Timeout | null }
  | { readonly kind: 'committing' };
type Prepared = { readonly draft: LiveDraft; readonly tick: DraftTick };

export class Commits {
  readonly #parts: CommitParts;
  readonly #dirty = new Set<LiveDraft>();
  readonly #pace = new TickPace();
  #state: State = { kind: 'idle' };
  #isUrgent = false;
  #lastStart = 0;
  readonly #breached = new Map<LiveDraft, Breach>();
  #whenQuiet: (() => void)[] = [];

  constructor(parts: CommitParts) {
    this.#parts = parts;
  }

  wake(draft: LiveDraft, urgency: Urgency): void {
    this.#dirty.add(draft);
    if (urgency === 'now') this.#isUrgent = true;
    else this.#pace.note(draft.peerCount, performance.now());
    if (this.#state.kind === 'idle') return this.#schedule();
    if (urgency === 'now' && this.#state.kind === 'waiting' && this.#state.timer !== null) {
      clearTimeout(this.#state.timer);
      this.#schedule();
    }
  }

  /** Resolves when nothing waits and nothing is in flight. */
  quiet(): Promise<void> {
    if (this.#state.kind === 'idle' && this.#dirty.size === 0) return Promise.resolve();
    return new Promise(resolve => this.#whenQuiet.push(resolve));
  }

  #schedule(): void {
    const now = performance.now();
    const waitMs = this.#isUrgent ? 0 : this.#lastStart + this.#pace.tickMs(now) - now;
    const run = (): void => void this.#run();
    this.#state = { kind: 'waiting', timer: waitMs >= 1 ? setTimeout(run, waitMs) : null };
    if (this.#state.timer === null) setImmediate(run);
  }

  async #run(): Promise<void> {
    this.#state = { kind: 'committing' };
    this.#isUrgent = false;
    this.#lastStart = performance.now();
    const drafts = [...this.#dirty];
    this.#dirty.clear();
    const prepared = drafts.flatMap(draft => this.#prepare(draft));
    await Promise.all([this.#commit(prepared), ...[...this.#breached].map(item => this.#mend(...item))]);
    this.#breached.clear();
    if (this.#dirty.size > 0) return this.#schedule();
    this.#state = { kind: 'idle' };
    for (const resolve of this.#whenQuiet.splice(0)) resolve();
  }

  #prepare(draft: LiveDraft): Prepared[] {
    try {
      return [{ draft, tick: draft.prepare(this.#parts.now()) }];
    } catch (error) {
      if (error instanceof Breach) this.#breached.set(draft, error);
      else this.#lose(draft, 'The draft is being read anew.', error);
      return [];
    }
  }

  /** Whoever broke it is sent away. Everybody else was told durable things only, and goes on. */
  async #mend(draft: LiveDraft, breach: Breach): Promise<void> {
    this.#parts.onBreach(draft, breach);
    breach.peer.refuse({ code: 'malformed', reason: 'It cannot be put into the draft.', point: null });
    await this.#reread(draft, breach);
  }

  /** Nothing was stored and nobody told. What is in memory goes; everybody stays, and words wait. */
  async #takeBack(draft: LiveDraft): Promise<void> {
    draft.takeBack();
    await this.#reread(draft, null);
  }

  async #reread(draft: LiveDraft, breach: Breach | null): Promise<void> {
    try {
      const { log } = this.#parts;
      const [text, shared] = await Promise.all([log.load(draft.text.name), log.load(draft.shared.name)]);
      draft.reread(text, shared, breach);
      this.wake(draft, 'now');
    } catch (error) {
      this.#lose(draft, 'The draft is being read anew.', error);
    }
  }

  async #commit(prepared: readonly Prepared[]): Promise<void> {
    const writing = prepared.flatMap(item => (item.tick.commit ? [{ ...item, commit: item.tick.commit }] : []));
    for (const item of prepared) if (!item.tick.commit) this.#publish(item);
    if (writing.length === 0) return;
    try {
      const outcomes = await this.#parts.log.append(writing.map(item => item.commit));
      for (const [index, item] of writing.entries()) {
        const outcome = outcomes[index];
        if (outcome?.kind === 'committed') this.#publish(item);
        else this.#lose(item.draft, 'The change met another one; reading anew.', outcome?.reason);
      }
    } catch (error) {
      if (isStorageFailure(error)) {
        this.#parts.storing.failed(error);
        await Promise.all(writing.map(({ draft }) => this.#takeBack(draft)));
        return;
      }
      for (const item of writing) {
        if (await settleUnknown(this.#parts.log, item.tick, error)) this.#publish(item);
        else this.#lose(item.draft, 'The change could not be saved; trying again.', error);
      }
    }
  }

  #publish({ draft, tick }: Prepared): void {
    try {
      this.#parts.onDurable(draft, tick);
      draft.publish(tick);
      this.#parts.onPublished(draft);
    } catch (error) {
      this.#lose(draft, 'The draft is being read anew.', error);
    }
  }

  #lose(draft: LiveDraft, reason: string, error: unknown): void {
    this.#dirty.delete(draft);
    this.#parts.onLost(draft, reason, error);
    draft.fail(reason);
  }
}
