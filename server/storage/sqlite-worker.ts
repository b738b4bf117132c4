// The thread entry of both SQLite workers: receives a call by name, runs it, answers. Which calls there are is decided
// by `workerData.mode`.
import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { must, unreachable } from '../../shared/assert.ts';
import { migrate } from './migrations.ts';
import { openLogFile } from './sqlite-file.ts';
import { SqliteHistory } from './sqlite-history.ts';
import { SqliteReads } from './sqlite-read.ts';
import { SqliteWrites } from './sqlite-write.ts';
import { UpdateLogError } from './update-log.ts';
import type { WorkerAnswer, WorkerCall } from './worker-calls.ts';

const { path, mode } = z.object({ path: z.string(), mode: z.enum(['write', 'read']) }).parse(workerData);
const port = must(parentPort, 'this file runs as a worker');

const database = openLogFile(path, mode);
if (mode === 'write') migrate(database);
const writes = mode === 'write' ? new SqliteWrites(database) : null;
const reads = new SqliteReads(database);
const history = new SqliteHistory(database);

function run(call: WorkerCall): unknown {
  switch (call.name) {
    case 'append':
      return must(writes, 'only the writer appends').append(...call.args);
    case 'saveSnapshot':
      return must(writes, 'only the writer writes').saveSnapshot(...call.args);
    case 'forget':
      return must(writes, 'only the writer deletes').forget(...call.args);
    case 'head':
      return reads.head(...call.args);
    case 'load':
      return reads.load(...call.args);
    case 'read':
      return reads.read(...call.args);
    case 'findAct':
      return reads.findAct(...call.args);
    case 'clientIds':
      return reads.clientIds(...call.args);
    case 'lastEdits':
      return history.lastEdits(...call.args);
    case 'news':
      return history.news(...call.args);
    case 'line':
      return history.line(...call.args);
    case 'density':
      return history.density(...call.args);
    case 'quietMoments':
      return history.quietMoments(...call.args);
    case 'history':
      return history.history(...call.args);
    case 'cursorAfter':
      return history.cursorAfter(...call.args);
    case 'people':
      return history.people(...call.args);
    case 'close':
      return database.close();
    default:
      return unreachable(call);
  }
}

port.on('message', ({ id, call }: { id: number; call: WorkerCall }) => {
  let answer: WorkerAnswer;
  try {
    answer = { id, kind: 'ok', value: run(call) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    answer = { id, kind: 'failed', error: error instanceof UpdateLogError ? error.kind : 'disk', message };
  }
  port.postMessage(answer);
  if (call.name === 'close') port.close();
});
port.postMessage({ id: 0, kind: 'ok', value: null } satisfies WorkerAnswer);
