import type { Id } from '#kernel/id.ts';
import { planActivity, recordProgress, startActivity } from '#modules/activities/index.ts';
import { granted, photo } from './city.ts';
import { fundedProposal, type Proposing } from './funded.ts';

/** The activity of a funded proposal of RW 01, begun and completed on 10 February 2026, with a photo at each checkpoint. */
export async function carriedOut(city: Proposing): Promise<{ proposal: Id; activity: Id }> {
  const { pilar, actors } = city;
  const { proposal } = await fundedProposal(city);
  const { activity } = granted(
    await planActivity(pilar, actors.rw1, {
      proposal,
      startsOn: '2026-02-10',
      endsOn: '2026-03-15',
      executor: 'Pokmas RW 01',
      responsible: 'Ketua Pokmas',
    }),
  );
  granted(await startActivity(pilar, actors.rw1, { activity, startedOn: '2026-02-10' }));
  for (const percent of [0, 50, 100]) {
    const step = { activity, percent, note: '', happenedOn: '2026-02-10', photos: [await photo()] };
    granted(await recordProgress(pilar, actors.rw1, step));
  }
  return { proposal, activity };
}
