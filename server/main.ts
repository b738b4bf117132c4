// Entry: the environment, the server, and the signals that end it. Everything else is built in server.ts.
import { keepCompiled } from './compile-cache.ts';

keepCompiled(process.env);
const { pino } = await import('pino');
const { drainMs } = await import('../shared/limits.ts');
const { readConfig, StartError } = await import('./config.ts');
const { startServer } = await import('./server.ts');
const { givesSpareMemoryBack } = await import('./spare-memory.ts');

try {
  const config = readConfig(process.env);
  const logger = pino({ level: config.logLevel });
  const server = await startServer(config, logger);
  if (config.baseUrl !== null && config.trustedProxies.isEmpty)
    logger.warn('NONPAPER_BASE_URL names a proxy, NONPAPER_TRUSTED_PROXIES none: all people count as one address.');
  givesSpareMemoryBack();
  console.log(`Nonpaper is ready: ${server.address}`);
  if (config.isDemo)
    console.log(
      'Anyone who reaches this address may sit down as any member of the sample draft (loopback, or NONPAPER_DEMO=1).',
    );

  let isStopping = false;
  const stop = (code: number): void => {
    if (isStopping) return;
    isStopping = true;
    setTimeout(() => process.exit(1), drainMs).unref();
    server.stop().then(
      () => process.exit(code),
      error => {
        logger.error({ err: error }, 'stopping failed');
        process.exit(1);
      },
    );
  };
  void server.failed.then(why => {
    logger.fatal(why);
    stop(1);
  });
  process.on('SIGTERM', () => stop(0));
  process.on('SIGINT', () => stop(0));
  // A bug: what is in memory can no longer be trusted. What is acknowledged is in the log; a supervisor starts us
  // again.
  process.on('uncaughtException', error => {
    logger.fatal({ err: error }, 'uncaught exception');
    stop(1);
  });
} catch (error) {
  if (!(error instanceof StartError)) throw error;
  console.error(`Nonpaper cannot start: ${error.message}`);
  process.exit(1);
}
