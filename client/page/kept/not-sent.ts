// What a member or reader had begun and not sent, where nothing can be sent any more: comments, forms, and what is kept
// for them, each to be copied or dismissed. Sends nothing.
import { unreachable } from '../../../shared/assert.ts';
import type { DraftId, MemberId } from '../../../shared/ids.ts';
import type { BegunForm } from '../../forms/begun-form.ts';
import { saidInForm } from '../../forms/begun-form.ts';
import { BegunForms } from '../../forms/begun-forms.ts';
import type { KeptWords } from '../../local/own-work.ts';
import type { KeptList } from '../../sync/kept-words.ts';
import type { Target, Unposted } from '../../threads/unposted.ts';
import { targetKey, UnpostedTexts } from '../../threads/unposted.ts';

export type NotSent = {
  readonly texts: UnpostedTexts;
  readonly forms: BegunForms;
  /** Null: a reader has none. */
  readonly kept: Pick<KeptList, 'all' | 'keep' | 'dismiss'> | null;
};

export type NotSentEntry = { readonly kept: KeptWords; readonly drop: () => void; readonly restore: () => void };

/** What earlier pages have left in this browser, for whoever it has no session. */
export const notSentBy = (
  place: { readonly draft: DraftId; readonly member: MemberId },
  kept: NotSent['kept'],
  storage: Storage = localStorage,
): NotSent => ({
  texts: new UnpostedTexts(storage, place.draft, place.member),
  forms: new BegunForms(storage, place.draft, place.member, nobody),
  kept,
});

const nobody = {
  act: (): never => {
    throw new Error('Nothing can be sent here.');
  },
  live: null,
};

/** What was on its way when the seat was lost is kept, and stands in its form or field, too: it is listed once. */
export function entriesOf({ texts, forms, kept }: NotSent): readonly NotSentEntry[] {
  const begun = [
    ...texts.all().map(text => ({ ids: [targetKey(text.target)], ...ofText(texts, text) })),
    ...forms.all().map(form => ({ ids: form.ids, ...ofForm(forms, form) })),
  ].filter(({ kept: { words } }) => words.trim() !== '');
  const all = kept?.all() ?? [];
  const isKept = ({ ids, kept: { words } }: (typeof begun)[number], entry: KeptWords): boolean =>
    ids.some(id => id === entry.id) || words === entry.words;
  return [
    ...all.map(entry => {
      const same = begun.filter(each => isKept(each, entry));
      return {
        kept: entry,
        drop: () => {
          kept?.dismiss(entry.id);
          for (const { drop } of same) drop();
        },
        restore: () => {
          kept?.keep([entry]);
          for (const { restore } of same) restore();
        },
      };
    }),
    ...begun.filter(each => !all.some(entry => isKept(each, entry))),
  ];
}

function ofText(texts: UnpostedTexts, { target, text, refusal }: Unposted): NotSentEntry {
  const what = `${nameOf(target)} was not posted`;
  return {
    kept: about(targetKey(target), text, refusal === null ? `${what}.` : `${what}: ${refusal}`),
    drop: () => texts.drop(target),
    restore: () => texts.append(target, text),
  };
}

function ofForm(forms: BegunForms, form: BegunForm): NotSentEntry {
  const { state, title } = form;
  const reason = state.kind === 'returned' ? `${title} was not done: ${state.reason}` : `${title} was not sent.`;
  return {
    kept: about(form.ids[0], saidInForm(form), reason),
    drop: () => forms.drop(form),
    restore: () => forms.restore(form),
  };
}

const about = (id: string, words: string, reason: string): KeptWords => ({ id, point: null, words, reason, at: 0 });

function nameOf({ kind }: Target): string {
  switch (kind) {
    case 'point':
    case 'words':
      return 'Your comment';
    case 'reply':
      return 'Your reply';
    case 'outcome':
      return 'Your outcome';
    case 'edit':
      return 'Your change to a comment';
    default:
      return unreachable(kind);
  }
}
