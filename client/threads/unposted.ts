// Text that was written but not posted, by what it was meant for. It survives Esc, a refusal and a reload; it leaves
// when its act is done. Belongs to one member in one draft and stays in this browser. Knows no React and sends nothing
// itself.
import { z } from 'zod';
import { CommentId, type DraftId, type MemberId, PointId, ThreadId } from '../../shared/ids.ts';
import { Anchor } from '../../shared/text/anchors/anchor-schema.ts';
import type { ActOutcome } from '../session/session.ts';
import { sayDiscarded, withdrawOffer } from '../ui/undo-offer/done-and-undo.ts';

export const NewTarget = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('point'), point: PointId }),
  z.strictObject({ kind: z.literal('words'), point: PointId, anchor: Anchor }),
]);
/** What a new thread will hang on. */
export type NewTarget = z.infer<typeof NewTarget>;

export const Target = z.union([
  NewTarget,
  z.strictObject({ kind: z.literal('reply'), thread: ThreadId }),
  z.strictObject({ kind: z.literal('outcome'), thread: ThreadId }),
  z.strictObject({ kind: z.literal('edit'), comment: CommentId }),
]);
export type Target = z.infer<typeof Target>;

const Unposted = z.strictObject({
  target: Target,
  text: z.string(), // of any length: what is too long to post is kept until it is shortened
  /** Why it came back, in the server's words. */
  refusal: z.string().nullable(),
  /** A tab has handed it over to be sent. It stays until that is done, and no other tab begins it again. */
  isPosting: z.literal(true).optional(),
});
export type Unposted = z.infer<typeof Unposted>;

const namesOfKinds: Readonly<Record<Target['kind'], string>> = {
  point: 'Comment',
  words: 'Comment',
  reply: 'Reply',
  outcome: 'Outcome',
  edit: 'Change',
};

export function targetKey(target: Target): string {
  switch (target.kind) {
    case 'point':
      return `point/${target.point}`;
    case 'words':
      return `words/${target.point}/${target.anchor.start}/${target.anchor.end}`;
    case 'reply':
    case 'outcome':
      return `${target.kind}/${target.thread}`;
    case 'edit':
      return `edit/${target.comment}`;
  }
}

export class UnpostedTexts {
  readonly #storage: Storage;
  readonly #prefix: string;
  readonly #texts = new Map<string, Unposted>();
  /**
   * On their way, so not shown: what waits already stands as a comment. A reload in between shows it again, and loses
   * nothing.
   */
  readonly #posting = new Set<string>();
  /** This browser had no room for their newest words. */
  readonly #unstored = new Set<string>();
  /** Somebody types them in a field of this page: its keyboard is there. */
  readonly #fields = new Map<string, () => boolean>();
  /** Typed here; another tab has meanwhile stored other words for the same place. */
  readonly #apart = new Set<string>();
  readonly #listeners = new Set<() => void>();
  #shown: readonly Unposted[] = [];

  constructor(storage: Storage, draft: DraftId, member: MemberId) {
    this.#storage = storage;
    this.#prefix = `nonpaper/unposted/${draft}/${member}/`;
    this.readAgain();
  }

