// Where a comment is written. Ctrl/Cmd+Enter posts, Esc closes and keeps; what is typed lives in the unposted texts,
// not here. Says who will read it; does not know which act it becomes.

import type { KeyboardEvent } from 'react';
import { useEffect, useId, useRef, useState } from 'react';
import { commentCharsMax } from '../../../shared/limits.ts';
import { useKeeping } from '../../session/use-session.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { useKeyboardStays } from '../../ui/keys/keyboard-stays.ts';
import { isTooLong, useLimit } from '../../ui/limited-field.tsx';
import { keyWords } from '../../ui/shortcut.ts';
import type { Target } from '../unposted.ts';
import { targetKey } from '../unposted.ts';
import { useDiscussion, useUnposted } from '../use-discussion.tsx';
import { useCommentNews } from '../writing/use-comment-news.ts';

export type ComposerProps = {
  readonly target: Target;
  /** Who sees it: "Comment to everyone". */
  readonly label: string;
  /** What the button does: "Post to everyone". */
  readonly verb: string;
  readonly initialText?: string;
  readonly charsMax?: number;
  /** `quiet`: one line until it is used; `focused`: takes the keyboard when it appears. */
  readonly manner: 'quiet' | 'focused';
  /** It cannot be posted now, and whoever shows this says why. */
  readonly isHeld?: boolean;
  readonly onPost: (text: string) => void;
  /** Esc: out of the way, but kept. */
  readonly onClose: () => void;
  /** As the text is thrown away on purpose. Returns how this is opened again with it. */
  readonly onDiscard?: () => () => void;
};

export function Composer(props: ComposerProps) {
  const {
    target,
    label,
    verb,
    initialText = '',
    charsMax = commentCharsMax,
    manner,
    isHeld = false,
    onPost,
    onClose,
    onDiscard,
  } = props;
  const { unposted } = useDiscussion();
  const news = useCommentNews(target);
  const kept = useUnposted(target);
  const isStoring = useKeeping() !== 'unstored';
  const [isTouched, setTouched] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const part = useRef<HTMLDivElement>(null);
  useKeyboardStays(part);
  const id = useId();
  const text = kept?.text ?? (isTouched ? '' : initialText);
  useEffect(() => {
    if (manner === 'focused') focusAtEnd(field.current);
  }, [manner]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a `target` is the same by its key
  useEffect(
    () => unposted.standsIn(target, () => document.activeElement === field.current),
    [unposted, targetKey(target)],
  );

  const limit = useLimit(text, charsMax, 'post');
  const canPost = !isHeld && news === '' && text.trim() !== '' && !isTooLong(text, charsMax);
  const post = (): void => {
    if (canPost) onPost(text.trim());
  };
  const discard = (): void => unposted.discard(target, onDiscard?.());
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) post();
    else if (event.key === 'Escape') onClose();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div ref={part} className="composer" data-manner={manner} data-filled={text !== '' || undefined}>
      {kept?.refusal && (
        <p className="thread-refusal" role="alert">
          Not posted: {kept.refusal}
        </p>
      )}
      <label htmlFor={id} className={manner === 'quiet' ? 'visually-hidden' : 'composer-label'}>
        {label}
      </label>
      <textarea
        ref={field}
        id={id}
        dir="auto"
        rows={manner === 'quiet' ? 1 : 3}
        value={text}
        {...limit.props}
        placeholder={manner === 'quiet' ? label : undefined}
        onKeyDown={onKeyDown}
        onChange={event => {
          setTouched(true);
          unposted.write(target, event.target.value);
        }}
      />
      {limit.count}
      <output className="thread-note is-warning">
        {news}
        {news !== '' && text !== '' && ' Your words are kept here.'}
      </output>
      {news !== '' && text !== '' && <CopyButton label="Copy them" text={text} />}
      {text !== '' && !(isStoring && unposted.isStored(target)) && (
        <p className="thread-note">This browser has no room to store it: it lasts as long as this page is open.</p>
      )}
      <div className="composer-foot">
        <button type="button" className="verb-primary" disabled={!canPost} onClick={post}>
          {verb}
        </button>
        {(onDiscard || (news !== '' && text !== '')) && (
          <button type="button" className="verb" onClick={discard}>
            {text === initialText ? 'Cancel' : 'Discard'}
          </button>
        )}
        <span className="composer-hint">{postKeys}</span>
      </div>
    </div>
  );
}

const postKeys = keyWords('Mod+Enter');

function focusAtEnd(field: HTMLTextAreaElement | null): void {
  field?.focus({ preventScroll: true });
  field?.setSelectionRange(field.value.length, field.value.length);
}
