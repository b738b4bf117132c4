// How long a server that is busy asks to be left alone (429, Retry-After in whole seconds), and the wait for that.
// Decides nothing about what is sent again.

/** Null: it does not say. */
export function retryAfterMs({ status, headers }: Pick<Response, 'status' | 'headers'>): number | null {
  const seconds = Number(headers.get('Retry-After') ?? Number.NaN);
  return status === 429 && Number.isFinite(seconds) && seconds >= 0 ? seconds * 1_000 : null;
}

/** Also where nobody waits any more. */
export function rest(ms: number, until?: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const done = (): void => {
      clearTimeout(timer);
      until?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    until?.addEventListener('abort', done);
  });
}
