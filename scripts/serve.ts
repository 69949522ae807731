/** `npm run serve`: production. Refuses to start without its settings and says what is missing; brings the database to the newest schema. */
import { readSettings, unknownSettings } from '../src/platform/settings.ts';
import { build, run } from './build.ts';
import { buildIsFresh } from './freshness.ts';
import { closeOnSignals, giveUp, say } from './process.ts';
import { listen, type WebServer } from './web-server.ts';

process.env.PILAR_MODE = 'production';
let server: WebServer | undefined;
closeOnSignals(() => server);

try {
  const settings = readSettings(process.env);
  for (const name of unknownSettings(process.env)) say(`there is no setting ${name}; it does nothing`);
  server = await listen(settings);
  if (!buildIsFresh()) {
    say('building pages, about half a minute …');
    await run('scripts/messages.ts');
    await build();
  }
  say('opening the database …');
  await server.open();
  say(`ready on ${settings.host}:${settings.port} for ${settings.origin}`);
} catch (error) {
  giveUp(error);
}
