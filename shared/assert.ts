// The only ways to say "this cannot happen". A failure here is a bug of ours, never a peer's bad input.

class BugError extends Error {
  override name = 'BugError';
}

export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new BugError(message);
}

/** The value, or a BugError that says what was expected. For lookups that cannot miss. */
export function must<T>(value: T | null | undefined, message: string): T {
  if (value === null || value === undefined) throw new BugError(message);
  return value;
}

/** Ends every `switch` over a union: the compiler proves that no case is missing. */
export function unreachable(value: never): never {
  throw new BugError(`unreachable: ${JSON.stringify(value)}`);
}
