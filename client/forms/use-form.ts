// React's view of a form: what is filled in, by whom and what it is for, and the one press that sends it. Keeps nothing
// itself.
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { ActId } from '../../shared/ids.ts';
import { newActId } from '../local/act-id.ts';
import type { ActDraft, ActOutcome, Session } from '../session/session.ts';
import { takeBackUnsent } from '../session/take-back.ts';
import { useKeeping, useSession } from '../session/use-session.tsx';
import { spendPress } from '../ui/presses/second-press.ts';
import type { Offer } from '../ui/undo-offer/done-and-undo.ts';
import { awaitDone, sayDiscarded, sayDone, withdrawOffer } from '../ui/undo-offer/done-and-undo.ts';
import type { BegunForm, FormFields } from './begun-form.ts';
import type { Sending } from './begun-forms.ts';
import { BegunForms } from './begun-forms.ts';
import type { FormParts } from './open-form.ts';
import { OpenForm } from './open-form.ts';

type TextOf<F> = { readonly [K in keyof F]: F[K] extends string ? (string extends F[K] ? K : never) : never }[keyof F];

export type Form<F extends FormFields = FormFields> = {
  /** Which form, and of what. */
  readonly form: string;
  readonly fields: F;
  /** What was typed or chosen here, if anything was. */
  readonly begun: BegunForm | undefined;
  readonly hasWords: boolean;
  /** It lasts longer than this page. */
  readonly isStored: boolean;
  readonly set: (change: Partial<F>) => void;
  /** For a field of text. */
  readonly text: (name: TextOf<F> & string) => { readonly value: string; readonly onChange: (value: string) => void };
  readonly discard: () => void;
  /** Thrown away on purpose: words in it are offered back. */
  readonly giveUp: () => void;
  /** Null: it has been sent already. */
  readonly send: (sending: Sending<F>) => Promise<ActOutcome> | null;
};

export function useForm<F extends FormFields>(parts: FormParts<F>): Form<F> {
  const forms = useForms();
  const [open] = useState(() => new OpenForm(forms, parts));
  const begun = useSyncExternalStore(useSubscribe(forms), () => open.begun);
  const { fields, form } = open;
  const isStoring = useKeeping() !== 'unstored';
  useEffect(() => forms.opened(form), [forms, form]);
  return {
    form,
    fields,
    begun,
    hasWords: open.hasWords,
    isStored: !begun || (isStoring && forms.isStored(begun)),
    set: change => open.set(change),
    text: name => ({
      value: String(fields[name]),
      onChange: value => open.set({ [name]: value } as Partial<F>), // `name` is a field of text
    }),
    discard: () => open.discard(),
    giveUp: () => {
      const { hasWords } = open;
      open.discard();
      if (begun && hasWords) sayDiscarded(`${parts.title}: discarded`, () => forms.reopen(begun));
    },
    send: sending => {
      withdrawOffer();
      const outcome = open.send(sending);
      if (outcome) spendPress();
      return outcome;
    },
  };
}

/** What is said when an act is done, and how it is undone. */
export type SaidDone = {
  /** "Point 9 locked". */
  readonly words: string;
  /** The act that undoes it, where there is one; with the id of what was done. */
  readonly undo?: (done: ActId) => ActDraft;
  /** Said then: "Point 9 unlocked". */
  readonly undone?: string;
};

/** An act that is one press, without a form: sent once, and told of like a form where it is refused. */
export function useVerb(): (title: string, act: ActDraft, said?: SaidDone) => Promise<ActOutcome> {
  const session = useSession();
  return useCallback(
    (title, act, said) => {
      spendPress();
      const send = (told?: Told): Promise<ActOutcome> => sendVerb(formsOf(session), title, act, told);
      withdrawOffer();
      return said ? saysDone(session, said, send) : send();
    },
    [session],
  );
}

/** For an act of a form. `send` sends it, and calls what it is given when it is done. */
export function useSayDone(): (said: SaidDone, send: (told: Told) => Promise<ActOutcome> | null) => void {
  const session = useSession();
  return useCallback((said, send) => void saysDone(session, said, send), [session]);
}

/** What whoever sends is told of it. */
type Told = Pick<Sending, 'onSent' | 'onDone'>;

