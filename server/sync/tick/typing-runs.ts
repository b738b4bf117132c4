// Which run of typing an edit belongs to: one person in one point without a long pause. Lives in memory only; after a
// restart a new run begins, which the history shows as a second entry and nothing else.
import type { MemberId, PointId } from '../../../shared/ids.ts';
import { typingRunGapMs } from '../../../shared/limits.ts';
import { typingRun } from '../../storage/run-name.ts';

export class TypingRuns {
  readonly #open = new Map<string, { run: string; at: number }>();

  runOf(member: MemberId, point: PointId, at: number, seq: number): string {
    const key = `${member} ${point}`;
    const open = this.#open.get(key);
    const run = open && at - open.at <= typingRunGapMs ? open.run : typingRun(seq, point);
    this.#open.set(key, { run, at });
    return run;
  }
}
