// Brings a pasted document into shapes that Lexical's reader knows, before it reads it: Word's lists, tables, tracked changes. Changes the document given.
import { takeDeletedWords } from './deleted-words.ts';
import { linesOfTables } from './table-lines.ts';
import { makeWordLists } from './word-lists.ts';

export type Tidied = 'as-it-was' | 'reshaped' | 'words-left-out';

export function tidyPasted(document: Document): Tidied {
  const hadLists = makeWordLists(document); // first: an item whose words are all deleted has a marker still
  const hadDeleted = takeDeletedWords(document.body);
  const hadTables = linesOfTables(document);
  if (hadDeleted) return 'words-left-out';
  return hadLists || hadTables ? 'reshaped' : 'as-it-was';
}
