// What a line of the history tells beside who, what and where: plain facts, stored as JSON. Knows no act.
import { z } from 'zod';
import type { HistoryChange } from './history-queries.ts';

export const Facts = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));
export type Facts = Readonly<z.infer<typeof Facts>>;

export const writeFacts = (facts: Facts = {}): string => JSON.stringify(facts);
export const readFacts = ({ detail }: Pick<HistoryChange, 'detail'>): Facts => Facts.parse(JSON.parse(detail));
