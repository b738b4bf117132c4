// What is kept of one form that was begun, as this browser stores it; and the words in it. Keeps and sends nothing.
import { z } from 'zod';
import { ActId } from '../../shared/ids.ts';
import { saidIn } from '../local/act-words.ts';

const BegunForm = z.strictObject({
  /** Which form, and of what: "flag.raise/p1". */
  form: z.string(),
  /**
   * Of the act that it will send, and of one that rests on it: chosen at once, so that what is sent again after a
   * reload is known again.
   */
  ids: z.tuple([ActId, ActId]),
  /**
   * In words, for a list of what was begun or came back: "Your flag". What it is about, form-place.ts reads from
   * `form`.
   */
  title: z.string(),
  fields: z.record(z.string(), z.unknown()),
  state: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('filling') }),
    z.strictObject({ kind: z.literal('sent') }),
    /** It was refused or taken back. `said` are its words. */
    z.strictObject({ kind: z.literal('returned'), reason: z.string(), said: z.string() }),
  ]),
});
export type BegunForm = z.infer<typeof BegunForm>;

export type FormFields = Readonly<Record<string, unknown>>;

/** Undefined: another program left it, or another version of the page. */
export const begunFormIn = (stored: string): BegunForm | undefined => BegunForm.safeParse(parseJson(stored)).data;

/** Filled in alike, and as far on its way. */
export const isSameForm = (one: BegunForm, other: BegunForm | undefined): boolean =>
  JSON.stringify([one.fields, one.state]) === JSON.stringify([other?.fields, other?.state]);

/** What was typed in a form, to be copied or said elsewhere. */
export function saidInFields(fields: FormFields): string {
  const { who, where, readers } = fields;
  const typed = [saidIn(fields), who, where, readers];
  return typed.filter(words => typeof words === 'string' && words !== '').join(' ');
}

/** What was typed in it, or said in what was refused. */
export const saidInForm = ({ state, fields }: BegunForm): string =>
  state.kind === 'returned' && state.said !== '' ? state.said : saidInFields(fields);

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
