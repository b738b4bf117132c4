// How each person sees the letters of a point where two have shaped its lines without hearing of one another: by their
// own copies, and where they made none, by what stood before. What one of them has changed against that holds (rule
// E9). Pure.
import type * as Y from 'yjs';
import type { Line, Seen, Shape } from './shape.ts';
import { formatOf, keyOf } from './shape.ts';

/** Who wrote it without having read mine; null for what I had read or written. */
export type SideOf = (id: Y.ID) => number | null;

/** One version of a letter, and its line. */
export type Version = { readonly seen: Seen; readonly line: Line };
type View = { readonly client: number; versionOf(key: string): Version | undefined; counts(id: Y.ID): boolean };

export const versionsIn = (shape: Shape): ReadonlyMap<string, readonly Version[]> =>
  Map.groupBy(
    shape.flatMap(line => line.letters.map(seen => ({ seen, line }))),
    ({ seen }) => seen.key,
  );

export class Views {
  readonly base: ReadonlyMap<string, Version>;
  readonly order: ReadonlyMap<string, number>;
  readonly #views: readonly View[];
  readonly #baseView: View;

  constructor(base: Shape, now: Shape, sideOf: SideOf, me: number) {
    const first = [...versionsIn(base)].flatMap(([key, [version]]) => (version ? [[key, version] as const] : []));
    this.base = new Map(first);
    this.order = new Map(first.map(([key], index) => [key, index]));
    const baseBreaks = new Set(base.flatMap(({ letters }) => letters.flatMap(({ breaks }) => breaks.map(keyOf))));
    const versions = versionsIn(now);
    const clients = new Set([...versions.values()].flat().map(({ seen }) => sideOf(seen.id)));
    const viewOf = (client: number | null): View => ({
      client: client ?? me,
      versionOf: key => versions.get(key)?.find(({ seen }) => sideOf(seen.id) === client) ?? this.base.get(key),
      counts: id => baseBreaks.has(keyOf(id)) || sideOf(id) === client,
    });
    this.#views = [...clients].map(viewOf).sort((one, other) => one.client - other.client);
    this.#baseView = { client: 0, versionOf: key => this.base.get(key), counts: id => baseBreaks.has(keyOf(id)) };
  }

  kindOf(key: string): string {
    return this.#merged(
      ({ versionOf }) => versionOf(key)?.line.kind ?? '',
      (_, [first]) => first,
    );
  }

  linkOf(key: string): string | null {
    return this.#merged(
      ({ versionOf }) => versionOf(key)?.seen.link ?? null,
      (_, [first]) => first,
    );
  }

  /** Bold of the one and italic of the other are both. */
  formatOf(key: string): number {
    return this.#merged(
      ({ versionOf }) => formatOf(versionOf(key)?.seen.marks ?? {}),
      (base, changed) => changed.reduce((format, other) => format | (other ^ base), 0) ^ base,
    );
  }

  /** Between letters side by side: how many line breaks, or a new line. */
  between(left: string, right: string): number | 'line' {
    return this.#merged<number | 'line'>(
      ({ versionOf, counts }) => {
        const [one, other] = [versionOf(left), versionOf(right)];
        if (!one || !other) return 'line';
        if (one.line.element !== other.line.element) return 'line';
        const rows = ({ seen }: Version): number => seen.breaks.filter(counts).length;
        return Math.max(0, rows(other) - rows(one));
      },
      (_, changed) => (changed.includes('line') ? 'line' : Math.max(...changed.filter(each => each !== 'line'))),
    );
  }

  #merged<T>(read: (view: View) => T, merge: (base: T, changed: readonly [T, ...T[]]) => T): T {
    const base = read(this.#baseView);
    const [first, ...others] = this.#views.map(read).filter(each => each !== base);
    return first === undefined ? base : merge(base, [first, ...others]);
  }
}
