// Words that I deleted and that somebody has written anew in their place since, e.g. by an undo of their own: my undo
// does not bring them back a second time (rule E3).
import * as Y from 'yjs';
import { lineEnd } from '../../../../shared/text/flow.ts';
import { isNewerThan } from '../../../../shared/text/letter-ids.ts';
import { alikeCharsMin, standingAgain } from './brought-back.ts';
import type { StepRecord } from './step-record.ts';
import { leaveOut } from './step-record.ts';

type Step = Y.UndoManager['undoStack'][number];
/** Deleted letters of the step that stood together, and what others have put among them since. */
type Gap = { readonly gone: Y.Item[]; words: string; anew: string; isTouched: boolean };

/** Takes such words from the step. True: there were some. */
export function leaveWhatStandsAnew(flow: Y.XmlText, step: Step, { taken }: StepRecord): boolean {
  const known = taken.at(-1)?.known;
  if (!known) return false;
  const isOurs = (item: Y.Item): boolean => item.deleted && Y.isDeleted(step.deletions, item.id);
  const isTheirs = ({ id }: Y.Item): boolean => isNewerThan(known, id) && id.client !== flow.doc?.clientID;
  const gaps = gapsIn(flow, isOurs, isTheirs);
  const standing = gaps.filter(({ words, anew, isTouched }) => !isTouched && words !== '' && isWithin(words, anew));
  for (const { gone } of standing) for (const { id, length } of gone) leaveOut(step.deletions, id, length);
  const parted = gaps.filter(gap => !standing.includes(gap) && !gap.isTouched && gap.words !== '' && gap.anew !== '');
  const again = parted.flatMap(gap => lettersAgain(flow, gap, isTheirs));
  for (const { id, length } of again) leaveOut(step.deletions, id, length);
  return standing.length + again.length > 0;
}

type Letters = { readonly id: Y.ID; length: number };

/** Of words that others have brought back in part: the letters that stand again. */
function lettersAgain(flow: Y.XmlText, { gone, words }: Gap, isTheirs: (item: Y.Item) => boolean): readonly Letters[] {
  if (words.includes(lineEnd)) return [];
  const letters = gone.flatMap(({ id, length }) =>
    Array.from({ length }, (_, i) => Y.createID(id.client, id.clock + i)),
  );
  const found: Letters[] = [];
  for (const [letter, { item }] of standingAgain(flow, letters)) {
    const last = found.at(-1);
    if (!isTheirs(item)) continue;
    if (last && last.id.client === letter.client && last.id.clock + last.length === letter.clock) last.length++;
    else found.push({ id: letter, length: 1 });
  }
  return found.filter(({ length }) => length >= alikeCharsMin);
}

/** Words brought back from a version may have their blanks on the other side, or stand with more. */
const isWithin = (words: string, anew: string): boolean =>
  words === anew || (words.trim().length >= alikeCharsMin && anew.includes(words.trim()));

function gapsIn(
  flow: Y.XmlText,
  isOurs: (item: Y.Item) => boolean,
  isTheirs: (item: Y.Item) => boolean,
): readonly Gap[] {
  const gaps: Gap[] = [];
  let gap: Gap = { gone: [], words: '', anew: '', isTouched: false };
  for (let item = flow._start; item; item = item.right) {
    const { content } = item;
    if (!item.deleted && content instanceof Y.ContentString) {
      if (isTheirs(item)) gap.anew += content.str;
      else if (!/^[^\S\n]*$/.test(content.str)) {
        gaps.push(gap);
        gap = { gone: [], words: '', anew: '', isTouched: false };
      }
    } else if (isOurs(item)) {
      gap.gone.push(item);
      if (content instanceof Y.ContentString) gap.words += content.str;
      else gap.isTouched = true; // its letters are no longer known
    }
  }
  return [...gaps, gap];
}
