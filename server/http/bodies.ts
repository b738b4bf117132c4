// Reads a request's body, once its route knows who asks. Bounds what is held of bodies that are still on their way, and
// how slowly they may come; what it takes to make sense of them is charged to whoever asks. Knows nothing of what they
// say.
import type { IncomingMessage } from 'node:http';
import type { Request } from 'express';
import type { z } from 'zod';
import {
  bodiesHeldBytesMax,
  bodiesHeldPerAskerBytesMax,
  bodyBytesMax,
  bodyPaceBytesMin,
  bodyPaceMs,
  bodyPieceBytesMin,
  bodyPiecesFree,
  bodyStartBytes,
  filesHeldBytesMax,
  filesHeldPerAskerBytesMax,
} from '../../shared/limits.ts';
import type { Asker } from '../budgets/asker.ts';
import { nameOf } from '../budgets/asker.ts';
import type { WorkMeter } from '../budgets/work-meter.ts';
import { AtMost, TooMany } from '../record/at-most.ts';
import { hasAtMost, jsonIn } from './json-text.ts';
import { routeOf } from './measured.ts';
import { ProblemError } from './problem.ts';

/** `braces`: of a large body, which costs by what it holds, however few its bytes. */
export type Most = { readonly bytes: number; readonly braces: number };
const small: Most = { bytes: bodyBytesMax, braces: bodyBytesMax };

export class Bodies {
  readonly #small = new AtMost(bodiesHeldBytesMax, bodiesHeldPerAskerBytesMax);
  /** Apart, so that files on their way keep no act out. */
  readonly #files = new AtMost(filesHeldBytesMax, filesHeldPerAskerBytesMax);
  readonly #meter: WorkMeter;
  readonly #paceMs: number;

  constructor(meter: WorkMeter, paceMs = bodyPaceMs) {
    this.#meter = meter;
    this.#paceMs = paceMs;
  }

  /** What the schema makes of it. Throws a ProblemError, or a ZodError. */
  async json<T>(request: Request, asker: Asker, schema: z.ZodType<T>, most: Most = small): Promise<T> {
    if (!/^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? ''))
      throw new ProblemError('bad-request', 'The body has to be JSON, and to say so (Content-Type: application/json).');
    const bytes = await this.bytes(request, asker, most.bytes);
    const read = (): T => {
      if (!hasAtMost(most.braces, bytes))
        throw new ProblemError(
          'too-large',
          'It has more paragraphs and changes of style than a draft takes. Bring it in parts.',
        );
      return schema.parse(jsonIn(bytes));
    };
    return this.#meter.run(`${routeOf(request)}, its body`, asker, read).result;
  }

  /** Throws a ProblemError. */
  async bytes(request: IncomingMessage, asker: Asker, most: number): Promise<Buffer> {
    if ((request.headers['content-encoding'] ?? 'identity') !== 'identity')
      throw new ProblemError('bad-request', 'Bodies are read as they are: this one is packed.');
    const told = request.headers['content-length'];
    const expected = told === undefined ? most : Number(told);
    if (expected > most) throw tooLarge(most);
    const held = most > bodyBytesMax ? this.#files : this.#small;
    return held
      .run(nameOf(asker), () => received(request, most, this.#paceMs), expected)
      .catch((error: unknown) => {
        if (!(error instanceof TooMany)) throw error;
        throw new ProblemError('too-many-requests', 'Much is being sent here just now. Try again in a moment.');
      });
  }
}

function received(request: IncomingMessage, most: number, paceMs: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    let whole = Buffer.allocUnsafe(Math.min(most, bodyStartBytes));
    let bytes = 0;
    let pieces = 0;
    let before = 0;
    const giveUp = (problem: ProblemError): void => {
      clearInterval(pace);
      request.off('data', take).pause();
      reject(problem);
    };
    const take = (chunk: Buffer): void => {
      const end = bytes + chunk.length;
      if (end > most) return giveUp(tooLarge(most));
      if (++pieces > bodyPiecesFree + end / bodyPieceBytesMin) return giveUp(tooSmallPieces());
      if (end > whole.length) whole = Buffer.concat([whole.subarray(0, bytes)], Math.min(most, 2 * end));
      bytes += chunk.copy(whole, bytes);
    };
    const pace = setInterval(() => {
      if (bytes - before < bodyPaceBytesMin) giveUp(tooSlow());
      before = bytes;
    }, paceMs);
    request.on('data', take);
    request.once('end', () => {
      clearInterval(pace);
      resolve(whole.subarray(0, bytes));
    });
    request.once('error', () => undefined); // its close says so
    if (request.destroyed) giveUp(brokenOff());
    request.once('close', () => giveUp(brokenOff()));
  });
}

const brokenOff = (): ProblemError => new ProblemError('bad-request', 'The request was broken off.');

/** A piece costs more than what is in it. */
const tooSmallPieces = (): ProblemError =>
  new ProblemError('bad-request', 'The request came in too many small pieces. Send it in larger ones.');

/** It may be sent again. */
const tooSlow = (): ProblemError =>
  new ProblemError('not-saved', 'This came too slowly to be waited for. Send it again.');

const tooLarge = (bytes: number): ProblemError => {
  const most = bytes < 2 ** 20 ? `${bytes / 2 ** 10} kB` : `${bytes / 2 ** 20} MB`;
  return new ProblemError('too-large', `The request holds more than it may: ${most}.`);
};
