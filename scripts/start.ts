/**
 * `npm start`: the demo. Builds when the sources changed, fills the demo city on the first start (both at once),
 * and serves on loopback.
 */
import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readSettings } from '../src/platform/settings.ts';
import { build, run } from './build.ts';
import { buildIsFresh } from './freshness.ts';
import { closeOnSignals, giveUp, say } from './process.ts';
import { SEEDED } from './seeded.ts';
import { listen, type WebServer } from './web-server.ts';

let server: WebServer | undefined;
closeOnSignals(() => server);

try {
  const settings = readSettings(process.env);
  server = await listen(settings);
  const fresh = buildIsFresh();
  if (!fresh || !existsSync('src/paraglide/messages.js')) {
    say('compiling messages …');
    await run('scripts/messages.ts');
  }
  // The seeding process reads the compiled messages when it loads, and the build writes them anew: first the one, then the other.
  const seeding = existsSync(join(settings.dataFolder, SEEDED)) ? undefined : await seed();
  if (!fresh) {
    say('building pages, about half a minute …');
    await build();
    say('pages built');
  }
  await seeding?.done;
  say('opening the database …');
  await server.open();
  say(`ready in ${(performance.now() / 1000).toFixed(1)} s on ${settings.origin} (demo, this computer only)`);
} catch (error) {
  giveUp(error);
}

/** Answers when the process has loaded its code; `done` is the end of its work. */
async function seed(): Promise<{ done: Promise<void> }> {
  say('first start: preparing the demo city …');
  const child = fork('scripts/seed-demo.ts', {
    stdio: 'inherit',
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  const done = new Promise<void>((resolve, reject) => {
    child.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error('the demo city could not be prepared')),
    );
  });
  done.catch(() => child.kill());
  await Promise.race([new Promise((resolve) => child.once('message', resolve)), done]);
  return { done };
}
