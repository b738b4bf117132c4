// Checks an exported record offline, without trusting whoever exported it: each entry follows from the one before,
// heads are signed, nothing you were told is missing. Shares no code with the server, and needs Node 24 alone:
//   node verify-record.ts record.jsonl [--receipt <document> <seq> <hash>]... [--key <public key>] [--with other.jsonl]
import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';

type Receipt = { readonly doc: string; readonly seq: number; readonly hash: string };
type Content = { readonly salt: string; readonly content: string } | { readonly digest: string };
type EntryLine = {
  readonly kind: 'entry';
  readonly doc: string;
  readonly seq: number;
  readonly at: number;
  readonly actor: string;
  readonly act: string;
  readonly detail: Content;
  readonly update: Content;
  readonly hash: string;
};
type HeadLine = { readonly kind: 'head'; readonly at: number; readonly signature: string } & Receipt;
type Chain = { readonly doc: string; readonly entries: readonly EntryLine[]; readonly head: HeadLine };
/** A redaction: the entries whose contents it took out, e.g. "sample/text 7", and what is said of it. */
type Order = { readonly entries: readonly string[]; readonly words: string };
type RedactAct = { reason?: unknown; entries?: { part: string; seq: number }[] };
type Checked = {
  readonly draft: string;
  readonly key: string;
  readonly chains: readonly Chain[];
  readonly orders: readonly Order[];
  readonly withheld: number;
};

/** What does not fit, in words for a person. */
class Misfit extends Error {}

