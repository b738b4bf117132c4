// The thread in which one file is read. It is given the bytes and a name, answers once, and is ended by whoever started it.
import { parentPort } from 'node:worker_threads';
import { z } from 'zod';
import { readFile } from './read-file.ts';

const Asked = z.object({ bytes: z.instanceof(Uint8Array), name: z.string() });

parentPort?.once('message', (asked: unknown) => {
  const { bytes, name } = Asked.parse(asked);
  readFile(Buffer.from(bytes), name).then(
    read => parentPort?.postMessage(read),
    (error: unknown) => {
      throw error; // ends the thread, and its owner says so
    },
  );
});
