// A document as large as a request may bring, as an act. Made, not read.
import { range } from './circles-and-deletions.ts';

const words = 'The parties consult one another without delay on all measures that concern them. '.repeat(6);

/** About four megabytes: 500 points of 16 paragraphs. */
export function largeOutline(points = 500, paragraphs = 16): string {
  const block = { kind: 'paragraph', runs: [{ text: words, marks: [], link: null }] };
  const made = range(points, number => ({ title: `Point ${number}`, blocks: range(paragraphs, () => block) }));
  const themes = [{ title: 'All of it', points: made }];
  return JSON.stringify({ id: crypto.randomUUID(), kind: 'outline.import', after: null, themes });
}
