// What two outlines differ in: themes and points that came, went, moved, were called otherwise or locked. Pure; knows
// neither words nor who did it.
import type { PointId, ThemeId } from '../ids.ts';
import type { Outline } from './outline.ts';

type Place = { readonly number: number; readonly title: string; readonly isLocked: boolean };
/**
 * Null: it was not there, or removed. `isMoved`: it has another place among those that are in both, or another theme.
 */
export type Placed<Id> = {
  readonly id: Id;
  readonly before: Place | null;
  readonly after: Place | null;
  readonly isMoved: boolean;
};
export type OutlineDifference = {
  readonly themes: readonly Placed<ThemeId>[];
  readonly points: readonly Placed<PointId>[];
};

export const outlineChanges = ['added', 'removed', 'moved', 'renamed', 'locked', 'unlocked'] as const;
export type OutlineChange = (typeof outlineChanges)[number];

/**
 * All that stand in either, in the later order; those that are gone come last. `movers`: the ids of what somebody is
 * known to have moved. Where two changed places, the one that is known moved and the other stayed.
 */
export function outlineDifference(
  before: Outline,
  after: Outline,
  movers: ReadonlySet<string> = new Set(),
): OutlineDifference {
  const [was, is] = [placesOf(before), placesOf(after)];
  return { themes: placedIn(was.themes, is.themes, movers), points: placedIn(was.points, is.points, movers) };
}

export function changesOf({ before, after, isMoved }: Omit<Placed<unknown>, 'id'>): readonly OutlineChange[] {
  if (!before) return ['added'];
  if (!after) return ['removed'];
  return [
    ...(isMoved ? (['moved'] as const) : []),
    ...(before.title === after.title ? [] : (['renamed'] as const)),
    ...(before.isLocked === after.isLocked ? [] : ([after.isLocked ? 'locked' : 'unlocked'] as const)),
  ];
}

type Found = Place & { readonly within: string };

function placesOf({ themes }: Outline): {
  readonly themes: ReadonlyMap<ThemeId, Found>;
  readonly points: ReadonlyMap<PointId, Found>;
} {
  return {
    themes: new Map(
      themes.map(({ row: { id, title }, number }) => [id, { number, title, isLocked: false, within: '' }]),
    ),
    points: new Map(
      themes.flatMap(theme =>
        theme.points.map(({ row: { id, title, state }, number }) => [
          id,
          { number, title, isLocked: state.kind === 'locked', within: theme.row.id },
        ]),
      ),
    ),
  };
}

function placedIn<Id extends string>(
  before: ReadonlyMap<Id, Found>,
  after: ReadonlyMap<Id, Found>,
  movers: ReadonlySet<string>,
): readonly Placed<Id>[] {
  const moved = movedBetween(before, after, movers);
  const shown = (found: Found | undefined): Place | null =>
    found ? { number: found.number, title: found.title, isLocked: found.isLocked } : null;
  return [...after.keys(), ...[...before.keys()].filter(id => !after.has(id))].map(id => ({
    id,
    before: shown(before.get(id)),
    after: shown(after.get(id)),
    isMoved: moved.has(id),
  }));
}

/** Of those in both: whoever changed theme, and within each theme all but the weightiest run that kept its order. */
function movedBetween<Id extends string>(
  before: ReadonlyMap<Id, Found>,
  after: ReadonlyMap<Id, Found>,
  movers: ReadonlySet<string>,
): ReadonlySet<Id> {
  const both = [...after].flatMap(([id, { within }]) => {
    const was = before.get(id);
    return was ? [{ id, was, within }] : [];
  });
  const stayed = [...Map.groupBy(both, ({ within }) => within)].flatMap(([theme, inside]) =>
    weightiestRising(
      inside
        .filter(({ was }) => was.within === theme)
        .map(({ id, was }) => ({ id, was: was.number, weight: movers.has(id) ? 1 : inside.length + 1 })),
    ),
  );
  const kept = new Set<Id>(stayed);
  return new Set(both.map(({ id }) => id).filter(id => !kept.has(id)));
}

type Weighed<Id> = { readonly id: Id; readonly was: number; readonly weight: number };

function weightiestRising<Id>(places: readonly Weighed<Id>[]): readonly Id[] {
  const best: { readonly weight: number; readonly previous: number }[] = [];
  let last = -1;
  for (const [i, { was, weight: own }] of places.entries()) {
    let [weight, previous] = [own, -1];
    for (let j = 0; j < i; j++)
      if ((places[j]?.was ?? 0) < was && (best[j]?.weight ?? 0) + own > weight)
        [weight, previous] = [(best[j]?.weight ?? 0) + own, j];
    best.push({ weight, previous });
    if (weight > (best[last]?.weight ?? 0)) last = i;
  }
  const run: Id[] = [];
  for (let i = last; i >= 0; i = best[i]?.previous ?? -1) {
    const place = places[i];
    if (place) run.push(place.id);
  }
  return run;
}
