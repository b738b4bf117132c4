// The form of an act: its fields, why it came back, and its two verbs. It closes with the press that sends it; Esc
// elsewhere keeps what is in it, "Discard" does not, and offers words back. Asked for too early, it says what is
// missing. Does not know which act it becomes.
import type { KeyboardEvent, ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';
import { useDraft, useEnded, useSession } from '../session/use-session.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { useKeyboardStays } from '../ui/keys/keyboard-stays.ts';
import { saidInFields } from './begun-form.ts';
import type { FormNews } from './form-news.ts';
import { formNews } from './form-news.ts';
import type { Form } from './use-form.ts';
import { useIsGoneOn } from './use-form.ts';

/** What is missing before it can be sent, in words; and the field that lacks, as a selector within the form. */
export type Missing = { readonly says: string; readonly at: string };

type ActFormProps = {
  readonly form: Pick<Form, 'form' | 'fields' | 'begun' | 'isStored' | 'hasWords' | 'giveUp'>;
  /** What the button does, and for whom: "Flag for everyone to see". */
  readonly verb: ReactNode;
  readonly missing: Missing | null;
  /** It is on its way to a server that is waited for. */
  readonly isOnItsWay?: boolean;
  /** Why it could not be sent just now, where it does not wait for a connection. */
  readonly problem?: string | null;
  readonly onSend: () => void;
  readonly onClose: () => void;
  /** `dialog`: its verbs at the right, the chief one last. */
  readonly place: 'dialog' | 'page';
  readonly className?: string;
  /** It asks for one line: Enter answers. Elsewhere Enter in a field is not yet a yes, and Ctrl/Cmd+Enter is. */
  readonly isOneLine?: boolean;
  readonly children: ReactNode;
};

export function ActForm(props: ActFormProps): ReactNode {
  const { form, verb, missing, isOnItsWay = false, onSend, onClose, place, className, isOneLine = false } = props;
  const { problem = null, children } = props;
  const element = useRef<HTMLFormElement>(null);
  useKeyboardStays(element);
  const news = useNews(form.form);
  const isHeld = news?.isHeld === true;
  const canSend = missing === null && !isHeld && !isOnItsWay;
  const told = useTold(isHeld ? heldSays : (missing?.says ?? null));
  const isGoneOn = useIsGoneOn();
  // The button that opened it may have gone with the press: the keyboard goes on here.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, as it opens
  useEffect(() => {
    element.current?.querySelectorAll<Field>('textarea, input').forEach(caretToEnd);
    const isAsked = isGoneOn(form.form);
    if (document.activeElement !== document.body && !isAsked) return;
    // To the words: a blank that is typed at once would choose another stance.
    const field = ['textarea, input:not([type=radio], [type=checkbox])', 'input, select']
      .map(fields => element.current?.querySelector<HTMLElement>(fields))
      .find(Boolean);
    field?.focus({ preventScroll: true });
    if (isAsked) element.current?.scrollIntoView({ block: 'center', behavior: 'instant' });
  }, []);
  const send = (
    <button key="send" type="submit" className="button button-main" disabled={!canSend}>
      {verb}
    </button>
  );
  const giveUp = (
    <button
      key="give-up"
      type="button"
      className="button"
      onClick={() => {
        form.giveUp();
        onClose();
      }}
    >
      {form.hasWords ? 'Discard' : 'Cancel'}
    </button>
  );
  return (
    <form
      ref={element}
      className={className}
      onKeyDown={isOneLine ? sendByEnter : sendByCtrlEnter}
      onSubmit={event => {
        event.preventDefault();
        if (canSend) return onSend();
        if (isOnItsWay) return;
        told.tell();
        if (!isHeld && missing) element.current?.querySelector<HTMLElement>(missing.at)?.focus();
      }}
    >
      <FormNotes form={form} />
      {children}
      <NewsOf news={news} form={form} />
      {problem !== null && (
        <p role="alert" className="form-problem">
          {problem}
        </p>
      )}
      {told.words !== problem && told.alert}
      <p className={place === 'dialog' ? 'dialog-verbs' : 'form-verbs'}>
        {place === 'dialog' ? [giveUp, send] : [send, giveUp]}
      </p>
    </form>
  );
}

type Field = HTMLTextAreaElement | HTMLInputElement;

const heldSays = 'Nothing was sent: this form says why.';

/** Said when it is asked for, each time anew, and until something else is to be said. */
function useTold(words: string | null): { words: string | null; tell: () => void; alert: ReactNode } {
  const [told, setTold] = useState<{ readonly words: string | null; readonly times: number }>({ words, times: 0 });
  return {
    words,
    tell: () => setTold({ words, times: told.times + 1 }),
    alert: words !== null && told.times > 0 && told.words === words && (
      <p key={told.times} role="alert" className="form-problem">
        {words}
      </p>
    ),
  };
}

/** Typing goes on behind words that were kept. Choices and numbers have no caret. */
function caretToEnd(field: Field): void {
  if (field.selectionEnd !== null) field.setSelectionRange(field.value.length, field.value.length);
}

export function useNews(form: string): FormNews | null {
  const { me } = useSession();
  const { rows } = useDraft();
  const ended = useEnded();
  return ended === '' ? formNews(form, rows, me) : { words: ended, isHeld: true };
}

/** Below the fields, so that none of them moves under whoever types in it. */
export function NewsOf({ news, form }: { news: FormNews | null; form: Pick<Form, 'fields' | 'hasWords'> }): ReactNode {
  return (
    <div className="form-news">
      <output>
        {news?.words} {news !== null && form.hasWords && 'Your words are kept here.'}
      </output>
      {news !== null && form.hasWords && <CopyButton label="Copy them" text={saidInFields(form.fields)} />}
    </div>
  );
}

/** Why it came back, and whether it lasts. */
export function FormNotes({ form: { begun, isStored } }: { form: Pick<Form, 'begun' | 'isStored'> }): ReactNode {
  return (
    <>
      {begun?.state.kind === 'returned' && (
        <p role="alert" className="form-problem">
          Not done: {begun.state.reason}
        </p>
      )}
      {!isStored && (
        <p className="quiet small">This browser has no room to store it: it lasts as long as this page is open.</p>
      )}
    </>
  );
}

/** Enter in a field of one line, or at a choice, would send the form without a look at its button. */
function sendByCtrlEnter(event: KeyboardEvent<HTMLFormElement>): void {
  if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
  const isAsked = event.ctrlKey || event.metaKey;
  if (!isAsked && !(event.target instanceof HTMLInputElement)) return;
  event.preventDefault();
  if (isAsked && !event.repeat) event.currentTarget.requestSubmit();
}

/** The browser sends nothing by Enter where the button is greyed: the form says what is missing. */
function sendByEnter(event: KeyboardEvent<HTMLFormElement>): void {
  const isInField = event.target instanceof HTMLInputElement;
  if (event.key !== 'Enter' || event.nativeEvent.isComposing || !isInField) return;
  event.preventDefault();
  if (!event.repeat) event.currentTarget.requestSubmit();
}
