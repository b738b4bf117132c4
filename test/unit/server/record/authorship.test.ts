// Who wrote which words, told as small stories; and what holds for any change.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PointWords, Removed } from '../../../../server/record/authorship.ts';
import { noWords, rewrite } from '../../../../server/record/authorship.ts';

const [ann, bob, eve] = [0, 1, 2];

/** A point written by several, one whole text after the other. */
class Story {
  words: PointWords = noWords;
  removed: readonly Removed[] = [];
  #at = 0;

  writes(by: number, text: string): this {
    const { words, removed } = rewrite(this.words, text, { point: 'p', by, at: ++this.#at }, this.removed);
    [this.words, this.removed] = [words, removed];
    return this;
  }

  /** `[author]words[author]words…` */
  get told(): string {
    let at = 0;
    return this.words.spans
      .map(({ length, by }) => {
        at += length;
        return `[${by}]${this.words.text.slice(at - length, at)}`;
      })
      .join('');
  }
}

test('[H3] words belong to whoever typed them, also within the words of others', () => {
  const story = new Story()
    .writes(ann, 'The parties agree.')
    .writes(bob, 'The two parties agree.')
    .writes(eve, 'The two parties disagree.');
  expect(story.told).toBe('[0]The [1]two [0]parties [2]dis[0]agree.');
});

test('[H3] words that move, or come back, keep their author', () => {
  const sentence = 'Forces withdraw within thirty days.';
  const moved = new Story()
    .writes(ann, `${sentence} Monitors arrive.`)
    .writes(bob, 'Monitors arrive.')
    .writes(bob, `Monitors arrive. ${sentence}`);
  expect(moved.told).toBe(`[0]Monitors arrive. ${sentence}`);
  const undone = new Story().writes(ann, sentence).writes(bob, '').writes(eve, sentence);
  expect(undone.told).toBe(`[0]${sentence}`);
});

test('[H3] what is typed anew and happens to be short is new', () => {
  expect(new Story().writes(ann, 'one and two').writes(bob, 'one two').writes(eve, 'one and two').told).toBe(
    '[0]one [2]and [0]two',
  );
});

test('[H3] a removal belongs to whoever made it; letter by letter it is one removal', () => {
  const story = new Story().writes(ann, 'All forces withdraw.');
  for (const text of ['All forces withdra', 'All forces withd', 'All forces wi', 'All forces '])
    story.writes(bob, text);
  expect(story.removed.map(({ words, by }) => [words, by])).toEqual([['withdraw.', bob]]);
});

test('[H3] spans cover the text, whatever happens', () => {
  const texts = fc.array(fc.tuple(fc.nat(2), fc.string({ unit: fc.constantFrom('a', 'b', ' ', 'я', '\n', '😀') })), {
    maxLength: 30,
  });
  fc.assert(
    fc.property(texts, changes => {
      const story = new Story();
      for (const [by, text] of changes) story.writes(by, text);
      const length = story.words.spans.reduce((sum, span) => sum + span.length, 0);
      expect(length).toBe(story.words.text.length);
      expect(story.words.text).toBe(changes.at(-1)?.[1] ?? '');
    }),
  );
});
