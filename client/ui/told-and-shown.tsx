// Two versions of one thing side by side: what the server told before, and what it shows.
import type { ReactNode } from 'react';
import './told-and-shown.css';

export function ToldAndShown({ told, shown }: { told: string; shown: string }): ReactNode {
  return (
    <dl className="told-and-shown">
      <dt>It told you</dt>
      <dd>{told}</dd>
      <dt>It shows</dt>
      <dd>{shown}</dd>
    </dl>
  );
}
