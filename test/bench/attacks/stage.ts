// Where the attacks play: three drafts, seats and a reader's link, made once in a folder that each attack gets a copy
// of.
import * as Y from 'yjs';
import { z } from 'zod';
import { SentCirculation } from '../../../shared/api/circulations.ts';
import { MadeDraft } from '../../../shared/api/contract.ts';
import { Moment } from '../../../shared/api/record.ts';
import { must } from '../../../shared/assert.ts';
import { outlineOf } from '../../../shared/rows/outline.ts';
import { DocRows } from '../../../shared/rows/row-store.ts';
import { flowOf } from '../../../shared/text/flow.ts';
import { bodyOf } from '../../../shared/text/point-text.ts';
import { Person } from '../../support/running-server.ts';

/** `sample` is attacked, honest people sit in `other`, and the attacker is the chair of `own`. */
const Place = z.enum(['sample', 'other', 'own']);
export type Place = z.infer<typeof Place>;

const StagedSeat = z.object({
  place: Place,
  draft: z.string(),
  member: z.string(),
  seat: z.string(),
  cookie: z.string(),
});
export type StagedSeat = z.infer<typeof StagedSeat>;

export const Stage = z.object({
  seats: z.array(StagedSeat),
  /** Of the sample, in their order. */
  points: z.array(z.string()),
  /** The item that made each one's flow. */
  flows: z.array(z.tuple([z.number(), z.number()])),
  /** In the other draft, for its typist. */
  otherPoint: z.string(),
  redLine: z.string(),
  /** The secret of a reader's link to a version of the sample, and what ends it. */
  link: z.object({ secret: z.string(), circulation: z.string(), reader: z.string() }),
});
export type Stage = z.infer<typeof Stage>;

/** Honest people. Nobody of them is ever an attacker. */
export const honest = {
  typist: 'eur-delegate',
  reader: 'eur-head',
  actor: 'chair',
  otherTypist: 'guest-typist',
  otherReader: 'guest-reader',
} as const;

const members = [
  'chair',
  'drafter',
  'observer',
  ...['ust', 'ukr', 'rus', 'eur'].flatMap(party => [`${party}-head`, `${party}-delegate`]),
];

export async function makeStage(address: string): Promise<Stage> {
  const chair = await Person.sitsDown(address, 'chair');
  const drafter = await Person.sitsDown(address, 'drafter');
  const drafts = { sample: 'sample', other: await makesDraft(chair, 'Other'), own: await makesDraft(drafter, 'Own') };
  const host = await Person.sitsDown(address, 'chair', drafts.other);
  for (const member of [honest.otherTypist, honest.otherReader])
    await does(host, { kind: 'member.add', member, name: 'Guest', role: 'delegate', party: 'eur' });
  const places: readonly (readonly [Place, readonly string[]])[] = [
    ['sample', members],
    ['other', [honest.otherTypist, honest.otherReader]],
    ['own', members],
  ];
  const seats: StagedSeat[] = [];
  for (const [place, of] of places)
    for (const member of of) {
      const { seat, cookie } = await Person.sitsDown(address, member, drafts[place]);
      seats.push({ place, draft: drafts[place], member, seat: seat.id, cookie });
    }
  const { rows, text } = await standing(chair);
  const points = outlineOf(rows).themes.flatMap(theme => theme.points.map(({ row }) => row.id));
  return {
    seats,
    points,
    flows: points.map((point): [number, number] => {
      const flow = must(flowOf(bodyOf(text, point))?._item, 'each point has a flow');
      return [flow.id.client, flow.id.clock];
    }),
    otherPoint: outlineOf((await standing(host)).rows).themes[0]?.points[0]?.row.id ?? '',
    redLine: rows.all('redLines')[0]?.id ?? '',
    link: await sendsRound(chair),
  };
}

async function standing({ address, cookie, seat }: Person): Promise<{ rows: DocRows; text: Y.Doc }> {
  const headers = { Cookie: cookie };
  const answer = await fetch(`${address}/api/drafts/${seat.draft}/moments/now?seat=${seat.id}`, { headers });
  const moment = Moment.parse(await answer.json());
  const [shared, text] = [new Y.Doc(), new Y.Doc()];
  Y.applyUpdate(shared, Buffer.from(moment.shared, 'base64'));
  Y.applyUpdate(text, Buffer.from(moment.text, 'base64'));
  return { rows: new DocRows(shared), text };
}

async function makesDraft(person: Person, title: string): Promise<string> {
  const runs = [{ text: 'The parties consult one another without delay. '.repeat(10), marks: [], link: null }];
  const points = [1, 2, 3, 4].map(number => ({ title: `Point ${number}`, blocks: [{ kind: 'paragraph', runs }] }));
  const outline = { title, themes: [{ title: 'Theme', points }] };
  const answer = await person.posts(`/api/drafts?seat=${person.seat.id}`, { like: 'sample', title, outline });
  return MadeDraft.parse(await answer.json()).draft;
}

async function sendsRound(chair: Person): Promise<Stage['link']> {
  const version = await does(chair, { kind: 'version.name', name: 'Rev. 1' });
  const until = Date.now() + 86_400_000;
  const order = { id: crypto.randomUUID(), version, note: '', until, parties: [], names: ['Reader'] };
  const answer = await chair.posts(`/api/drafts/sample/circulations?seat=${chair.seat.id}`, order);
  const { circulation, links } = SentCirculation.parse(await answer.json());
  const [link] = links;
  if (!link) throw new Error('the version was sent to nobody');
  return { secret: link.path.slice(link.path.indexOf('#') + 1), circulation, reader: link.reader };
}

async function does(person: Person, act: Record<string, unknown>): Promise<string> {
  const id = crypto.randomUUID();
  const { draft, id: seat } = person.seat;
  const answer = await person.posts(`/api/drafts/${draft}/acts?seat=${seat}`, { id, ...act });
  if (answer.status !== 201) throw new Error(`the stage could not be made: ${await answer.text()}`);
  return id;
}

export function seatOf(stage: Stage, member: string, place: Place = 'sample'): StagedSeat {
  const found = stage.seats.find(seat => seat.member === member && seat.place === place);
  if (!found) throw new Error(`${member} has no seat in ${place}`);
  return found;
}