function saysDone<Sent extends Promise<ActOutcome> | null>(
  session: Session,
  said: SaidDone,
  send: (told: Told) => Sent,
): Sent {
  let sent: ActId | null = null;
  const outcome = send({
    onSent: id => {
      sent = id;
    },
    onDone: done => answered(offerOf(formsOf(session), said, done)),
  });
  const answered = awaitDone(() => sent !== null && takeBackUnsent(session, sent));
  void Promise.resolve(outcome).then(answer => answer?.kind !== 'done' && answered(null));
  return outcome;
}

function offerOf(forms: BegunForms, { words, undo, undone = 'Undone' }: SaidDone, done: ActId): Offer {
  const act = undo?.(done);
  return {
    done: words,
    undo: act
      ? { run: () => void sendVerb(forms, 'Undo', act, { onDone: () => sayDone(undone, null) }), about: aboutOf(act) }
      : null,
  };
}

const sendVerb = (forms: BegunForms, title: string, act: ActDraft, told: Told = {}): Promise<ActOutcome> =>
  forms.send(`verb/${newActId()}/${aboutOf(act)}`, title, {}, { act, ...told });

/** The point, flag or theme that an act is about. */
function aboutOf(act: ActDraft): string {
  if ('flag' in act) return act.flag;
  if ('point' in act) return act.point;
  return 'theme' in act && act.theme !== null ? act.theme : '';
}

/** Something was begun in this form, here or on an earlier page. */
export function useIsBegun(form: string): boolean {
  const forms = useForms();
  return useSyncExternalStore(useSubscribe(forms), () => forms.of(form) !== undefined);
}

/** What was begun in forms that do not stand open on this page. */
export function useClosedForms(): {
  readonly closed: readonly BegunForm[];
  /** All of them outlive this page. */
  readonly areStored: boolean;
  readonly drop: (form: BegunForm) => void;
  readonly goOn: (form: BegunForm) => void;
} {
  const forms = useForms();
  const closed = useSyncExternalStore(useSubscribe(forms), () => forms.closed());
  const areStored = useKeeping() !== 'unstored' && closed.every(form => forms.isStored(form));
  return { closed, areStored, drop: form => forms.drop(form), goOn: form => forms.ask(form) };
}

/**
 * `open` is called with a form that somebody goes on with: whoever it belongs to opens it, and by that it is asked for
 * no more.
 */
export function useGoOn(open: (form: string, fields: FormFields) => void): void {
  const forms = useForms();
  const asked = useSyncExternalStore(useSubscribe(forms), () => forms.asked);
  const latest = useRef(open);
  latest.current = open;
  useEffect(() => {
    if (asked !== null) latest.current(asked, forms.of(asked)?.fields ?? {});
  }, [asked, forms]);
}

/**
 * Whether the form was opened by going on with it: it takes the keyboard then. To be asked while it is being opened.
 */
export function useIsGoneOn(): (form: string) => boolean {
  const forms = useForms();
  return useCallback(form => forms.asked === form, [forms]);
}

/** Which of these forms stand open, as one plain value. */
export function useOpenForms(areOf: (form: string) => boolean): string {
  const forms = useForms();
  return useSyncExternalStore(useSubscribe(forms), () => forms.openForms().filter(areOf).join());
}

/** What was refused or taken back, in whichever form. */
export function useReturned(): {
  readonly returned: readonly BegunForm[];
  readonly drop: (form: BegunForm) => void;
  readonly goOn: (form: BegunForm) => void;
} {
  const forms = useForms();
  const returned = useSyncExternalStore(useSubscribe(forms), () => forms.returned());
  return { returned, drop: form => forms.drop(form), goOn: form => forms.ask(form) };
}

/** One for each session: what is on its way goes on when its form has closed. */
const known = new WeakMap<Session, BegunForms>();

/** One set for each session. */
export function formsOf(session: Session): BegunForms {
  const { draft, member } = session.seat;
  const forms = known.get(session) ?? new BegunForms(localStorage, draft, member, session);
  known.set(session, forms);
  return forms;
}

const useForms = (): BegunForms => formsOf(useSession());

function useSubscribe(forms: BegunForms): (listener: () => void) => () => void {
  return useCallback(
    listener => {
      const onStorage = ({ key }: StorageEvent): void => forms.storageChanged(key);
      addEventListener('storage', onStorage);
      const stop = forms.subscribe(listener);
      return () => {
        removeEventListener('storage', onStorage);
        stop();
      };
    },
    [forms],
  );
}
