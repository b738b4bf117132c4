// What free words are looked for in: who did it and what it says, in small letters. Both update logs search the same.
// Pure.

import type { HistoryChange } from './history-queries.ts';
import { readFacts } from './line-facts.ts';

export function searchedWords(line: Pick<HistoryChange, 'name' | 'detail'>): string {
  const facts = Object.values(readFacts(line));
  return [line.name, ...facts.filter(fact => typeof fact === 'string')].join(' ').toLocaleLowerCase();
}
