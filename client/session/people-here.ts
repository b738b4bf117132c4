// Who else is in the draft, read from presence: everybody, and by point. What it hands out keeps its identity until
// somebody comes, goes or changes points, however often carets move.
import type { Awareness } from 'y-protocols/awareness';
import { z } from 'zod';
import type { PointId } from '../../shared/ids.ts';
import { MemberId, PointId as PointIdSchema } from '../../shared/ids.ts';
import type { Person } from './session.ts';

const Here = z.object({
  user: z.object({ member: MemberId, name: z.string(), party: z.string().nullable() }),
  point: PointIdSchema.nullish(),
  cursor: z.object({ point: PointIdSchema }).nullish(),
});

const nobody: readonly Person[] = [];

export class PeopleHere {
  #everybody: readonly Person[] = nobody;
  #byPoint: ReadonlyMap<PointId, readonly Person[]> = new Map();

  everybody(): readonly Person[] {
    return this.#everybody;
  }

  in(point: PointId): readonly Person[] {
    return this.#byPoint.get(point) ?? nobody;
  }

  /** Presence has new states. True when that makes a difference to who is where. */
  read(awareness: Awareness, me: MemberId): boolean {
    const now = peopleIn(awareness, me);
    if (isSame(now, this.#everybody)) return false;
    const before = this.#byPoint;
    const byPoint = new Map<PointId, Person[]>();
    for (const person of now) {
      if (person.point === null) continue;
      const others = byPoint.get(person.point);
      if (others) others.push(person);
      else byPoint.set(person.point, [person]);
    }
    this.#everybody = now;
    this.#byPoint = new Map(
      [...byPoint].map(([point, people]) => {
        const known = before.get(point);
        return [point, known && isSame(known, people) ? known : people];
      }),
    );
    return true;
  }
}

function peopleIn(awareness: Awareness, me: MemberId): readonly Person[] {
  return [...awareness.getStates()].flatMap(([clientId, state]): Person[] => {
    const here = clientId === awareness.clientID ? undefined : Here.safeParse(state).data;
    if (!here) return [];
    const point = here.cursor?.point ?? here.point ?? null;
    return [{ clientId, ...here.user, point, isMe: here.user.member === me }];
  });
}

const isSame = (some: readonly Person[], others: readonly Person[]): boolean =>
  some.length === others.length &&
  some.every(({ clientId, member, name, party, point }, index) => {
    const other = others[index];
    return (
      other?.clientId === clientId &&
      other.member === member &&
      other.name === name &&
      other.party === party &&
      other.point === point
    );
  });
