import { expect, test } from 'vitest';
import { isRefusal } from '#kernel/refusal.ts';
import {
  checkIn,
  codeForWall,
  decideProposal,
  forumFacts,
  openForum,
  recordAttendance,
  scheduleForum,
  watchRooms,
} from '#modules/deliberation/index.ts';
import { granted, VILLAGE, withCity } from '../support/city.ts';
import { hall } from '../support/voting-hall.ts';

test('two who decide the same proposal at once: one holds, the other is told what', async () => {
  const city = await withCity();
  const { pilar, actors, tenant } = city;
  const { forum, proposals } = await hall(city);
  for (const proposal of proposals) {
    const decide = (outcome: string, reason: string) =>
      decideProposal(pilar, actors.lurah, { forum, proposal, outcome, reason });
    const [one, other] = await Promise.all([decide('fund', ''), decide('reject', 'Tidak mendesak')]);
    const refused = [one, other].flatMap((result) => (result?.ok ? [] : [result?.refusal.refusal]));
    expect(refused).toEqual(['decision.taken']);
  }
  const found = await pilar.read(tenant, (tx) => forumFacts(tx, actors.lurah, forum));
  if (isRefusal(found)) throw new Error(found.refusal);
  expect(found.decisions.map((one) => one.proposal).toSorted()).toEqual(proposals.toSorted());
});

test('tapped and checking in at the same moment, somebody is there once', async () => {
  const city = await withCity();
  const { pilar, actors, program, tenant } = city;
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
  const facts = async () => {
    const found = await pilar.read(tenant, (tx) => forumFacts(tx, actors.lurah, forum));
    if (isRefusal(found)) throw new Error(found.refusal);
    return found;
  };
  const held = await facts();
  const code = codeForWall(pilar, actors.lurah, held.program, held.forum) ?? '';
  const officers = [actors.rw1, actors.rw2, actors.rw3];
  await Promise.all(
    officers.flatMap((officer, i) => [
      checkIn(pilar, officer, { forum, code }),
      checkIn(pilar, officer, { forum, code }),
      recordAttendance(pilar, actors.lurah, {
        forum,
        people: [{ element: 'rw', unit: `${VILLAGE}.00${i + 1}`, name: '', person: officer.person }],
      }),
    ]),
  );
  const { people } = await facts();
  expect(people?.map((one) => one.person).toSorted()).toEqual(officers.map((one) => one.person).toSorted());
});

test('what one server changes is told by another', async () => {
  const city = await withCity();
  const { pilar, actors, tenant } = city;
  const { forum } = await hall(city);
  // Another server shares the database and nothing else.
  const other = watchRooms(pilar, 20);
  const heard: string[] = [];
  const render = () =>
    pilar.read(tenant, async (tx) => {
      const found = await forumFacts(tx, { tenant }, forum);
      return isRefusal(found) ? found.refusal : found.came.map((one) => one.came).join(' ');
    });
  other.listen({ tenant, forum, variant: 'id' }, render, { show: (text) => heard.push(text), end: () => {} });
  await expect.poll(() => heard.length).toBe(1);
  const guest = { element: 'others', unit: null, name: 'Ibu Tini' };
  granted(await recordAttendance(pilar, actors.lurah, { forum, people: [guest] }));
  await expect.poll(() => heard.length).toBe(2);
  other.close();
});
