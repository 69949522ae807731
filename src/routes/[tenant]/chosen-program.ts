import { error } from '@sveltejs/kit';
import { hasSection, type Section } from '#modules/models/index.ts';
import { listPrograms, type Program } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/**
 * The programme that a list shows: the one named by `?program=`, else the newest that is open, else the newest;
 * undefined where the city has none yet. An unknown name is 404. `programs` offers them all; with a `section` those whose
 * model speaks of it.
 */
export async function chosenProgram(
  tx: Tx,
  url: URL,
  section?: Section,
): Promise<{ program: Program | undefined; programs: readonly Program[] }> {
  const all = await listPrograms(tx);
  const programs = section ? all.filter((one) => hasSection(one.model, section)) : all;
  const wanted = url.searchParams.get('program');
  if (wanted) {
    return {
      program: programs.find((one) => one.slug === wanted || one.id === wanted) ?? error(404),
      programs,
    };
  }
  return { program: programs.find((one) => one.state === 'open') ?? programs[0], programs };
}
