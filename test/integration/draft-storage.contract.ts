// What every storage promises of its log and its history (rules L2 to L8), as one suite for each of them.
import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkChain, digestsOf, emptyHead, nextEntry } from '../../server/storage/chain.ts';
import type { DraftStorage } from '../../server/storage/draft-storage.ts';
import type { HistoryChange, HistoryQueries, NewsAsked } from '../../server/storage/history-queries.ts';
import type { DraftCommit, UpdateLog } from '../../server/storage/update-log.ts';
import type { Voice } from '../../shared/api/voice.ts';
import type { DocName, DocPart } from '../../shared/ids.ts';
import { ActId, DraftId, docName, MemberId, PartyId, PointId, ThreadId } from '../../shared/ids.ts';
import type { Head } from '../../shared/rows/schema.ts';

const ann = MemberId.parse('ann');

/** Writes numbered entries for one draft, keeping its heads as a room does. */
class Writer {
  readonly draft: DraftId;
  readonly doc: DocName;
  head: Head = emptyHead;

  constructor(draft: string, part: DocPart = 'text') {
    this.draft = DraftId.parse(draft);
    this.doc = docName(this.draft, part);
  }

  commit(count = 1, more: Partial<DraftCommit> = {}): DraftCommit {
    const entries = Array.from({ length: count }, () => {
      const next = nextEntry(this.head, {
        doc: this.doc,
        at: 1_000 + this.head.seq,
        actor: '{}',
        kind: 'text',
        detail: '{}',
        update: Uint8Array.of(0, 0),
        salts: randomBytes(32),
      });
      this.head = next.head;
      return next.entry;
    });
    return { draft: this.draft, entries, acts: [], clientIds: [], history: [], ...more };
  }

  line(run: string, more: Partial<HistoryChange> = {}): HistoryChange {
    const who = { member: 'ann', name: 'Ann', party: 'ukr', role: 'head' };
    return {
      run,
      doc: this.doc,
      seq: this.head.seq,
      at: 1_000 + this.head.seq,
      kind: 'text',
      ...who,
      point: PointId.parse('p1'),
      thread: null,
      row: null,
      inserted: 1,
      deleted: 0,
      detail: '{}',
      ...more,
    };
  }
}

