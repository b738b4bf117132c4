// Makes the sample draft through the same acts that people use, once, and anew when asked. Holds no words of its own.
import { randomUUID } from 'node:crypto';
import * as Y from 'yjs';
import type { Act, ActOf } from '../../shared/acts/act.ts';
import { Act as ActSchema } from '../../shared/acts/act.ts';
import { must } from '../../shared/assert.ts';
import type { PointId } from '../../shared/ids.ts';
import { DraftId, MemberId } from '../../shared/ids.ts';
import { anchorNeeds, makeAnchor } from '../../shared/text/anchors.ts';
import { flatText } from '../../shared/text/point-text.ts';
import type { LiveDraft } from '../sync/live-draft.ts';
import type { SampleThread } from './sample-discussion.ts';
import { sampleChair, sampleMembers, sampleParties, sampleThreads } from './sample-discussion.ts';
import { sampleOutline } from './sample-outline.ts';

export const sampleDraftId = DraftId.parse('sample');

type Input = Act extends infer A ? (A extends Act ? Omit<A, 'id'> : never) : never;
type Does = (member: string, act: Input | { kind: Act['kind']; [key: string]: unknown }) => Promise<Act>;

export async function makeSample(draft: LiveDraft): Promise<void> {
  const does: Does = async (member, input) => {
    const act = ActSchema.parse({ ...input, id: randomUUID() });
    const settlement = await draft.act(MemberId.parse(member), act);
    if (settlement.kind !== 'done') throw new Error(`the sample could not be made: ${act.kind} was ${settlement.kind}`);
    return act;
  };
  await does(sampleChair, {
    kind: 'draft.create',
    draft: sampleDraftId,
    title: 'Framework for peace: working draft',
    note: 'An illustration made for trying this program. It is not the text of any real plan.',
  });
  for (const { id, ...party } of sampleParties) await does(sampleChair, { kind: 'party.add', party: id, ...party });
  for (const { id, ...member } of sampleMembers) await does(sampleChair, { kind: 'member.add', member: id, ...member });
  const points = await makeOutline(does);
  for (const thread of sampleThreads)
    await discuss(draft, does, thread, must(points[thread.point - 1], 'a thread names a point of the outline'));
  await does(sampleChair, { kind: 'point.lock', point: must(points[6], 'the outline has a seventh point') });
}

async function makeOutline(does: Does): Promise<readonly PointId[]> {
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

async function discuss(draft: LiveDraft, does: Does, thread: SampleThread, point: PointId): Promise<void> {
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
