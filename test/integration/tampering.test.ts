// Whoever runs the server may rewrite what they export, sign it anew, and re-chain it: the verifier, given one honest
// receipt, finds each way of doing so.

import { execFileSync } from 'node:child_process';
import { createPrivateKey } from 'node:crypto';
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { compareRecords, verifyRecord } from '../../server/verifier/verify-record.ts';
import { PublicKey } from '../../shared/api/record.ts';
import type { TestServer } from '../support/running-server.ts';
import { newFolder, Person, startTestServer } from '../support/running-server.ts';
import { connectStock, firstText } from '../support/stock-client.ts';
import type { Line } from '../support/tamperings.ts';
import { digest, linesOf, rechained, tamperings, textOf } from '../support/tamperings.ts';

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
  firstText(client.doc.get(point, Y.XmlElement)).insert(0, 'TYPEDATONCE ');
  // read by the server's schema
  await chair.act({ id: crypto.randomUUID(), kind: 'draft.passing', passing: 'members' } as never);
  const { heads } = await chair.view();
  receipts = (['text', 'shared'] as const).map(part => ({ doc: `sample/${part}`, ...heads[part] }));
  exported = await exportOf(chair);
  client.leave();
  privateKey = createPrivateKey(readFileSync(join(server.folder, 'signing-key.pem')));
});
afterAll(() => server.stop());

/** Whether some update in an export has what was typed at once. */
const holdsTyped = (text: string): boolean =>
  linesOf(text).some(({ update }) =>
    Buffer.from((update as Record<string, string> | undefined)?.['content'] ?? '', 'base64').includes('TYPEDATONCE'),
  );

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
    expect([holdsTyped(exported), holdsTyped(theirs)]).toEqual([true, false]);
    expect(compareRecords(exported, theirs)).toContain('one past');
    const lines = linesOf(theirs);
    const last = lines.findLast(({ kind, doc }) => kind === 'entry' && doc === 'sample/text');
    const later = lines.map(line => (line === last ? { ...line, at: Number(line['at']) + 1 } : line));
    const forked = textOf(rechained(privateKey, later));
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
    expect(() => verifyRecord(textOf(rechained(privateKey, unordered)))).toThrow('no order names them');
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
    expect(tamperings(() => privateKey).length).toBeGreaterThanOrEqual(100);
  });
  test.each(tamperings(() => privateKey).map(({ name, does }) => [name, does] as const))('%s', (_, does) => {
    const changed = does(exported);
    expect(changed).not.toBe(textOf(linesOf(exported)));
    expect(() => verifyRecord(changed, receipts)).toThrow();
  });
});
