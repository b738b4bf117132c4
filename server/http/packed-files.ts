// The built client's files as the build has packed them, for whoever takes them so. Packing each anew for each request
// would cost memory and time that nobody pays.
import { existsSync, readdirSync } from 'node:fs';
import { extname } from 'node:path';
import type { RequestHandler } from 'express';

const packings = [
  { encoding: 'br', ending: '.br' },
  { encoding: 'gzip', ending: '.gz' },
] as const;

/** Stands before what serves the folder. */
export function packedFiles(folder: string): RequestHandler {
  const names = new Set(existsSync(folder) ? readdirSync(folder) : []);
  return (request, response, next) => {
    const { path } = request;
    const packing = packings.find(
      ({ encoding, ending }) => names.has(`${path.slice(1)}${ending}`) && request.acceptsEncodings(encoding) !== false,
    );
    response.vary('Accept-Encoding');
    if (packing) {
      response.type(extname(path)).set('Content-Encoding', packing.encoding);
      request.url = `${path}${packing.ending}`;
    }
    next();
  };
}
