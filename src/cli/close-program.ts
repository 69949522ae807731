import { operatorOf } from '#modules/actors/index.ts';
import { closeProgram, programBySlug } from '#modules/programs/index.ts';
import { failInput, failRefused } from './exit.ts';
import { chosenTenants, withPilar } from './open-pilar.ts';

/** Closes a programme whose year is over; what is still owed in it goes on. */
export async function closeFinishedProgram(slug: string, city: string): Promise<void> {
  await withPilar(async (pilar) => {
    const [tenant] = chosenTenants(pilar, city);
    if (!tenant) return;
    const operator = operatorOf(tenant.id);
    const done = await pilar.change(operator, 'offices:write', async (tx) => {
      const program = await programBySlug(tx, slug);
      return program
        ? closeProgram(tx, operator, program)
        : failInput(`${city} has no programme ${slug}; it stands at the end of the programme's address`);
    });
    if (done.ok) process.stdout.write(`programme ${slug} is closed\n`);
    else if (WHY[done.refusal.refusal]) failInput(WHY[done.refusal.refusal] ?? '');
    else await failRefused(done.refusal);
  });
}

const WHY: Readonly<Record<string, string>> = {
  'program.running': 'the year of this programme is not over yet (UU 17/2003, Pasal 4); nothing was changed',
  'program.closed': 'this programme is closed already; nothing was changed',
};
