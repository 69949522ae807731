/** The drainage of RW 01, funded and carried out as far as a test begins. */
import type { Id } from '#kernel/id.ts';
import { planActivity, recordProgress, startActivity } from '#modules/activities/index.ts';
import { granted, photo } from './city.ts';
import { fundedProposal, type Proposing } from './funded.ts';

/** Funded whole (Rp52.5 million), planned and begun on 10 February 2026. */
export async function begunActivity(city: Proposing): Promise<{ proposal: Id; activity: Id; forum: Id }> {
  const { pilar, actors } = city;
  const { proposal, forum } = await fundedProposal(city);
  const plan = { startsOn: '2026-02-10', endsOn: '2026-03-15', executor: 'Pokmas RW 01' };
  const { activity } = granted(
    await planActivity(pilar, actors.rw1, { proposal, ...plan, responsible: 'Ketua Pokmas' }),
  );
  granted(await startActivity(pilar, actors.rw1, { activity, startedOn: '2026-02-10' }));
  return { proposal, activity, forum };
}

/** Photographed at 0, 50 and 100 % on the day it was begun, and so completed. */
export async function carriedOut(city: Proposing): Promise<{ proposal: Id; activity: Id; forum: Id }> {
  const begun = await begunActivity(city);
  const step = { activity: begun.activity, note: '', happenedOn: '2026-02-10' };
  for (const percent of [0, 50, 100]) {
    const photos = [await photo()];
    granted(await recordProgress(city.pilar, city.actors.rw1, { ...step, percent, photos }));
  }
  return begun;
}
