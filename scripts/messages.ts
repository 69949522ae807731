/** Compiles `messages/` into `src/paraglide`: one file for each language, which a process reads in a moment. */
import { compile } from '@inlang/paraglide-js';

/** The settings, from which Vite takes its own. */
export const paraglide = {
  project: './project.inlang',
  outdir: './src/paraglide',
  strategy: ['cookie', 'preferredLanguage', 'baseLocale'] as (
    | 'cookie'
    | 'preferredLanguage'
    | 'baseLocale'
  )[],
  cookieName: 'pilar-locale',
  outputStructure: 'locale-modules' as const,
  isServer: "typeof window === 'undefined'",
};

if (import.meta.main) await compile(paraglide);
