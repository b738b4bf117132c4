// What free words are looked for in: who did it and what it says, in small letters. Both update logs search the same.
// Pure.
import { z } from 'zod';
import type { HistoryChange } from './update-log.ts';

const Facts = z.record(z.string(), z.unknown());

export function searchedWords({ name, detail }: Pick<HistoryChange, 'name' | 'detail'>): string {
  const facts = Object.values(Facts.parse(JSON.parse(detail)));
  return [name, ...facts.filter(fact => typeof fact === 'string')].join(' ').toLocaleLowerCase();
}
