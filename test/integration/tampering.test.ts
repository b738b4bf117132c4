// Whoever runs the server may rewrite what they export, sign it anew, and re-chain it: the verifier, given one honest receipt, finds each way of doing so.

import { execFileSync } from 'node:child_process';
import { createHash, createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { compareRecords, verifyRecord } from '../../server/verifier/verify-record.ts';
import { PublicKey } from '../../shared/api/record.ts';
import type { TestServer } from '../support/running-server.ts';
import { newFolder, Person, startTestServer } from '../support/running-server.ts';
import { connectStock, firstText } from '../support/stock-client.ts';

type Line = Record<string, unknown>;

let server: TestServer;
let exported: string;
let receipts: { doc: string; seq: number; hash: string }[];
let privateKey: ReturnType<typeof createPrivateKey>;

const exportOf = async (who: Person): Promise<string> =>
  (await who.get(`/api/drafts/sample/record.jsonl?seat=${who.seat.id}`)).text();

beforeAll(async () => {
  server = await startTestServer();
  const chair = await Person.sitsDown(server.address, 'chair');
  const client = await connectStock(await Person.sitsDown(server.address, 'ukr-delegate'));
  const [point = ''] = [...client.doc.share.keys()];
  for (const letter of 'An honest record.') firstText(client.doc.get(point, Y.XmlElement)).insert(0, letter);
  await chair.act({ id: crypto.randomUUID(), kind: 'draft.passing', passing: 'members' } as never); // read by the server's schema
  const { heads } = await chair.view();
  receipts = (['text', 'shared'] as const).map(part => ({ doc: `sample/${part}`, ...heads[part] }));
  exported = await exportOf(chair);
  client.leave();
  privateKey = createPrivateKey(readFileSync(join(server.folder, 'signing-key.pem')));
});
afterAll(() => server.stop());

const linesOf = (text: string): Line[] =>
  text
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as Line);
const textOf = (lines: readonly Line[]): string => lines.map(line => JSON.stringify(line)).join('\n');
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
const digest = (content: unknown, encoding: BufferEncoding): Buffer => {
  const { salt, content: words, digest } = content as Record<string, string>; // a line of an export
  return digest === undefined
    ? sha(Buffer.from(salt ?? '', 'base64'), Buffer.from(words ?? '', encoding))
    : Buffer.from(digest, 'hex');
};

/** Numbers, chains and signs all of a document's entries anew, as they now stand in the file. */
function rechained(lines: readonly Line[], key = privateKey): Line[] {
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

type Tampering = { readonly name: string; readonly does: (lines: Line[]) => Line[] };

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

function tamperings(): readonly Tampering[] {
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
            does: lines => rechained(does(lines)),
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
          does: lines => rechained(does(lines)),
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
      { name: `cut the tail of ${doc} and sign`, does: lines => rechained(cut(lines)) },
    );
    all.push(
      { name: `leave out all of ${doc}`, does: empty },
      { name: `leave out all of ${doc} and sign`, does: lines => rechained(empty(lines)) },
    );
    all.push(
      { name: `rows of another document in ${doc}`, does: other },
      { name: `rows of another document in ${doc}, re-chained`, does: lines => rechained(other(lines)) },
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
    does: lines => rechained(lines, generateKeyPairSync('ed25519').privateKey),
  });
  all.push({ name: 'another draft', does: ([preface, ...lines]) => [{ ...preface, draft: 'other' }, ...lines] });
  all.push({ name: 'a line that cannot be read', does: lines => [...lines, { kind: 'noise' }] });
  return all;
}

describe('an honest export', () => {
  test('[V1] is complete and unaltered, in words, by one small command', () => {
    expect(verifyRecord(exported, receipts).join('\n')).toContain('complete and unaltered up to entry');
    const file = join(server.folder, 'record.jsonl');
    writeFileSync(file, exported);
    const [{ doc, seq, hash } = { doc: '', seq: 0, hash: '' }] = receipts;
    const said = execFileSync(
      process.execPath,
      ['server/verifier/verify-record.ts', file, '--receipt', doc, String(seq), hash],
      { encoding: 'utf8' },
    );
    expect(said).toContain('Your receipt is part of it.');
  });

  test('[V1] that is older than a receipt is told from one whose end was cut off: both are named', () => {
    const [first] = receipts;
    const newer = { doc: 'sample/text', seq: Number(first?.seq) + 1, hash: 'a'.repeat(64) };
    expect(() => verifyRecord(exported, [newer])).toThrow(
      new RegExp(
        `Your receipt of entry ${newer.seq} is newer than this export, which ends at ${first?.seq} and was signed at \\d{4}-\\S+Z: export again; if it still ends there, its end was cut off.`,
      ),
    );
  });

  test('[V1] is checked by the verifier that the server hands out, as it stands, in a folder of its own', async () => {
    const answer = await fetch(`${server.address}/api/verifier`);
    expect(answer.headers.get('content-disposition')).toContain('verify-record.ts');
    expect(answer.headers.get('content-type')).toContain('text/plain');
    const folder = newFolder();
    writeFileSync(join(folder, 'verify-record.ts'), await answer.text());
    writeFileSync(join(folder, 'sample-record.jsonl'), exported);
    const { key } = PublicKey.parse(await (await fetch(`${server.address}/api/key`)).json());
    const options = receipts.flatMap(({ doc, seq, hash }) => ['--receipt', doc, String(seq), hash]);
    const said = execFileSync(process.execPath, ['verify-record.ts', 'sample-record.jsonl', ...options, '--key', key], {
      encoding: 'utf8',
      cwd: folder,
    });
    expect(said).toContain('Your 2 receipts are part of it.');
    rmSync(folder, { recursive: true });
  });

  test('[V2] is signed by the key that the server shows, which its owner alone can read', async () => {
    const { key } = PublicKey.parse(await (await fetch(`${server.address}/api/key`)).json());
    expect(verifyRecord(exported, receipts, key)).toHaveLength(3);
    expect(() => verifyRecord(exported, receipts, 'another')).toThrow('not by the one you trust');
    expect(statSync(join(server.folder, 'signing-key.pem')).mode & 0o777).toBe(0o600);
  });

  test('[V3] a member who may not read everything gets digests in its place, and the chain holds; two exports tell one past', async () => {
    const chair = await Person.sitsDown(server.address, 'chair');
    await chair.act({ id: crypto.randomUUID(), kind: 'draft.passing', passing: 'nobody' } as never);
    const observer = await Person.sitsDown(server.address, 'observer');
    const theirs = await exportOf(observer);
    expect(verifyRecord(theirs, receipts).join('\n')).toContain('contents are withheld');
    expect(theirs).not.toContain(Buffer.from('honest').toString('base64').slice(0, 6));
    expect(compareRecords(exported, theirs)).toContain('one past');
    const forked = textOf(
      rechained(
        linesOf(theirs).map(line =>
          line['seq'] === 7 && line['kind'] === 'entry' ? { ...line, at: Number(line['at']) + 1 } : line,
        ),
      ),
    );
    expect(() => compareRecords(exported, forked)).toThrow('two different pasts');
  });
});

