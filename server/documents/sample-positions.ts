// Where the sample's parties stand: red lines with their sources, flags and what became of them, stances. As press
// reports of late 2025 had the positions, in our own words; an illustration, like the draft.
import type { RedLineState, Severity, StanceKind } from '../../shared/rows/schema.ts';

export type SampleRedLine = {
  readonly key: string;
  readonly party: string;
  readonly statement: string;
  /** Theme and points as numbered in the outline; null: the draft as a whole. */
  readonly theme: number | null;
  readonly points: readonly number[];
  readonly who: string;
  readonly where: string;
  readonly date: string;
  readonly change?: { readonly state: RedLineState; readonly note: string };
};

const line = (
  key: string,
  statement: string,
  theme: number | null,
  points: readonly number[],
  [who, where, date]: readonly [string, string, string],
  change?: SampleRedLine['change'],
): SampleRedLine => {
  const [party] = key.split('-');
  return { key, party: party ?? key, statement, theme, points, who, where, date, ...(change ? { change } : {}) };
};

const press = (date: string): [string, string, string] => [
  'Press reports',
  'Axios and Reuters, as summed up for this illustration',
  date,
];
const table = (code: string, date: string): [string, string, string] => [
  `Delegation ${code}`,
  'At the table, first plenary',
  date,
];

export const sampleRedLines: readonly SampleRedLine[] = [
  line(
    'ukr-borders',
    'No recognition, in law or in fact, of a change of Ukraine’s borders.',
    1,
    [1, 5],
    press('2025-11-19'),
  ),
  line(
    'ukr-veto',
    'The path to Euro-Atlantic integration is not subject to another state’s veto.',
    3,
    [17, 18],
    press('2025-11-19'),
  ),
  line(
    'ukr-army',
    'No limit set by others on the size and equipment of Ukraine’s forces.',
    2,
    [12, 19],
    table('UKR', '2025-11-21'),
  ),
  line(
    'ukr-guarantee',
    'Guarantees bind in law; assurances alone are not enough.',
    2,
    [10, 11],
    table('UKR', '2025-11-21'),
  ),
  line('ukr-consent', 'Nothing about Ukraine is decided without Ukraine.', null, [28], press('2025-11-19')),
  line(
    'rus-territory',
    'A territorial settlement reflects the situation on the ground.',
    1,
    [1, 4, 5],
    press('2025-11-20'),
  ),
  line(
    'rus-troops',
    'No forces of the alliance’s members stationed in Ukraine.',
    2,
    [13, 14],
    table('RUS', '2025-11-21'),
  ),
  line(
    'rus-sanctions',
    'Relief from sanctions begins with signature, not after it.',
    4,
    [23, 24],
    table('RUS', '2025-11-21'),
  ),
  line(
    'rus-concerns',
    'Its security concerns in Europe are dealt with in the text itself.',
    3,
    [17, 20],
    press('2025-11-20'),
    { state: 'softened', note: 'A separate agreement on missiles would be enough, said in the second round.' },
  ),
  line(
    'eur-assets',
    'Immobilised assets stay immobilised until damage has been compensated.',
    4,
    [25],
    table('EUR', '2025-11-22'),
  ),
  line(
    'eur-sanctions',
    'European measures are decided by Europeans, by their own procedure.',
    4,
    [23, 24],
    press('2025-11-20'),
  ),
  line(
    'eur-guarantees',
    'Guarantees are for the long term and hold whoever governs where.',
    2,
    [10, 15],
    press('2025-11-20'),
  ),
  line('eur-cost', 'Support for 2026 is paid for before anything new is promised.', 4, [26], press('2025-11-20'), {
    state: 'withdrawn',
    note: 'Dealt with outside this document.',
  }),
  line('ust-commitment', 'No automatic obligation to send armed forces.', 2, [11, 15], table('UST', '2025-11-21')),
  line('ust-one-text', 'One text that Kyiv and the European capitals can join.', null, [28], press('2025-11-19')),
];

type After =
  | { readonly kind: 'affirm'; readonly by: string }
  | { readonly kind: 'dispute'; readonly by: string; readonly reason: string }
  | { readonly kind: 'settle'; readonly by: string; readonly outcome: string }
  | { readonly kind: 'withdraw'; readonly by: string };

export type SampleFlag = {
  readonly by: string;
  readonly point: number;
  readonly quote: string | null;
  readonly line: string;
  readonly severity: Severity;
  readonly reason: string | null;
  readonly after?: After;
};

const flag = (
  by: string,
  point: number,
  quote: string | null,
  [redLine, severity, reason]: readonly [string, Severity, string | null],
  after?: After,
): SampleFlag => ({ by, point, quote, line: redLine, severity, reason, ...(after ? { after } : {}) });

