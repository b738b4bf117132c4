// At what this member has done and the server does not have yet.
import type { ReactNode } from 'react';
import './waiting-mark.css';

export function WaitingMark(): ReactNode {
  return (
    <span className="waiting-mark" title="Not on the server yet. It will be sent as soon as there is a connection.">
      waiting to be sent
    </span>
  );
}
