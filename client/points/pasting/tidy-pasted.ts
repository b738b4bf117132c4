// Brings a pasted document into shapes that Lexical's reader knows, before it reads it: Word's lists, tables, tracked
// changes, comments, pictures and links that are too long. Changes the document given.
import { linkCharsMax } from '../../../shared/text/allow-list.ts';
import { breakAtRules, takePictures } from './between-words.ts';
import { takeDeletedWords } from './deleted-words.ts';
import { takeHiddenWords } from './hidden-words.ts';
import { knownElements } from './known-elements.ts';
import { takeLongLinks } from './long-links.ts';
import { raiseLetters } from './raised-letters.ts';
import { linesOfTables } from './table-lines.ts';
import { takeComments } from './word-comments.ts';
import { makeWordLists } from './word-lists.ts';

export type LeftOut = 'deleted words' | 'comments' | 'hidden words' | 'pictures' | 'long links' | 'raised letters';

export type Tidied =
  | { readonly kind: 'as-it-was' }
  | { readonly kind: 'reshaped' }
  | { readonly kind: 'left-out'; readonly what: readonly LeftOut[] };

export function tidyPasted(document: Document): Tidied {
  const hadLists = makeWordLists(document); // first: an item whose words are all deleted has a marker still
  const what: LeftOut[] = [];
  if (takeDeletedWords(document.body)) what.push('deleted words');
  if (takeComments(document.body)) what.push('comments');
  if (takeHiddenWords(document.body)) what.push('hidden words');
  if (takePictures(document)) what.push('pictures');
  if (takeLongLinks(document.body)) what.push('long links');
  const letters = raiseLetters(document.body);
  if (letters === 'put-down') what.push('raised letters');
  const hadOthers = knownElements(document) || letters === 'raised';
  const hadRules = breakAtRules(document);
  const hadTables = linesOfTables(document);
  if (what.length > 0) return { kind: 'left-out', what };
  return { kind: hadLists || hadOthers || hadRules || hadTables ? 'reshaped' : 'as-it-was' };
}

export const leftOutWords = (what: readonly LeftOut[]): string =>
  `Left out of what you pasted: ${what.map(each => names[each]).join(', ')}.`;

const names: Readonly<Record<LeftOut, string>> = {
  'deleted words': 'deleted words',
  comments: 'comments',
  'hidden words': 'hidden words',
  pictures: 'pictures',
  'raised letters': 'the raised or lowered form of letters (they stand on the line)',
  'long links': `links of more than ${linkCharsMax.toLocaleString('en')} characters (their words are here)`,
};
