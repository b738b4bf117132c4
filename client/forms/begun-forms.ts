// What a member has filled in in forms that send acts, by form. It survives Esc, a fold, a refusal and a reload, and
// leaves when its act is done. Each is sent once. Belongs to one member in one draft and stays in this browser. Knows
// no React.
import type { ActId, DraftId, MemberId } from '../../shared/ids.ts';
import { newActId } from '../local/act-id.ts';
import { saidIn } from '../local/act-words.ts';
import type { ActDraft, ActOutcome, LiveParts, Session } from '../session/session.ts';
import type { BegunForm, FormFields } from './begun-form.ts';
import { begunFormIn, isSameForm } from './begun-form.ts';

export type Sending<F extends FormFields = FormFields> = {
  readonly act: ActDraft;
  /** A second act that rests on the first, and what the form is left with if only the first is done. */
  readonly next?: { readonly act: (first: ActId) => ActDraft; readonly left: (first: ActId) => Partial<F> };
  /** At once, with the id of the first act. */
  readonly onSent?: (first: ActId) => void;
  /** When all of it is done. */
  readonly onDone?: (first: ActId) => void;
};

const notSeen = 'The page was closed before the server had answered.';

type Sender = Pick<Session, 'act'> & { readonly live: Pick<LiveParts, 'takeBack' | 'unanswered'> | null };

export class BegunForms {
  readonly #storage: Storage;
  readonly #session: Sender;
  readonly #prefix: string;
  readonly #forms = new Map<string, BegunForm>();
  /** This browser had no room for their newest fields. */
  readonly #unstored = new Set<string>();
  readonly #listeners = new Set<() => void>();
  #all: readonly BegunForm[] = [];
  #returned: readonly BegunForm[] = [];
  #closed: readonly BegunForm[] = [];
  /** How many times each form stands open on this page. */
  readonly #open = new Map<string, number>();
  /**
   * Which of those that were begun stands in a form on this page. While that is open, no other comes into it: what
   * another tab fills in was not chosen here.
   */
  readonly #own = new Map<string, ActId>();
  #asked: string | null = null;