export const sampleFlags: readonly SampleFlag[] = [
  flag('rus-delegate', 1, 'internationally recognised borders', [
    'rus-territory',
    'risks',
    'Leaves out what stands on the ground.',
  ]),
  flag('ukr-delegate', 4, null, ['ukr-borders', 'risks', 'A line of withdrawal may come to be read as a border.']),
  flag('rus-head', 5, 'recognition of any change of borders', [
    'rus-territory',
    'crosses',
    'Rules out any settlement on the ground.',
  ]),
  flag('eur-delegate', 5, 'settled by negotiation', [
    'ukr-borders',
    'risks',
    'Does “settled” leave room for a change?',
  ]),
  flag('eur-delegate', 10, 'of indefinite duration', ['eur-guarantees', 'risks', null], {
    kind: 'settle',
    by: 'eur-head',
    outcome: 'Duration added in the last round.',
  }),
  flag('ukr-head', 11, 'such action as each deems necessary', [
    'ukr-guarantee',
    'crosses',
    'Each may decide to do nothing.',
  ]),
  flag('ust-head', 11, 'including the use of armed force', ['ust-commitment', 'risks', null], {
    kind: 'settle',
    by: 'ust-head',
    outcome: 'Covered by “as each deems necessary”.',
  }),
  flag('ust-delegate', 12, 'inform the guarantors each year', [
    'ukr-army',
    'risks',
    'Could planning turn into a ceiling?',
  ]),
  flag('rus-delegate', 13, 'training, maintenance and logistic support', [
    'rus-troops',
    'risks',
    'Presence under another name.',
  ]),
  flag('eur-head', 13, null, ['rus-troops', 'crosses', 'So we read what was said yesterday.']),
  flag('eur-delegate', 15, 'unless the guarantors decide otherwise', ['eur-guarantees', 'risks', null]),
  flag('rus-head', 17, 'not subject to the consent of any other state', ['rus-concerns', 'crosses', null]),
  flag('ust-delegate', 17, null, ['ukr-veto', 'risks', null], {
    kind: 'dispute',
    by: 'ukr-head',
    reason: 'The text as it stands protects this line.',
  }),
  flag('rus-delegate', 19, null, ['ukr-army', 'crosses', null], {
    kind: 'dispute',
    by: 'ukr-delegate',
    reason: 'It is about information, not about limits.',
  }),
  flag('rus-delegate', 23, 'only after', ['rus-sanctions', 'crosses', 'Nothing begins with signature.']),
  flag('eur-head', 23, 'shall be eased in stages', ['eur-sanctions', 'crosses', 'Decided by 27 members, not here.']),
  flag('ust-delegate', 24, 'without a further decision being needed', ['eur-sanctions', 'crosses', null]),
  flag('rus-head', 25, null, ['eur-assets', 'risks', null], { kind: 'affirm', by: 'eur-head' }),
  flag('ukr-delegate', 28, 'only by consent of all', ['ukr-consent', 'risks', null], {
    kind: 'withdraw',
    by: 'ukr-head',
  }),
];

/** One letter for each of the 28 points; a dot: nothing said yet. */
const letters: { readonly [letter: string]: StanceKind } = {
  a: 'accept',
  r: 'reservation',
  c: 'change',
  x: 'reject',
  w: 'awaiting',
};
const stances: { readonly [head: string]: string } = {
  'ust-head': 'aaaaaaaar' + 'raaraaa' + 'raaaaa' + 'arwaar',
  'ukr-head': 'raccraaac' + 'axaaaaa' + 'aaraaa' + 'raaawa',
  'rus-head': 'caarxcaax' + 'cacxcrr' + 'xraaaa' + 'xxxraa',
  'eur-head': 'aaraaaaaa' + 'araaraa' + 'aaaraa' + 'ccaa.a',
};

/** Why, where a party has said so. */
const reasons: { readonly [place: string]: string } = {
  'ukr-head 1': 'With a date for the borders we accept.',
  'rus-head 1': 'No mention of the situation on the ground.',
  'ukr-head 11': 'Consultation is not a guarantee.',
  'rus-head 17': 'We asked for neutrality to be mentioned.',
  'eur-head 23': '“May be eased” would be enough for us.',
  'rus-head 25': 'The assets are the property of a state.',
};

export type SampleStance = {
  readonly by: string;
  readonly point: number;
  readonly stance: StanceKind;
  readonly reason: string | null;
};

export const sampleStances: readonly SampleStance[] = Object.entries(stances).flatMap(([by, row]) =>
  [...row].flatMap((letter, index): SampleStance[] => {
    const stance = letters[letter];
    return stance ? [{ by, point: index + 1, stance, reason: reasons[`${by} ${index + 1}`] ?? null }] : [];
  }),
);

/**
 * After the first stances the drafter changes these words; all but one delegation read them and stand by what they
 * said.
 */
export const sampleEdit = {
  by: 'drafter',
  point: 2,
  from: 'within seven days',
  to: 'within five days',
  leavesStale: 'ukr-head',
};
