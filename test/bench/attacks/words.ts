// Bytes against the gate: rivals for one place, words without end, and what only looks like words.
import * as Y from 'yjs';
import { Links } from '../../../shared/api/record.ts';
import { commentCharsMax, pointTextCharsMax } from '../../../shared/limits.ts';
import { DocRows } from '../../../shared/rows/row-store.ts';
import { bodyOf, canonicalText } from '../../../shared/text/point-text.ts';
import { wordingId } from '../../../shared/text/wording.ts';
import { encodeSync } from '../../../shared/wire/codec.ts';
import type { Id } from '../../support/craft-update.ts';
import {
  attributeNumbers,
  collected,
  deletion,
  elementUnder,
  markAfter,
  textAfter,
  textBefore,
  textUnder,
  threeLetters,
  update,
  updates,
} from '../../support/craft-update.ts';
import type { Attack } from './attack.ts';
import { attack, attackFor } from './attack.ts';
import { floods, freshClient, range, words } from './circles-and-deletions.ts';
import type { Hostile } from './hostile.ts';
import { pause } from './hostile.ts';

const rivals = 10_000;

/**
 * Both clients write after the same letter: each of the later one's letters is held against each of the earlier one's.
 */
function rivalsAfterOneLetter(flow: Id): readonly Uint8Array[] {
  const [a, b] = [freshClient(), freshClient()];
  const after = range(rivals, () => textAfter([a, 2], 'x'));
  return [
    updates([{ client: a, clock: 0, structs: [threeLetters(flow), ...after] }]),
    updates([{ client: b, clock: 0, structs: after }]),
  ];
}

/** Likewise, at the beginning of a text. */
function rivalsAtTheStart(flow: Id): readonly Uint8Array[] {
  const [a, b] = [freshClient(), freshClient()];
  const first = range(rivals, () => textUnder(flow, 'x'));
  return [
    updates([{ client: a, clock: 0, structs: [threeLetters(flow), ...first] }]),
    updates([{ client: b, clock: 0, structs: first }]),
  ];
}

/** Likewise, of one attribute. */
function rivalsForAnAttribute(flow: Id): readonly Uint8Array[] {
  const client = freshClient();
  const set = range(20_000, i => attributeNumbers(flow, '__indent', [i % 8]));
  return [updates([{ client, clock: 0, structs: set }])];
}

/** One attribute, overwritten before it was sent. */
function attributeOverwritten(flow: Id): readonly Uint8Array[] {
  const client = freshClient();
  const set = attributeNumbers(
    flow,
    '__indent',
    range(200_000, i => i % 8),
  );
  return [updates([{ client, clock: 0, structs: [set] }])];
}

function marksAtOneLetter(flow: Id): readonly Uint8Array[] {
  const client = freshClient();
  const marks = range(15_000, i => markAfter([client, i + 2], 'bold', i % 2 ? 'null' : 'true'));
  return [updates([{ client, clock: 0, structs: [threeLetters(flow), ...marks] }])];
}

/** Lists in lists, as deep as they may be, one beside the other. */
function deepLists(flow: Id): readonly Uint8Array[] {
  const client = freshClient();
  const chain = (at: number) =>
    range(18, i => {
      const name = i % 2 ? 'listitem' : 'list';
      return i === 0 ? elementUnder(flow, name) : elementUnder([client, at * 18 + i - 1], name);
    });
  return [updates([{ client, clock: 0, structs: range(1_500, chain).flat() }])];
}

/** As many changes as one frame may hold, and none of them merge. */
function mostStructs(flow: Id): readonly Uint8Array[] {
  const client = freshClient();
  const letters = range(49_990, i => textBefore([client, i + 2], 'x'));
  return [updates([{ client, clock: 0, structs: [threeLetters(flow), ...letters] }])];
}

const long = 'Words without end, amen. '.repeat(8_000);
const writes = (flow: Id, client = freshClient()): Uint8Array =>
  updates([{ client, clock: 0, structs: [threeLetters(flow), textAfter([client, 2], long)] }]);

function writesAndDeletes(flow: Id): readonly Uint8Array[] {
  const client = freshClient();
  return [writes(flow, client), deletion(client, 0, long.length + 3)];
}

