// What became of a theme's or a point's place between two moments, with whoever did it last. Pure.
import type { PlaceChange } from '../../shared/api/record.ts';
import type { OutlineChange, Placed } from '../../shared/rows/outline-difference.ts';
import { changesOf } from '../../shared/rows/outline-difference.ts';
import type { DoneBetween } from './things-between.ts';

/** By which acts a place comes to differ so. */
const actsOf: { readonly [C in OutlineChange]: readonly string[] } = {
  added: ['add', 'restore'],
  removed: ['remove'],
  moved: ['move'],
  renamed: ['rename'],
  locked: ['lock', 'restore'],
  unlocked: ['unlock', 'restore'], // a point that was removed comes back open
};

/** `done`: in the order in which it was last done. */
export const placeChanges = (placed: Placed<string>, done: readonly DoneBetween[]): PlaceChange[] =>
  changesOf(placed).map(change => {
    const last = done.findLast(({ kind, point, row }) => {
      const [subject = '', verb = ''] = kind.split('.');
      const about = subject === 'point' ? point : subject === 'theme' ? row : null;
      return about === placed.id && actsOf[change].includes(verb);
    });
    return { change, by: last?.by ?? null };
  });
