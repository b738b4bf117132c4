// How much differs between two moments, counted from what a comparison shows. Pure.
import type { Comparison, Thing } from '../../shared/api/record.ts';

export function summaryOf({ themes, points, redLines }: Omit<Comparison, 'summary'>): Comparison['summary'] {
  const things = points.flatMap(point => point.things);
  const count = (kind: Thing['kind'], isMeant: (thing: Thing) => boolean = () => true): number =>
    things.filter(thing => thing.kind === kind && isMeant(thing)).length;
  const isDone =
    (...acts: readonly string[]) =>
    ({ done }: Thing): boolean =>
      done.some(({ kind }) => acts.includes(kind));
  const placed = (change: string): number =>
    points.filter(({ changes }) => changes.some(each => each.change === change)).length;
  return {
    changed: points.filter(({ before, after, pieces }) => before && after && pieces.some(({ kind }) => kind !== 'same'))
      .length,
    added: placed('added'),
    removed: placed('removed'),
    moved: placed('moved'),
    themes: themes.length,
    threadsOpened: count('thread', isDone('thread.open', 'flag.discuss')),
    threadsClosed: count('thread', thing => thing.state === 'resolved' && isDone('thread.resolve')(thing)),
    flagsRaised: count('flag', isDone('flag.raise')),
    flagsClosed: count(
      'flag',
      thing => ['settled', 'withdrawn'].includes(thing.state) && isDone('flag.settle', 'flag.withdraw')(thing),
    ),
    stancesTaken: count('stance'),
    redLinesChanged: redLines.length,
  };
}
