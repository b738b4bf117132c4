// A page that has one thing to say: loading, empty, an error. Calm, in the middle, read out politely.
import type { ReactNode } from 'react';

/** `isNews`: it came in the place of what somebody was at, and their keyboard goes on from its heading. */
type NoticeProps = { title: string; isNews?: boolean; children?: ReactNode };

export function Notice({ title, isNews, children }: NoticeProps): ReactNode {
  return (
    <main className="notice" aria-live="polite">
      {isNews ? (
        <h1 ref={takeKeyboard} tabIndex={-1}>
          {title}
        </h1>
      ) : (
        <h1>{title}</h1>
      )}
      {children}
    </main>
  );
}

const takeKeyboard = (heading: HTMLElement | null): void => heading?.focus();
