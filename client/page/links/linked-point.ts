// The address of one point, and the way to the point that an address names. Carries no seat.
import { useEffect } from 'react';
import type { PointId } from '../../../shared/ids.ts';
import { readAddress } from '../address.ts';

export const pointLink = ({ origin, pathname }: { origin: string; pathname: string }, point: PointId): string =>
  `${origin}${pathname}?place=${encodeURIComponent(point)}`;

/** Once, as the page opens. */
export function useLinkedPoint(goTo: (point: PointId) => void): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: a link is followed once
  useEffect(() => {
    const { point } = readAddress(location.search);
    if (point) goTo(point);
  }, []);
}
