// What of an entry a member reads in their export, where comments were removed or reworded since.
import { expect, test } from 'vitest';
import { exportedLine, standingWords } from '../../../../server/record/exported-entry.ts';
import { emptyHead, nextEntry } from '../../../../server/storage/chain.ts';
import { freshSalts } from '../../../../server/sync/tick/salts.ts';
import { DocName } from '../../../../shared/ids.ts';
import { chair, member, StandingDraft } from '../../../support/standing-draft.ts';

const ukr = member('delegate', 'ukr');
const open = (text: string) => ({ kind: 'thread.open', point: 'p1', anchor: null, needs: [], text });

test('[H5] a comment that was removed or reworded is not shown again because somebody repeats its words', () => {
  const draft = new StandingDraft();
  const said: Record<string, unknown>[] = [];
  const says = (id: string, act: Record<string, unknown>): void => {
    draft.does(ukr, act, id);
    said.push({ id, ...act });
  };
  says('gone', open('We could drop it.'));
  says('kept', open('As it stands.'));
  says('was', open('Five years.'));
  says('edit', { kind: 'comment.edit', comment: 'was', text: 'Ten years.' });
  says('again', { kind: 'comment.edit', comment: 'was', text: 'Some years.' });
  draft.does(ukr, { kind: 'comment.remove', comment: 'gone' });
  for (const text of ['We could drop it.', 'Five years.', 'Ten years.']) draft.does(chair, open(text));

  const standing = standingWords(draft.rows);
  const isShown = (act: Record<string, unknown>): boolean => lineOf({ act }, standing).includes(String(act['text']));
  expect(said.filter(isShown).map(({ id }) => id)).toEqual(['kept', 'again']);
});

test('[H5] words that something hung on before it was attached to others are withheld with the entries that hold them', () => {
  const draft = new StandingDraft();
  const entries: { readonly act: Record<string, unknown>; readonly about: unknown }[] = [];
  const does = (act: Record<string, unknown>, id: string, facts: Record<string, unknown>): void => {
    expect(draft.does(ukr, act, id)).toBe('done');
    entries.push({ act: { id, ...act }, about: { facts } });
  };
  const on = (quote: string) => ({ start: `${quote}A`, end: `${quote}B`, quote, prefix: 'before', suffix: 'after' });
  does({ ...open('Why?'), anchor: on('first') }, 'thread', { quote: 'first' });
  does({ ...open('And here?'), anchor: on('other') }, 'stays', { quote: 'other' });
  does(flag(on('first')), 'flag', { quote: 'first' });
  does(flag(on('other')), 'claim', { quote: 'other' });
  for (const [was, quote] of [
    ['first', 'second'],
    ['second', 'third'],
  ] as const) {
    const moved = { point: 'p1', anchor: on(quote), needs: [] };
    does({ kind: 'thread.attach', thread: 'thread', ...moved }, `thread-${quote}`, { was, quote });
    does({ kind: 'flag.attach', flag: 'flag', ...moved }, `flag-${quote}`, { was, quote });
  }
  does({ kind: 'flag.discuss', flag: 'claim', text: 'Is it?' }, 'talk', { quote: 'other', text: 'Is it?' });

  const standing = standingWords(draft.rows);
  const shown = entries.filter(entry => lineOf(entry, standing).includes('"content"'));
  expect(shown.map(({ act }) => act['id'])).toEqual(['stays', 'claim', 'talk']);
  expect(entries.every(entry => lineOf(entry, null).includes('"content"'))).toBe(true);
});

test('[L11] an act of a kind that is not known is withheld from whoever may not read everything', () => {
  const entry = { act: { id: 'a', kind: 'note.write', text: 'Our fallback.' } };
  expect(lineOf(entry, new Set())).not.toContain('Our fallback.');
  expect(lineOf(entry, null)).toContain('Our fallback.');
});

const flag = (anchor: unknown) => ({
  kind: 'flag.raise',
  ...{ point: 'p1', anchor, needs: [], redLine: 'line', severity: 'crosses', reason: null },
});

function lineOf(
  entry: { readonly act: Record<string, unknown>; readonly about?: unknown },
  standing: ReadonlySet<string> | null,
) {
  const doc = DocName.parse('d/shared');
  const made = { doc, at: 1, actor: '{}', kind: String(entry.act['kind']), update: Uint8Array.of(0, 0) };
  const chained = nextEntry(emptyHead, {
    ...made,
    detail: JSON.stringify({ about: {}, members: [], ...entry }),
    salts: freshSalts(),
  });
  return exportedLine(chained.entry, standing);
}
