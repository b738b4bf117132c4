// What was made of the log is forgotten around a redaction. What may be redacted, and what stands in its place, is for
// test/integration/history.test.ts.
import { expect, test } from 'vitest';
import { forgetAround } from '../../../../server/record/redacting/redaction.ts';

test('[L9] whoever looks while words are being redacted leaves them in no copy', async () => {
  let logged = 'the name';
  let copy = logged;
  const look = (): string => {
    copy ||= logged;
    return copy;
  };
  const forget = async (): Promise<void> => {
    copy = '';
  };
  await forgetAround(forget, async () => {
    expect(look()).toBe('the name');
    logged = 'redacted';
  });
  expect(look()).toBe('redacted');
});
