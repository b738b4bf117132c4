// When the words of a draft have been quiet for a moment, tells our clients what each touched body should read, so that
// a copy that differs with an equal state vector (a known defect of Yjs's undo) is noticed and reloaded.
import * as Y from 'yjs';
import type { PointId } from '../../shared/ids.ts';
import { bodyCheckQuietMs } from '../../shared/limits.ts';
import { bodyDigest } from '../../shared/text/body-digest.ts';
import type { Room } from './room.ts';

export class BodyChecks {
  readonly #text: Room;
  readonly #touched = new Set<PointId>();
  #timer: NodeJS.Timeout | undefined;

  constructor(text: Room) {
    this.#text = text;
  }

  touched(points: readonly PointId[]): void {
    if (points.length === 0) return;
    for (const point of points) this.#touched.add(point);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#tell(), bodyCheckQuietMs).unref();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #tell(): void {
    const bodies = [...this.#touched].map(point => ({
      point,
      hash: bodyDigest(this.#text.doc.get(point, Y.XmlElement)),
    }));
    this.#touched.clear();
    this.#text.checkBodies(bodies);
  }
}
