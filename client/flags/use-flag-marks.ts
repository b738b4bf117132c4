// Keeps the flagged words painted: an underline in the colour of the red line's party, dotted where it is risked,
// doubled where it is crossed. The flags under the point say the same in words.
import { useEffect } from 'react';
import { isFlagLive } from '../../shared/rows/positions.ts';
import type { DraftSnapshot, Session } from '../session/session.ts';
import { useSession } from '../session/use-session.tsx';
import { useSurface } from '../ui/text-surface.ts';
import { PlacedAnchors } from '../ui/word-marks/placed-anchors.ts';
import type { Mark } from '../ui/word-marks/word-marks.ts';
import { WordMarks } from '../ui/word-marks/word-marks.ts';
import './flag-marks.css';

const colours = [1, 2, 3, 4, 5, 6, 7, 8];
const styles = (['risks', 'crosses'] as const).flatMap(severity => colours.map(colour => `flag-${severity}-${colour}`));

export function useFlagMarks(): void {
  const session = useSession();
  const surface = useSurface();
  useEffect(() => {
    const places = new PlacedAnchors(run => requestAnimationFrame(run));
    const spotOf = (key: string) => {
      const place = places.placeOf(key);
      return place && place.kind !== 'detached' ? place : null;
    };
    const marks = new WordMarks(surface, { styles, priority: 0, spotOf });
    const follow = follower(session, places, marks);
    const stops = [
      session.subscribe(follow),
      places.onChange(points => marks.repaint(points)),
      surface.onDrawn(point => marks.repaint(point === null ? null : [point])),
    ];
    follow();
    return () => {
      for (const stop of stops) stop();
      places.watch(null);
      marks.destroy();
    };
  }, [session, surface]);
}

function follower(session: Session, places: PlacedAnchors, marks: WordMarks): () => void {
  let seen: DraftSnapshot | null = null;
  return () => {
    const snapshot = session.snapshot();
    if (!snapshot.isLoaded) return;
    places.watch(session.text);
    if (snapshot === seen) return;
    seen = snapshot;
    const flags = snapshot.rows.all('flags').filter(flag => isFlagLive(flag, snapshot.rows));
    places.show(flags.flatMap(({ id, point, anchor }) => (anchor ? [{ key: id, point, anchor }] : [])));
    marks.show(
      flags.flatMap((flag): Mark[] => {
        const colour = snapshot.rows.get('parties', flag.owner)?.colour ?? 8;
        return flag.anchor ? [{ key: flag.id, point: flag.point, style: `flag-${flag.severity}-${colour}` }] : [];
      }),
    );
  };
}
