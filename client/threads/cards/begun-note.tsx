// Says in a thread's card that something of it was begun and is not posted: at rest in one line, and in the open card
// with its words and the way back to them.

import type { Card } from '../thread-list.ts';
import type { Target, UnpostedTexts } from '../unposted.ts';
import { useDiscussion, useUnposted, useUnpostedPart } from '../use-discussion.tsx';

type NoteProps = { readonly target: Target; readonly what: string; readonly onGoOn: () => void };

/** `what`: "Your outcome". */
export function BegunNote({ target, what, onGoOn }: NoteProps) {
  const { unposted } = useDiscussion();
  const begun = useUnposted(target);
  if (!begun) return null;
  const discard = (button: HTMLElement): void => {
    button.closest('article')?.focus({ preventScroll: true }); // it goes with this note
    unposted.discard(target);
  };
  return (
    <div className="begun-note">
      <p className="thread-note" role={begun.refusal === null ? undefined : 'alert'}>
        {begun.refusal === null
          ? `${what} is not posted yet. Only you see it.`
          : `${what} is not posted: ${begun.refusal}`}
      </p>
      <p className="comment-text is-clamped" dir="auto">
        {begun.text}
      </p>
      <div className="thread-verbs">
        <button type="button" className="verb" onClick={onGoOn}>
          Go on writing
        </button>
        <button type="button" className="verb" onClick={event => discard(event.currentTarget)}>
          Discard
        </button>
      </div>
    </div>
  );
}

export function BegunAtRest({ card }: { card: Card }) {
  const what = useUnpostedPart(texts => begunIn(card, texts).join(', '));
  return what === '' ? null : <p className="thread-note">Not posted yet: {what}.</p>;
}

function begunIn({ row: { id: thread }, comments }: Card, texts: UnpostedTexts): readonly string[] {
  const isEdited = comments.some(({ id }) => texts.of({ kind: 'edit', comment: id }));
  return [
    ...(texts.of({ kind: 'reply', thread }) ? ['your reply'] : []),
    ...(texts.of({ kind: 'outcome', thread }) ? ['your outcome'] : []),
    ...(isEdited ? ['your change to a comment'] : []),
  ];
}
