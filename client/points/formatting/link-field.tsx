// Where the address of a link is typed, beside the words it is for. An address that may not stand in the text is
// refused in words, and stays to be mended.
import type { FormEvent, KeyboardEvent, ReactNode } from 'react';
import { useEffect, useId, useRef, useState } from 'react';
import { useRow, useSession } from '../../session/use-session.tsx';
import { editRefusal } from '../may-edit.ts';
import type { PointDesk } from '../point-desk.ts';
import { linkAddress } from './link-address.ts';
import type { LinkTarget } from './link-target.ts';
import { useAreWordsGone } from './link-words.ts';
import { linkSetWords, setLink } from './set-link.ts';
import './formatting.css';

type Props = { readonly desk: PointDesk; readonly target: LinkTarget; readonly onClose: () => void };

export function LinkField({ desk, target, onClose }: Props): ReactNode {
  const [typed, setTyped] = useState(target.url ?? '');
  const [refused, setRefused] = useState<string | null>(null);
  const areWordsGone = useAreWordsGone(desk, target);
  const { me } = useSession();
  const barred = useRow(snapshot => editRefusal(snapshot, me, snapshot.rows.get('points', target.point)) ?? undefined);
  const problem = areWordsGone ? linkSetWords('words-gone') : barred ? notLinked(barred) : refused;
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  useEffect(() => {
    field.current?.focus({ preventScroll: true });
    field.current?.select();
  }, []);
  const cancel = (): void => {
    onClose();
    target.goBack?.();
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const address = linkAddress(typed);
    if (barred) return field.current?.focus({ preventScroll: true });
    const refusal = address.kind === 'refused' ? address.reason : linkSetWords(setLink(desk, target, address.url));
    if (refusal === null) return onClose();
    setRefused(refusal);
    field.current?.focus({ preventScroll: true });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.nativeEvent.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    cancel();
  };
  return (
    <form className="link-field" onSubmit={submit} onKeyDown={onKeyDown} aria-label="Link" noValidate>
      <div className="bar-row">
        <input
          ref={field}
          type="text"
          inputMode="url"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          dir="ltr"
          className="field"
          aria-label={`Address of the link on “${target.quote}”`}
          aria-invalid={problem !== null}
          aria-describedby={problem === null ? undefined : id}
          placeholder="https://"
          value={typed}
          onChange={event => {
            setTyped(event.target.value);
            setRefused(null);
          }}
        />
        <button type="submit" className="bar-word">
          {target.url === null ? 'Link' : 'Change'}
        </button>
        <button type="button" className="bar-word" onClick={cancel}>
          Cancel
        </button>
      </div>
      {problem !== null && (
        <p id={id} role="alert" className="form-problem">
          {problem}
        </p>
      )}
    </form>
  );
}

/** As the point's editor says it, e.g. "Locked by the chair." */
const notLinked = (why: string): string => `${why} What you typed stays here, to be copied.`;