/** Nothing that anybody sees, but it is written and kept. */
async function structsOfAnObserver(hostile: Hostile): Promise<string | undefined> {
  const observer = hostile.seat('observer');
  await hostile.sockets(1, observer, async ({ sends }) => {
    const client = freshClient();
    for (let clock = 0; await sends(words(update(client, clock, collected(1)))); clock++) await pause(20);
  });
  const path = `/api/drafts/${observer.draft}/links?doc=text&after=0`;
  const { links } = Links.parse(JSON.parse((await hostile.asks({ path, seat: observer })).text));
  const written = links.filter(({ actor }) => actor.includes('"observer"')).length;
  return written > 0 ? `an observer has ${written} entries in the words' log` : undefined;
}

async function halfACharacter(hostile: Hostile): Promise<string | undefined> {
  const [point] = hostile.points;
  const act = { kind: 'thread.open', point, anchor: null, needs: [], text: 'half: \ud83d' };
  const { status } = await hostile.acts(hostile.seat('rus-delegate'), act);
  return status === 201 ? 'half a character was taken' : undefined;
}

/** A stance to words that are longer than a wording may be. */
async function wordingTooLong(hostile: Hostile): Promise<string | undefined> {
  const head = hostile.seat('rus-head');
  const [, point] = hostile.points;
  void hostile.sockets(1, head, ({ sends }) => sends(words(writes(hostile.flows[1]))));
  await pause(1_000);
  const text = canonicalText(bodyOf(await hostile.words(head), point));
  if (text.length <= pointTextCharsMax) return undefined;
  const basis = wordingId(text);
  const taken = await hostile.acts(head, { kind: 'stance.take', point, stance: 'accept', reason: null, basis });
  if (taken.status !== 201) return undefined;
  const { shared } = await hostile.moment(head);
  return new DocRows(shared).get('wordings', basis) ? undefined : 'a wording that cannot be read';
}

/** Each move halves one gap between two ranks. */
async function movesIntoOneGap(hostile: Hostile): Promise<string | undefined> {
  const seat = hostile.seat('drafter', 'own');
  const pointsThen = async (): Promise<readonly string[]> =>
    new DocRows((await hostile.moment(seat)).shared).all('points').map(({ id }) => id);
  const before = await pointsThen();
  const theme = new DocRows((await hostile.moment(seat)).shared).all('themes')[0]?.id;
  const [first, second, third] = before;
  await hostile.repeats(8, turn =>
    hostile.acts(seat, { kind: 'point.move', point: turn % 2 ? second : third, theme, after: first }),
  );
  const lost = before.length - (await pointsThen()).length;
  return lost > 0 ? `${lost} points vanished` : undefined;
}

async function documentAgain(hostile: Hostile): Promise<void> {
  const observer = hostile.seat('observer');
  const all = encodeSync('step2', Y.encodeStateAsUpdate(await hostile.words(observer)));
  await hostile.sockets(8, observer, async ({ sends }) => {
    while (await sends(all));
  });
}

async function longComments(hostile: Hostile): Promise<void> {
  const [point] = hostile.points;
  const act = { kind: 'thread.open', point, anchor: null, needs: [], text: 'ж'.repeat(commentCharsMax) };
  await hostile.repeats(16, () => hostile.acts(hostile.seat('rus-delegate'), act));
}

export const wordsAttacks: readonly Attack[] = [
  attack('3. rivals after one letter', 'delegate', floods(1, 'rus-delegate', rivalsAfterOneLetter)),
  attack('+ rivals at the start of a text', 'delegate', floods(1, 'rus-delegate', rivalsAtTheStart)),
  attack('+ rivals for one attribute', 'delegate', floods(1, 'rus-delegate', rivalsForAnAttribute)),
  attack('+ one attribute overwritten', 'delegate', floods(1, 'rus-delegate', attributeOverwritten)),
  attack('+ marks at one letter', 'delegate', floods(1, 'rus-delegate', marksAtOneLetter)),
  attack('+ lists in lists', 'delegate', floods(1, 'rus-delegate', deepLists)),
  attack(
    '4. words without end',
    'delegate',
    floods(12, 'rus-delegate', flow => [writes(flow)]),
  ),
  attack('4. words written and deleted', 'delegate', floods(12, 'rus-delegate', writesAndDeletes)),
  attack('+ comments without end', 'delegate', longComments),
  attackFor('5. structs of an observer', 'observer', structsOfAnObserver),
  attackFor('5. half a character in JSON', 'delegate', halfACharacter),
  attackFor('5. moves into one gap', 'chair of another draft', movesIntoOneGap),
  attackFor('5. a wording over its limit', 'head', wordingTooLong),
  attack(
    '6. the most structs in one frame',
    'delegate',
    floods(2, 'rus-delegate', flow => mostStructs(flow)),
  ),
  attack('+ the whole document sent again', 'observer', documentAgain),
];
