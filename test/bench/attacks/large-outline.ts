// A document as large as a request may bring, as an act, and a draft that it was brought into.
import { range } from './circles-and-deletions.ts';
import type { Hostile } from './hostile.ts';
import type { StagedSeat } from './stage.ts';

const words = 'The parties consult one another without delay on all measures that concern them. '.repeat(6);

/** About four megabytes: 500 points of 16 paragraphs. */
export function largeOutline(points = 500, paragraphs = 16): string {
  const block = { kind: 'paragraph', runs: [{ text: words, marks: [], link: null }] };
  const made = range(points, number => ({ title: `Point ${number}`, blocks: range(paragraphs, () => block) }));
  const themes = [{ title: 'All of it', points: made }];
  return JSON.stringify({ id: crypto.randomUUID(), kind: 'outline.import', after: null, themes });
}

/** The attacker's own draft is made as large as that; its chair's seat. */
export async function growsOwnDraft(hostile: Hostile): Promise<StagedSeat> {
  const seat = hostile.seat('drafter', 'own');
  await hostile.asks({ method: 'POST', path: `/api/drafts/${seat.draft}/imports`, seat, body: largeOutline() });
  return seat;
}
