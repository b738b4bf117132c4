// Why what is being written in the discussion can no longer be posted, where others removed its point or changed what
// this member may do: told in the composer, which stays with its words. Pure; the server decides.
import type { Asked } from '../../../shared/acts/permissions.ts';
import { mayAct } from '../../../shared/acts/permissions.ts';
import { unreachable } from '../../../shared/assert.ts';
import type { RowReader } from '../../../shared/rows/row-store.ts';
import type { By } from '../../../shared/rows/schema.ts';
import { removalWords } from '../../ui/point-name.ts';
import type { Target } from '../unposted.ts';

/** Empty where it can. */
export function commentNews(target: Target, rows: RowReader, me: By): string {
  const may = (asked: Asked): string => {
    const answer = mayAct(asked, me, rows);
    return answer.kind === 'no' ? answer.reason : '';
  };
  // A reader speaks of the version that they were sent, where the point stands.
  const removal = (point: string | undefined): string =>
    me.role === 'reader' ? '' : removalWords(rows.get('points', point ?? ''));
  switch (target.kind) {
    case 'point':
    case 'words':
      return removal(target.point) || may({ kind: 'thread.open' });
    case 'reply':
      return may({ kind: 'thread.reply', thread: target.thread });
    case 'outcome':
      return may({ kind: 'thread.propose', thread: target.thread });
    case 'edit': {
      const thread = rows.get('threads', rows.get('comments', target.comment)?.thread ?? '');
      const gone = removal(thread?.point);
      return gone === '' ? may({ kind: 'comment.edit', comment: target.comment }) : `${gone} ${onlyAnswered}`;
    }
    default:
      return unreachable(target);
  }
}

const onlyAnswered = 'Its comments can be answered, not reworded.';
