// The express app: headers, routers, the built client, the error handler. Mounts what it is handed and builds nothing.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { constants } from 'node:zlib';
import compression from 'compression';
import type { Express, NextFunction, Request, Response, Router } from 'express';
import express from 'express';
import helmet from 'helmet';
import { packingWindowBits, refusedBodyMaxMs, refusedPieceBytesMin } from '../shared/limits.ts';
import { errorHandler } from './http/error-handler.ts';
import type { MeteredParts } from './http/metered.ts';
import { metered } from './http/metered.ts';
import { packedFiles } from './http/packed-files.ts';
import { ProblemError } from './http/problem.ts';

export type AppParts = MeteredParts & {
  readonly routers: readonly Router[];
  /** The folder of the built client. */
  readonly clientFolder: string;
  readonly onError: (what: string, error: unknown) => void;
};

export function makeApp(parts: AppParts): Express {
  const { access, routers, clientFolder, onError } = parts;
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.use(securityHeaders());
  app.use(throwRefusedBodiesAway(parts));
  app.use((request: Request, _: Response, next: NextFunction) => {
    // Whoever watches over the process asks by whatever address it has; that says nothing of what is inside.
    if (!/^\/(healthz|readyz)$/.test(request.path) && !access.isOwnHost(request))
      throw new ProblemError('wrong-host', 'This server is not used under that name. Open it by its own address.');
    next();
  });
  app.use('/api', (request: Request, _: Response, next: NextFunction) => {
    const isUnsafe = request.method !== 'GET' && request.method !== 'HEAD';
    if (isUnsafe && !access.isOwnOrigin(request))
      throw new ProblemError('wrong-origin', 'This request was made by a page of another site.');
    next();
  });
  app.use('/api', noStore);
  app.use('/api', compression({ brotli: { params: { [constants.BROTLI_PARAM_LGWIN]: packingWindowBits } } }));
  app.use('/api', metered(parts)); // before any body is read
  for (const router of routers) app.use(router);
  app.use('/api', () => {
    throw new ProblemError('not-found', 'There is no such address in this interface.');
  });
  serveClient(app, clientFolder);
  app.use(errorHandler(onError));
  return app;
}

function serveClient(app: Express, folder: string): void {
  // Built files carry a hash of their content in their name; the page that names them does not.
  const assets = join(folder, 'assets');
  app.use('/assets', packedFiles(assets), express.static(assets, { immutable: true, maxAge: '1y' }));
  app.use(express.static(folder, { index: false, maxAge: 0 }));
  const page = join(folder, 'index.html');
  app.get(['/', '/drafts/:draft', '/side-by-side', '/circulated'], noStore, (_, response) => {
    if (!existsSync(page)) throw new ProblemError('not-found', 'The client is not built: run "npm run build".');
    response.sendFile(page, { cacheControl: false });
  });
  app.use(() => {
    throw new ProblemError('not-found', 'There is nothing at this address.');
  });
}

/**
 * What comes of a body that was refused is thrown away for a while, and as long as its address may: until then the
 * answer is read. After that its sender is cut off.
 */
function throwRefusedBodiesAway({ access, budgets }: Pick<AppParts, 'access' | 'budgets'>) {
  return (request: Request, response: Response, next: NextFunction): void => {
    // Before Node's own listener, which would read on whatever it costs.
    response.prependOnceListener('finish', () => {
      if (request.complete) return;
      const payer = { draft: null, member: null, address: access.addressOf(request) };
      const end = setTimeout(() => request.socket.destroy(), refusedBodyMaxMs);
      const over = (): void => clearTimeout(end); // else what was read is held as long
      request.once('end', over);
      request.socket.once('close', over);
      request.on('data', (chunk: Buffer) => {
        if (budgets.ask(payer, { refusedBytes: Math.max(chunk.length, refusedPieceBytesMin) }) !== 'go')
          request.socket.destroy();
      });
      request.resume();
    });
    next();
  };
}

function noStore(_: Request, response: Response, next: NextFunction): void {
  response.setHeader('Cache-Control', 'no-store');
  next();
}

function securityHeaders() {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        // Carets and margin cards are placed by style attributes; no style sheet comes from elsewhere.
        styleSrc: ["'self'", "'unsafe-inline'"],
        fontSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        frameSrc: ["'self'"],
        frameAncestors: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        objectSrc: ["'none'"],
      },
    },
    strictTransportSecurity: false, // the proxy that speaks https decides this
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'sameorigin' },
  });
}
