// Where a link may lead: to what it shows, as every browser reads it.
import { expect, test } from 'vitest';
import { isSafeUrl } from '../../../../shared/text/allow-list.ts';

test('[E12] an address that shows other than where it leads may not stand in the text', () => {
  for (const url of [
    'https://www.un.org@evil.example/',
    'https://www.un.org:x@evil.example',
    'https://www.un.org%40evil.example/',
    'https://www.un.org\uff20evil.example/',
    'https://evil.example/\u202egro.nu.www',
    'https://\u2067un.org\u2069/',
    'https://un\u200b.org',
    'https://un.org/\u200d',
    'https://un\u00ad.org',
    'https://un.org\u2215law.evil.example',
    'https://un.org\u2044law.evil.example',
    'https://\u200b',
    'https://[',
    'https://a:b:c',
    'https://un.org:99999',
    'mailto:x@y\u202e',
    'mailto:desk@un.org@evil.example',
  ])
    expect([url, isSafeUrl(url)]).toEqual([url, false]);
});

test('[E12] an address that is what it shows may', () => {
  for (const url of [
    'https://www.un.org',
    'http://un.org:8080/en/law?x=1&y=a@b#top',
    'https://social.example/@name/1',
    'https://приклад.укр/закон',
    'https://[2001:db8::1]/x',
    'https://uk.wikipedia.org/wiki/Ким_(і_чим)',
    'mailto:desk@un.org',
    'mailto:desk@un.org?cc=law@un.org',
  ])
    expect([url, isSafeUrl(url)]).toEqual([url, true]);
});
