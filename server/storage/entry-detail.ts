// What the log stores as JSON beside an update: who wrote an entry, and what it says. Written and read here alone.
// Decides nothing about what may be shown.
import { z } from 'zod';
import { Member } from '../../shared/acts/act.ts';
import { By } from '../../shared/rows/schema.ts';
import { Anchor } from '../../shared/text/anchors/anchor-schema.ts';
import { partOf } from './doc-name.ts';
import { Facts } from './line-facts.ts';
import type { Entry } from './update-log.ts';

/** The kind of an entry of typing. An entry that an act made bears the act's kind. */
export const typedKind = 'text';
/** The kind of the server's own entries: bodies of the nested form that became flows (rule L10). */
export const flattenedKind = 'words.flatten';

/** Stored details of version 1 do not name it. A later version will. */
const Version = z.object({ version: z.literal(1).default(1) });

/** An act as it was accepted. Today's bounds on acts do not hold for it. */
const LoggedAct = z.looseObject({
  id: z.string(),
  text: z.string().optional(),
  comment: z.string().optional(),
  thread: z.string().optional(),
  flag: z.string().optional(),
  anchor: Anchor.nullish(),
});

/** Members live in SQL, so what an act does to them is stored with it. */
const MemberEffect = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('put-member'), member: Member }),
  z.object({ kind: z.literal('remove-member'), member: Member.shape.id }),
]);

/** Letters in a row: client, first clock, how many, and the first clock of their copy, which is the server's. */
const CarriedLetters = z.tuple([z.int(), z.int(), z.int().positive(), z.int()]);
export type CarriedLetters = z.infer<typeof CarriedLetters>;

const forms = {
  /** In letters, by point. */
  typed: z.object({ points: z.record(z.string(), z.object({ inserted: z.int(), deleted: z.int() })) }),
  /** In the log of the annotations. */
  act: z.object({
    act: LoggedAct,
    about: z.looseObject({ facts: Facts.optional() }),
    members: z.array(MemberEffect),
  }),
  /** In the log of the text: words that the act of this id made. */
  'words-of-act': z.object({ act: z.string() }),
  flattened: z.object({ point: z.string(), letters: z.array(CarriedLetters).readonly() }),
  /** In the log of the annotations: anchors that were moved into the flows. */
  'anchors-moved': z.object({}),
  redacted: z.object({ isRedacted: z.literal(true) }),
} as const;
type Form = keyof typeof forms;

/** Zod's type of an empty object allows no further key, not even `kind`. */
type Content<F extends Form> = F extends 'anchors-moved' ? unknown : Readonly<z.infer<(typeof forms)[F]>>;
export type Detail = { [F in Form]: { readonly kind: F } & Content<F> }[Form];
export type DetailOf<F extends Form> = Extract<Detail, { readonly kind: F }>;

/** Its bytes are hashed. Keys stand in the order in which they are given. */
export function writeDetail({ kind: _, ...content }: Detail): string {
  return JSON.stringify(content);
}

/** Null: it is of a form that this server does not know. */
export function readDetail(entry: Pick<Entry, 'doc' | 'kind' | 'detail'>): Detail | null {
  const json: unknown = JSON.parse(entry.detail);
  if (!Version.safeParse(json).success) return null;
  return read('redacted', json) ?? read(formOf(entry), json);
}

function read<F extends Form>(kind: F, json: unknown): Detail | null {
  const { data } = forms[kind].safeParse(json);
  // the schema under this key gave it
  return data === undefined ? null : ({ kind, ...data } as Detail);
}

function formOf({ doc, kind }: Pick<Entry, 'doc' | 'kind'>): Form {
  const isText = partOf(doc) === 'text';
  if (kind === flattenedKind) return isText ? 'flattened' : 'anchors-moved';
  if (kind === typedKind) return 'typed';
  return isText ? 'words-of-act' : 'act';
}

/** What stands in place of a redacted detail, and of the facts of its line in the history. */
export const redactedDetail = writeDetail({ kind: 'redacted', isRedacted: true });

export const writeActor = (by: By): string => JSON.stringify(by);
export const readActor = (actor: string): By => By.parse(JSON.parse(actor));
