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
      csp: {
        mode: 'nonce',
        directives: {
          'default-src': ['self'],
          'script-src': ['self'],
          'style-src': ['self', 'unsafe-inline'],
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
