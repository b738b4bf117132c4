// Ways of tampering with an exported record, as whoever runs the server and holds its key could: each turns an honest
// export into another file.
import type { KeyObject } from 'node:crypto';
import { createHash, generateKeyPairSync, sign } from 'node:crypto';

export type Line = Record<string, unknown>;
/** From the honest file to the other one. */
export type Told = { readonly name: string; readonly does: (file: string) => string };

export const linesOf = (text: string): Line[] =>
  text
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as Line);
export const textOf = (lines: readonly Line[]): string => lines.map(line => JSON.stringify(line)).join('\n');
const entryAt = (lines: Line[], doc: string, seq: number): Line => {
  const found = lines.find(line => line['kind'] === 'entry' && line['doc'] === doc && line['seq'] === seq);
  if (!found) throw new Error(`there is no entry ${seq} of ${doc}`);
  return found;
};

// --- what an operator with the key can do --------------------------------------------------------

const field = (text: string): Buffer => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(Buffer.byteLength(text));
  return Buffer.concat([length, Buffer.from(text)]);
};
const number = (value: unknown): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(Number(value)));
  return bytes;
};
const sha = (...parts: readonly Uint8Array[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest();
export const digest = (content: unknown, encoding: BufferEncoding): Buffer => {
  const { salt, content: words, digest } = content as Record<string, string>; // a line of an export
  return digest === undefined
    ? sha(Buffer.from(salt ?? '', 'base64'), Buffer.from(words ?? '', encoding))
    : Buffer.from(digest, 'hex');
};

/** Numbers, chains and signs all of a document's entries anew, as they now stand in the file. */
export function rechained(key: KeyObject, lines: readonly Line[]): Line[] {
  const heads = new Map<unknown, { seq: number; hash: Buffer }>();
  return lines.map(line => {
    if (line['kind'] === 'entry') {
      const before = heads.get(line['doc']) ?? { seq: 0, hash: Buffer.alloc(32) };
      const seq = before.seq + 1;
      const hash = sha(
        field('nonpaper-log-1'),
        before.hash,
        field(String(line['doc'])),
        number(seq),
        number(line['at']),
        field(String(line['actor'])),
        field(String(line['act'])),
        digest(line['detail'], 'utf8'),
        digest(line['update'], 'base64'),
      );
      heads.set(line['doc'], { seq, hash });
      return { ...line, seq, hash: hash.toString('hex') };
    }
    if (line['kind'] !== 'head') return line;
    const { seq, hash } = heads.get(line['doc']) ?? { seq: 0, hash: Buffer.alloc(32) };
    const bytes = Buffer.concat([
      field('nonpaper-head-1'),
      field(String(line['doc'])),
      number(seq),
      number(line['at']),
      hash,
    ]);
    return { ...line, seq, hash: hash.toString('hex'), signature: sign(null, bytes, key).toString('base64url') };
  });
}

/** `text`: what becomes of the file itself, for what no parsed line can hold. */
type Tampering = {
  readonly name: string;
  readonly does: (lines: Line[]) => Line[];
  readonly text?: (file: string) => string;
};

/** Bytes moved between a salt and the content that follows it leave the digest of both as it was. */
const moves: { readonly [how: string]: (of: Record<string, string>, encoding: BufferEncoding) => unknown } = {
  'all moved into the salt': ({ salt = '', content = '' }, encoding) => ({
    salt: Buffer.concat([Buffer.from(salt, 'base64'), Buffer.from(content, encoding)]).toString('base64'),
    content: '',
  }),
  'the beginning moved into the salt': ({ salt = '', content = '' }, encoding) => {
    const bytes = Buffer.from(content, encoding);
    const longer = Buffer.concat([Buffer.from(salt, 'base64'), bytes.subarray(0, 3)]);
    return { salt: longer.toString('base64'), content: bytes.subarray(3).toString(encoding) };
  },
  'the salt moved into the content': ({ salt = '', content = '' }, encoding) => ({
    salt: '',
    content: Buffer.concat([Buffer.from(salt, 'base64'), Buffer.from(content, encoding)]).toString(encoding),
  }),
};
const doubled =
  (extra: string) =>
  (file: string): string =>
    file.replace('{"kind":"entry",', `{"kind":"entry",${extra}`);

const docs = ['sample/text', 'sample/shared'] as const;
const edits: { readonly [field: string]: (line: Line) => unknown } = {
  at: ({ at }) => Number(at) + 1,
  actor: ({ actor }) => String(actor).replace(/"name":"[^"]+"/, '"name":"Somebody else"'),
  act: ({ act }) => `${String(act)}x`,
  detail: ({ detail }) => ({ ...(detail as object), content: '{"act":"another"}' }),
  update: ({ update }) => ({ ...(update as object), content: 'AAAB' }),
  'detail without its content': () => ({ digest: '0'.repeat(64) }),
  'update without its content': () => ({ digest: '0'.repeat(64) }),
  hash: ({ hash }) => String(hash).replace(/^./, first => (first === '0' ? '1' : '0')),
  seq: ({ seq }) => Number(seq) + 1,
};
const fieldOf = (name: string): string => name.split(' ')[0] ?? name;

/** `key`: the server's own, since whoever runs it has it. */
export function tamperings(key: () => KeyObject): readonly Told[] {
  const all: Tampering[] = [];
  for (const doc of docs)
    for (const seq of [1, 2, 9]) {
      for (const [name, edit] of Object.entries(edits)) {
        const does = (lines: Line[]): Line[] => {
          const line = entryAt(lines, doc, seq);
          line[fieldOf(name)] = edit(line);
          return lines;
        };
        all.push({ name: `edit ${name} of entry ${seq} of ${doc}`, does });
        if (name !== 'hash' && name !== 'seq')
          all.push({
            name: `edit ${name} of entry ${seq} of ${doc}, re-chained and signed`,
            does: lines => rechained(key(), does(lines)),
          });
      }
      const drop = (lines: Line[]): Line[] => lines.filter(line => line !== entryAt(lines, doc, seq));
      const swap = (lines: Line[]): Line[] => {
        const [a, b] = [lines.indexOf(entryAt(lines, doc, seq)), lines.indexOf(entryAt(lines, doc, seq + 1))];
        return lines
          .map((line, i) => (i === a ? lines[b] : i === b ? lines[a] : line))
          .filter(line => line !== undefined);
      };
      const insert = (lines: Line[]): Line[] =>
        lines.flatMap(line => (line === entryAt(lines, doc, seq) ? [line, { ...line }] : [line]));
      for (const [name, does] of Object.entries({ drop, swap, insert })) {
        all.push({ name: `${name} entry ${seq} of ${doc}`, does });
        all.push({
          name: `${name} entry ${seq} of ${doc}, re-chained and signed`,
          does: lines => rechained(key(), does(lines)),
        });
      }
    }
  for (const doc of docs) {
    const cut = (lines: Line[]): Line[] =>
      lines.filter(line => line['kind'] !== 'entry' || line['doc'] !== doc || Number(line['seq']) < 5);
    const empty = (lines: Line[]): Line[] => lines.filter(line => line['kind'] !== 'entry' || line['doc'] !== doc);
    const other = (lines: Line[]): Line[] =>
      lines.map(line =>
        line['kind'] === 'entry' && line['doc'] === doc && line['seq'] === 3
          ? { ...entryAt(lines, docs[0] === doc ? docs[1] : docs[0], 3), doc, seq: 3 }
          : line,
      );
    all.push(
      { name: `cut the tail of ${doc}`, does: cut },
      { name: `cut the tail of ${doc} and sign`, does: lines => rechained(key(), cut(lines)) },
    );
    all.push(
      { name: `leave out all of ${doc}`, does: empty },
      { name: `leave out all of ${doc} and sign`, does: lines => rechained(key(), empty(lines)) },
    );
    all.push(
      { name: `rows of another document in ${doc}`, does: other },
      { name: `rows of another document in ${doc}, re-chained`, does: lines => rechained(key(), other(lines)) },
    );
    all.push({
      name: `no head of ${doc}`,
      does: lines => lines.filter(line => line['kind'] !== 'head' || line['doc'] !== doc),
    });
    all.push({
      name: `two heads of ${doc}`,
      does: lines => [...lines, ...lines.filter(line => line['kind'] === 'head' && line['doc'] === doc)],
    });
    all.push({
      name: `${doc} signed for another time`,
      does: lines => lines.map(line => (line['kind'] === 'head' ? { ...line, at: Number(line['at']) + 1 } : line)),
    });
  }
  all.push({
    name: 'signed by another key',
    does: lines => rechained(generateKeyPairSync('ed25519').privateKey, lines),
  });
  all.push({ name: 'another draft', does: ([preface, ...lines]) => [{ ...preface, draft: 'other' }, ...lines] });
  for (const [name, part, encoding] of [
    ['detail', 'detail', 'utf8'],
    ['update', 'update', 'base64'],
  ] as const)
    for (const [how, moved] of Object.entries(moves)) {
      const does = (lines: Line[]): Line[] => {
        const line = entryAt(lines, 'sample/shared', 2);
        line[part] = moved(line[part] as Record<string, string>, encoding);
        return lines;
      };
      all.push({ name: `${how} of the ${name} of an entry, to the same hash`, does });
    }
  for (const extra of ['"actor":"{}",', '"digest":"",'])
    all.push({ name: `a second ${extra} before the true one`, does: lines => lines, text: doubled(extra) });
  all.push({
    name: 'words beside a digest',
    does: lines => {
      const line = entryAt(lines, 'sample/shared', 2);
      line['detail'] = { digest: digest(line['detail'], 'utf8').toString('hex'), content: 'Never said.' };
      return lines;
    },
  });
  all.push({ name: 'a line that cannot be read', does: lines => [...lines, { kind: 'noise' }] });
  return all.map(({ name, does, text = file => file }) => ({ name, does: file => text(textOf(does(linesOf(file)))) }));
}
