/** Compiles `messages/` into `src/paraglide`. Run directly, or imported by Vite for its options. */
import { compile } from '@inlang/paraglide-js';

export const paraglide = {
  project: './project.inlang',
  outdir: './src/paraglide',
  strategy: ['cookie', 'preferredLanguage', 'baseLocale'] as (
    | 'cookie'
    | 'preferredLanguage'
    | 'baseLocale'
  )[],
  cookieName: 'pilar-locale',
  emitTsDeclarations: true,
  isServer: "typeof window === 'undefined'",
};

if (import.meta.main) await compile(paraglide);
