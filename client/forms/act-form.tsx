// The form of an act: its fields, why it came back, and its two verbs. It closes with the press that sends it; Esc elsewhere keeps what is in it, "Discard" does
// not. Does not know which act it becomes.
import type { KeyboardEvent, ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import type { Form } from './use-form.ts';

type ActFormProps = {
  readonly form: Pick<Form, 'begun' | 'isStored' | 'hasWords' | 'discard'>;
  /** What the button does, and for whom: "Flag for everyone to see". */
  readonly verb: ReactNode;
  readonly isReady: boolean;
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
  const { form, verb, isReady, onSend, onClose, place, className, isOneLine = false, problem = null, children } = props;
  const element = useRef<HTMLFormElement>(null);
  // The button that opened it may have gone with the press: the keyboard goes on here.
  useEffect(() => {
    if (document.activeElement !== document.body) return;
    element.current?.querySelector<HTMLElement>('input, textarea, select')?.focus({ preventScroll: true });
  }, []);
  const send = (
    <button key="send" type="submit" className="button button-main" disabled={!isReady}>
      {verb}
    </button>
  );
  const giveUp = (
    <button
      key="give-up"
      type="button"
      className="button"
      onClick={() => {
        form.discard();
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
      onKeyDown={isOneLine ? undefined : sendByCtrlEnter}
      onSubmit={event => {
        event.preventDefault();
        if (isReady) onSend();
      }}
    >
      <FormNotes form={form} />
      {children}
      {problem !== null && (
        <p role="alert" className="form-problem">
          {problem}
        </p>
      )}
      <p className={place === 'dialog' ? 'dialog-verbs' : 'form-verbs'}>
        {place === 'dialog' ? [giveUp, send] : [send, giveUp]}
      </p>
    </form>
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
