// Reads files in threads of their own, two at a time, each with its time and memory: a file that takes more ends its
// thread and nothing else. What comes of them is handed on unread: the thread has held it against the schema, and the
// main thread has better things to do.
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { importMegabytesMax, importMs, importsAtOnceMax, importsWaitingMax } from '../../shared/limits.ts';

/** `preview`: an ImportPreview as JSON. */
const Read = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('read'), preview: z.instanceof(Uint8Array) }),
  z.object({ kind: z.literal('unreadable'), reason: z.string() }),
]);

type Read = z.infer<typeof Read>;

export class Importer {
  #running = 0;
  readonly #waiting: (() => void)[] = [];
  readonly #patienceMs: number;

  constructor(patienceMs = importMs) {
    this.#patienceMs = patienceMs;
  }

  /** Never rejects; `busy` where too many wait already. */
  async read(bytes: Uint8Array, name: string): Promise<Read | { readonly kind: 'busy' }> {
    if (this.#running >= importsAtOnceMax) {
      if (this.#waiting.length >= importsWaitingMax) return { kind: 'busy' };
      await new Promise<void>(resolve => this.#waiting.push(resolve));
    }
    this.#running++;
    try {
      return await readInThread(bytes, name, this.#patienceMs);
    } finally {
      this.#running--;
      this.#waiting.shift()?.();
    }
  }
}

function readInThread(bytes: Uint8Array, name: string, patienceMs: number): Promise<Read> {
  return new Promise(resolve => {
    const worker = new Worker(new URL('./import-worker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: importMegabytesMax - 32, maxYoungGenerationSizeMb: 32 },
      env: {},
    });
    const end = (read: Read): void => {
      clearTimeout(timer);
      void worker.terminate();
      resolve(read);
    };
    const failed = (reason: string): void => end({ kind: 'unreadable', reason });
    const timer = setTimeout(
      () => failed('The file takes too long to read. Bring it in parts, or as plain text.'),
      patienceMs,
    );
    worker.once('message', (answer: unknown) => {
      const read = Read.safeParse(answer);
      if (read.success) end(read.data);
      else failed('The file could not be brought into the form of a draft.');
    });
    worker.once('error', () =>
      failed('The file cannot be read: it is damaged, or needs more memory than it may have.'),
    );
    worker.postMessage({ bytes, name });
  });
}
