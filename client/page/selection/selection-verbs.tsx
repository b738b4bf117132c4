// What the features do with selected words, beside formatting them: comment on them, flag them against a red line. Only
// what this member may do now.
import type { ReactNode } from 'react';
import type { FlagTarget } from '../../flags/raise-flag.tsx';
import type { PointDesk } from '../../points/point-desk.ts';
import { useMay, useRow, useSession } from '../../session/use-session.tsx';
import { useDiscussion } from '../../threads/use-discussion.tsx';
import { FlagMark } from '../../ui/marks/flag-mark.tsx';
import { keyWords } from '../../ui/shortcut.ts';
import type { Stretch } from '../../ui/text-surface.ts';
import { targetOf } from '../point-slots.tsx';

export type SelectionVerb = {
  readonly label: string;
  /** Where several points are selected, before the number of each. */
  readonly ofPoint: string;
  /** As they are written for people. */
  readonly keys?: string;
  readonly icon: ReactNode;
  readonly run: (stretch: Stretch) => void;
};

export function useSelectionVerbs(desk: PointDesk, onFlag: (target: FlagTarget) => void): readonly SelectionVerb[] {
  const session = useSession();
  const discussion = useDiscussion();
  const mayComment = useMay({ kind: 'thread.open' });
  const hasLines = useRow(({ rows }) => session.me.role !== 'reader' || rows.all('redLines').length > 0);
  const mayFlag = useMay({ kind: 'flag.raise' }) && hasLines;
  const comment: SelectionVerb = {
    label: 'Comment',
    ofPoint: 'Comment on point',
    keys: keyWords('Mod+Alt+M'),
    icon: <CommentMark />,
    run: stretch => discussion.composeOnWords(stretch),
  };
  const flag: SelectionVerb = {
    label: 'Flag',
    ofPoint: 'Flag point',
    icon: <FlagMark severity="risks" />,
    run: stretch => onFlag(targetOf(session, desk, stretch)),
  };
  return [...(mayComment ? [comment] : []), ...(mayFlag ? [flag] : [])];
}

const CommentMark = (): ReactNode => (
  <svg className="comment-mark" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
    <path d="M2.5 3.5h11V11H7.5l-3 2.5V11h-2Z" />
  </svg>
);
