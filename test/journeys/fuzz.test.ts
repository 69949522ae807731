import { beforeAll, expect, inject, test } from 'vitest';
import { chanceOf } from '../../bench/attack/chance.ts';
import { faultOf } from '../../bench/attack/fault.ts';
import { type Gathered, gather } from '../../bench/attack/gather.ts';
import { everybodySignedIn, type Person } from '../../bench/attack/people.ts';
import { send } from '../../bench/attack/send.ts';
import { placesInTree } from '../../bench/attack/site-map.ts';
import { type Thrown, throwAtPage, throwForm } from '../../bench/attack/throw.ts';
import { stageIsReady } from '../support/server.ts';

/*
 * A short form of `npm run attack -- --part fuzz` on the journeys' own server: every page in every role, and forms as a
 * stranger, so that no other journey finds something changed. The API's own is `src/api/hostile.service.test.ts`.
 */

/** Forms that count wrong tries by address, which the other journeys share. */
const COUNTED = /\/(masuk|kode-masuk|suara)\b/;

const port = () => Number(new URL(inject('origin')).port);
const places = placesInTree();
let people: [Person, ...Person[]];
let gathered: Gathered;

beforeAll(async () => {
  await stageIsReady();
  people = await everybodySignedIn(port());
  gathered = await gather(port(), people, places, 12);
});

async function throwAll(count: number, seed: number, next: (chance: ReturnType<typeof chanceOf>) => Thrown) {
  const chance = chanceOf(seed);
  const faults: string[] = [];
  for (let i = 0; i < count; i += 1) {
    const thrown = next(chance);
    const fault = faultOf(thrown, await send(port(), thrown.sent));
    if (fault) faults.push(`${fault}: ${thrown.sent.method} ${thrown.sent.path} as ${thrown.role}`);
  }
  return faults;
}

test('whatever is asked of a page, by whomever, is answered', async () => {
  const operations = [] as const;
  const field = { origin: inject('origin'), people, places, operations, gathered };
  const reads = (chance: ReturnType<typeof chanceOf>): Thrown => {
    const thrown = throwAtPage({ ...field, chance });
    return ['GET', 'HEAD', 'OPTIONS'].includes(thrown.sent.method) ? thrown : reads(chance);
  };
  expect(await throwAll(250, 2026, reads)).toEqual([]);
});

test('whatever a stranger sends by a form is answered, and refused when it comes from another site', async () => {
  const forms = places.filter(({ route }) => !COUNTED.test(route));
  const strangers: [Person] = [{ role: 'visitor', pages: {}, api: {} }];
  const field = { origin: inject('origin'), people: strangers, places: forms, operations: [], gathered };
  expect(await throwAll(200, 2027, (chance) => throwForm({ ...field, chance }))).toEqual([]);
});
