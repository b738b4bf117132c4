// Whether the process lives (/healthz) and whether it may be sent people (/readyz). No detail: anyone may ask.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Router } from 'express';

export function healthRouter(isReady: () => boolean): Router {
  const router = Router();
  router.get('/healthz', (_, response) => void response.json({ status: 'ok' }));
  router.get(
    '/readyz',
    (_, response) => void response.status(isReady() ? 200 : 503).json({ status: isReady() ? 'ready' : 'draining' }),
  );
  return router;
}

/** What every request gets between claiming the port and being ready. */
export function answerStarting(_: IncomingMessage, response: ServerResponse): void {
  response.writeHead(503, { 'content-type': 'application/json', 'retry-after': '1' }).end('{"status":"starting"}');
}
