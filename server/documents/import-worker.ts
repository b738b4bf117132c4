// The thread in which one file is read. It is given the bytes and a name, answers once, and is ended by whoever started
// it.
import { parentPort } from 'node:worker_threads';
import { z } from 'zod';
import { ImportPreview } from '../../shared/api/contract.ts';
import type { FileRead } from './read-file.ts';
import { readFile } from './read-file.ts';

const Asked = z.object({ bytes: z.instanceof(Uint8Array), name: z.string() });

parentPort?.once('message', (asked: unknown) => {
  const { bytes, name } = Asked.parse(asked);
  readFile(Buffer.from(bytes), name).then(
    read => parentPort?.postMessage(read.kind === 'read' ? previewOf(read) : read),
    (error: unknown) => {
      throw error; // ends the thread, and its owner says so
    },
  );
});

function previewOf({ outline, dropped, format }: Extract<FileRead, { kind: 'read' }>): unknown {
  const preview = ImportPreview.safeParse({ outline, dropped, format });
  return preview.success
    ? { kind: 'read', preview: new TextEncoder().encode(JSON.stringify(preview.data)) }
    : { kind: 'unreadable', reason: 'The file could not be brought into the form of a draft.' };
}
