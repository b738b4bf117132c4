// Whether a point and the draft have room for the words that an act brings. What is typed is for the server's gate.
import { draftTextCharsMax, pointTextCharsMax } from '../limits.ts';
import { lettersInBlocks } from '../text/letters-in.ts';
import type { Act, ActRefusal } from './act.ts';
import { refused } from './act.ts';
import type { ActContext } from './act-context.ts';

type Body = { readonly title: string; readonly letters: number; readonly before: number };

/** Null: there is room, or it brings no words. */
export function refusesWords(act: Act, context: ActContext): ActRefusal | null {
  const bodies = bodiesOf(act, context);
  const long = bodies.find(({ letters, before }) => letters > pointTextCharsMax && letters > before);
  if (long) return tooMany(`“${long.title}” would have more than ${inWords(pointTextCharsMax)} characters.`);
  const growth = bodies.reduce((sum, { letters, before }) => sum + letters - before, 0);
  if (growth > 0 && growth > context.lettersLeft(growth))
    return tooMany(`The draft would have more than ${inWords(draftTextCharsMax)} characters.`);
  return null;
}

function bodiesOf(act: Act, { rows, wordsOf }: ActContext): readonly Body[] {
  switch (act.kind) {
    case 'point.add':
      return [{ title: act.title, letters: act.paragraphs.reduce((sum, text) => sum + text.length + 1, 0), before: 0 }];
    case 'outline.import':
      return act.themes.flatMap(({ points }) =>
        points.map(({ title, blocks }) => ({ title, letters: lettersInBlocks(blocks), before: 0 })),
      );
    case 'words.restore':
      return act.points.map(({ point, blocks }) => {
        const row = rows.get('points', point);
        const stands = row !== undefined && row.state.kind !== 'removed';
        const before = stands ? wordsOf(point).length + 1 : 0; // with the end of its last line
        return { title: row?.title ?? '', letters: lettersInBlocks(blocks), before };
      });
    default:
      return [];
  }
}

const tooMany = (reason: string): ActRefusal => refused('too-many', reason);
const inWords = (count: number): string => count.toLocaleString('en');
