// Which points a search finds: by number, title or words, the nearest first. Pure; draws nothing.
import type { PointId } from '../../shared/ids.ts';

export type Searchable = {
  readonly id: PointId;
  readonly number: number;
  readonly title: string;
  readonly words: string;
};

/** `excerpt`: where its words, and not its number or title, hold what was searched for. */
export type Found = { readonly id: PointId; readonly excerpt: string | null };

const excerptChars = { before: 24, after: 72 };

/** All of them in their order, where nothing is searched for. "12" finds what begins with it, point 12 first. */
export function foundPoints(points: readonly Searchable[], search: string): readonly Found[] {
  const wanted = fold(search)
    .split(/\s+/)
    .filter(word => word !== '' && word !== 'point');
  if (wanted.length === 0) return points.map(({ id }) => ({ id, excerpt: null }));
  return points
    .map(point => ({ id: point.id, rank: rankOf(point, wanted), excerpt: excerptOf(point, wanted) }))
    .filter(({ rank }) => rank < ranks.none)
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ id, rank, excerpt }) => ({ id, excerpt: rank === ranks.words ? excerpt : null }));
}

const ranks = { number: 0, begun: 1, title: 2, words: 3, none: 4 } as const;

function rankOf({ number, title, words }: Searchable, wanted: readonly string[]): number {
  const [first = ''] = wanted;
  if (wanted.length === 1 && first === String(number)) return ranks.number;
  if (wanted.length === 1 && String(number).startsWith(first)) return ranks.begun;
  if (fold(title).includes(wanted.join(' '))) return ranks.title;
  const all = fold(`${number} ${title} ${words}`);
  return wanted.every(word => all.includes(word)) ? ranks.words : ranks.none;
}

function excerptOf({ words }: Searchable, wanted: readonly string[]): string | null {
  const folded = fold(words);
  const at = wanted.map(word => folded.indexOf(word)).find(index => index >= 0);
  if (at === undefined) return null;
  const from = Math.max(0, at - excerptChars.before);
  const to = at + excerptChars.after;
  const text = words.slice(from, to).toWellFormed().replace(/\s+/g, ' ').trim();
  return `${from > 0 ? '…' : ''}${text}${to < words.length ? '…' : ''}`;
}

const fold = (text: string): string => text.toLowerCase();
