// A page that has one thing to say: loading, empty, an error. Calm, in the middle, read out politely.
import type { ReactNode } from 'react';

export function Notice({ title, children }: { title: string; children?: ReactNode }): ReactNode {
  return (
    <main className="notice" aria-live="polite">
      <h1>{title}</h1>
      {children}
    </main>
  );
}
