// The thread entry of the record: its own connection to the log, its own file of checkpoints, and a RecordReader over
// both. A long replay here delays no commit.
import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { must, unreachable } from '../../shared/assert.ts';
import type { DraftId } from '../../shared/ids.ts';
import type { CalledAnswer } from '../storage/called-worker.ts';
import { Checkpoints } from '../storage/checkpoints.ts';
import { openLogFile } from '../storage/sqlite-file.ts';
import { SqliteHistory } from '../storage/sqlite-history.ts';
import { SqliteReads } from '../storage/sqlite-read.ts';
import type { RecordCall } from './draft-record.ts';
import { RecordReader } from './record-reader.ts';

const { log: logPath, checkpoints: path } = z.object({ log: z.string(), checkpoints: z.string() }).parse(workerData);
const port = must(parentPort, 'this file runs as a worker');
const database = openLogFile(logPath, 'read');
const checkpoints = new Checkpoints(path);
const reader = new RecordReader(new SqliteReads(database), new SqliteHistory(database), checkpoints);

function run(call: RecordCall): unknown {
  switch (call.name) {
    case 'moment':
      return reader.moment(...call.args);
    case 'comparison':
      return reader.comparison(...call.args);
    case 'stood':
      return reader.stood(...call.args);
    case 'circulated':
      return reader.circulated(...call.args);
    case 'wordsOfReader':
      return reader.wordsOfReader(...call.args);
    case 'exported':
      return reader.exported(...call.args);
    case 'links':
      return reader.links(...call.args);
    case 'markdown':
      return reader.markdown(...call.args);
    case 'advance':
      return reader.advance(...call.args);
    case 'forget':
      return reader.forget(...call.args);
    case 'close':
      database.close();
      return checkpoints.close();
    default:
      return unreachable(call);
  }
}

/**
 * Whoever looked back once looks back again: the next moment is quick. On a full disk it is as slow as this one was,
 * and nothing else.
 */
function advance(draft: DraftId): void {
  try {
    reader.advance(draft);
  } catch {}
}

port.on('message', ({ id, call }: { id: number; call: RecordCall }) => {
  let answer: CalledAnswer;
  try {
    answer = { id, kind: 'ok', value: run(call) };
  } catch (error) {
    const [name, message] = error instanceof Error ? [error.name, error.message] : ['Error', String(error)];
    answer = { id, kind: 'failed', error: name, message };
  }
  port.postMessage(answer);
  if (call.name === 'moment' || call.name === 'comparison') advance(call.args[0]);
  if (call.name === 'close') port.close();
});
port.postMessage({ id: 0, kind: 'ok', value: null } satisfies CalledAnswer);
