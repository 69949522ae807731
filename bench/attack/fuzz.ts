import { median, percentile, say } from '../measure.ts';
import { chanceOf } from './chance.ts';
import { faultOf } from './fault.ts';
import { gather } from './gather.ts';
import type { Options } from './options.ts';
import { everyRole } from './people.ts';
import { send } from './send.ts';
import { operationsIn, placesInTree } from './site-map.ts';
import { startTarget, watchHealth } from './target.ts';
import { type Field, type Thrown, throwAt } from './throw.ts';

/** Requests under way at once. */
const HANDS = 8;

/** After so many requests everybody signs in anew: what is thrown ends sessions and tokens too. */
const SIGN_IN_EVERY = 1500;

/** Most faults that are printed with their request. */
const MOST_SHOWN = 40;

function shown({ sent, role }: Thrown): string {
  const headers = Object.entries(sent.headers)
    .filter(([name]) => name !== 'cookie' && name !== 'authorization')
    .map(([name, value]) => `${name}: ${value.slice(0, 80)}`)
    .join(', ');
  return `${sent.method} ${sent.path.slice(0, 300)} as ${role} {${headers}} ${JSON.stringify(sent.body?.subarray(0, 400).toString('latin1') ?? '')}`;
}

/** Throws at every operation, page and form in every role; prints what came back. Answers how many faults there were. */
export async function fuzz({ count, minutes, seed, database }: Options): Promise<number> {
  const target = await startTarget(database);
  try {
    const { port } = target;
    const places = placesInTree();
    let people = await everyRole(port);
    // Of an answer to an attack only the beginning is looked at; this one is read whole.
    const document = await fetch(`http://127.0.0.1:${port}/api/v1/openapi.json`);
    const operations = operationsIn(await document.text());
    const gathered = await gather(port, people, places, 70);
    const chance = chanceOf(seed);
    const stopWatching = watchHealth(port);
    const end = performance.now() + minutes * 60_000;
    const begun = performance.now();
    const statuses = new Map<string, number>();
    const reached = new Set<string>();
    const times: number[] = [];
    const faults = new Map<string, { times: number; first: string }>();
    let thrown = 0;
    let signingIn: Promise<void> | undefined;

    const hand = async () => {
      while (thrown < count && performance.now() < end && target.death() === undefined) {
        thrown += 1;
        if (thrown % SIGN_IN_EVERY === 0) {
          signingIn = everyRole(port).then(
            (again) => {
              people = again;
            },
            (error) => say('signing in again failed', String(error)),
          );
        }
        await signingIn;
        const field: Field = {
          chance,
          origin: `http://127.0.0.1:${port}`,
          people,
          places,
          operations,
          gathered,
        };
        const one = throwAt(field);
        const heard = await send(port, one.sent);
        reached.add(`${one.role} ${one.to}`);
        const status = typeof heard === 'string' ? 'none' : String(heard.status);
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        if (typeof heard !== 'string') times.push(heard.milliseconds);
        const fault = faultOf(one, heard);
        if (fault === undefined) continue;
        const name = `${fault} at ${one.to}`;
        const known = faults.get(name) ?? { times: 0, first: shown(one) };
        faults.set(name, { ...known, times: known.times + 1 });
      }
    };
    await Promise.all(Array.from({ length: HANDS }, hand));
    const seconds = (performance.now() - begun) / 1000;
    say(
      'operations, places, forms',
      `${operations.length}, ${places.length}, ${places.flatMap((one) => one.actions).length}`,
    );
    say('requests, seconds, roles', `${thrown}, ${seconds.toFixed(0)}, ${people.length}`);
    say('pairs of role and address reached', reached.size);
    say('answers by status', JSON.stringify(Object.fromEntries([...statuses].sort())));
    say('answered in, median, p99, longest, ms', median(times), percentile(times, 0.99), Math.max(...times));
    await stopWatching();
    say('died', target.death() ?? 'no');
    say('kinds of faults', faults.size);
    for (const [name, { times: often, first }] of [...faults].slice(0, MOST_SHOWN)) {
      say(`  ${name}`, `${often} times; first: ${first}`);
    }
    for (const line of target.errors.slice(0, MOST_SHOWN)) say('  log', line.slice(0, 600));
    return faults.size + (target.death() === undefined ? 0 : 1);
  } finally {
    await target.close();
  }
}
