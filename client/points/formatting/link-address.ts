// What somebody typed as the address of a link, made into one that may stand in the text, or refused in words. Looks
// nothing up.
import { isSafeUrl, linkCharsMax } from '../../../shared/text/allow-list.ts';

export type LinkAddress =
  | { readonly kind: 'address'; readonly url: string }
  | { readonly kind: 'refused'; readonly reason: string };

const refused = (reason: string): LinkAddress => ({ kind: 'refused', reason });

export function linkAddress(typed: string): LinkAddress {
  const words = typed.trim();
  if (words === '') return refused('Type or paste an address, such as https://www.un.org.');
  const url = withScheme(words);
  if (isSafeUrl(url)) return { kind: 'address', url };
  if (/\s/.test(words)) return refused('An address has no blanks in it.');
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase();
  if (scheme !== undefined && !['http', 'https', 'mailto'].includes(scheme))
    return refused(`A link leads to a page (https, http) or to a mailbox (mailto). “${scheme}:” is neither.`);
  if (url.length > linkCharsMax) return refused(tooLong(url.length));
  return refused('This is not the whole address of a page or a mailbox.');
}

const tooLong = (length: number): string =>
  `This address is too long for a link: ${count(length)} characters of at most ${count(linkCharsMax)}.`;
const count = (characters: number): string => characters.toLocaleString('en');

/** "www.un.org/law" and "un.org" become pages, "desk@un.org" a mailbox; what has a scheme keeps it. */
function withScheme(words: string): string {
  if (/^[^\s/?#@:]+@[^\s/?#@:]+\.[^\s/?#@:]+$/.test(words)) return `mailto:${words}`;
  const isHost = /^(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}(?::\d{1,5})?(?:[/?#]|$)/u.test(words);
  return isHost ? `https://${words}` : words;
}
