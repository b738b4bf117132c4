// The sample draft's people and what they have said so far: fictional members of four delegations, threads open,
// proposed and resolved.
import type { PartyShape, Role } from '../../shared/rows/schema.ts';

export type SampleParty = {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly colour: number;
  readonly shape: PartyShape;
};
export const sampleParties: readonly SampleParty[] = [
  { id: 'ust', code: 'UST', name: 'United States', colour: 1, shape: 'square' },
  { id: 'ukr', code: 'UKR', name: 'Ukraine', colour: 2, shape: 'circle' },
  { id: 'rus', code: 'RUS', name: 'Russian Federation', colour: 3, shape: 'triangle' },
  { id: 'eur', code: 'EUR', name: 'European partners', colour: 4, shape: 'diamond' },
];

export type SampleMember = {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly party: string | null;
};
export const sampleChair = 'chair';
/** The chair makes the draft and so is its first member. */
export const sampleMembers: readonly SampleMember[] = [
  { id: 'drafter', name: 'Drafter', role: 'drafter', party: null },
  { id: 'ust-head', name: 'Head', role: 'head', party: 'ust' },
  { id: 'ust-delegate', name: 'Delegate', role: 'delegate', party: 'ust' },
  { id: 'ukr-head', name: 'Head', role: 'head', party: 'ukr' },
  { id: 'ukr-delegate', name: 'Delegate', role: 'delegate', party: 'ukr' },
  { id: 'rus-head', name: 'Head', role: 'head', party: 'rus' },
  { id: 'rus-delegate', name: 'Delegate', role: 'delegate', party: 'rus' },
  { id: 'eur-head', name: 'Head', role: 'head', party: 'eur' },
  { id: 'eur-delegate', name: 'Delegate', role: 'delegate', party: 'eur' },
  { id: 'observer', name: 'Observer', role: 'observer', party: null },
];

type Said = { readonly by: string; readonly text: string };
type End =
  | { readonly kind: 'open' }
  | { readonly kind: 'proposed'; readonly by: string; readonly outcome: string | null }
  | { readonly kind: 'resolved'; readonly by: string; readonly outcome: string | null };
export type SampleThread = {
  /** As numbered in the outline. */
  readonly point: number;
  /** Words of that point, or null for the point as a whole. */
  readonly quote: string | null;
  readonly said: readonly [Said, ...Said[]];
  readonly end: End;
};

const open: End = { kind: 'open' };

export const sampleThreads: readonly SampleThread[] = [
  {
    point: 1,
    quote: 'internationally recognised borders',
    said: [
      {
        by: 'ukr-delegate',
        text: 'As of which date? Without one, this can be read in two ways. We propose to add: “as of 24 August 1991”.',
      },
      { by: 'rus-delegate', text: 'We would prefer no date. Point 5 deals with the matter.' },
      { by: 'eur-delegate', text: 'A reference to the Charter may be enough if point 5 stays as it is.' },
    ],
    end: open,
  },
  {
    point: 3,
    quote: '72 hours after signature',
    said: [
      { by: 'eur-delegate', text: 'Can monitors be in place within 72 hours? Our military advisers say five days.' },
      { by: 'ust-delegate', text: 'An advance team can. The full mission follows under point 6.' },
    ],
    end: { kind: 'proposed', by: 'ust-delegate', outcome: '72 hours kept; advance team of monitors named in Annex A.' },
  },
  {
    point: 3,
    quote: 'line of contact as it stands at that hour',
    said: [
      {
        by: 'ukr-head',
        text: 'Who establishes where the line stands? We ask for a map agreed beforehand, and attached.',
      },
    ],
    end: open,
  },
  {
    point: 5,
    quote: 'Nothing in this document shall be read as recognition',
    said: [
      { by: 'ukr-head', text: 'This sentence has to stay as it is.' },
      { by: 'rus-head', text: 'We reserve our position on this sentence.' },
    ],
    end: open,
  },
  {
    point: 6,
    quote: 'without prior notice',
    said: [
      { by: 'rus-delegate', text: 'Some notice is needed for the safety of the monitors themselves. Two hours?' },
      {
        by: 'eur-delegate',
        text: 'Two hours would empty the provision of its meaning. We could live with notice on arrival.',
      },
    ],
    end: open,
  },
  {
    point: 7,
    quote: 'all for all',
    said: [
      { by: 'ukr-delegate', text: 'Please keep the wording used in the last three exchanges.' },
      { by: 'rus-delegate', text: 'Agreed.' },
    ],
    end: { kind: 'resolved', by: 'ukr-delegate', outcome: 'Wording of earlier exchanges kept.' },
  },
  {
    point: 10,
    quote: 'ratified by each guarantor',
    said: [
      { by: 'ust-head', text: 'Ratification may take long. Could the obligations apply provisionally?' },
      { by: 'ukr-head', text: 'Provisional application helps, ratification is still needed.' },
    ],
    end: open,
  },
  {
    point: 11,
    quote: 'such action as each deems necessary',
    said: [{ by: 'ukr-delegate', text: 'This leaves the action to each guarantor alone. Is a minimum intended?' }],
    end: open,
  },
  {
    point: 15,
    quote: 'unless the guarantors decide otherwise by consensus',
    said: [
      { by: 'rus-delegate', text: 'Who are the guarantors for this purpose?' },
      {
        by: 'drafter',
        text: 'Those who have signed the agreement in point 10. The chair suggests a definition there.',
      },
    ],
    end: { kind: 'resolved', by: 'rus-delegate', outcome: 'Definition of guarantors goes to point 10.' },
  },
  {
    point: 17,
    quote: 'not subject to the consent of any other state',
    said: [
      { by: 'rus-head', text: 'We do not see how this is compatible with what was discussed in the autumn.' },
      { by: 'ukr-head', text: 'It restates what every state party to the Helsinki Final Act has accepted.' },
    ],
    end: open,
  },
  {
    point: 23,
    quote: 'eased in stages',
    said: [
      { by: 'eur-head', text: 'Our measures are decided by 27 members. The text should say “may be eased”.' },
      { by: 'rus-delegate', text: 'Then the stages bind one side only.' },
      { by: 'ust-delegate', text: 'Annex C could list what each side does at each stage, in two columns.' },
    ],
    end: open,
  },
  {
    point: 25,
    quote: null,
    said: [
      {
        by: 'eur-delegate',
        text: 'This point depends on legal advice that we expect next week. We ask to leave it open until then.',
      },
    ],
    end: open,
  },
  {
    point: 28,
    quote: 'only by consent of all',
    said: [{ by: 'ust-delegate', text: 'Annexes change more often than the document. A lighter procedure for them?' }],
    end: { kind: 'proposed', by: 'drafter', outcome: 'Annexes A and C may be amended by the Monitoring Commission.' },
  },
];