/** As if the operator had deleted what an entry holds, and kept the digest that its hash rests on. */
const withoutContent = (lines: readonly Line[], doc: string, seq: number, part: 'detail' | 'update'): Line[] =>
  lines.map(line =>
    line['kind'] === 'entry' && line['doc'] === doc && line['seq'] === seq
      ? { ...line, [part]: { digest: digest(line[part], part === 'detail' ? 'utf8' : 'base64').toString('hex') } }
      : line,
  );

describe('content that was taken out', () => {
  const taken = (doc = 'sample/text'): string => textOf(withoutContent(linesOf(exported), doc, 3, 'update'));

  test('[V6] without an order is missing to whoever may read everything', () => {
    expect(() => verifyRecord(taken(), receipts)).toThrow(
      'contents are missing, and no order names them: sample/text 3. Export again',
    );
    expect(() => verifyRecord(textOf(withoutContent(linesOf(exported), 'sample/shared', 2, 'detail')))).toThrow(
      'sample/shared 2',
    );
  });

  test('[V6] shows against another export, whatever the later one says of its reader', () => {
    const [preface, ...lines] = linesOf(taken());
    const later = textOf([{ ...preface, reads: 'what stands' }, ...lines]);
    expect(verifyRecord(later, receipts).join('\n')).toContain('Of 1 entries contents are withheld');
    for (const [pair, which] of [
      [[exported, later], 'first'],
      [[later, exported], 'second'],
    ] as const)
      expect(compareRecords(pair[0], pair[1])).toContain(`Only the ${which} record has the contents of sample/text 3;`);
    expect(compareRecords(exported, exported)).not.toContain('Only the');
  });

  test('[V6] by the chair’s order is accounted for by that order, and by nothing else', async () => {
    const chair = await Person.sitsDown(server.address, 'chair');
    await chair.act({ id: crypto.randomUUID(), kind: 'draft.passing', passing: 'members' } as never);
    const { thread, comment } = await saysAndTakesBack(chair);
    const before = await exportOf(chair);
    const line = (await chair.history('&kind=thread.reply')).entries.find(({ thread: of }) => of === thread);
    const ordered = await chair.posts(`/api/drafts/sample/redactions?seat=${chair.seat.id}`, {
      run: line?.id,
      reason: 'A name that has no place here',
    });
    expect(ordered.status).toBe(201);
    expect(comment).not.toBe('');
    const after = await exportOf(chair);
    expect(after).toContain('"reads":"everything"');
    expect(verifyRecord(after, receipts).join('\n')).toContain('Reason: A name that has no place here.');
    expect(compareRecords(before, after)).not.toContain('Only the');
    const unordered = linesOf(after).map(each =>
      each['act'] === 'record.redact' ? { ...each, act: 'draft.title' } : each,
    );
    expect(() => verifyRecord(textOf(rechained(unordered)))).toThrow('no order names them');
  });
});

/** A reply that its author has removed: it stands no more, and may be redacted. */
async function saysAndTakesBack(who: Person): Promise<{ thread: string; comment: string }> {
  const [point] = (await who.view()).changes;
  const thread = crypto.randomUUID();
  const comment = crypto.randomUUID();
  const acts = [
    { id: thread, kind: 'thread.open', point: point?.point, anchor: null, needs: [], text: 'A question' },
    { id: comment, kind: 'thread.reply', thread, text: 'An answer by name' },
    { id: crypto.randomUUID(), kind: 'comment.remove', comment },
  ];
  for (const act of acts) expect((await who.act(act as never)).status).toBe(201); // read by the server's schema
  return { thread, comment };
}

describe('[V1] tampering is found by whoever holds one honest receipt of each document', () => {
  test('there are a hundred kinds at least', () => {
    expect(tamperings().length).toBeGreaterThanOrEqual(100);
  });
  test.each(tamperings().map(({ name, does }) => [name, does] as const))('%s', (_, does) => {
    const changed = textOf(does(linesOf(exported)));
    expect(changed).not.toBe(textOf(linesOf(exported)));
    expect(() => verifyRecord(changed, receipts)).toThrow();
  });
});
