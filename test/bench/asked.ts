// How long the server takes to answer what a reviewer asks for, over HTTP.
import { DraftId } from '../../shared/ids.ts';
import type { Person } from '../support/running-server.ts';
import { percentile } from './report.ts';

const draft = DraftId.parse('sample');

/** How long each answer took, to its last byte. */
export async function asks(person: Person, path: string | (() => string), times: number): Promise<readonly number[]> {
  const took: number[] = [];
  for (let i = 0; i < times; i++) {
    const rest = typeof path === 'string' ? path : path();
    const began = performance.now();
    const answer = await person.get(
      `/api/drafts/${draft}/${rest}${rest.includes('?') ? '&' : '?'}seat=${person.seat.id}`,
    );
    const { length } = await answer.text();
    if (!answer.ok || length < 2) throw new Error(`${rest}: ${answer.status}`);
    took.push(performance.now() - began);
  }
  return took;
}

export const figures = (values: readonly number[]): [string, string] => [
  percentile(values, 0.5).toFixed(0),
  percentile(values, 0.95).toFixed(0),
];
