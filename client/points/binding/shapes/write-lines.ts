// Writes the lines that two people's shapes come to: into the lines that stand, with the letters that stand right
// already; a line that has none of its own is made anew, one that is not needed goes (rule E9). Call it in a
// transaction.
import type * as Y from 'yjs';
import type { WhoseLetters } from '../whose-letters.ts';
import { placeForLine, removeWithEmpty } from './line-places.ts';
import type { MergedLines, Wanted, WantedLine } from './merged-lines.ts';
import type { Line } from './shape.ts';
import { listsIn } from './shape.ts';
import { writeParts } from './write-parts.ts';

/** False where a line could not be placed: nothing has been written then. */
export function writeLines({ region, wanted }: MergedLines, whose: WhoseLetters): boolean {
  const hosts = hostsOf(region, wanted);
  const used = new Set(hosts);
  const letters = new Set(wanted.flatMap(line => line.letters.map(({ key }) => key)));
  const surplus = region.filter(line => !used.has(line) && line.letters.some(({ key }) => letters.has(key)));
  if (surplus.some(line => line.letters.some(({ key }) => !letters.has(key)))) return false;
  let last: Y.XmlElement | null = null;
  const next = region[0]?.element;
  for (const [index, line] of wanted.entries()) {
    const host: Y.XmlElement | null = hosts[index]?.element ?? placeForLine(line.kind, last, next);
    if (!host) return false;
    writeParts(host, line.letters, whose);
    last = host;
  }
  for (const { element } of surplus) removeWithEmpty(element);
  return true;
}

/** For each wanted line one that stands, in the same order: of its kind, and with the most of its letters. */
function hostsOf(region: readonly Line[], wanted: readonly WantedLine[]): readonly (Line | null)[] {
  let from = 0;
  return wanted.map(({ kind, letters }) => {
    let best: { readonly at: number; readonly count: number } | null = null;
    for (const [at, line] of region.entries()) {
      if (at < from || line.kind !== kind || listsIn(line.element).length > 0) continue;
      const count = letters.filter(wants => standsIn(line, wants)).length;
      if (count > (best?.count ?? 0)) best = { at, count };
    }
    if (!best) return null;
    from = best.at + 1;
    return region[best.at] ?? null;
  });
}

const standsIn = ({ element }: Line, { versions }: Wanted): boolean => versions.some(({ line }) => line === element);
