// Bytes of a text file as characters: UTF-8, UTF-16, or one of the two old encodings that our languages' files come in.
// Says in words what it cannot read.

export type Decoded =
  | { readonly kind: 'text'; readonly text: string; readonly encoding: string }
  | { readonly kind: 'unreadable'; readonly reason: string };

export function decodeText(bytes: Uint8Array): Decoded {
  const marked = byMark(bytes);
  if (marked) return checked(bytes, marked);
  if (bytes.length === 0) return { kind: 'unreadable', reason: 'The file is empty.' };
  const [evenZeros, oddZeros] = zerosIn(bytes);
  const half = Math.min(bytes.length, sampleBytes) / 2;
  // Cyrillic and Arabic letters have no zero bytes, but every blank and full stop between them has.
  if (oddZeros > half * 0.02 && evenZeros === 0) return checked(bytes, 'utf-16le');
  if (evenZeros > half * 0.02 && oddZeros === 0) return checked(bytes, 'utf-16be');
  if (evenZeros + oddZeros > 0) return binary;
  return isUtf8(bytes) ? checked(bytes, 'utf-8') : checked(bytes, isCyrillic(bytes) ? 'windows-1251' : 'windows-1252');
}

const binary: Decoded = {
  kind: 'unreadable',
  reason: 'This is not a text file that can be read: it holds binary data.',
};
const sampleBytes = 64 * 1024;

function byMark([a, b, c]: Uint8Array): string | null {
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  return a === 0xfe && b === 0xff ? 'utf-16be' : null;
}

function zerosIn(bytes: Uint8Array): [even: number, odd: number] {
  const zeros: [number, number] = [0, 0];
  for (let i = 0; i < Math.min(bytes.length, sampleBytes); i++) if (bytes[i] === 0) zeros[i % 2 === 0 ? 0 : 1]++;
  return zeros;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** In Cyrillic, letters beyond ASCII stand side by side; in western languages they stand alone. */
function isCyrillic(bytes: Uint8Array): boolean {
  let [beside, alone] = [0, 0];
  const isLetter = (byte: number | undefined): boolean => byte !== undefined && byte >= 0xc0;
  for (let i = 0; i < Math.min(bytes.length, sampleBytes); i++)
    if (isLetter(bytes[i])) isLetter(bytes[i + 1]) || isLetter(bytes[i - 1]) ? beside++ : alone++;
  return beside > alone;
}

function checked(bytes: Uint8Array, encoding: string): Decoded {
  const text = new TextDecoder(encoding).decode(bytes);
  let odd = 0;
  for (const character of text.slice(0, sampleBytes))
    if (character < '\t' || (character > '\r' && character < ' ') || character === '\ufffd') odd++;
  return odd > text.length * 0.01 + 2 ? binary : { kind: 'text', text: text.replaceAll('\u0000', ''), encoding };
}
