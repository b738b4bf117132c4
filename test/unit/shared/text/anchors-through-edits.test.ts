// Words that stay whole keep what hangs on them, whatever command of the editor is used beside them, by whomever, and however often.
import { expect, test } from 'vitest';
import { makeAnchor } from '../../../../shared/text/anchors.ts';
import type { Command } from '../../../support/anchored-play.ts';
import { AnchoredPlay } from '../../../support/anchored-play.ts';
import { Random } from '../../../support/seeded-random.ts';

const seeds = process.env['LONG'] === '1' ? 4_000 : 500;

/** Words of letters that stand nowhere else. */
function strangeWords(): () => string {
  let letter = 0x4e00;
  return () => `${String.fromCharCode(letter++, letter++, letter++, letter++)} `;
}

test('[A9] words that no edit breaks keep their anchor, in every copy, through a dozen commands in a row', () => {
  const lost: Record<string, number> = {};
  let checked = 0;
  for (let seed = 1; seed <= seeds; seed++) {
    const random = new Random(seed);
    const word = strangeWords();
    const line = (): string => Array.from({ length: 12 }, word).join('').trim();
    const play = new AnchoredPlay([line(), line(), line()], random, word);
    const text = play.text();
    const from = random.below(text.length - 20);
    const to = from + 1 + random.below(20);
    const anchor = makeAnchor(play.root, from, to);
    const letters = text.slice(from, to).replaceAll(/\s/g, '');
    if (letters === '') continue;
    const done: Command[] = [];
    for (let i = 0; i < 12; i++) {
      done.push(play.step());
      const { all, words } = play.placed(anchor);
      expect(new Set(all.map(each => JSON.stringify(each))).size, `seed ${seed}: ${done}`).toBe(1);
      if (play.text().replaceAll(/\s/g, '').split(letters).length !== 2) continue; // broken, gone, or there twice
      checked++;
      if (words.replaceAll(/\s/g, '') !== letters || all[0]?.kind !== 'exact') {
        lost[`seed ${seed}: ${done} ${all[0]?.kind}`] = 1;
        break;
      }
    }
    play.close();
  }
  console.log(checked, Object.keys(lost).length, Object.keys(lost).slice(0, 30));
  expect(lost).toEqual({});
}, 120_000);
