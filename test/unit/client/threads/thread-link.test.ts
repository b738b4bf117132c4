// A link to a thread can be given to others.
import { expect, test } from 'vitest';
import { threadLink } from '../../../../client/threads/thread-link.ts';

test('[T7] a link to a thread names the draft and the thread, never the seat of whoever copied it', () => {
  const here = new URL('https://nonpaper.example/drafts/sample?seat=secret&tab=text');
  expect(threadLink(here, 't1')).toBe('https://nonpaper.example/drafts/sample?thread=t1');
});
