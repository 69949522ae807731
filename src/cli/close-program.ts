import { operatorOf } from '#modules/actors/index.ts';
import { lockProgram } from '#modules/programs/index.ts';
import { closeHeld } from '#modules/steering/index.ts';
import { failInput, failRefused } from './exit.ts';
import { chosenTenants, withPilar } from './open-pilar.ts';

export type CloseOptions = { readonly city: string; readonly reason: string; readonly basis: string };

/** Closes a programme whose year is over; what is still owed in it goes on. */
export async function closeFinishedProgram(slug: string, options: CloseOptions): Promise<void> {
  const { city } = options;
  await withPilar(async (pilar) => {
    const [tenant] = chosenTenants(pilar, city);
    if (!tenant) return;
    const operator = operatorOf(tenant.id);
    const done = await pilar.change(operator, 'offices:write', async (tx) => {
      const program = await lockProgram(tx, slug);
      return program
        ? closeHeld(tx, operator, program, options)
        : failInput(`${city} has no programme ${slug}; it stands at the end of the programme's address`);
    });
    if (done.ok) process.stdout.write(`programme ${slug} is closed\n`);
    else if (WHY[done.refusal.refusal]) failInput(WHY[done.refusal.refusal] ?? '');
    else await failRefused(done.refusal);
  });
}

const WHY: Readonly<Record<string, string>> = {
  'program.running': 'the year of this programme is not over yet (UU 17/2003, Pasal 4); nothing was changed',
  'program.open-matters':
    'something in this programme still waits: proposals, forums or payments, listed on its page "Kelola program"; nothing was changed',
  'program.closed': 'this programme is closed already; nothing was changed',
};
