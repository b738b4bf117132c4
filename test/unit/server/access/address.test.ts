// Whose address counts: what an outsider says of themselves is never believed, what a trusted proxy says is.
import type { IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import { Proxies } from '../../../../server/access/address.ts';

const from = (remoteAddress: string, forwarded?: string): IncomingMessage =>
  // what is read of a request
  ({ socket: { remoteAddress }, headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded } }) as never;

test.each([
  ['nobody is trusted', [], '203.0.113.7', '198.51.100.1', '203.0.113.7'],
  ['a trusted proxy names its peer', ['10.0.0.1'], '10.0.0.1', '198.51.100.1', '198.51.100.1'],
  ['by a socket for both versions', ['10.0.0.1'], '::ffff:10.0.0.1', '198.51.100.1', '198.51.100.1'],
  ['what its peer says is not believed', ['10.0.0.1'], '10.0.0.1', '192.0.2.9, 198.51.100.1', '198.51.100.1'],
  ['two proxies', ['10.0.0.0/8'], '10.0.0.1', '192.0.2.9, 198.51.100.1, 10.3.0.1', '198.51.100.1'],
  ['another network’s proxy', ['10.0.0.0/8'], '11.0.0.1', '198.51.100.1', '11.0.0.1'],
  ['a proxy that says nothing', ['10.0.0.0/8'], '10.0.0.1', undefined, '10.0.0.1'],
  ['a proxy that says no address', ['10.0.0.0/8'], '10.0.0.1', 'unknown', '10.0.0.1'],
  ['IPv6', ['fd00::/8'], 'fd12::1', '2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['a short IPv6 address', [], '2001:db8::5', undefined, '2001:db8:0:0::/64'],
])('[Q5] %s', (_, trusted, peer, forwarded, counted) => {
  expect(new Proxies(trusted).addressOf(from(peer, forwarded))).toBe(counted);
});

test.each(['localhost', '10.0.0.0/33', '10.0.0', '10.0.0.1/8/9', '::1/x'])('[Q5] %s is no proxy', name => {
  expect(() => new Proxies([name])).toThrow(name);
});
