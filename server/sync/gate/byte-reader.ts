// Reads lib0's encoding from hostile bytes: every length is held against the bytes that are left, every number against
// what it may be. Throws BadBytes and nothing else.
import type { RefusalCode } from '../../../shared/wire/refusals.ts';

export class BadBytes extends Error {
  override name = 'BadBytes';
  readonly code: RefusalCode;

  constructor(code: RefusalCode, reason: string) {
    super(reason);
    this.code = code;
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const anyDepthMax = 12;

export class ByteReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }

  byte(): number {
    const byte = this.#bytes[this.#at];
    if (byte === undefined) throw new BadBytes('malformed', 'It ends too early.');
    this.#at++;
    return byte;
  }

  /** At most eight bytes and a safe integer; lib0 itself would return NaN or worse. */
  uint(): number {
    let value = 0;
    let scale = 1;
    for (let i = 0; i < 8; i++) {
      const byte = this.byte();
      value += (byte & 0x7f) * scale;
      if (value > Number.MAX_SAFE_INTEGER) break;
      if (byte < 0x80) return value;
      scale *= 0x80;
    }
    throw new BadBytes('malformed', 'It holds a number that is too large.');
  }

  /** A count of things that take at least `bytesEach` bytes. */
  count(bytesEach: number): number {
    const count = this.uint();
    if (count > this.left / bytesEach) throw new BadBytes('malformed', 'It announces more than it holds.');
    return count;
  }

  string(bytesMax: number): string {
    const length = this.uint();
    if (length > bytesMax) throw new BadBytes('too-large', 'It holds too long a text.');
    const bytes = this.#take(length);
    try {
      return utf8.decode(bytes);
    } catch {
      throw new BadBytes('malformed', 'It holds text that is not UTF-8.');
    }
  }

  /** lib0's `any`, without big integers and bytes, which JSON does not know. */
  any(stringBytesMax: number, depth = 0): unknown {
    if (depth > anyDepthMax) throw new BadBytes('too-large', 'It nests values too deeply.');
    const kind = this.byte();
    switch (kind) {
      case 127:
        return undefined;
      case 126:
        return null;
      case 121:
        return false;
      case 120:
        return true;
      case 125:
        return this.#int();
      case 124:
        return this.#view(4).getFloat32(0);
      case 123:
        return this.#view(8).getFloat64(0);
      case 119:
        return this.string(stringBytesMax);
      case 118:
        return this.#object(stringBytesMax, depth);
      case 117:
        return Array.from({ length: this.count(1) }, () => this.any(stringBytesMax, depth + 1));
      default:
        throw new BadBytes('forbidden-content', 'It holds a value of an unknown kind.');
    }
  }

  #object(stringBytesMax: number, depth: number): unknown {
    const count = this.count(2);
    const object: Record<string, unknown> = {};
    for (let i = 0; i < count; i++) {
      const key = this.string(256);
      if (key === '__proto__') throw new BadBytes('forbidden-content', 'It holds a forbidden key.');
      object[key] = this.any(stringBytesMax, depth + 1);
    }
    return object;
  }

  /** lib0's signed varint: six bits and a sign in the first byte. */
  #int(): number {
    const first = this.byte();
    let value = first & 0x3f;
    let scale = 0x40;
    for (let i = 0, byte = first; byte >= 0x80; i++) {
      if (i >= 8 || value > Number.MAX_SAFE_INTEGER)
        throw new BadBytes('malformed', 'It holds a number that is too large.');
      byte = this.byte();
      value += (byte & 0x7f) * scale;
      scale *= 0x80;
    }
    return (first & 0x40) > 0 ? -value : value;
  }

  #view(length: number): DataView {
    const bytes = this.#take(length);
    return new DataView(bytes.buffer, bytes.byteOffset, length);
  }

  #take(length: number): Uint8Array {
    if (length > this.left) throw new BadBytes('malformed', 'It ends too early.');
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }
}
