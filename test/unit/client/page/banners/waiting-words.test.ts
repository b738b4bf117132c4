// What the page promises of what waits for the connection.
import { expect, test } from 'vitest';
import { waitingWords } from '../../../../../client/page/banners/waiting-words.ts';

test('[C10] what waits is promised to outlive the page only where it is stored', () => {
  const waiting = { points: 2, acts: 1 };
  const said = 'Your words in 2 points and 1 other change wait';
  const sent = 'are sent when the connection is back.';
  expect(waitingWords({ ...waiting, keeping: 'stored' })).toBe(
    `${said} here and ${sent} If you close this page, they are sent when you next open it.`,
  );
  expect(waitingWords({ ...waiting, keeping: 'unstored' })).toBe(
    `${said} in this page and ${sent} Keep it open: this browser could not store them. The disk may be full. It tries again.`,
  );
  expect(waitingWords({ points: 0, acts: 1, keeping: 'never' })).toBe(
    '1 change waits in this page and is sent when the connection is back. Keep it open: this browser cannot store it.',
  );
  expect(waitingWords({ points: 0, acts: 0, keeping: 'unstored' })).toMatch(
    /^You can go on: what you write waits in this page .* Keep it open: this browser could not store it/,
  );
});
