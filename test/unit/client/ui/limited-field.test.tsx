// A field with a bound, as it stands on the page: nothing is cut, what is too long is counted and named.
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { isTooLong, LimitedField } from '../../../../client/ui/limited-field.tsx';

const drawn = (value: string): string =>
  renderToStaticMarkup(<LimitedField label="Why" most={20_000} rows={2} value={value} onChange={() => undefined} />);

test('[T15] over-long text stands whole, is counted, and is told to be too long', () => {
  const html = drawn('x'.repeat(25_000));
  expect(html).toContain('x'.repeat(25_000));
  expect(html).toContain('25,000 of 20,000 characters: shorten it to send.');
  expect(html).toContain('aria-invalid="true"');
  const [, describedBy] = /aria-describedby="([^"]+)"/.exec(html) ?? [];
  expect(html).toContain(`id="${describedBy}" class="field-count"`);
  expect(html).not.toContain('maxLength');
});

test('[T15] near the bound it is counted, far from it nothing is said; white space at the ends does not count', () => {
  expect(drawn('x'.repeat(19_000))).toContain('19,000 of 20,000 characters<');
  expect(drawn('x'.repeat(19_000))).not.toContain('aria-invalid');
  expect(drawn('x'.repeat(900))).not.toContain('characters');
  expect(isTooLong(`  ${'x'.repeat(20)}\n`, 20)).toBe(false);
  expect(isTooLong('x'.repeat(21), 20)).toBe(true);
});
