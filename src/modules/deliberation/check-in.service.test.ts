import { expect, test } from 'vitest';
import { isRefusal } from '#kernel/refusal.ts';
import { addCity, type City, granted, VILLAGE, withCity } from '../../../test/support/city.ts';
import {
  adjournForum,
  checkIn,
  checkInStanding,
  codeForWall,
  forumFacts,
  MOST_WRONG_CODES,
  openForum,
  postponeForum,
  recordAttendance,
  resumeForum,
  scheduleForum,
} from './index.ts';

async function opened(city: Pick<City, 'pilar' | 'actors' | 'program'>): Promise<string> {
  const { pilar, actors, program } = city;
  const startsAt = pilar.clock.now();
  const { forum } = granted(
    await scheduleForum(pilar, actors.lurah, {
      program: program.slug,
      region: VILLAGE,
      place: 'Balai',
      startsAt,
    }),
  );
  granted(await openForum(pilar, actors.lurah, { forum }));
  return forum;
}

async function facts({ pilar, tenant }: Pick<City, 'pilar' | 'tenant'>, forum: string) {
  const found = await pilar.read(tenant, (tx) => forumFacts(tx, { tenant }, forum));
  if (isRefusal(found)) throw new Error(found.refusal);
  return found;
}

async function wall(city: Pick<City, 'pilar' | 'tenant' | 'actors'>, forum: string): Promise<string> {
  const { program, forum: held } = await facts(city, forum);
  return codeForWall(city.pilar, city.actors.lurah, program, held) ?? '';
}

test('an officer checks in by the code of the hall, once, for the board they speak for', async () => {
  const city = await withCity();
  const { pilar, tenant, actors } = city;
  const forum = await opened(city);
  const code = await wall(city, forum);
  expect(granted(await checkIn(pilar, actors.rw1, { forum, code })).element).toBe('rw');
  expect(await checkIn(pilar, actors.rw1, { forum, code })).toMatchObject({
    refusal: { refusal: 'check-in.already' },
  });
  const { quorum, forum: held, program } = await facts(city, forum);
  expect(quorum.elements.find((one) => one.element === 'rw')?.came).toBe(1);
  const standing = await pilar.read(tenant, (tx) => checkInStanding(tx, actors.rw1, program, held));
  expect(standing.here).toEqual([{ element: 'rw', unit: `${VILLAGE}.001` }]);
  // Whom the officer recorded first is told so as well.
  const tapped = { element: 'rw', unit: `${VILLAGE}.002`, name: '', person: actors.rw2.person };
  granted(await recordAttendance(pilar, actors.lurah, { forum, people: [tapped] }));
  expect(await checkIn(pilar, actors.rw2, { forum, code })).toMatchObject({
    refusal: { refusal: 'check-in.already' },
  });
});

test('nobody checks in from home, without an office that is invited, or without having signed in', async () => {
  const city = await withCity();
  const { pilar, tenant, actors } = city;
  const forum = await opened(city);
  const code = await wall(city, forum);
  const { program, forum: held } = await facts(city, forum);
  expect(codeForWall(pilar, actors.rw1, program, held)).toBeUndefined();
  expect(codeForWall(pilar, { tenant }, program, held)).toBeUndefined();
  const refusal = async (who: Parameters<typeof checkIn>[1]) => {
    const result = await checkIn(pilar, who, { forum, code });
    return result.ok ? 'granted' : result.refusal.refusal;
  };
  expect(await refusal(actors.resident)).toBe('check-in.not-invited');
  expect(await refusal(actors.camat)).toBe('check-in.not-invited');
  expect(await refusal({ tenant })).toBe('access.sign-in');
});

test('a code of an earlier sitting, of another forum or of another city opens nothing; a closed forum says so', async () => {
  const city = await withCity();
  const { pilar, actors } = city;
  const forum = await opened(city);
  const code = await wall(city, forum);
  const refusal = async (given: { forum: string; code: string }) => {
    const result = await checkIn(pilar, actors.rw3, given);
    return result.ok ? 'granted' : result.refusal.refusal;
  };
  const other = { pilar, ...(await addCity(pilar, { slug: 'kota-lain' })) };
  const elsewhere = await opened(other);
  expect(await refusal({ forum, code: await wall(other, elsewhere) })).toBe('check-in.code');
  expect(await refusal({ forum: elsewhere, code: await wall(other, elsewhere) })).toBe('check-in.code');

  granted(await adjournForum(pilar, actors.lurah, { forum, reason: 'Hujan', resumesOn: '' }));
  expect(await refusal({ forum, code })).toBe('forum.state');
  granted(await resumeForum(pilar, actors.lurah, { forum }));
  expect(await refusal({ forum, code })).toBe('check-in.code');
  const fresh = await wall(city, forum);
  granted(await postponeForum(pilar, actors.lurah, { forum, reason: 'Batal' }));
  expect(await refusal({ forum, code: fresh })).toBe('forum.state');
});

test('whoever guesses is stopped, others are not', async () => {
  const city = await withCity();
  const { pilar, actors } = city;
  const forum = await opened(city);
  const code = await wall(city, forum);
  for (let i = 0; i < MOST_WRONG_CODES; i += 1) {
    expect(await checkIn(pilar, actors.rw1, { forum, code: 'AAAAABBBBB' })).toMatchObject({
      refusal: { refusal: 'check-in.code' },
    });
  }
  expect(await checkIn(pilar, actors.rw1, { forum, code })).toMatchObject({
    refusal: { refusal: 'check-in.limited' },
  });
  granted(await checkIn(pilar, actors.rw2, { forum, code }));
});
