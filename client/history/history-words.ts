// What an entry of the history says, in plain words. Pure; one case for each kind of act, so that a new one cannot be
// forgotten.
import type { ActKind } from '../../shared/acts/act.ts';
import { actKinds } from '../../shared/acts/permissions.ts';
import type { HistoryItem } from '../../shared/api/contract.ts';
import type { RowReader } from '../../shared/rows/row-store.ts';
import { StanceKind } from '../../shared/rows/schema.ts';
import { stanceNames } from '../../shared/rows/stances.ts';
import { pointName } from '../ui/point-name.ts';

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

/** `place` is how the point is called now, e.g. "point 7" or “Ceasefire” (removed), or null. */
export function historyWords(item: HistoryItem, place: string | null): string {
  const where = place ?? gone;
  if (item.kind === 'text') return textWords(item, where);
  const kind = actKinds.find(each => each === item.kind);
  if (kind && item.facts['isRedacted'] === true) return `${redactedWords(kind)} (its words are redacted by order)`;
  return kind ? actWords[kind](item.facts, where) : `did something that this page does not know (${item.kind})`;
}

/** "point.rename" without the words it had: "acted on a point". */
const redactedWords = (kind: ActKind): string => `acted on a ${(kind.split('.')[0] ?? kind).replace('-', ' ')}`;

/** Who did what. `numbers`: how points are called; `at`: the moment one looks from, beyond which nothing is told. */
export function lineWords(
  item: HistoryItem,
  rows: RowReader,
  numbers: ReadonlyMap<string, number>,
  at: number | null,
): string {
  const { by, point } = item;
  const party = by.party === null ? undefined : rows.get('parties', by.party);
  const number = point === null ? undefined : numbers.get(point);
  const where = point === null ? null : pointName(rows.get('points', point), number);
  const isUnderWay = at !== null && item.to > at;
  const words = isUnderWay
    ? `was editing ${where ?? gone}, since ${clock.format(item.from)}`
    : historyWords(item, where);
  return `${party ? `${party.code} ` : ''}${by.name} ${words}`;
}

const gone = 'a point that is gone';

function textWords({ from, to, inserted, deleted, facts }: HistoryItem, where: string): string {
  const when =
    clock.format(from) === clock.format(to) ? clock.format(to) : `${clock.format(from)} to ${clock.format(to)}`;
  const redacted = facts['isRedacted'] === true ? ', redacted by order' : '';
  return `edited ${where}, ${when} (+${inserted} −${deleted} characters${redacted})`;
}

type Facts = HistoryItem['facts'];
const said = (facts: Facts): string =>
  facts['isRedacted'] === true
    ? ' (redacted by order)'
    : facts['isCovered'] === true
      ? ' (removed or reworded since, and not shown)'
      : `:${quoted(facts['text'])}`;
const quoted = (value: Facts[string] | undefined): string =>
  typeof value === 'string' && value !== '' ? ` “${clip(value)}”` : '';
const onWords = ({ quote, isQuoteCovered }: Facts): string =>
  typeof quote === 'string' ? ` on${quoted(quote)}` : isQuoteCovered === true ? ' on words that are not shown' : '';
/** What was attached by hand, and to what. */
const fromWords = ({ was, quote, isQuoteCovered }: Facts): string => {
  const now = typeof quote === 'string' ? `to${quoted(quote)}` : 'to words that are not shown';
  if (typeof was === 'string') return `${now}; before that it was attached to${quoted(was)}`;
  return typeof quote === 'string' && isQuoteCovered === true
    ? `${now}; before that it was attached to words that are not shown`
    : now;
};
/** A reader speaks of the version that was sent to them. */
const ofVersion = ({ on }: Facts): string => (typeof on === 'string' ? ` of${quoted(on)}` : '');
const asProposed = ({ proposer }: Facts): string =>
  typeof proposer === 'string' ? ` as ${proposer} had proposed` : '';
const withOutcome = ({ outcome }: Facts): string => (typeof outcome === 'string' ? `:${quoted(outcome)}` : '');

/** By the version's name, or the time it stood. */
const stoodAt = ({ source, at }: Facts): string =>
  ` as it stood ${typeof source === 'string' ? `at${quoted(source)}` : typeof at === 'number' ? `on ${day.format(at)}` : 'then'}`;

const because = ({ reason }: Facts): string => (typeof reason === 'string' ? `:${quoted(reason)}` : '');
const onLine = ({ owner, statement }: Facts): string =>
  typeof statement === 'string' ? ` against ${String(owner)},${quoted(statement)}` : '';
const stanceWords = (stance: Facts[string] | undefined): string => {
  const known = StanceKind.safeParse(stance).data;
  return known ? stanceNames[known] : String(stance);
};

