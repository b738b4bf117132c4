// From which address a request comes: the peer's, or what a trusted proxy says of whom it speaks for. For HTTP and
// WebSocket alike; counts nothing.
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { BlockList, isIP } from 'node:net';

/** The proxies that the operator named, e.g. `10.0.0.1, 10.1.0.0/16, fd00::/8`. */
export class Proxies {
  readonly #list = new BlockList();

  /** Throws an Error that names what is no address or network. */
  constructor(names: readonly string[]) {
    for (const name of names) {
      const [address = '', bits, more] = name.split('/');
      const version = isIP(address);
      const most = version === 4 ? 32 : 128;
      const isNetwork = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most);
      if (version === 0 || !isNetwork || more !== undefined)
        throw new Error(`"${name}" is neither an address nor a network such as 10.0.0.0/8`);
      this.#list.addSubnet(address, Number(bits ?? most), version === 4 ? 'ipv4' : 'ipv6');
    }
  }

  get isEmpty(): boolean {
    return this.#list.rules.length === 0;
  }

  has(address: string): boolean {
    const plain = plainAddress(address);
    const version = isIP(plain);
    return version !== 0 && this.#list.check(plain, version === 4 ? 'ipv4' : 'ipv6');
  }

  /** Whoever is connected, proxy or not. */
  addressOfPeer(socket: Socket): string {
    return this.addressOf({ socket, headers: {} });
  }

  /**
   * Read from the near end: each proxy adds whom it heard, so nothing beyond the first that is not trusted is believed.
   */
  addressOf({ socket, headers }: Pick<IncomingMessage, 'socket' | 'headers'>): string {
    const peer = socket.remoteAddress ?? '';
    const said = [headers['x-forwarded-for']].flat().join(',').split(',');
    let address = peer;
    for (const before of said.reverse()) {
      if (!this.has(address)) break;
      const named = plainAddress(before.trim());
      if (isIP(named) === 0) break;
      address = named;
    }
    return counted(plainAddress(address));
  }
}

/** `::ffff:10.0.0.1` is 10.0.0.1, as a socket for both versions tells it. */
const plainAddress = (address: string): string => address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '');

/** One household has a whole network of IPv6 addresses: the first four groups are what it is known by. */
function counted(address: string): string {
  if (isIP(address) !== 6) return address;
  const [head = '', tail = ''] = address.split('%')[0]?.split('::') ?? [];
  const [first, last] = [head, tail].map(part => (part === '' ? [] : part.split(':')));
  const missing = Math.max(0, 8 - (first?.length ?? 0) - (last?.length ?? 0));
  const groups = [...(first ?? []), ...Array<string>(missing).fill('0'), ...(last ?? [])];
  return `${groups
    .slice(0, 4)
    .map(group => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}
