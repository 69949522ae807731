import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type City, granted, VILLAGE, withCity } from '../../../test/support/city.ts';
import { type Attendee, forumFacts, invitedIn, openForum, recordAttendance, scheduleForum } from './index.ts';

async function opened(city: City): Promise<string> {
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

async function seen({ pilar, tenant, actors }: City, forum: string) {
  const found = await pilar.read(tenant, (tx) => forumFacts(tx, actors.lurah, forum));
  if ('refusal' in found) throw new Error(found.refusal);
  return found;
}

async function invited(city: City, forum: string) {
  const { program, forum: held } = await seen(city, forum);
  return city.pilar.read(city.tenant, (tx) => invitedIn(tx, program, held));
}

test('officers are expected for the element that the model invites them for, with their board where it keeps a roll', async () => {
  const city = await withCity();
  const forum = await opened(city);
  expect(
    (await invited(city, forum)).map(({ element, unit, office, institution }) => [
      element,
      unit,
      office,
      institution,
    ]),
  ).toEqual([
    ['rw', `${VILLAGE}.001`, 'chair', 'RW 01 Pasir Impun'],
    ['rw', `${VILLAGE}.002`, 'chair', 'RW 02 Pasir Impun'],
    ['rw', `${VILLAGE}.003`, 'chair', 'RW 03 Pasir Impun'],
    ['women-leader', null, 'chair', 'PKK Pasir Impun'],
  ]);
});

test('an officer is recorded by a tap, once, and for one element; a stranger is not on the list', async () => {
  const city = await withCity();
  const { pilar, actors } = city;
  const forum = await opened(city);
  const tap = (...people: Omit<Attendee, 'name'>[]) =>
    recordAttendance(pilar, actors.lurah, { forum, people: people.map((one) => ({ ...one, name: '' })) });
  const rw1 = { element: 'rw', unit: `${VILLAGE}.001`, person: actors.rw1.person };
  const pkk = { element: 'women-leader', unit: null, person: actors.pkk.person };

  expect(granted(await tap(rw1, pkk, rw1)).recorded).toBe(2);
  expect(granted(await tap(rw1)).recorded).toBe(0);
  expect(await tap({ ...rw1, unit: `${VILLAGE}.002` })).toMatchObject({
    refusal: { issues: [{ refusal: 'forum.not-invited', field: 'people.0.person' }] },
  });
  expect(await tap({ element: 'youth-leader', unit: null, person: actors.pkk.person })).toMatchObject({
    refusal: { issues: [{ refusal: 'forum.not-invited' }] },
  });
  const { people, quorum } = await seen(city, forum);
  expect(people?.map((one) => [one.element, one.name, one.person])).toEqual([
    ['rw', actors.rw1.name, actors.rw1.person],
    ['women-leader', actors.pkk.name, actors.pkk.person],
  ]);
  expect(quorum.elements.find((one) => one.element === 'rw')?.came).toBe(1);
});

test('somebody recorded by name for one element is not taken for another by a tap', async () => {
  const city = await withCity();
  const { pilar, actors } = city;
  const forum = await opened(city);
  const named = { element: 'religious-leader', unit: null, name: actors.pkk.name };
  granted(await recordAttendance(pilar, actors.lurah, { forum, people: [named] }));
  const tapped = { element: 'women-leader', unit: null, name: '', person: actors.pkk.person };
  expect(await recordAttendance(pilar, actors.lurah, { forum, people: [tapped] })).toMatchObject({
    refusal: { issues: [{ refusal: 'forum.already-here', params: { name: actors.pkk.name } }] },
  });
});

test('a written power counts for whoever gave it, needs its paper, and one person brings one', async () => {
  const city = await withCity();
  const { pilar, actors } = city;
  const forum = await opened(city);
  const power = (unit: string, person: string, name: string, paper: string) =>
    recordAttendance(pilar, actors.lurah, {
      forum,
      people: [{ element: 'rw', unit: `${VILLAGE}.${unit}`, person, name, paper }],
    });
  const about = (refusal: string, field: string) => ({ refusal: { issues: [{ refusal, field }] } });

  expect(await power('002', actors.rw2.person, 'Ujang', '  ')).toMatchObject(
    about('forum.proxy-paper', 'people.0.paper'),
  );
  expect(await power('002', actors.rw2.person, ' ', '04/RW02')).toMatchObject(
    about('input.required', 'people.0.name'),
  );
  expect(granted(await power('002', actors.rw2.person, 'Ujang', '04/RW02/I/2026')).recorded).toBe(1);
  expect(await power('003', actors.rw3.person, 'ujang', '05/RW03/I/2026')).toMatchObject(
    about('forum.proxies-many', 'people.0.name'),
  );
  // Who gave the power and comes after all is there already.
  const tapped = { element: 'rw', unit: `${VILLAGE}.002`, name: '', person: actors.rw2.person };
  expect(granted(await recordAttendance(pilar, actors.lurah, { forum, people: [tapped] })).recorded).toBe(0);

  const { people, quorum } = await seen(city, forum);
  expect(people).toMatchObject([{ name: 'Ujang', proxyOf: actors.rw2.person, proxyPaper: '04/RW02/I/2026' }]);
  expect(quorum.elements.find((one) => one.element === 'rw')?.came).toBe(1);
});

test('where the model knows no powers, none is recorded', async () => {
  const model = readFileSync('models/pippk/2015.yaml', 'utf8').replace(/^ +proxies: .*\n/m, '');
  const city = await withCity({ model });
  const { pilar, actors } = city;
  const forum = await opened(city);
  const person = actors.rw2.person;
  const sent = { element: 'rw', unit: `${VILLAGE}.002`, person, name: 'Ujang', paper: '04/RW02/I/2026' };
  expect(await recordAttendance(pilar, actors.lurah, { forum, people: [sent] })).toMatchObject({
    refusal: { issues: [{ refusal: 'forum.no-proxies', field: 'people.0.paper' }] },
  });
});

test('who brings a power is counted for themselves as well, for it is the officer who gave it that it counts for', async () => {
  const city = await withCity();
  const { pilar, actors } = city;
  const forum = await opened(city);
  const people: Attendee[] = [
    { element: 'women-leader', unit: null, name: '', person: actors.pkk.person },
    {
      element: 'rw',
      unit: `${VILLAGE}.002`,
      person: actors.rw2.person,
      name: actors.pkk.name,
      paper: '04/RW02/I/2026',
    },
  ];
  granted(await recordAttendance(pilar, actors.lurah, { forum, people }));
  const { quorum } = await seen(city, forum);
  const came = (element: string) => quorum.elements.find((one) => one.element === element)?.came;
  expect([came('rw'), came('women-leader'), quorum.countedOnce]).toEqual([1, 1, []]);
});