const actWords: { readonly [K in ActKind]: (facts: Facts, where: string) => string } = {
  'draft.create': facts => `made this draft,${quoted(facts['title'])}`,
  'draft.drafting': facts => (facts['now'] === 'closed' ? 'closed drafting' : 'opened drafting'),
  'draft.delegates': facts =>
    facts['now'] === 'speak'
      ? 'let delegates speak for their delegations'
      : 'let only heads speak for their delegations',
  'draft.passing': facts =>
    ({
      nobody: 'hid words that came and went between versions',
      secretariat: 'let chair and drafters read words that came and went between versions',
      members: 'let all members read words that came and went between versions',
    })[String(facts['now'])] ?? 'changed who reads words that came and went',
  'record.redact': facts => `redacted words in the record:${quoted(facts['reason'])}`,
  'version.name': facts => `named this moment${quoted(facts['name'])}`,
  'circulation.send': facts =>
    `sent${quoted(facts['name'])} to ${facts['readers'] === 1 ? 'a reader' : `${String(facts['readers'])} readers`}${facts['redLines'] === '' ? '' : ` with the red lines of ${String(facts['redLines'])}`}`,
  'circulation.end': facts =>
    `ended ${facts['readers'] === 1 ? 'a link' : `${String(facts['readers'])} links`} to${quoted(facts['name'])}`,
  'words.restore': (facts, where) =>
    `brought ${facts['isOutline'] === true ? 'themes, titles and order' : where} back${stoodAt(facts)}`,
  'party.add': facts => `added the party ${String(facts['code'])},${quoted(facts['name'])}`,
  'party.rename': facts => `renamed the party ${String(facts['code'])} to${quoted(facts['now'])}`,
  'party.remove': facts => `removed the party ${String(facts['code'])}`,
  'member.add': facts => `added the member${quoted(facts['name'])} as ${String(facts['role'])}`,
  'member.change': facts => `made${quoted(facts['name'])} ${String(facts['role'])}`,
  'member.remove': facts => `removed the member${quoted(facts['name'])}`,
  'theme.add': facts => `added the theme${quoted(facts['title'])}`,
  'theme.rename': facts => `renamed a theme from${quoted(facts['was'])} to${quoted(facts['now'])}`,
  'theme.move': facts => `moved the theme${quoted(facts['title'])}`,
  'theme.remove': facts => `removed the theme${quoted(facts['title'])}`,
  'theme.restore': facts => `restored the theme${quoted(facts['title'])}`,
  'point.add': (facts, where) => `added ${where},${quoted(facts['title'])}`,
  'point.rename': (facts, where) => `renamed ${where} from${quoted(facts['was'])} to${quoted(facts['now'])}`,
  'point.move': (facts, where) => `moved${quoted(facts['title'])}, now ${where}`,
  'point.remove': facts => `removed${quoted(facts['title'])}`,
  'point.restore': (facts, where) => `restored${quoted(facts['title'])}, ${where}`,
  'point.lock': (_, where) => `locked ${where}`,
  'point.unlock': (_, where) => `unlocked ${where}`,
  'outline.import': facts => `brought in ${String(facts['points'])} points in ${String(facts['themes'])} themes`,
  'thread.open': (facts, where) => `commented on ${where}${ofVersion(facts)}${onWords(facts)}${said(facts)}`,
  'thread.reply': (facts, where) =>
    `replied on ${where}${ofVersion(facts)}${facts['reopened'] === true ? ' and so reopened the thread' : ''}${said(facts)}`,
  'thread.propose': (facts, where) => `proposed to resolve a thread on ${where}${withOutcome(facts)}`,
  'thread.resolve': (facts, where) => `resolved a thread on ${where}${asProposed(facts)}${withOutcome(facts)}`,
  'thread.keep-open': (_, where) => `kept a thread on ${where} open`,
  'thread.reopen': (_, where) => `reopened a thread on ${where}`,
  'thread.attach': (facts, where) => `attached a thread on ${where} ${fromWords(facts)}`,
  'comment.edit': (facts, where) =>
    facts['isCovered'] === true
      ? `changed a comment on ${where}${said(facts)}`
      : `changed a comment on ${where} to${quoted(facts['text'])}`,
  'comment.remove': (_, where) => `removed a comment on ${where}`,
  'red-line.add': facts => `added a red line of ${String(facts['party'])}:${quoted(facts['statement'])}`,
  'red-line.amend': facts =>
    facts['was'] === facts['now']
      ? `amended a red line of ${String(facts['party'])}:${quoted(facts['now'])}`
      : `reworded a red line of ${String(facts['party'])} from${quoted(facts['was'])} to${quoted(facts['now'])}`,
  'red-line.change': facts =>
    `changed a red line of ${String(facts['party'])} from ${String(facts['was'])} to ${String(facts['now'])}:${quoted(facts['statement'])}`,
  'flag.raise': (facts, where) =>
    `flagged ${where}${ofVersion(facts)}${onWords(facts)}: it ${String(facts['severity'])} a red line of ${String(facts['owner'])},${quoted(facts['statement'])}`,
  'flag.amend': (facts, where) => `amended the flag on ${where}${onLine(facts)}: it ${String(facts['now'])}`,
  'flag.affirm': (facts, where) => `affirmed the flag on ${where}${onLine(facts)}`,
  'flag.dispute': (facts, where) => `disputed the flag on ${where}${onLine(facts)}${because(facts)}`,
  'flag.settle': (facts, where) => `settled the flag on ${where}${onLine(facts)}${withOutcome(facts)}`,
  'flag.withdraw': (facts, where) => `withdrew the flag on ${where}${onLine(facts)}`,
  'flag.reopen': (facts, where) => `reopened the flag on ${where}${onLine(facts)}`,
  'flag.attach': (facts, where) => `attached the flag on ${where}${onLine(facts)} ${fromWords(facts)}`,
  'flag.discuss': (facts, where) => `began to discuss a flag on ${where}${said(facts)}`,
  'stance.take': (facts, where) =>
    `took a stance for ${String(facts['party'])} on ${where}: ${stanceWords(facts['now'])}${because(facts)}`,
  'stance.undo': (facts, where) =>
    `undid the stance for ${String(facts['party'])} on ${where}: ${stanceWords(facts['was'])}; ${
      facts['now'] === null ? 'none stood before it' : `${stanceWords(facts['now'])} stands again`
    }`,
};

const shownChars = 120;
const clip = (text: string): string =>
  text.length > shownChars ? `${text.slice(0, shownChars).toWellFormed()}…` : text;