function main(): void {
  const asked = readArguments(process.argv.slice(2));
  const record = readFileSync(asked.file, 'utf8');
  const other = asked.other === null ? null : readFileSync(asked.other, 'utf8');
  try {
    for (const said of verifyRecord(record, asked.receipts, asked.key)) say(said);
    if (other !== null) say(compareRecords(record, other));
  } catch (error) {
    say(`NOT IN ORDER. ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}

const say = (words: string): unknown => process.stdout.write(`${words}\n`);

/** Sentences that say what is in order. Throws a sentence that says what is not. */
export function verifyRecord(text: string, receipts: readonly Receipt[] = [], key: string | null = null): string[] {
  const { chains, key: signedBy, withheld, orders } = check(text);
  if (key !== null && key !== signedBy)
    throw new Misfit(`The record is signed by the key ${signedBy}, not by the one you trust.`);
  for (const receipt of receipts) checkReceipt(chains, receipt);
  return [
    ...chains.map(
      ({ doc, head }) =>
        `${doc}: complete and unaltered up to entry ${head.seq}, head ${head.hash}, signed at ${new Date(head.at).toISOString()}.`,
    ),
    ...(withheld > 0 ? [`Of ${withheld} entries contents are withheld from this reader; their digests stand.`] : []),
    ...orders.map(({ words }) => words),
    receipts.length > 0
      ? `${receipts.length === 1 ? 'Your receipt is' : `Your ${receipts.length} receipts are`} part of it.`
      : 'You gave no receipt: a record that was rewritten as a whole, by whoever holds the key, cannot be told from this one.',
  ];
}

/** "Redacted by Chair on …: sample/text 3, because …", where this entry is such an order. */
function orderIn({ doc, act, at, actor, detail }: EntryLine): readonly Order[] {
  if (act !== 'record.redact' || 'digest' in detail) return [];
  const by: { name?: unknown } = JSON.parse(actor);
  const { act: order }: { act?: RedactAct } = JSON.parse(detail.content);
  const entries = (order?.entries ?? []).map(({ part, seq }) => `${doc.replace(/[^/]+$/, part)} ${seq}`);
  const [on, why] = [new Date(at).toISOString(), String(order?.reason)];
  return [{ entries, words: `Redacted by ${String(by.name)} on ${on}: ${entries.join(', ')}. Reason: ${why}.` }];
}

/** Whether two exports tell the same past, as far as both go, and what only one has. Throws where they part. */
export function compareRecords(one: string, other: string): string {
  const [a, b] = [check(one), check(other)];
  if (a.draft !== b.draft) throw new Misfit(`These are records of two drafts, ${a.draft} and ${b.draft}.`);
  const ordered = new Set([...a.orders, ...b.orders].flatMap(({ entries }) => entries));
  const only: string[] = [];
  const said = a.chains.map(({ doc, entries }) => {
    const others = b.chains.find(chain => chain.doc === doc)?.entries ?? [];
    const common = Math.min(entries.length, others.length);
    const parted = entries.findIndex((entry, i) => i < common && entry.hash !== others[i]?.hash);
    if (parted >= 0)
      throw new Misfit(
        `The two records part at entry ${parted + 1} of ${doc}: the server has told two different pasts.`,
      );
    for (const [which, from, to] of [['first', entries, others] as const, ['second', others, entries] as const]) {
      const lost = from.filter((entry, i) => holdsMore(entry, to[i]) && !ordered.has(nameOf(entry)));
      if (lost.length > 0) only.push(`Only the ${which} record has the contents of ${namesOf(lost)}; ${why}`);
    }
    return `${doc} the same up to entry ${common}`;
  });
  return [`Both records tell one past: ${said.join(', ')}.`, ...only].join('\n');
}

const why = 'no order says why: unless the reader of the other may not read them, they were taken out.';
const isBare = ({ detail, update }: EntryLine): boolean => 'digest' in detail || 'digest' in update;
const holdsMore = (entry: EntryLine, other: EntryLine | undefined): boolean =>
  other !== undefined && (['detail', 'update'] as const).some(of => 'content' in entry[of] && 'digest' in other[of]);

const nameOf = ({ doc, seq }: EntryLine): string => `${doc} ${seq}`;

/** "sample/text 1-40, sample/text 43". */
function namesOf(entries: readonly EntryLine[]): string {
  const all = new Set(entries.map(nameOf));
  const ends = entries.filter(({ doc, seq }) => !all.has(`${doc} ${seq + 1}`)).map(({ seq }) => seq);
  const starts = entries.filter(({ doc, seq }) => !all.has(`${doc} ${seq - 1}`));
  return starts.map((first, i) => nameOf(first) + (first.seq === ends[i] ? '' : `-${ends[i]}`)).join(', ');
}

function check(text: string): Checked {
  const [first = '', ...rest] = text.split('\n').filter(line => line !== '');
  const preface = objectIn(first, 0);
  if (preface['kind'] !== 'record' || preface['format'] !== 'nonpaper-record-1')
    throw new Misfit('This is no exported record, or one of a format that this program does not know.');
  const [draft, key] = [wordOf(preface, 'draft'), wordOf(preface, 'key')];
  const lines = rest.map((line, i) => readLine(line, i + 1));
  const chains = ['text', 'shared'].map(part => chainOf(`${draft}/${part}`, lines, key));
  const known = chains.reduce((sum, { entries }) => sum + entries.length + 1, 0);
  if (known !== lines.length) throw new Misfit('The file has lines that belong to neither document of this draft.');
  const orders = chains.flatMap(({ entries }) => entries.flatMap(orderIn));
  const ordered = new Set(orders.flatMap(({ entries }) => entries));
  const withheld = chains.flatMap(({ entries }) => entries.filter(each => isBare(each) && !ordered.has(nameOf(each))));
  if (preface['reads'] === 'everything' && withheld.length > 0)
    throw new Misfit(
      `This reader may read everything, but contents are missing, and no order names them: ${namesOf(withheld)}. Export again; if they are still missing, they were taken out.`,
    );
  return { draft, key, chains, orders, withheld: withheld.length };
}

function chainOf(doc: string, lines: readonly (EntryLine | HeadLine)[], key: string): Chain {
  const own = lines.filter(line => line.doc === doc);
  const entries = own.filter(line => line.kind === 'entry');
  const [head, second] = own.filter(line => line.kind === 'head');
  if (!head || second) throw new Misfit(`${doc} needs exactly one signed head.`);
  let previous: Buffer = Buffer.alloc(32);
  let at = 0;
  for (const [i, entry] of entries.entries()) {
    if (entry.seq !== i + 1)
      throw new Misfit(`Entry ${i + 1} of ${doc} is missing: entry ${entry.seq} stands in its place.`);
    if (entry.at < at) throw new Misfit(`Entry ${entry.seq} of ${doc} is dated before the one it follows.`);
    const hash = hashOf(previous, entry);
    if (hash.toString('hex') !== entry.hash)
      throw new Misfit(`Entry ${entry.seq} of ${doc} does not fit: its hash follows from other content.`);
    previous = hash;
    at = entry.at;
  }
  if (head.seq !== entries.length || head.hash !== previous.toString('hex'))
    throw new Misfit(`${doc} ends at entry ${entries.length}, but its signed head is entry ${head.seq}.`);
  if (!isSigned(head, key)) throw new Misfit(`The signature of the head of ${doc} does not fit the key.`);
  return { doc, entries, head };
}

function checkReceipt(chains: readonly Chain[], { doc, seq, hash }: Receipt): void {
  const chain = chains.find(each => each.doc === doc);
  if (!chain) throw new Misfit(`You have a receipt of ${doc}, which is not in this record.`);
  if (seq === 0 && /^0+$/.test(hash)) return; // of a document that had no entry yet
  const entry = chain.entries[seq - 1];
  if (!entry)
    throw new Misfit(
      `Your receipt of entry ${seq} is newer than this export, which ends at ${chain.entries.length} and was signed at ${new Date(chain.head.at).toISOString()}: export again; if it still ends there, its end was cut off.`,
    );
  if (entry.hash !== hash)
    throw new Misfit(`Entry ${seq} of ${doc} is not the one you were told of: this is another past.`);
}

// --- the chain, as PROTOCOL.md has it (L4, V2) ---------------------------------------------------

function hashOf(previous: Uint8Array, { doc, seq, at, actor, act, detail, update }: EntryLine): Buffer {
  return sha256(
    field('nonpaper-log-1'),
    previous,
    field(doc),
    number(seq),
    number(at),
    field(actor),
    field(act),
    digestOf(detail, content => Buffer.from(content)),
    digestOf(update, content => Buffer.from(content, 'base64')),
  );
}

function digestOf(content: Content, bytesOf: (content: string) => Buffer): Buffer {
  if ('digest' in content) return Buffer.from(content.digest, 'hex');
  return sha256(Buffer.from(content.salt, 'base64'), bytesOf(content.content));
}

function isSigned({ doc, seq, hash, at, signature }: HeadLine, key: string): boolean {
  const signed = [field('nonpaper-head-1'), field(doc), number(seq), number(at), Buffer.from(hash, 'hex')];
  const jwk = { key: { kty: 'OKP', crv: 'Ed25519', x: key }, format: 'jwk' } as const;
  return verify(null, Buffer.concat(signed), createPublicKey(jwk), Buffer.from(signature, 'base64url'));
}

const sha256 = (...parts: readonly Uint8Array[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest();

function field(text: string): Buffer {
  const bytes = Buffer.from(text);
  return Buffer.concat([number(bytes.length).subarray(4), bytes]); // the length in four bytes
}

function number(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  return bytes;
}

// --- reading -------------------------------------------------------------------------------------

type Line = Readonly<Record<string, unknown>>;

/** Nothing else may stand in it: people would read a second author before the one that the hash rests on. */
function readLine(text: string, index: number): EntryLine | HeadLine {
  const line = objectIn(text, index);
  const known = line['kind'] === 'entry' ? entryOf(line) : headOf(line);
  if (JSON.stringify(known) === text) return known;
  throw new Misfit(`Line ${index + 1} of the file says more, or in another form, than what its hash rests on.`);
}

function objectIn(text: string, index: number): Line {
  try {
    const line: unknown = JSON.parse(text);
    if (typeof line === 'object' && line !== null) return Object.fromEntries(Object.entries(line));
  } catch {}
  throw new Misfit(`Line ${index + 1} of the file cannot be read.`);
}

function wordOf(line: Line, name: string): string {
  const value = line[name];
  if (typeof value === 'string') return value;
  throw new Misfit(`A line of the file has no ${name}.`);
}

function countOf(line: Line, name: string): number {
  const value = line[name];
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  throw new Misfit(`A line of the file has no ${name}.`);
}

function contentOf(line: Line, name: string): Content {
  const value = line[name];
  if (typeof value === 'object' && value !== null) {
    const content = Object.fromEntries(Object.entries(value));
    const { salt, content: words, digest } = content;
    // Sixteen bytes: else what was said could be moved into the salt, and the same hash follow.
    if (typeof salt === 'string' && /^[\w+/]{21}[AQgw]==$/.test(salt) && typeof words === 'string')
      return { salt, content: words };
    if (typeof digest === 'string' && /^[0-9a-f]{64}$/.test(digest)) return { digest };
  }
  throw new Misfit(`A line of the file has no ${name}.`);
}

const entryOf = (line: Line): EntryLine => ({
  kind: 'entry',
  doc: wordOf(line, 'doc'),
  seq: countOf(line, 'seq'),
  at: countOf(line, 'at'),
  actor: wordOf(line, 'actor'),
  act: wordOf(line, 'act'),
  detail: contentOf(line, 'detail'),
  update: contentOf(line, 'update'),
  hash: wordOf(line, 'hash'),
});

const headOf = (line: Line): HeadLine => ({
  kind: 'head',
  doc: wordOf(line, 'doc'),
  seq: countOf(line, 'seq'),
  hash: wordOf(line, 'hash'),
  at: countOf(line, 'at'),
  signature: wordOf(line, 'signature'),
});

function readArguments(words: readonly string[]) {
  const receipts: Receipt[] = [];
  let [file, key, other]: [string, string | null, string | null] = ['', null, null];
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? '';
    if (word === '--receipt') {
      receipts.push({ doc: words[i + 1] ?? '', seq: Number(words[i + 2]), hash: words[i + 3] ?? '' });
      i += 3;
    } else if (word === '--key') key = words[++i] ?? '';
    else if (word === '--with') other = words[++i] ?? '';
    else file = word;
  }
  if (!file) {
    say('node verify-record.ts record.jsonl [--receipt document seq hash] [--key public-key] [--with other.jsonl]');
    process.exit(2);
  }
  return { file, receipts, key, other };
}

if (import.meta.main) main();
