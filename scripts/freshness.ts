/** Tells whether `build/` was made from the sources as they stand, so that a start without changes need not build. */
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';

const STAMP = 'build/sources.sha256';
const SOURCES = [
  'src/**/*.{ts,js,svelte,html,css}',
  'messages/**/*.json',
  'static/**/*',
  'project.inlang/settings.json',
  'scripts/messages.ts',
  'vite.config.ts',
  'package-lock.json',
];

function sourcesHash(): string {
  const hash = createHash('sha256').update(process.version);
  const files = globSync(SOURCES, {
    exclude: (path) => /^src\/paraglide(\/|$)|\.test\.ts$/.test(path.replaceAll('\\', '/')),
    withFileTypes: false,
  });
  for (const file of files.sort()) {
    if (!/\.[a-z0-9]+$/i.test(file)) continue;
    hash.update(`${file}\0`).update(readFileSync(file));
  }
  return hash.digest('hex');
}

export function buildIsFresh(): boolean {
  return (
    existsSync('build/handler.js') &&
    existsSync(STAMP) &&
    readFileSync(STAMP, 'utf8').trim() === sourcesHash()
  );
}

/** Marks `build/` as made from the sources as they were when `hash` was taken. */
export function markBuilt(hash: string): void {
  writeFileSync(STAMP, `${hash}\n`);
}

export { sourcesHash };
