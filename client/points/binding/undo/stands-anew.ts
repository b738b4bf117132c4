// Words that I deleted and that somebody has written anew in their place since, e.g. by an undo of their own: my undo
// does not bring them back a second time (rule E3).
import * as Y from 'yjs';
import { isNewerThan } from '../../../../shared/text/letter-ids.ts';
import type { StepRecord } from './step-record.ts';

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
  for (const { gone } of standing) for (const { id, length } of gone) without(step, id, length);
  return standing.length > 0;
}

/** Words brought back from a version may have their blanks on the other side, or stand with more. */
const isWithin = (words: string, anew: string): boolean =>
  words === anew || (words.trim().length >= alikeCharsMin && anew.includes(words.trim()));
const alikeCharsMin = 4;

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

function without({ deletions }: Step, { client, clock }: Y.ID, length: number): void {
  const ranges = deletions.clients.get(client) ?? [];
  const left = ranges.flatMap(range => {
    const [from, to] = [Math.max(range.clock, clock), Math.min(range.clock + range.len, clock + length)];
    if (from >= to) return [range];
    return [
      { clock: range.clock, len: from - range.clock },
      { clock: to, len: range.clock + range.len - to },
    ].filter(({ len }) => len > 0);
  });
  if (left.length > 0) deletions.clients.set(client, left);
  else deletions.clients.delete(client);
}
