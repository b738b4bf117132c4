// A page with one form, over a real outbox and a browser's storage, without React.
import { z } from 'zod';
import { ApiProblem } from '../../client/api/api-client.ts';
import { BegunForms } from '../../client/forms/begun-forms.ts';
import { OpenForm } from '../../client/forms/open-form.ts';
import { Outbox } from '../../client/session/outbox.ts';
import type { ActDraft, ActOutcome } from '../../client/session/session.ts';
import { Act } from '../../shared/acts/act.ts';
import type { ActId } from '../../shared/ids.ts';
import { DraftId, FlagId, MemberId } from '../../shared/ids.ts';
import { FakeStorage } from './fake-storage.ts';

export const draft = DraftId.parse('draft');
export const member = MemberId.parse('ukr-delegate');
const flag = FlagId.parse('f1');
const fields = z.object({ choice: z.enum(['risks', 'crosses']), reason: z.string() });
type Fields = z.infer<typeof fields>;
export type FormOfTest = OpenForm<Fields>;

type Line = 'open' | 'cut' | 'refusing';

/** A page with forms, whose server takes acts, is out of reach, or refuses each of these kinds. */
export function newPage(storage = new FakeStorage(), { who = member, refused = [] as readonly string[] } = {}) {
  const taken: Act[] = [];
  const page = { line: 'open' as Line, taken };
  const send = async (act: Act) => {
    if (page.line === 'cut') throw new TypeError('Failed to fetch');
    if (page.line === 'refusing' && (refused.length === 0 || refused.includes(act.kind)))
      throw new ApiProblem(409, { type: 'x', title: '', status: 409, detail: 'Chair settled it already.' });
    taken.push(act);
    return { seq: taken.length, hash: '', at: 0 };
  };
  const work = { putAct: () => undefined, removeAct: () => undefined };
  const outbox = new Outbox({ send, work, onChange: () => undefined });
  const session = {
    act: (act: ActDraft, id?: ActId) => {
      const whole = Act.parse({ ...act, id });
      return { id: whole.id, outcome: outbox.add(whole, Promise.resolve()) };
    },
    live: { takeBack: (id: ActId) => outbox.takeBack(id), unanswered: () => outbox.unanswered },
  };
  const forms = new BegunForms(storage, draft, who, session);
  const opens = (): FormOfTest => {
    const initial: Fields = { choice: 'risks', reason: '' };
    return new OpenForm(forms, { form: 'flag.settle/f1', title: 'Settling', fields, initial, words: ['reason'] });
  };
  return Object.assign(page, { storage, outbox, session, forms, opens });
}

export const settle = (form: FormOfTest): Promise<ActOutcome> | null =>
  form.send({ act: { kind: 'flag.settle', flag, outcome: form.fields.reason || null } });
