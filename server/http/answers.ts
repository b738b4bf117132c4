// How an answer that may be large leaves: in pieces, as fast as its asker takes them. Bounds what waits to be read, of
// each asker and in all, and for how long. Knows nothing of what it says.
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import {
  answerPieceBytes,
  answerPieceMaxMs,
  unreadAnswersBytesMax,
  unreadAnswersPerAskerBytesMax,
} from '../../shared/wire-limits.ts';
import type { Asker } from '../budgets/asker.ts';
import { nameOf } from '../budgets/asker.ts';
import type { WorkMeter } from '../budgets/work-meter.ts';
import { AtMost, TooMany } from '../record/at-most.ts';
import { routeOf } from './measured.ts';
import { ProblemError } from './problem.ts';

export class Answers {
  readonly #unread = new AtMost(unreadAnswersBytesMax, unreadAnswersPerAskerBytesMax);
  readonly #meter: WorkMeter;
  readonly #patienceMs: number;

  /** `patienceMs`: who has taken nothing more after so long is cut off. */
  constructor(meter: WorkMeter, patienceMs = answerPieceMaxMs) {
    this.#meter = meter;
    this.#patienceMs = patienceMs;
  }

  /**
   * `answer` makes it, which is charged as well. Resolves when it has left, or its asker has. Throws a ProblemError.
   */
  async json(response: Response, asker: Asker, answer: () => unknown): Promise<void> {
    const made = (): Buffer => Buffer.from(JSON.stringify(answer()));
    const { result } = this.#meter.run(`${routeOf(response.req)}, its answer`, asker, made);
    await this.whole(response.type('json'), asker, result);
  }

  /** Likewise; whether all of it left. The response has its type already. */
  async whole(response: Response, asker: Asker, bytes: Buffer): Promise<boolean> {
    // A larger one is let out alone.
    const weight = Math.min(bytes.length, unreadAnswersPerAskerBytesMax);
    return this.#unread
      .run(nameOf(asker), () => this.stream(response, [bytes]), weight)
      .catch((error: unknown) => {
        if (!(error instanceof TooMany)) throw error;
        throw new ProblemError(
          'too-many-requests',
          'Answers wait to be read here. Read them, or try again in a moment.',
        );
      });
  }

  /**
   * Of an answer that is made while it leaves no more is held than one part. Whether all of it left; rejects as `parts`
   * does.
   */
  async stream(response: Response, parts: Iterable<Buffer> | AsyncIterable<Buffer>): Promise<boolean> {
    let taken = 0;
    let before = -1;
    const watch = setInterval(() => {
      if (taken === before) response.destroy();
      before = taken;
    }, this.#patienceMs);
    try {
      await pipeline(async function* () {
        for await (const part of parts)
          for (let at = 0; at < part.length; at += answerPieceBytes) {
            yield part.subarray(at, at + answerPieceBytes);
            taken++;
          }
      }, response);
      return true;
    } catch (error) {
      if (!response.destroyed || !isOfStream(error)) throw error;
      return false;
    } finally {
      clearInterval(watch);
    }
  }
}

/** Whoever asked went away, or was cut off: not an error of what was being told. */
const isOfStream = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^ERR_STREAM_/.test(String(error.code));
