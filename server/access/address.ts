// Whose network a request came from, as far as budgets count it. Behind a proxy that is named in the configuration, express knows better
// than the socket. Of IPv6 the first half: the rest is one subscriber's own.
import type { IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';

/** `ip`: as express says it. */
export function addressOf(request: IncomingMessage & { readonly ip?: string | undefined }): string {
  const address = request.ip ?? request.socket.remoteAddress ?? '';
  const mapped = address.replace(/^::ffff:(?=\d+\.)/i, '');
  return isIPv6(mapped) ? networkOf(mapped) : mapped;
}

function networkOf(address: string): string {
  const [head = '', tail] = (address.split('%')[0] ?? '').split('::');
  const [before, after] = [head, tail ?? ''].map(part => part.split(':').filter(word => word !== ''));
  const zeros = tail === undefined ? 0 : 8 - (before?.length ?? 0) - (after?.length ?? 0);
  const words = [...(before ?? []), ...Array.from({ length: Math.max(0, zeros) }, () => '0'), ...(after ?? [])];
  return `${words
    .slice(0, 4)
    .map(word => word.toLowerCase().replace(/^0+(?=.)/, ''))
    .join(':')}::`;
}
