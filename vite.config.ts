import { fileURLToPath } from 'node:url';
import { paraglideVitePlugin } from '@inlang/paraglide-js';
import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';
import { paraglide } from './scripts/messages.ts';

const MESSAGES = fileURLToPath(new URL('.svelte-kit/paraglide', import.meta.url));

export default defineConfig({
  resolve: { alias: [{ find: /^#paraglide(?=\/)/, replacement: MESSAGES }] },
  plugins: [
    // Each message a file of its own, so that the browser gets those of its page alone.
    paraglideVitePlugin({ ...paraglide, outdir: MESSAGES, outputStructure: 'message-modules' }),
    sveltekit({
      adapter: adapter({ precompress: false }),
      // A page may be answered under the address of another, where a form waits to be sent (`routes/wait-at.ts`).
      paths: { relative: false },
      // Only whoever signed in gets it (`static/offline.js`): a visitor's first load stays small.
      serviceWorker: { register: false },
      csp: {
        mode: 'nonce',
        directives: {
          'default-src': ['self'],
          'script-src': ['self'],
          // Charts drawn on the server place their marks by attributes; no text may bring a sheet of its own.
          'style-src': ['self', 'unsafe-inline'],
          'style-src-elem': ['self'],
          'img-src': ['self', 'data:', 'blob:'],
          'font-src': ['self'],
          'connect-src': ['self'],
          'object-src': ['none'],
          'base-uri': ['self'],
          'form-action': ['self'],
          'frame-ancestors': ['none'],
        },
      },
    }),
  ],
});
