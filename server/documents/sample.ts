// Makes the sample draft through the same acts that people use, once, and anew when asked. Holds no words of its own.
import { randomUUID } from 'node:crypto';
import * as Y from 'yjs';
import type { Act, ActOf } from '../../shared/acts/act.ts';
import { Act as ActSchema } from '../../shared/acts/act.ts';
import { must } from '../../shared/assert.ts';
import type { PointId } from '../../shared/ids.ts';
import { DraftId, MemberId } from '../../shared/ids.ts';
import { outlineOf } from '../../shared/rows/outline.ts';
import { anchorNeeds, makeAnchor } from '../../shared/text/anchors/anchors.ts';
import { bodyOf, canonicalText, flatText } from '../../shared/text/point-text.ts';
import { wordingId } from '../../shared/text/wording.ts';
import type { LiveDraft } from '../sync/live-draft.ts';
import type { ActSettlement } from '../sync/tick/apply-act.ts';
import type { SampleThread } from './sample-discussion.ts';
import { sampleChair, sampleMembers, sampleParties, sampleThreads } from './sample-discussion.ts';
import { sampleOutline } from './sample-outline.ts';
import { sampleEdit, sampleFlags, sampleRedLines, sampleStances } from './sample-positions.ts';
import { writeWords } from './write-words.ts';

export const sampleDraftId = DraftId.parse('sample');

type Input = Act extends infer A ? (A extends Act ? Omit<A, 'id'> : never) : never;
type Desk = {
  /** Acts of one member keep their order, so the next is handed in at once: one commit may hold many. */
  does(member: string, act: Input | { kind: Act['kind']; [key: string]: unknown }): Promise<Act>;
  /** All that was handed in stands. */
  settled(): Promise<void>;
};
type Points = readonly PointId[];

export async function makeSample(draft: LiveDraft): Promise<void> {
  const desk = sampleDesk(draft);
  const { does, settled } = desk;
  await does(sampleChair, {
    kind: 'draft.create',
    draft: sampleDraftId,
    title: 'Framework for peace: working draft',
    note: 'An illustration made for trying this program. It is not the text of any real plan.',
  });
  for (const { id, ...party } of sampleParties) await does(sampleChair, { kind: 'party.add', party: id, ...party });
  for (const { id, ...member } of sampleMembers) await does(sampleChair, { kind: 'member.add', member: id, ...member });
  const points = await makeOutline(does);
  await settled(); // what follows quotes the words
  for (const thread of sampleThreads)
    await discuss(draft, does, thread, must(points[thread.point - 1], 'a thread names a point of the outline'));
  await takePositions(draft, desk, points);
  await does(sampleChair, { kind: 'point.lock', point: must(points[6], 'the outline has a seventh point') });
  await settled();
}

function sampleDesk(draft: LiveDraft): Desk {
  let last = '';
  let handedIn: { readonly kind: Act['kind']; readonly settlement: Promise<ActSettlement> }[] = [];
  const settled = async (): Promise<void> => {
    const all = handedIn;
    handedIn = [];
    for (const { kind, settlement } of all) {
      const outcome = await settlement;
      if (outcome.kind !== 'done') throw new Error(`the sample could not be made: ${kind} was ${outcome.kind}`);
    }
  };
  return {
    settled,
    does: async (member, input) => {
      if (member !== last) await settled();
      last = member;
      const act = ActSchema.parse({ ...input, id: randomUUID() });
      handedIn.push({ kind: act.kind, settlement: draft.act(MemberId.parse(member), act) });
      return act;
    },
  };
}

async function takePositions(draft: LiveDraft, { does, settled }: Desk, points: Points): Promise<void> {
  await does(sampleChair, { kind: 'draft.delegates', delegates: 'speak' });
  const at = (number: number): PointId => must(points[number - 1], 'the sample names a point of the outline');
  const lines = await addRedLines(draft, does, at);
  for (const { by, point, quote, line, severity, reason, after } of sampleFlags) {
    const anchor = quote === null ? null : anchorOn(draft, at(point), quote);
    const needs = anchor ? anchorNeeds(anchor) : [];
    const redLine = must(lines.get(line), 'a flag names a red line of the sample');
    const flag = await does(by, { kind: 'flag.raise', point: at(point), anchor, needs, redLine, severity, reason });
    if (after) {
      const { kind, by: who, ...rest } = after;
      await does(who, { kind: `flag.${kind}`, flag: flag.id, ...rest });
    }
  }
  const take = ({ by, point, stance, reason }: (typeof sampleStances)[number]): Promise<Act> => {
    const basis = wordingId(canonicalText(bodyOf(draft.text.doc, at(point))));
    return does(by, { kind: 'stance.take', point: at(point), stance, reason, basis });
  };
  for (const stance of sampleStances) await take(stance);
  const { by, point, from, to, leavesStale } = sampleEdit;
  await settled(); // none of them is to be a stance on other words
  await writeWords(draft, by, at(point), from, to);
  for (const stance of sampleStances) if (stance.point === point && stance.by !== leavesStale) await take(stance);
}

async function addRedLines(
  draft: LiveDraft,
  does: Desk['does'],
  at: (number: number) => PointId,
): Promise<ReadonlyMap<string, string>> {
  const themes = outlineOf(draft.rows).themes;
  const lines = new Map<string, string>();
  for (const { key, party, statement, theme, points, who, where, date, change } of sampleRedLines) {
    const added = await does(`${party}-head`, {
      kind: 'red-line.add',
      party,
      statement,
      theme: theme === null ? null : must(themes[theme - 1], 'a red line names a theme of the outline').row.id,
      points: points.map(at),
      source: { who, where, date },
    });
    lines.set(key, added.id);
    if (change) await does(`${party}-head`, { kind: 'red-line.change', redLine: added.id, ...change });
  }
  return lines;
}

async function makeOutline(does: Desk['does']): Promise<Points> {
  const points: PointId[] = [];
  let afterTheme: string | null = null;
  for (const theme of sampleOutline) {
    const themeId: string = (await does('drafter', { kind: 'theme.add', after: afterTheme, title: theme.title })).id;
    let after: string | null = null;
    for (const { title, paragraphs } of theme.points) {
      const added = await does('drafter', { kind: 'point.add', theme: themeId, after, title, paragraphs });
      after = added.id;
      points.push(added.id as string as PointId); // the new point's id is its act's
    }
    afterTheme = themeId;
  }
  return points;
}

async function discuss(draft: LiveDraft, does: Desk['does'], thread: SampleThread, point: PointId): Promise<void> {
  const [first, ...replies] = thread.said;
  const anchor = thread.quote === null ? null : anchorOn(draft, point, thread.quote);
  const opened: ActOf<'thread.open'>['id'] = (
    await does(first.by, {
      kind: 'thread.open',
      point,
      anchor,
      needs: anchor ? anchorNeeds(anchor) : [],
      text: first.text,
    })
  ).id;
  for (const { by, text } of replies) await does(by, { kind: 'thread.reply', thread: opened, text });
  if (thread.end.kind === 'open') return;
  const { kind, by, outcome } = thread.end;
  await does(by, { kind: kind === 'proposed' ? 'thread.propose' : 'thread.resolve', thread: opened, outcome });
}

function anchorOn(draft: LiveDraft, point: PointId, quote: string) {
  const root = draft.text.doc.get(point, Y.XmlElement);
  const from = flatText(root).text.indexOf(quote);
  if (from < 0) throw new Error(`the sample quotes words that its point does not hold: ${quote}`);
  return makeAnchor(root, from, from + quote.length);
}
