// The discussion of one draft as one reader sees it: threads in their order, the one in focus, text not posted yet, and
// the deeds that change these. Joins rows, words and state; draws nothing. React reads it through use-discussion.tsx.

import { mayAct } from '../../shared/acts/permissions.ts';
import type { PointId, ThreadId } from '../../shared/ids.ts';
import { ThreadId as ThreadIdSchema } from '../../shared/ids.ts';
import type { ThreadRow } from '../../shared/rows/schema.ts';
import { anchorNeeds, makeAnchor } from '../../shared/text/anchors/anchors.ts';
import { bodyOf } from '../../shared/text/point-text.ts';
import type { ActDraft, ActOutcome, DraftSnapshot, Session } from '../session/session.ts';
import type { Stretch, TextSurface } from '../ui/text-surface.ts';
import { withdrawOffer } from '../ui/undo-offer/done-and-undo.ts';
import { PlacedAnchors } from '../ui/word-marks/placed-anchors.ts';
import type { DiscussionView } from './discussion-view.ts';
import { discussionView, emptyView } from './discussion-view.ts';
import { followWriting, rememberFocus } from './focus-return.ts';
import { revealWords } from './reveal-words.ts';
import { sayResolved } from './say-resolved.ts';
import { firstThreadOf, openThreadBeside } from './thread-list.ts';
import type { ThreadsEvent, ThreadsState } from './threads-state.ts';
import { activeThread, initialThreadsState, nextThreadsState } from './threads-state.ts';
import type { NewTarget, UnpostedTexts } from './unposted.ts';
import { targetKey } from './unposted.ts';
import { unpostedOf } from './unposted-of.ts';

/**
 * Who has looked back comes to another page of the same session: what they look at goes on, and no link is followed
 * twice.
 */
const stateOf = new WeakMap<Session, ThreadsState>();

const drawnTables = ['threads', 'comments', 'points', 'themes', 'parties'] as const;

export class Discussion {
  readonly session: Session;
  readonly surface: TextSurface;
  readonly unposted: UnpostedTexts;
  readonly places = new PlacedAnchors(run => requestAnimationFrame(run));
  readonly #listeners = new Set<() => void>();
  #state: ThreadsState;
  #snapshot: DraftSnapshot | null = null;
  #drawnFrom: readonly (readonly unknown[])[] = [];
  #view: DiscussionView;
  readonly #refusals = new Map<ThreadId, string>();
  #return: () => void = () => {};
  #goToWriting: () => boolean = () => false;

  constructor(parts: { session: Session; surface: TextSurface; storage: Storage; linked: ThreadId | null }) {
    this.session = parts.session;
    this.surface = parts.surface;
    this.unposted = unpostedOf(parts.session, parts.storage);
    this.#state = stateOf.get(parts.session) ?? initialThreadsState(parts.linked);
    this.#view = emptyView(this.#state);
  }

