// Keeps what Node made of the source (types stripped, code compiled) for the next start, beside the packages. Where
// that folder cannot be written, Node compiles anew each time. Must run before the modules that it is for are loaded.
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../node_modules/.cache/compiled');

/**
 * `environment`: the process's own, in which worker threads find the folder. One that whoever starts us has named goes
 * first.
 */
export function keepCompiled(environment: NodeJS.ProcessEnv): void {
  environment['NODE_COMPILE_CACHE'] ??= folder;
  enableCompileCache(environment['NODE_COMPILE_CACHE']);
}
