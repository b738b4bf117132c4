// Words that stay whole keep what hangs on them, whatever command of the editor is used beside them, by whomever, and
// however often; and never does it go to a twin.
import { expect, test } from 'vitest';
import { must } from '../../../../shared/assert.ts';
import { makeAnchor } from '../../../../shared/text/anchors/anchors.ts';
import { AnchoredPlay, reshaping } from '../../../support/anchored-play.ts';
import { Random } from '../../../support/seeded-random.ts';

const seeds = process.env['LONG'] === '1' ? 4_000 : 20;
const commandsInARow = 12;
/** For busy machines: nothing here waits. */
const withinMs = 30 * 60_000;
const lettersOf = (text: string): string => text.replaceAll(/\s/g, '');
const inOneLine = (text: string): string => text.trim().replaceAll(/\s+/g, ' ');

/** Words of letters that stand nowhere else. */
function strangeWords(): () => string {
  let letter = 0x4e00;
  return () => `${String.fromCharCode(letter++, letter++, letter++, letter++)} `;
}

for (const [name, longest] of [
  ['a few words', 20],
  ['one or two letters', 2],
  ['words over line breaks', 90],
] as const)
  test(
    `[A9] ${name} keep their anchor through a dozen commands in a row, in every copy`,
    () => {
      for (let seed = 1; seed <= seeds; seed++) {
        const random = new Random(seed);
        const word = strangeWords();
        const line = (): string => Array.from({ length: 12 }, word).join('').trim();
        const play = new AnchoredPlay([line(), line(), line()], random, word);
        const text = play.text();
        const from = random.below(text.length - longest - 1);
        const to = from + 1 + random.below(longest);
        const quote = text.slice(from, to);
        const anchor = makeAnchor(play.root, from, to);
        const told: string[] = [`seed ${seed}, on “${quote}”`];
        for (let i = 0; i < commandsInARow && lettersOf(quote) !== ''; i++) {
          told.push(play.step());
          const { places, words } = play.placed(anchor);
          expect(new Set(places).size, told.join()).toBe(1);
          const [, after, again] = lettersOf(play.text()).split(lettersOf(quote));
          if (after === undefined || again !== undefined) continue; // broken, gone, or standing twice
          expect(lettersOf(words), told.join()).toBe(lettersOf(quote));
          // A blank that went between two words makes them others.
          if (inOneLine(words) === inOneLine(quote)) expect(places[0], told.join()).toContain('exact');
        }
      }
    },
    withinMs,
  );

/** The same clause again and again; what stands between two of them stands nowhere else. */
function clauses(clause: string, marks: string): string {
  return `${[...marks].join(clause)}`;
}

for (const [name, clause] of [
  ['short clauses', ' The parties shall report. '],
  [
    'long clauses that are the same for hundreds of letters',
    ` ${'Each of the parties, having regard to its obligations, '.repeat(2)}shall report ${'to the conference within thirty days '.repeat(3)}`,
  ],
] as const)
  test(
    `[A10] words of repeated ${name} never go to a twin, and stay theirs through whatever changes no letter`,
    () => {
      for (let seed = 1; seed <= seeds; seed++) {
        const random = new Random(seed);
        const isReshaped = random.chance(0.5);
        const marks = '甲乙丙丁戊';
        const play = new AnchoredPlay([clauses(clause, '甲乙丙'), clauses(clause, '丁戊')], random, strangeWords());
        const own = random.pick([0, 1, 3]);
        const [before, behind] = [must(marks[own], 'a mark'), must(marks[own + 1], 'a mark')];
        const quote = random.pick(['shall report', 'shall', 'e']);
        const from = play.text().indexOf(quote, play.text().indexOf(before));
        const anchor = makeAnchor(play.root, from, from + quote.length);
        const told: string[] = [`seed ${seed}, on “${quote}” after ${before}`];
        for (let i = 0; i < commandsInARow; i++) {
          told.push(isReshaped ? play.step(random.pick(reshaping)) : play.step());
          const { places, words } = play.placed(anchor);
          expect(new Set(places).size, told.join()).toBe(1);
          const text = play.text();
          const [first, last] = [text.indexOf(before), text.indexOf(behind)];
          const isMarked = first >= 0 && last > first && [before, behind].every(mark => text.split(mark).length === 2);
          if (!isMarked) break;
          if (words !== '') expect(play.placed(anchor).from, told.join()).toBeGreaterThan(first);
          if (words !== '') expect(play.placed(anchor).from, told.join()).toBeLessThan(last);
          if (isReshaped) expect(lettersOf(words), told.join()).toBe(lettersOf(quote));
        }
      }
    },
    withinMs,
  );