  /** What other tabs have written while nobody followed them. */
  readAgain(): void {
    const stored = Array.from({ length: this.#storage.length }, (_, index) => this.#storage.key(index) ?? '')
      .filter(key => key.startsWith(this.#prefix))
      .map(key => key.slice(this.#prefix.length));
    for (const key of new Set([...this.#texts.keys(), ...stored]))
      if (!this.#posting.has(key) && !this.#unstored.has(key) && !this.#apart.has(key)) this.#read(key);
    this.#changed();
  }

  /** All that is unposted; keeps its identity until something changes. */
  all(): readonly Unposted[] {
    return this.#shown;
  }

  of(target: Target): Unposted | undefined {
    const key = targetKey(target);
    return this.#posting.has(key) ? undefined : this.#texts.get(key);
  }

  /** False: it lasts as long as this page. */
  isStored(target: Target): boolean {
    return !this.#unstored.has(targetKey(target));
  }

  /** Something is lost with this page. */
  get hasUnstored(): boolean {
    return this.#unstored.size + this.#apart.size > 0;
  }

  /** A field of this page, until the returned function is called. */
  standsIn(target: Target, hasKeyboard: () => boolean): () => void {
    const key = targetKey(target);
    this.#fields.set(key, hasKeyboard);
    return () => {
      if (this.#fields.get(key) === hasKeyboard) this.#fields.delete(key);
      this.#join(key);
      this.#changed();
    };
  }

  write(target: Target, text: string, refusal: string | null = null): void {
    const key = targetKey(target);
    this.#posting.delete(key); // a next text for the same place begins while the last is still on its way
    if (this.#apart.has(key)) this.#writeApart(key, { target, text, refusal });
    else if (text === '') this.#drop(key);
    else this.#keep(key, { target, text, refusal });
    this.#changed();
  }

  /** The place in the storage is another tab's until the field here is left. */
  #writeApart(key: string, unposted: Unposted): void {
    this.#texts.set(key, unposted);
    if (unposted.text !== '') return;
    this.#apart.delete(key);
    this.#read(key);
  }

  /** Words from elsewhere come after what was begun here, a blank line between. */
  append(target: Target, words: string): void {
    const begun = this.of(target)?.text;
    this.write(target, begun ? `${begun}\n\n${words}` : words);
  }

  drop(target: Target): void {
    this.write(target, '');
  }

  /** Thrown away on purpose, and offered back. `openAgain`: where it stood open. */
  discard(target: Target, openAgain?: () => void): void {
    const dropped = this.of(target);
    this.drop(target);
    if (!dropped || dropped.text.trim() === '') return;
    sayDiscarded(`${namesOfKinds[target.kind]} discarded`, () => {
      this.#bringBack(dropped);
      openAgain?.();
    });
  }

  /** What was written in its place since stands behind it. */
  #bringBack(dropped: Unposted): void {
    const since = this.of(dropped.target)?.text;
    this.write(dropped.target, since ? `${dropped.text}\n\n${since}` : dropped.text, dropped.refusal);
  }

  /** Hands the text to `send`; it is kept until the act is done, and given back with the reason if that is refused. */
  async post(target: Target, text: string, send: () => Promise<ActOutcome>): Promise<ActOutcome> {
    withdrawOffer();
    const key = targetKey(target);
    const there = this.#apart.delete(key) ? this.#stored(key) : undefined;
    const beside = there?.isPosting ? undefined : there;
    this.#keep(key, { target, text, refusal: null, isPosting: true });
    this.#posting.add(key);
    this.#changed();
    const outcome = await send();
    const isUntouched = this.#posting.delete(key);
    if (isUntouched && beside) this.#keep(key, beside);
    if (outcome.kind === 'refused') this.#giveBack(target, text, isUntouched && !beside, outcome.reason);
    else if (isUntouched && !beside) this.#drop(key);
    this.#changed();
    return outcome;
  }

  /**
   * A text that an earlier page handed over to be sent waits as a comment, and is not begun a second time. Taken back,
   * it is here again. Where it is refused, the session keeps it.
   */
  async handedOver(target: Target, text: string, outcome: Promise<ActOutcome>): Promise<void> {
    const key = targetKey(target);
    if (this.#texts.get(key)?.text === text) this.#posting.add(key);
    this.#changed();
    const answer = await outcome;
    const isUntouched = this.#posting.delete(key);
    if (answer.kind === 'refused' && answer.code === 'taken-back')
      this.#giveBack(target, text, isUntouched, answer.reason);
    else if (isUntouched) this.#drop(key);
    this.#changed();
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Another tab of the same member wrote or posted something. */
  storageChanged(key: string | null): void {
    if (!key?.startsWith(this.#prefix)) return;
    const text = key.slice(this.#prefix.length);
    if (!this.#keepsWhatIsTyped(text)) {
      this.#read(text);
      // The other tab is open and sends it: begun here again, it would be said twice.
      if (this.#texts.get(text)?.isPosting) this.#posting.add(text);
      else this.#posting.delete(text);
    }
    this.#changed();
  }

  /** What is typed here stands, unless the other tab sends just that, or goes on from it and sends the whole. */
  #keepsWhatIsTyped(key: string): boolean {
    const mine = this.#posting.has(key) ? undefined : this.#texts.get(key);
    const isTyping = this.#fields.get(key)?.() === true;
    if (!mine || !(isTyping || this.#apart.has(key))) return false;
    const there = this.#stored(key);
    if (there?.text === mine.text || (there?.isPosting && there.text.startsWith(mine.text))) {
      this.#apart.delete(key);
      return false;
    }
    this.#apart.add(key);
    if (!isTyping || !there) this.#join(key);
    return true;
  }

  /** What two tabs have typed for one place stands there one after the other, once the field here is left. */
  #join(key: string): void {
    const [mine, there] = [this.#texts.get(key), this.#stored(key)];
    if (!mine || there?.isPosting || !this.#apart.delete(key)) return;
    if (there?.text.includes(mine.text)) this.#texts.set(key, there);
    else if (there) this.#keep(key, { ...there, text: `${there.text}\n\n${mine.text}` });
    else this.#keep(key, mine);
  }

  #giveBack(target: Target, text: string, isUntouched: boolean, refusal: string): void {
    const key = targetKey(target);
    const since = isUntouched ? undefined : this.#texts.get(key)?.text;
    this.#keep(key, { target, text: since ? `${text}\n\n${since}` : text, refusal });
  }

  #read(key: string): void {
    const unposted = this.#stored(key);
    if (unposted) this.#texts.set(key, unposted);
    else this.#texts.delete(key);
  }

  #stored(key: string): Unposted | undefined {
    const stored = this.#storage.getItem(this.#prefix + key);
    const unposted = stored === null ? undefined : Unposted.safeParse(parseJson(stored)).data;
    return unposted && targetKey(unposted.target) === key ? unposted : undefined;
  }

  #keep(key: string, unposted: Unposted): void {
    this.#texts.set(key, unposted);
    try {
      this.#storage.setItem(this.#prefix + key, JSON.stringify(unposted));
      this.#unstored.delete(key);
    } catch {
      this.#unstored.add(key); // the browser's storage is full or closed to us
    }
  }

  #drop(key: string): void {
    this.#texts.delete(key);
    this.#unstored.delete(key);
    this.#storage.removeItem(this.#prefix + key);
  }

  #changed(): void {
    this.#shown = [...this.#texts].filter(([key]) => !this.#posting.has(key)).map(([, unposted]) => unposted);
    for (const listener of this.#listeners) listener();
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
