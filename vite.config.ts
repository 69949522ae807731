import { paraglideVitePlugin } from '@inlang/paraglide-js';
import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';
import { paraglide } from './scripts/messages.ts';

export default defineConfig(({ command }) => ({
  plugins: [
    // Who builds has compiled the messages before; other processes may be reading them by now.
    ...(command === 'serve' ? [paraglideVitePlugin(paraglide)] : []),
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
}));
