// What this member wrote and did that could not stay where it was, per point: to copy, to open as a comment, or to
// dismiss.

import type { ReactNode } from 'react';
import { useState } from 'react';
import type { PointId } from '../../../shared/ids.ts';
import { numbersOf, outlineOf } from '../../../shared/rows/outline.ts';
import { wordCount } from '../../../shared/text/point-text.ts';
import type { KeptWords } from '../../local/own-work.ts';
import { useDraft } from '../../session/use-session.tsx';
import { OpenAsComment } from '../../threads/writing/open-as-comment.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Dismissed } from './dismissed.tsx';
import { happenedTo } from './happened-to.ts';
import { focusKept } from './kept-here.tsx';
import { PointVerbs } from './point-verbs.tsx';

type KeptProps = {
  kept: readonly KeptWords[];
  canComment: boolean;
  /** They outlive this page. */
  areStored: boolean;
  onDismiss: (words: KeptWords) => void;
  onRestore: (words: KeptWords) => void;
  /** Leads to their point; left out where there is none to go to. */
  onPoint?: (point: PointId) => void;
};

/** What is dismissed can be brought back for a while, also where it was the last. */
export function KeptForYou(props: KeptProps): ReactNode {
  const { kept, onDismiss, onRestore } = props;
  const [dismissed, setDismissed] = useState<KeptWords | null>(null);
  const dismiss = (words: KeptWords): void => {
    onDismiss(words);
    setDismissed(words);
  };
  const restore = (words: KeptWords): void => {
    setDismissed(null);
    onRestore(words);
    requestAnimationFrame(focusKept);
  };
  return (
    <>
      {kept.length > 0 && <KeptList {...props} onRemove={onDismiss} onDismiss={dismiss} />}
      <Dismissed dismissed={dismissed} onUndo={restore} onForget={() => setDismissed(null)} />
    </>
  );
}

/** `onRemove`: they stand elsewhere from now on. */
type ListProps = Pick<KeptProps, 'kept' | 'canComment' | 'areStored' | 'onDismiss' | 'onRestore' | 'onPoint'> & {
  onRemove: (words: KeptWords) => void;
};

function KeptList({ kept, canComment, areStored, onRemove, onDismiss, onRestore, onPoint }: ListProps): ReactNode {
  return (
    <section className="kept kept-for-you" aria-label="Kept for you">
      <h2>Kept for you</h2>
      {!areStored && (
        <p className="kept-note">
          This browser could not store it: it lasts as long as this page is open. Copy it before you close the page.
        </p>
      )}
      <ul>
        {kept.map(words => (
          <li key={words.id} className="kept-words">
            <WhatHappened kept={words} isInDraft={canComment} />
            {toCopy(words) !== '' && <blockquote>{shown(toCopy(words))}</blockquote>}
            <p className="kept-verbs">
              {toCopy(words) !== '' && <CopyButton label="Copy" text={toCopy(words)} />}
              {canComment && onPoint && words.point !== null && (
                <PointVerbs
                  point={words.point}
                  words={words.words}
                  onPoint={onPoint}
                  onPut={() => onRemove(words)}
                  onTakenBack={() => onRestore(words)}
                />
              )}
              {canComment && words.words !== '' && (
                <OpenAsComment
                  point={words.point}
                  words={words.words}
                  onOpened={areKept => areKept && onRemove(words)}
                />
              )}
              <button type="button" className="button-quiet" onClick={() => onDismiss(words)}>
                Dismiss
              </button>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Megabytes would hold the page up, and nobody reads them here. */
const shownChars = 3_000;

function shown(words: string): string {
  if (words.length <= shownChars) return words;
  const more = (words.length - shownChars).toLocaleString('en');
  return `${words.slice(0, shownChars).toWellFormed()} … and ${more} characters more, which “Copy” takes along.`;
}

/** Their own words, or how the point read as they left it. */
const toCopy = ({ words, asLeft }: KeptWords): string => (words === '' ? (asLeft ?? '') : words);

/** Why, by whom and when, where the outline knows it; and what of theirs it was. */
function WhatHappened({ kept, isInDraft }: { kept: KeptWords; isInDraft: boolean }): ReactNode {
  const { words, told, asLeft } = kept;
  const count = wordCount(words);
  return (
    <p>
      {isInDraft ? <Reason kept={kept} /> : kept.reason} {told}{' '}
      {count > 0 && `Your ${count === 1 ? 'word is' : `${count} words are`} kept here.`}
      {words === '' && asLeft !== undefined && 'As you left it, the point read:'}
    </p>
  );
}

function Reason({ kept }: { kept: KeptWords }): ReactNode {
  const { point, reason } = kept;
  const { rows } = useDraft();
  const row = point === null ? undefined : rows.get('points', point);
  const number = point === null ? undefined : numbersOf(outlineOf(rows)).get(point);
  return row ? happenedTo(row, number ?? null, kept) : reason;
}
