// What waits for the connection, and what becomes of it when the page is closed, in words. Pure.
import { unreachable } from '../../../shared/assert.ts';
import type { Keeping } from '../../local/keeping.ts';

type Waiting = { readonly points: number; readonly acts: number; readonly keeping: Keeping };

/**
 * "Your words in 3 points and 2 other changes wait here and are sent when the connection is back. If you close this
 * page, they are sent when you next open it." An open tab does not take over what another one has left.
 */
export function waitingWords({ points, acts, keeping }: Waiting, until = 'the connection is back'): string {
  const other = points === 0 ? '' : 'other ';
  const parts = [
    ...(points === 0 ? [] : [points === 1 ? 'Your words in 1 point' : `Your words in ${points} points`]),
    ...(acts === 0 ? [] : [acts === 1 ? `1 ${other}change` : `${acts} ${other}changes`]),
  ];
  const place = keeping === 'stored' ? 'here' : 'in this page';
  if (parts.length === 0) {
    const ifClosed = keeping === 'stored' ? '' : ` ${whyOpen(keeping, 'it')}`;
    return `You can go on: what you write waits ${place} until ${until}.${ifClosed}`;
  }
  const waiting = parts.join(' and ');
  const isOne = points === 0 && acts === 1;
  const [wait, are, they, them] = isOne ? ['waits', 'is', 'it is', 'it'] : ['wait', 'are', 'they are', 'them'];
  const ifClosed =
    keeping === 'stored' ? `If you close this page, ${they} sent when you next open it.` : whyOpen(keeping, them);
  return `${waiting} ${wait} ${place} and ${are} sent when ${until}. ${ifClosed}`;
}

function whyOpen(keeping: Exclude<Keeping, 'stored'>, what: string): string {
  switch (keeping) {
    case 'never':
      return `Keep it open: this browser cannot store ${what}.`;
    case 'unstored':
      return `Keep it open: this browser could not store ${what}. The disk may be full. It tries again.`;
    default:
      return unreachable(keeping);
  }
}
