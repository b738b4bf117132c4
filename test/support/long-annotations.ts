// Acts of any number, from a seed, on the rows of a draft that is there, chained and told in the history as the server
// does it: points are renamed and moved, threads opened, answered, settled and reopened. For properties and benchmarks
// of the history.
import type * as Y from 'yjs';
import { nextEntry } from '../../server/storage/chain.ts';
import { freshSalts } from '../../server/sync/tick/salts.ts';
import { Act } from '../../shared/acts/act.ts';
import { unknownHeads, unknownLettersLeft } from '../../shared/acts/act-context.ts';
import { runAct } from '../../shared/acts/run-act.ts';
import type { DocName } from '../../shared/ids.ts';
import { MemberId, PartyId } from '../../shared/ids.ts';
import { DocRows } from '../../shared/rows/row-store.ts';
import type { By, Head } from '../../shared/rows/schema.ts';
import type { TypedRow } from './long-record.ts';
import type { Random } from './seeded-random.ts';

export type LongAnnotationsParts = {
  readonly doc: DocName;
  /** As it stands; is written into. */
  readonly shared: Y.Doc;
  readonly head: Head;
  readonly at: number;
  readonly random: Random;
};

const by = (role: By['role'], party: string | null): By => ({
  member: MemberId.parse(`${party ?? 'no'}-${role}`),
  name: role,
  role,
  party: party === null ? null : PartyId.parse(party),
});
const drafter = by('drafter', null);
const delegates = ['ukr', 'rus', 'eur'].map(party => by('delegate', party));

/** One row at a time, for ever; what a rule forbids makes none. */
export function* annotatedRows({
  doc,
  shared,
  head: start,
  at: from,
  random,
}: LongAnnotationsParts): Generator<TypedRow> {
  const rows = new DocRows(shared);
  let head = start;
  let at = from;
  let update: Uint8Array | null = null;
  shared.on('update', (made: Uint8Array) => {
    update = made;
  });
  for (let number = 0; ; number++) {
    const { actor, ...given } = anyAct(rows, random);
    const act = Act.parse({ ...given, id: `made-${number}` });
    at += 1_000 + random.below(60_000);
    update = null;
    const context = {
      rows,
      actor,
      at,
      members: new Map(),
      heads: unknownHeads,
      lettersLeft: unknownLettersLeft,
      wordsOf: () => '',
    };
    const result = shared.transact(() => runAct(act, context));
    if (result.kind === 'refused' || !update) continue;
    const { about } = result;
    const detail = JSON.stringify({ act, about, members: [] });
    const made = nextEntry(head, {
      doc,
      at,
      actor: JSON.stringify(actor),
      kind: act.kind,
      detail,
      update,
      salts: freshSalts(),
    });
    head = made.head;
    const { member, name, role, party } = actor;
    yield {
      entry: made.entry,
      change: {
        run: `shared:${head.seq}`,
        doc,
        seq: head.seq,
        at,
        kind: act.kind,
        member,
        name,
        role,
        party,
        point: about.point ?? null,
        thread: about.thread ?? null,
        row: about.row ?? null,
        inserted: 0,
        deleted: 0,
        detail: JSON.stringify(about.facts ?? {}),
      },
    };
  }
}

function anyAct(rows: DocRows, random: Random): Record<string, unknown> & { readonly actor: By } {
  const points = rows.all('points');
  const point = random.pick(points).id;
  const threads = rows.all('threads');
  const chance = random.below(100);
  if (chance < 5) return { actor: drafter, kind: 'point.rename', point, title: `Title ${random.below(1_000)}` };
  if (chance < 10) {
    const after = random.pick(points);
    return { actor: drafter, kind: 'point.move', point, theme: after.theme, after: after.id };
  }
  const actor = random.pick(delegates);
  const text = `Remark ${random.below(1_000)} on this.`;
  if (chance < 40 || threads.length === 0) return { actor, kind: 'thread.open', point, anchor: null, needs: [], text };
  const thread = random.pick(threads);
  if (chance < 70) return { actor, kind: 'thread.reply', thread: thread.id, text };
  if (chance < 85) return { actor: thread.by, kind: 'thread.resolve', thread: thread.id, outcome: null };
  return { actor, kind: 'thread.reopen', thread: thread.id };
}