export function describeStorage(name: string, open: () => Promise<DraftStorage>): void {
  describe(name, () => {
    let log: UpdateLog;
    let history: HistoryQueries;
    let close: DraftStorage['close'];
    let writer: Writer;
    beforeEach(async () => {
      ({ log, history, close } = await open());
      writer = new Writer('d1');
    });
    afterEach(() => close());

    test('[L2] entries come back as they were, in order, and chain from nothing', async () => {
      await Promise.all(Array.from({ length: 50 }, () => log.append([writer.commit(2)])));
      const entries = await log.read(writer.doc, 0, 1_000);
      expect(checkChain(entries)).toEqual({ kind: 'intact', head: writer.head });
      expect(await log.head(writer.doc)).toEqual(writer.head);
      expect((await log.read(writer.doc, 98, 10)).map(entry => entry.seq)).toEqual([99, 100]);
    });

    test('[L2] a gap, or a seq that is taken, fails its draft alone', async () => {
      const other = new Writer('d2');
      await log.append([writer.commit()]);
      writer.commit(); // an entry that never reaches the log
      const outcomes = await log.append([writer.commit(), other.commit()]);
      expect(outcomes.map(outcome => outcome.kind)).toEqual(['conflict', 'committed']);
      expect((await log.head(writer.doc)).seq).toBe(1);
      expect((await log.head(other.doc)).seq).toBe(1);
    });

    test('[L3] an act is remembered with its answer; its id cannot be used twice', async () => {
      const act = { member: ann, act: ActId.parse('a1'), payloadDigest: 'x', answer: '{"seq":1}' };
      await log.append([writer.commit(1, { acts: [act] })]);
      expect(await log.findAct(writer.draft, ann, act.act)).toEqual(act);
      expect(await log.findAct(writer.draft, MemberId.parse('bob'), act.act)).toBeNull();
      expect((await log.append([writer.commit(1, { acts: [act] })]))[0]?.kind).toBe('conflict');
    });

    test('[L9] of an act that is redacted no digest stays that a guess could be held against', async () => {
      const shared = new Writer('d1', 'shared');
      const acts = [1, 2].map(seq => {
        const answer = JSON.stringify({ seq, hash: '', at: 1 });
        return { member: ann, act: ActId.parse(`a${seq}`), payloadDigest: `of ${seq}`, answer };
      });
      await log.append([shared.commit(2, { acts }), writer.commit(2)]);
      const [entry] = await log.read(shared.doc, 1, 1);
      if (!entry) throw new Error('it was appended');
      const [detail, update] = digestsOf(entry);
      const inIts = { seq: 2, detail: '{}', update: entry.update, digests: { detail, update } };
      const inText = { ...inIts, doc: writer.doc, seq: 1, run: 'text:1' };
      await log.append([shared.commit(1, { redactions: [{ ...inIts, doc: shared.doc, run: 'shared:2' }, inText] })]);
      const digests = acts.map(async ({ act }) => (await log.findAct(shared.draft, ann, act))?.payloadDigest);
      expect(await Promise.all(digests)).toEqual(['of 1', '']);
    });

    test('[L3] whoever first wrote under a client id owns it', async () => {
      await log.append([writer.commit(1, { clientIds: [{ clientId: 7, member: ann }] })]);
      const taken = await log.append([
        writer.commit(1, { clientIds: [{ clientId: 7, member: MemberId.parse('bob') }] }),
      ]);
      expect(taken[0]?.kind).toBe('conflict');
      expect(await log.clientIds(writer.draft)).toEqual([{ clientId: 7, member: ann }]);
    });

    test('[L14] what is written to see whether anything can be leaves nothing', async () => {
      await log.append([writer.commit(2)]);
      await log.tryWrite();
      await log.tryWrite();
      expect(await log.head(writer.doc)).toEqual(writer.head);
      expect(await log.read(writer.doc, 0, 10)).toHaveLength(2);
    });

    test('[L7] loading gives the newest snapshot and only the rows after it', async () => {
      await log.append([writer.commit(5)]);
      await log.saveSnapshot(writer.doc, 3, Uint8Array.of(3));
      await log.saveSnapshot(writer.doc, 2, Uint8Array.of(2));
      const { snapshot, tail, head, at } = await log.load(writer.doc);
      expect([snapshot?.seq, tail.map(row => row.seq), head.seq, at]).toEqual([3, [4, 5], 5, 1_004]);
      await expect(log.saveSnapshot(writer.doc, 6, Uint8Array.of(6))).rejects.toThrow('beyond its head');
    });

    test('[L8] history: a run grows in its place, and moves to the top once in two seconds; pages neither skip nor repeat', async () => {
      for (const run of ['r1', 'r2', 'r3']) await log.append([writer.commit(1, { history: [writer.line(run)] })]);
      await log.append([writer.commit(1, { history: [writer.line('r1', { inserted: 2 })] })]);
      const { entries } = await history.lines({ draft: writer.draft, limit: 3 });
      expect(entries.map(entry => [entry.run, entry.inserted])).toEqual([
        ['r3', 1],
        ['r2', 1],
        ['r1', 3],
      ]);
      await log.append([writer.commit(1, { history: [writer.line('r1', { inserted: 2, at: 3_000 })] })]);
      const first = await history.lines({ draft: writer.draft, limit: 2 });
      const rest = await history.lines({ draft: writer.draft, limit: 2, cursor: first.next ?? '' });
      expect([...first.entries, ...rest.entries].map(entry => [entry.run, entry.inserted])).toEqual([
        ['r1', 5],
        ['r3', 1],
        ['r2', 1],
      ]);
      expect(rest.next).toBeNull();
      await expect(history.lines({ draft: writer.draft, limit: 2, cursor: 'elsewhere' })).rejects.toThrow('cursor');
    });

    test('[L8] history is filtered by kind, member, party and point, and they combine', async () => {
      const lines = [
        writer.line('a'),
        writer.line('b', { kind: 'point.lock' }),
        writer.line('c', { member: 'bob', party: 'rus' }),
        writer.line('d', { point: PointId.parse('p2') }),
      ];
      await log.append([writer.commit(1, { history: lines })]);
      const runs = async (asked: object): Promise<string[]> =>
        (await history.lines({ draft: writer.draft, limit: 10, ...asked })).entries.map(entry => entry.run);
      expect(await runs({ kinds: ['point.lock'] })).toEqual(['b']);
      expect(await runs({ party: 'rus' })).toEqual(['c']);
      expect(await runs({ member: 'ann', point: 'p2' })).toEqual(['d']);
      await log.append([writer.commit(1, { history: [writer.line('e', { kind: 'flag.raise', row: 'f1' })] })]);
      expect(await runs({ row: 'f1' })).toEqual(['e']);
      expect(await runs({ kinds: [] })).toEqual([]);
      expect((await log.lastEdits(writer.draft)).map(edit => [edit.point, edit.member]).sort()).toEqual([
        ['p1', 'bob'],
        ['p2', 'ann'],
      ]);
    });

    test('[L8] history is filtered by points, period and words, shows how dense it is, and where it was quiet', async () => {
      const hour = 3_600_000;
      const lines = [
        writer.line('a', { at: 0, detail: '{"text":"Про КОРДОНИ"}' }),
        writer.line('b', { at: 1_000, point: PointId.parse('p2'), party: 'rus' }),
        writer.line('c', { at: hour + 1_000, point: PointId.parse('p3') }),
        writer.line('d', { at: 9 * hour }),
      ];
      await log.append([writer.commit(1, { history: lines })]);
      const runs = async (asked: object): Promise<string[]> =>
        (await history.lines({ draft: writer.draft, limit: 10, ...asked })).entries.map(entry => entry.run).sort();
      expect(await runs({ theme: { id: 't1', points: ['p2', 'p3'] } })).toEqual(['b', 'c']);
      expect(await runs({ from: 1_000, to: hour })).toEqual(['b']);
      expect(await runs({ words: 'кордони' })).toEqual(['a']);
      expect(await runs({ words: 'ANN', point: 'p3' })).toEqual(['c']);
      const { from, to, counts } = await history.density(writer.draft, 9);
      expect([from, to]).toEqual([0, 9 * hour]);
      expect(counts.map(({ voice, entries }) => [voice, entries.join('')])).toEqual([
        ['rus', '100000000'],
        ['ukr', '110000001'],
      ]);
      expect(await history.quietMoments(writer.draft, hour)).toEqual([1_000, hour + 1_000]);
    });

    test('[H9] news: the newest line of others for each point and thread, and how many there are beside any', async () => {
      const [p2, t1] = [PointId.parse('p2'), ThreadId.parse('t1')];
      const bob = { member: 'bob', name: 'Bob', party: 'rus' };
      const beside = { point: null, kind: 'theme.rename' };
      const lines = [
        writer.line('a', { at: 10, ...bob }),
        writer.line('b', { at: 20, ...bob, kind: 'point.lock' }),
        writer.line('c', { at: 30 }),
        writer.line('d', { at: 30, ...bob, kind: 'thread.open', thread: t1 }),
        writer.line('e', { at: 40, ...bob, kind: 'thread.keep-open', thread: t1, point: p2 }),
        writer.line('f', { at: 50, point: p2 }),
        writer.line('g', { at: 60, ...bob, ...beside }),
        writer.line('h', { at: 70, ...bob, ...beside, kind: 'red-line.add', row: 'r1' }),
        writer.line('i', { at: 80, ...beside }),
      ];
      await log.append([writer.commit(1, { history: lines }), new Writer('d2').commit(1, { history: lines })]);
      const told = async (member: string, asked: Partial<NewsAsked> = {}) => {
        const { draft } = writer;
        const given = { draft, member: MemberId.parse(member), after: 0, known: 0, since: 0, ...asked };
        const { things, besides } = await history.news(given);
        return { things: things.map(({ point, thread, at }) => `${point ?? thread} ${at}`).sort(), besides };
      };
      expect(await told('ann')).toEqual({
        things: ['p1 20', 't1 40'],
        besides: { count: 2, lately: 2, at: 70 },
      });
      expect(await told('bob')).toEqual({
        things: ['p1 30', 'p2 50'],
        besides: { count: 1, lately: 1, at: 80 },
      });
      expect(await told('ann', { after: 20, since: 60 })).toEqual({
        things: ['t1 40'],
        besides: { count: 2, lately: 1, at: 70 },
      });
      expect(await told('ann', { known: 40 })).toMatchObject({ things: ['t1 40'], besides: { count: 2 } });
      expect(await told('ann', { after: 70 })).toEqual({ things: [], besides: { count: 0, lately: 0, at: 0 } });
      await log.append([writer.commit(1, { history: [writer.line('a', { at: 90, ...bob })] })]);
      expect((await told('ann', { after: 70 })).things).toEqual(['p1 90']);
    });

    test('[L8] history is filtered by theme: itself, what is in it, and what was in it until it was moved out', async () => {
      const at = (point: string) => ({ point: PointId.parse(point) });
      const moved = { kind: 'point.move', row: 'old', ...at('away') };
      const lines = [
        writer.line('made', { kind: 'theme.add', row: 'old', point: null }),
        writer.line('before', at('away')),
        writer.line('moved', moved),
        writer.line('after', at('away')),
        writer.line('here', at('here')),
        writer.line('elsewhere', at('elsewhere')),
      ];
      await log.append([writer.commit(1, { history: lines })]);
      const of = async (id: string, points: readonly string[]): Promise<string[]> =>
        (await history.lines({ draft: writer.draft, limit: 10, theme: { id, points } })).entries.map(({ run }) => run);
      expect(await of('old', ['here'])).toEqual(['here', 'moved', 'before', 'made']);
      expect(await of('new', ['away'])).toEqual(['after', 'moved', 'before']);
    });

    test('[L8] history knows those who belong to no party apart, counts them apart, and names everybody as they were last', async () => {
      const none = { party: null };
      const lines = [
        writer.line('a', { ...none, member: 'chair', name: 'Chair', role: 'chair' }),
        writer.line('b', { ...none, member: 'rae', name: 'Rae', role: 'reader' }),
        writer.line('c', { name: 'Ann as she was' }),
        writer.line('d', { party: 'rus' }),
      ];
      await log.append([writer.commit(1, { history: lines })]);
      const runs = async (party: Voice): Promise<string[]> =>
        (await history.lines({ draft: writer.draft, limit: 10, party })).entries.map(({ run }) => run);
      expect(await runs('.secretariat')).toEqual(['a']);
      expect(await runs('.readers')).toEqual(['b']);
      expect(await runs(PartyId.parse('rus'))).toEqual(['d']);
      const { counts } = await history.density(writer.draft, 1);
      expect(counts.map(({ voice, entries }) => [voice, ...entries])).toEqual([
        ['.readers', 1],
        ['.secretariat', 1],
        ['rus', 1],
        ['ukr', 1],
      ]);
      const people = (await history.people(writer.draft)).map(({ member, name, party }) => [member, name, party]);
      expect(people.sort()).toEqual([
        ['ann', 'Ann', 'rus'],
        ['chair', 'Chair', null],
        ['rae', 'Rae', null],
      ]);
    });

    test('[L8] counts follow each change, however small', async () => {
      const whole = async () => {
        const { from, to, counts } = await history.density(writer.draft, 1);
        const [quiet, people] = [await history.quietMoments(writer.draft, 5_000), await history.people(writer.draft)];
        return [from, to, counts.flatMap(({ entries }) => entries), quiet.length, people.length];
      };
      await log.append([writer.commit(1, { history: [writer.line('a', { at: 0 })] })]);
      expect(await whole()).toEqual([0, 0, [1], 0, 1]);
      await log.append([writer.commit(1, { history: [writer.line('a', { at: 1 })] })]); // grows, and does not move
      expect(await whole()).toEqual([0, 1, [1], 0, 1]);
      await log.append([writer.commit(1, { history: [writer.line('b', { at: 9_000, member: 'bob' })] })]);
      expect(await whole()).toEqual([0, 9_000, [2], 1, 2]);
      await log.forget(writer.draft);
      expect(await whole()).toEqual([0, 0, [], 0, 0]);
    });

    test('[L8] a look at so many lines ends where it was told to, whatever they say', async () => {
      const lines = Array.from({ length: 10 }, (_, i) =>
        writer.line(`r${i}`, { kind: i === 2 ? 'point.lock' : 'text' }),
      );
      await log.append([writer.commit(1, { history: lines })]);
      const { draft } = writer;
      const end = await history.cursorAfter(draft, undefined, 4);
      const until = end ?? undefined;
      expect((await history.lines({ draft, limit: 10, until })).entries.map(({ run }) => run)).toEqual([
        'r9',
        'r8',
        'r7',
        'r6',
      ]);
      expect((await history.lines({ draft, limit: 10, until, kinds: ['point.lock'] })).entries).toEqual([]);
      expect((await history.lines({ draft, limit: 1, cursor: until })).entries.map(({ run }) => run)).toEqual(['r5']);
      expect(await history.cursorAfter(draft, until, 6)).toBeNull();
    });

    test('[L6] a whole draft can be forgotten, and only that', async () => {
      const other = new Writer('d2');
      await log.append([writer.commit(3), other.commit(2)]);
      await log.forget(writer.draft);
      expect([(await log.head(writer.doc)).seq, (await log.head(other.doc)).seq]).toEqual([0, 2]);
    });
  });
}
