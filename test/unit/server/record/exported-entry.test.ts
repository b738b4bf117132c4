// What of an entry a member reads in their export, where comments were removed or reworded since.
import { expect, test } from 'vitest';
import { exportedLine, standingComments } from '../../../../server/record/exported-entry.ts';
import { emptyHead, nextEntry } from '../../../../server/storage/chain.ts';
import { freshSalts } from '../../../../server/sync/salts.ts';
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

  const standing = standingComments(draft.rows);
  const isShown = (act: Record<string, unknown>): boolean => {
    const detail = JSON.stringify({ act });
    const doc = DocName.parse('d/shared');
    const made = { doc, at: 1, actor: '{}', kind: String(act['kind']), detail, update: Uint8Array.of(0, 0) };
    const { entry } = nextEntry(emptyHead, { ...made, salts: freshSalts() });
    return exportedLine(entry, standing).includes(String(act['text']));
  };
  expect(said.filter(isShown).map(({ id }) => id)).toEqual(['kept', 'again']);
});
