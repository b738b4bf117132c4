// One form as it stands open: what is filled in, kept as it is typed, and sent once, from the first press on. Knows no
// React.
import type { z } from 'zod';
import type { ActOutcome } from '../session/session.ts';
import type { BegunForm, FormFields } from './begun-form.ts';
import type { BegunForms, Sending } from './begun-forms.ts';

export type FormParts<F extends FormFields> = {
  /** Which form, and of what: "flag.raise/p1". */
  readonly form: string;
  /** For a list of what was begun or came back, without what it is about: "Your flag". */
  readonly title: string;
  /** Reads what this browser kept, perhaps of another version of the page. */
  readonly fields: z.ZodType<F>;
  readonly initial: F;
  /** Those of its fields that are typed: what is in them is not given up unasked. */
  readonly words: readonly (keyof F)[];
};

export class OpenForm<F extends FormFields> {
  readonly #forms: BegunForms;
  readonly #parts: FormParts<F>;
  #isSent = false;
  #read: { readonly begun: BegunForm | undefined; readonly fields: F };

  constructor(forms: BegunForms, parts: FormParts<F>) {
    this.#forms = forms;
    this.#parts = parts;
    this.#read = { begun: undefined, fields: parts.initial };
  }

  get form(): string {
    return this.#parts.form;
  }

  get begun(): BegunForm | undefined {
    return this.#forms.of(this.#parts.form);
  }

  /** Keeps its identity until something is filled in. */
  get fields(): F {
    const { begun } = this;
    if (begun !== this.#read.begun) {
      const { fields, initial } = this.#parts;
      this.#read = { begun, fields: fields.safeParse({ ...initial, ...begun?.fields }).data ?? initial };
    }
    return this.#read.fields;
  }

  get hasWords(): boolean {
    const { words, initial } = this.#parts;
    return words.some(name => this.fields[name] !== initial[name]);
  }

  set(change: Partial<F>): void {
    this.#isSent = false; // a form that stays open is filled in anew
    const { form, title, initial } = this.#parts;
    const next = { ...this.fields, ...change };
    if (JSON.stringify(next) === JSON.stringify(initial)) this.discard();
    else this.#forms.write(form, title, next);
  }

  discard(): void {
    const { begun } = this;
    if (begun) this.#forms.drop(begun);
  }

  /** Null: it has been sent already. */
  send(sending: Sending<F>): Promise<ActOutcome> | null {
    if (this.#isSent) return null;
    this.#isSent = true;
    return this.#forms.send(this.#parts.form, this.#parts.title, this.fields, sending);
  }
}
