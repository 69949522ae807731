/** Builds the web application into `build/` from compiled messages. Run by `npm run build` and by a start that finds the build missing or old. */
import { spawn } from 'node:child_process';
import { markBuilt, sourcesHash } from './freshness.ts';

/** Runs one of this project's programs with the pinned Node runtime; its output is shown only when it fails. */
export function run(script: string, args: readonly string[] = []): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      // Also when tests ask for it, whose own setting would make the pages those of development.
      env: { ...process.env, NODE_ENV: 'production' },
    });
    const output: string[] = [];
    child.stdout.on('data', (part) => output.push(String(part)));
    child.stderr.on('data', (part) => output.push(String(part)));
    child.on('error', reject);
    child.on('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${script} ended with ${code}\n${output.join('')}`));
    });
  });
}

export async function build(): Promise<void> {
  const hash = sourcesHash();
  await run('node_modules/vite/bin/vite.js', ['build', '--logLevel', 'warn']);
  markBuilt(hash);
}

if (import.meta.main) {
  await run('scripts/messages.ts');
  await build();
}
