// JSON as it comes in: UTF-8, and whole characters in every text. Half of a surrogate pair would stand in no update,
// and be another character in each program that reads it.
import { ProblemError } from './problem.ts';

/** Throws a ProblemError. */
export function jsonIn(bytes: Uint8Array): unknown {
  const text = textOf(bytes);
  const value = parsed(text);
  // UTF-8 holds no half: it takes an escape.
  if (/\\u[dD][89a-fA-F]/.test(text) && holdsHalf(value))
    throw new ProblemError('bad-request', 'A text holds half of a character. Choose or type it again.');
  return value;
}

/** Whether so few objects begin in it, those that stand in texts too. Stops where there are more. */
export function hasAtMost(braces: number, bytes: Uint8Array): boolean {
  if (bytes.length <= braces) return true;
  let found = 0;
  for (let at = bytes.indexOf(0x7b); at >= 0; at = bytes.indexOf(0x7b, at + 1)) if (++found > braces) return false;
  return true;
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new ProblemError('bad-request', 'The body is not UTF-8.');
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ProblemError('bad-request', 'The body is not JSON that can be read.');
  }
}

/** By a list of what is left to look at: nesting may be as deep as a body is long. */
function holdsHalf(value: unknown): boolean {
  const left = [value];
  while (left.length > 0) {
    const each = left.pop();
    if (typeof each === 'string') {
      if (!each.isWellFormed()) return true;
    } else if (typeof each === 'object' && each !== null)
      for (const [key, inner] of Object.entries(each)) left.push(key, inner);
  }
  return false;
}
