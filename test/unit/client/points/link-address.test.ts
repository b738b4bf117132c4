// What is typed as a link's address becomes one that may stand in the text, or is refused in words.
import { expect, it } from 'vitest';
import { linkAddress } from '../../../../client/points/formatting/link-address.ts';
import { isSafeUrl } from '../../../../shared/text/allow-list.ts';

const urlOf = (typed: string): string => {
  const address = linkAddress(typed);
  return address.kind === 'address' ? address.url : `refused: ${address.reason}`;
};

it('[E12] an address without a scheme becomes a page or a mailbox', () => {
  expect(urlOf('www.un.org')).toBe('https://www.un.org');
  expect(urlOf('  un.org/en/law?x=1#top ')).toBe('https://un.org/en/law?x=1#top');
  expect(urlOf('приклад.укр')).toBe('https://приклад.укр');
  expect(urlOf('localhost.example:8080/x')).toBe('https://localhost.example:8080/x');
  expect(urlOf('desk@un.org')).toBe('mailto:desk@un.org');
  expect(urlOf('http://un.org')).toBe('http://un.org');
  expect(urlOf('mailto:desk@un.org')).toBe('mailto:desk@un.org');
});

it('[E12] what may not stand in the text is refused in words that say why', () => {
  expect(urlOf('')).toContain('Type or paste an address');
  expect(urlOf('javascript:alert(1)')).toContain('“javascript:” is neither');
  expect(urlOf('JavaScript:alert(1)//un.org')).toContain('“javascript:” is neither');
  expect(urlOf('data:text/html,x')).toContain('“data:” is neither');
  expect(urlOf('file:///etc/passwd')).toContain('“file:” is neither');
  expect(urlOf('see page 4')).toContain('no blanks');
  for (const typed of ['law', 'https://', 'mailto:', '//un.org', `https://${'x'.repeat(300)}.org`])
    expect(urlOf(typed)).toContain('not the whole address');
  expect(urlOf(`un.org/${'x'.repeat(1_985)}`)).toHaveLength(2_000);
  expect(urlOf(`un.org/${'x'.repeat(1_986)}`)).toContain('too long for a link: 2,001 characters of at most 2,000');
});

it('[E12] whatever is taken is safe', () => {
  for (const typed of [
    'a.b\\@evil.com',
    'java\tscript:x',
    'x.org\u0000',
    'https://a b',
    'un.org\\x',
    'javascript:x@y.org',
  ]) {
    const address = linkAddress(typed);
    if (address.kind === 'address') expect(isSafeUrl(address.url)).toBe(true);
  }
});
