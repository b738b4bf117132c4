// The one status place, in words. "Saved" is said only of what is durable. Losing and regaining the connection is
// announced once, politely.
import type { ReactNode } from 'react';
import { unreachable } from '../../shared/assert.ts';
import type { SaveStatus } from '../session/session.ts';
import { useStatus } from '../session/use-session.tsx';
import { BegunHere } from './kept/begun-here.tsx';
import { KeptHere } from './kept/kept-here.tsx';
import type { HeadWays } from './kept/not-done-here.tsx';
import { NotDoneHere } from './kept/not-done-here.tsx';

export function SaveState({ ways }: { ways: HeadWays }): ReactNode {
  const status = useStatus();
  return (
    <>
      <span className="save-state" data-kind={status.kind}>
        {saveWords(status)}
      </span>
      <output className="visually-hidden">{announced(status)}</output>
      <NotDoneHere {...ways} />
      <KeptHere onTop={ways.onTop} />
      <BegunHere />
    </>
  );
}

function saveWords(status: SaveStatus): string {
  switch (status.kind) {
    case 'connecting':
      return 'Connecting';
    case 'saved':
      return `All changes saved${slowWords(status)}`;
    case 'saving':
      return `Saving${slowWords(status)}`;
    case 'reconnecting':
      if (status.waiting === 0) return 'Reconnecting';
      return status.keeping === 'stored' ? 'Reconnecting: changes wait here' : 'Reconnecting: keep open';
    case 'read-only':
      return 'Read-only for the moment';
    case 'past':
      return 'Looking back';
    case 'ended':
      return 'Not connected';
    default:
      return unreachable(status);
  }
}

const slowWords = ({ isSlow }: { readonly isSlow: boolean }): string => (isSlow ? ', slow connection mode' : '');

/** Saving comes and goes with every key: only the connection is worth a voice. */
function announced(status: SaveStatus): string {
  switch (status.kind) {
    case 'connecting':
    case 'past':
      return '';
    case 'reconnecting':
      return status.keeping === 'stored'
        ? 'Connection lost. Your changes wait here.'
        : 'Connection lost. Keep this page open: this browser does not store your changes.';
    case 'read-only':
      return 'Read-only for the moment: the server cannot store.';
    case 'ended':
      return 'Not connected.';
    case 'saved':
    case 'saving':
      return status.isSlow ? 'Connected, in slow connection mode.' : 'Connected.';
    default:
      return unreachable(status);
  }
}
