// How the client is built and served while developing. Everything comes from this server: no script, style or font from
// elsewhere.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vite';

const server = 'http://127.0.0.1:8080';

/**
 * Tells the service worker which files the page is made of: all scripts and styles, and the fonts of the alphabets that
 * our screens use.
 */
const shellList: Plugin = {
  name: 'shell-list',
  generateBundle: {
    order: 'post', // a script that only brings a style is taken out again before
    handler(_, bundle) {
      const worker = bundle['service-worker.js'];
      if (worker?.type !== 'chunk') throw new Error('the service worker is not in the build');
      const shell = Object.keys(bundle).filter(file => /\.(js|css)$|-(latin|cyrillic)-wght-.*\.woff2$/.test(file));
      worker.code = worker.code.replace(
        '__SHELL__',
        JSON.stringify(shell.filter(file => file !== worker.fileName).map(file => `/${file}`)),
      );
    },
  },
  /** One file that is missing, and no page would open without a connection. */
  writeBundle({ dir = '' }) {
    const worker = readFileSync(join(dir, 'service-worker.js'), 'utf8');
    const missing = [...worker.matchAll(/\/(assets\/[\w.-]+)/g)].filter(
      ([, file = '']) => !existsSync(join(dir, file)),
    );
    if (missing.length > 0) throw new Error(`not in the build: ${missing.map(([file]) => file).join(', ')}`);
  },
};

/** Packs each script and style once, so that the server need not for each request. */
const packed: Plugin = {
  name: 'packed',
  writeBundle({ dir = '' }, bundle) {
    for (const file of Object.keys(bundle).filter(file => /^assets\/.*\.(js|css)$/.test(file))) {
      const bytes = readFileSync(join(dir, file));
      writeFileSync(join(dir, `${file}.br`), brotliCompressSync(bytes));
      writeFileSync(join(dir, `${file}.gz`), gzipSync(bytes));
    }
  },
};

/** What a first visit to a draft loads. As one file it is smaller than as thirty. */
const firstVisit = [
  /\/(?:client\/(?:ui|api|local|evidence|sync|session|forms|page)|shared)\//,
  /\/client\/(?:threads|outline|catch-up|flags|stances|points)\//,
];
/** Of that, what comes with the editor, or when it is asked for. */
const later = [
  /\/client\/(?:session\/(?:past-session|reader-|seat\/)|evidence\/reader-|local\/reader-)/,
  /\/client\/flags\/(?:raise-flag|red-line-choice|severity-choice|flag-form|flag-card)/,
  /\/client\/stances\/(?:stance-d|take-stance)/,
  /\/client\/(?:outline\/title-dialog|forms\/(?:act-form|form-news|changed-meanwhile))/,
  /\/client\/points\/(?:point-editor|open-editor|drawn-selection|selection-in-time|page-changes)/,
  /\/client\/points\/(?:carets|pasting|keys)\//,
  /\/client\/points\/binding\/(?!held-places|leave-cleanup)/,
  /\/client\/points\/dragging\/(?!use-dragging)/,
  /\/client\/points\/formatting\/(?!formatting\.|formatting-shortcuts|link-target|link-clicks)/,
  /\/client\/(?:ui\/legend\/legend\.|threads\/printed\/|page\/printing\/paper)/,
  /\/client\/page\/(?:selection\/(?!selection\.)|awaited\/|kept\/(?:lost-seat|not-sent))/,
  /\/client\/page\/(?:history-views|past-|circulated-page|cell-detail|reader-proof|positions-views)/,
  /\/client\/page\/(?:going\/go-to-number|keys\/shortcuts-dialog)/,
  /\/client\/ui\/(?:theme\/touch\.css|word-difference)/,
  /\/shared\/documents\//,
];

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), shellList, packed],
  build: {
    outDir: '../dist/client',
    emptyOutDir: true,
    target: 'es2023',
    // The page's policy allows scripts from files only, so nothing is inlined.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: {
        index: join(import.meta.dirname, 'index.html'),
        'service-worker': join(import.meta.dirname, 'service-worker/service-worker.ts'),
      },
      // Its scope is the folder it stands in, and its name must not change.
      output: {
        codeSplitting: {
          groups: [
            { name: 'draft', test: id => firstVisit.some(part => part.test(id)) && !later.some(part => part.test(id)) },
          ],
        },
        entryFileNames: ({ name }) => (name === 'service-worker' ? '[name].js' : 'assets/[name]-[hash].js'),
      },
    },
  },
  server: { proxy: { '/api': server, '/sync': { target: server, ws: true } } },
});
