// Lets the page open without a connection: keeps the files it is made of. Pages come from the server while it answers,
// else from here. Never touches /api or /sync: what a draft holds is kept by the page itself, per member.

// In a service worker's scope, which the DOM's types do not know, `self` is this.
const scope = self as unknown as ServiceWorkerGlobalScope;

/**
 * Put in by the build: its scripts, styles and the fonts of our scripts. They carry a hash of their content in their
 * name.
 */
const shell: readonly string[] = JSON.parse('__SHELL__');
const cacheName = `nonpaper ${shell.join(' ')}`;
/** A line that answers nothing for so long is as good as none. */
const patienceMs = 4_000;

scope.addEventListener('install', event => {
  event.waitUntil(
    caches
      .open(cacheName)
      .then(cache => cache.addAll(['/', ...shell]))
      .then(() => scope.skipWaiting()),
  );
});

scope.addEventListener('activate', event => {
  const forget = async (): Promise<void> => {
    for (const name of await caches.keys()) if (name !== cacheName) await caches.delete(name);
    await scope.clients.claim();
  };
  event.waitUntil(forget());
});

scope.addEventListener('fetch', event => {
  const { method, mode, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== 'GET' || origin !== scope.location.origin) return;
  if (mode === 'navigate') event.respondWith(page(event.request));
  else if (pathname.startsWith('/assets/')) event.respondWith(asset(event.request));
});

/** One page serves every address. */
async function page(request: Request): Promise<Response> {
  const kept = await caches.match('/');
  try {
    const fresh = await fetch(request, kept ? { signal: AbortSignal.timeout(patienceMs) } : {});
    if (fresh.status < 500 || !kept) return fresh;
  } catch (error) {
    if (!kept) throw error;
  }
  return kept;
}

async function asset(request: Request): Promise<Response> {
  const kept = await caches.match(request);
  if (kept) return kept;
  const fresh = await fetch(request);
  if (fresh.ok) await (await caches.open(cacheName)).put(request, fresh.clone());
  return fresh;
}