  constructor(storage: Storage, draft: DraftId, member: MemberId, session: Sender) {
    this.#storage = storage;
    this.#session = session;
    this.#prefix = prefixOf(draft, member);
    for (const key of keysOf(storage, this.#prefix)) this.#read(key);
    this.#afterReload();
    this.#changed();
  }

  /** What was begun in this form and is not on its way; what came back waits behind what was begun since. */
  of(form: string): BegunForm | undefined {
    const own = this.#forms.get(this.#own.get(form) ?? '');
    if (this.isOpen(form)) return own?.state.kind === 'sent' ? undefined : own;
    const here = [...(own ? [own] : []), ...this.#forms.values()].filter(each => each.form === form);
    return here.find(({ state }) => state.kind === 'filling') ?? here.find(({ state }) => state.kind === 'returned');
  }

  /** All that was begun, on its way or not; keeps its identity until something changes. */
  all(): readonly BegunForm[] {
    return this.#all;
  }

  /** What was refused or taken back, oldest first; keeps its identity until something changes. */
  returned(): readonly BegunForm[] {
    return this.#returned;
  }

  /** What was begun in forms that do not stand open here, oldest first; keeps its identity until something changes. */
  closed(): readonly BegunForm[] {
    return this.#closed;
  }

  /** A form stands open, until the returned function is called. */
  opened(form: string): () => void {
    const begun = this.of(form);
    if (begun) this.#own.set(form, begun.ids[0]);
    this.#open.set(form, (this.#open.get(form) ?? 0) + 1);
    if (this.#asked === form) this.#asked = null;
    this.#changed();
    return () => {
      this.#open.set(form, (this.#open.get(form) ?? 1) - 1);
      this.#changed();
    };
  }

  openForms(): readonly string[] {
    return [...this.#open].filter(([, times]) => times > 0).map(([form]) => form);
  }

  isOpen(form: string): boolean {
    return (this.#open.get(form) ?? 0) > 0;
  }

  /** The form that somebody goes on with from a list: where it belongs it is opened, and asked for no more. */
  get asked(): string | null {
    return this.#asked;
  }

  ask({ form, ids: [id] }: BegunForm): void {
    if (!this.isOpen(form)) this.#asked = form;
    else if (this.of(form)) return;
    this.#own.set(form, id);
    this.#changed();
  }

  /** False: it lasts as long as this page. */
  isStored({ ids: [id] }: BegunForm): boolean {
    return !this.#unstored.has(id);
  }

  /** Something is lost with this page. */
  get hasUnstored(): boolean {
    return this.#unstored.size > 0;
  }

  write(form: string, title: string, fields: FormFields): void {
    const before = this.of(form);
    // What came back, and is another thing now, is another act.
    const ids = before?.state.kind === 'filling' ? before.ids : newIds();
    if (before && before.ids !== ids) this.#drop(before);
    this.#keep({ form, ids, title, fields, state: { kind: 'filling' } });
    this.#own.set(form, ids[0]);
    this.#changed();
  }

  drop(form: BegunForm): void {
    this.#drop(form);
    this.#changed();
  }

  /** What was dropped stands again. */
  restore(form: BegunForm): void {
    this.#keep(form);
    this.#changed();
  }

  /** Likewise, and it opens where it belongs. */
  reopen(form: BegunForm): void {
    this.restore(form);
    this.ask(form);
  }

  /** Sends what the form holds; it is kept until that is done, and given back with the reason if it is refused. */
  async send<F extends FormFields>(form: string, title: string, fields: F, sending: Sending<F>): Promise<ActOutcome> {
    const ids = this.of(form)?.ids ?? newIds();
    const [first, second] = ids;
    const one = this.#session.act(sending.act, first).outcome;
    const next = sending.next?.act(first);
    const two = next ? this.#session.act(next, second).outcome : null;
    sending.onSent?.(first);
    const sent: BegunForm = { form, ids, title, fields, state: { kind: 'sent' } };
    this.#keep(sent);
    this.#own.delete(form);
    this.#changed();
    const answer = await one;
    const last = answer.kind === 'done' && two ? await two : answer;
    this.#drop(sent);
    if (last.kind === 'done') sending.onDone?.(first);
    if (last.kind === 'refused') {
      if (answer.kind === 'refused') this.#session.live?.takeBack(second); // it rests on what is not done
      const state = {
        kind: 'returned' as const,
        reason: last.reason,
        said: `${saidIn(sending.act)} ${saidIn(next)}`.trim(),
      };
      // Whatever was typed since stands in a form of its own. A choice without words that was taken back is forgotten.
      if (answer.kind === 'done')
        this.#giveBack({ ...sent, ids: newIds(), fields: { ...fields, ...sending.next?.left(first) }, state });
      else if (last.code !== 'taken-back' || state.said !== '') this.#giveBack({ ...sent, state });
    }
    this.#changed();
    return last;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Another tab of the same member wrote, sent or dropped something. What stands in an open form here stays, and so
   * does what only this page holds: it becomes a form of its own.
   */
  storageChanged(key: string | null): void {
    if (!key?.startsWith(this.#prefix)) return;
    const id = key.slice(this.#prefix.length);
    const before = this.#forms.get(id);
    const isHeld = before !== undefined && (this.#isInOpen(before) || this.#unstored.has(id));
    this.#read(id);
    this.#unstored.delete(id);
    if (isHeld && !isSameForm(before, this.#forms.get(id))) this.#keepAsOwn(before);
    this.#changed();
  }

  #isInOpen({ form, ids: [id], state }: BegunForm): boolean {
    return this.isOpen(form) && this.#own.get(form) === id && state.kind !== 'sent';
  }

  /** Its ids are those of what the other tab sends. */
  #keepAsOwn(before: BegunForm): void {
    const ids = newIds();
    if (this.#own.get(before.form) === before.ids[0]) this.#own.set(before.form, ids[0]);
    this.#keep({ ...before, ids });
  }

  /** It stands in its form again, if nothing was begun there since. */
  #giveBack(form: BegunForm): void {
    if (!this.of(form.form)) this.#own.set(form.form, form.ids[0]);
    this.#keep(form);
  }

  /** What an earlier page sent waits in the outbox, which keeps its words if it is refused; or it never came there. */
  #afterReload(): void {
    const waiting = new Set((this.#session.live?.unanswered() ?? []).map(({ id }) => id));
    for (const [key, form] of this.#forms)
      if (form.state.kind !== 'sent') continue;
      else if (form.ids.some(id => waiting.has(id))) this.#drop(form);
      else this.#forms.set(key, { ...form, state: { kind: 'returned', reason: notSeen, said: '' } });
  }

  #read(key: string): void {
    const stored = this.#storage.getItem(this.#prefix + key);
    const form = stored === null ? undefined : begunFormIn(stored);
    if (form?.ids[0] === key) this.#forms.set(key, form);
    else this.#forms.delete(key);
  }

  #keep(form: BegunForm): void {
    const [id] = form.ids;
    this.#forms.set(id, form);
    try {
      this.#storage.setItem(this.#prefix + id, JSON.stringify(form));
      this.#unstored.delete(id);
    } catch {
      this.#unstored.add(id); // the browser's storage is full or closed to us
    }
  }

  #drop({ ids: [id] }: BegunForm): void {
    this.#forms.delete(id);
    this.#unstored.delete(id);
    this.#storage.removeItem(this.#prefix + id);
  }

  #changed(): void {
    this.#all = [...this.#forms.values()];
    this.#returned = this.#all.filter(({ state }) => state.kind === 'returned');
    const closed = this.#all.filter(({ form, state }) => state.kind === 'filling' && !this.isOpen(form));
    const isSame = closed.length === this.#closed.length && closed.every((each, i) => each === this.#closed[i]);
    if (!isSame) this.#closed = closed;
    for (const listener of this.#listeners) listener();
  }
}

/** Within what threads/unposted.ts keeps for this member, so that both leave the browser together. */
const prefixOf = (draft: DraftId, member: MemberId): string => `nonpaper/unposted/${draft}/${member}/form/`;

const newIds = (): [ActId, ActId] => [newActId(), newActId()];

function keysOf(storage: Storage, prefix: string): readonly string[] {
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '');
  return keys.filter(key => key.startsWith(prefix)).map(key => key.slice(prefix.length));
}
