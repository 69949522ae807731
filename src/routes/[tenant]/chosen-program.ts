import { error } from '@sveltejs/kit';
import { listPrograms, type Program } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/**
 * The programme that a list shows: the one named by `?program=`, else the newest that is open, else the newest;
 * undefined where the city has none yet. An unknown name is 404. `programs` offers them all.
 */
export async function chosenProgram(
  tx: Tx,
  url: URL,
): Promise<{ program: Program | undefined; programs: readonly Program[] }> {
  const programs = await listPrograms(tx);
  const wanted = url.searchParams.get('program');
  if (wanted) {
    return { program: programs.find((one) => one.slug === wanted) ?? error(404), programs };
  }
  return { program: programs.find((one) => one.state === 'open') ?? programs[0], programs };
}
