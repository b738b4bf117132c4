// Who last changed the words of each point, from what the server told at the start and from each commit since.
import type { DraftView } from '../../shared/api/contract.ts';
import type { PointId } from '../../shared/ids.ts';
import type { WireChange } from '../../shared/wire/messages.ts';
import type { LastChange } from './session.ts';

export class LastChanges {
  #byPoint: ReadonlyMap<PointId, LastChange>;

  constructor({ changes }: DraftView) {
    this.#byPoint = new Map(changes.map(({ point, by, at }) => [point, { by, at }]));
  }

  byPoint(): ReadonlyMap<PointId, LastChange> {
    return this.#byPoint;
  }

  /** A commit that brings no words, e.g. somebody's presence, leaves the map the same. */
  note(changes: readonly WireChange[], at: number, members: DraftView['members']): void {
    if (changes.every(({ points }) => points.length === 0)) return;
    const next = new Map(this.#byPoint);
    for (const { member, points } of changes) {
      const by = members.find(({ id }) => id === member);
      if (!by) continue;
      for (const point of points)
        next.set(point, { by: { member, name: by.name, party: by.party, role: by.role }, at });
    }
    this.#byPoint = next;
  }
}