  /** Follows the draft until the returned function is called. */
  start(): () => void {
    const stops = [
      this.session.subscribe(() => this.#sessionChanged()),
      this.unposted.subscribe(() => this.#rebuild()),
      this.places.onChange((_, isReordered) => isReordered && this.#rebuild()),
    ];
    const onStorage = ({ key }: StorageEvent): void => this.unposted.storageChanged(key);
    window.addEventListener('storage', onStorage);
    const writing = followWriting(this.surface);
    this.#goToWriting = writing.goBack;
    this.unposted.readAgain();
    this.#rebuild();
    return () => {
      window.removeEventListener('storage', onStorage);
      writing.stop();
      for (const stop of stops) stop();
      this.places.watch(null);
    };
  }

  view(): DiscussionView {
    return this.#view;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  dispatch(event: ThreadsEvent): void {
    const next = nextThreadsState(this.#state, event);
    if (next === this.#state) return;
    this.#state = next;
    stateOf.set(this.session, next);
    this.#rebuild();
  }

  // --- deeds -----------------------------------------------------------------

  /** Lights a thread up and brings its words into view; the keyboard stays where it is. */
  activate(thread: ThreadId): void {
    this.dispatch({ kind: 'activated', thread });
    this.#reveal(thread);
  }

  /** Takes the keyboard into a thread's card; `leave` brings it back. */
  enter(thread: ThreadId): void {
    this.#remember();
    this.dispatch({ kind: 'entered', thread });
    this.#reveal(thread);
  }

  /** Esc in a card: back to where the keyboard came from; a card that was only clicked goes to rest. */
  leave(): void {
    this.rest();
    this.#goBack();
  }

  /** Nothing is entered or composed any more; the keyboard stays where it is. */
  rest(): void {
    const { focus } = this.#state;
    this.dispatch(focus.kind === 'entered' ? { kind: 'left', thread: focus.thread } : { kind: 'closed' });
  }

  enterBeside(step: 1 | -1): void {
    const thread = openThreadBeside(this.#view.all, activeThread(this.#state), step);
    if (thread) this.enter(thread);
  }

  enterFirstOf(point: PointId): void {
    const thread = firstThreadOf(this.#view.all, point);
    if (thread) this.enter(thread);
  }

  composeOnPoint(point: PointId): void {
    this.compose({ kind: 'point', point });
  }

  /** The anchor is made now, so that words typed while one writes do not shift it. */
  composeOnWords(words: Stretch): void {
    const { point, from, to } = words;
    const root = bodyOf(this.session.text, point);
    this.compose({ kind: 'words', point, anchor: makeAnchor(root, from, to) }, words);
  }

  compose(target: NewTarget, about?: Stretch): void {
    this.#remember(about);
    this.dispatch({ kind: 'composed', target });
  }

  /** Esc in the composer: closed, not lost. Returns the way back into it, and from there to where one came from. */
  closeComposer(): () => void {
    const { focus } = this.#state;
    const goBack = this.#return;
    this.dispatch({ kind: 'closed' });
    this.#goBack();
    return () => {
      if (focus.kind !== 'composing' || this.#state.focus.kind === 'composing') return;
      this.#return = goBack;
      this.dispatch({ kind: 'composed', target: focus.target });
    };
  }

  /** What was begun is thrown away, and offered back; one goes on where one was writing. */
  discardBegun(target: NewTarget): void {
    this.#goToWriting();
    this.unposted.discard(target);
  }

  postNew(target: NewTarget, text: string): Promise<ActOutcome> {
    const anchor = target.kind === 'words' ? target.anchor : null;
    const needs = anchor ? anchorNeeds(anchor) : [];
    return this.unposted.post(target, text, async () => {
      const { id, outcome } = this.session.act({ kind: 'thread.open', point: target.point, anchor, needs, text });
      const thread = ThreadIdSchema.parse(id);
      this.dispatch({ kind: 'posted', target, thread });
      this.#goBack();
      const answer = await outcome;
      // On a removed point nothing can be written: there the words are kept for their author.
      const isRemoved = this.session.snapshot().rows.get('points', target.point)?.state.kind === 'removed';
      if (answer.kind === 'refused' && !isRemoved) this.dispatch({ kind: 'refused', target, thread });
      return answer;
    });
  }

  /** Attaches a thread to other words of its point. */
  attach({ id, point }: ThreadRow, { from, to }: Stretch): Promise<ActOutcome> {
    const anchor = makeAnchor(bodyOf(this.session.text, point), from, to);
    return this.send(id, { kind: 'thread.attach', point, thread: id, anchor, needs: anchorNeeds(anchor) });
  }

  /** An act on a thread. If it is refused, the thread's card says why until the next one. */
  async send(thread: ThreadId, act: ActDraft): Promise<ActOutcome> {
    withdrawOffer();
    if (this.#refusals.delete(thread)) this.#rebuild();
    const sent = this.session.act(act);
    if (act.kind === 'thread.resolve') sayResolved(this.session, thread, sent);
    const answer = await sent.outcome;
    if (answer.kind === 'refused') {
      this.#refusals.set(thread, answer.reason);
      this.#rebuild();
    }
    return answer;
  }

  // --- what is seen ----------------------------------------------------------

  /** Where a key's words stand now, or null for a whole point and for lost words. */
  spotOf(key: string): { readonly from: number; readonly to: number } | null {
    const place = this.places.placeOf(key);
    return place && place.kind !== 'detached' ? place : null;
  }

  /** The innermost shown thread on these words. */
  threadAt(point: PointId, offset: number): ThreadId | null {
    const hits = this.#view.shown.flatMap(({ row }) => {
      const spot = row.point === point ? this.spotOf(row.id) : null;
      return spot && spot.from <= offset && offset <= spot.to ? [{ id: row.id, length: spot.to - spot.from }] : [];
    });
    return hits.sort((a, b) => a.length - b.length)[0]?.id ?? null;
  }

  /** Why this member may not comment now, in a sentence; null where they may. */
  commentRefusal(): string | null {
    if (this.session.status().kind === 'past') return 'You are looking back: nothing is written into the past.';
    const answer = mayAct({ kind: 'thread.open' }, this.session.me, this.session.snapshot().rows);
    return answer.kind === 'no' ? answer.reason : null;
  }

  /** Going from card to card, one still returns to where one came from. */
  #remember(about?: Stretch): void {
    if (!document.activeElement?.closest('.threads')) this.#return = rememberFocus(this.surface, about);
  }

  #goBack(): void {
    const goBack = this.#return;
    this.#return = () => {};
    goBack();
  }

  /** Brings the words of what is in focus into view, e.g. after something was laid over them. */
  revealFocus(): void {
    const { focus } = this.#state;
    if (focus.kind === 'reading' || focus.kind === 'entered') return this.#reveal(focus.thread);
    if (focus.kind !== 'composing') return;
    const { target } = focus;
    revealWords(this.surface, target.point, () => this.spotOf(targetKey(target)));
  }

  #reveal(id: ThreadId): void {
    const row = this.session.snapshot().rows.get('threads', id);
    if (row) revealWords(this.surface, row.point, () => this.spotOf(id));
  }

  #sessionChanged(): void {
    const snapshot = this.session.snapshot();
    if (snapshot === this.#snapshot && this.places.isWatching(this.session.text)) return;
    const drawnFrom = drawnTables.map(table => snapshot.rows.all(table));
    const isSame = snapshot.isLoaded === this.#snapshot?.isLoaded && this.places.isWatching(this.session.text);
    // A stance or a flag is no matter of the discussion's.
    if (isSame && drawnFrom.every((rows, i) => rows === this.#drawnFrom[i])) this.#snapshot = snapshot;
    else this.#rebuild();
  }

  #rebuild(): void {
    const before = this.#view;
    const snapshot = this.session.snapshot();
    if (snapshot.isLoaded) this.places.watch(this.session.text);
    this.#snapshot = snapshot;
    this.#drawnFrom = drawnTables.map(table => snapshot.rows.all(table));
    this.#view = discussionView({
      snapshot,
      state: this.#state,
      me: this.session.seat.member,
      unposted: this.unposted.all(),
      places: this.places,
      refusals: this.#refusals,
      before,
    });
    const linked = stateOf.has(this.session) ? null : activeThread(this.#state);
    if (!before.isLoaded && snapshot.isLoaded) {
      stateOf.set(this.session, this.#state);
      if (linked) this.#reveal(linked);
    }
    for (const listener of this.#listeners) listener();
  }
}
