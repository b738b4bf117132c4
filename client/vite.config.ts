// How the client is built and served while developing. Everything comes from this server: no script, style or font from elsewhere.
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vite';

const server = 'http://127.0.0.1:8080';

/** Tells the service worker which files the page is made of: all scripts and styles, and the fonts of the alphabets that our screens use. */
const shellList: Plugin = {
  name: 'shell-list',
  generateBundle(_, bundle) {
    const worker = bundle['service-worker.js'];
    if (worker?.type !== 'chunk') throw new Error('the service worker is not in the build');
    const shell = Object.keys(bundle).filter(file => /\.(js|css)$|-(latin|cyrillic)-wght-.*\.woff2$/.test(file));
    worker.code = worker.code.replace(
      '__SHELL__',
      JSON.stringify(shell.filter(file => file !== worker.fileName).map(file => `/${file}`)),
    );
  },
};

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), shellList],
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
      output: { entryFileNames: ({ name }) => (name === 'service-worker' ? '[name].js' : 'assets/[name]-[hash].js') },
    },
  },
  server: { proxy: { '/api': server, '/sync': { target: server, ws: true } } },
});
