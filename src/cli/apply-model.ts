import { operatorOf } from '#modules/actors/index.ts';
import { readModel } from '#modules/models/index.ts';
import { applyVersion, programBySlug, publishModel } from '#modules/programs/index.ts';
import { failInput, failRefused } from './exit.ts';
import { chosenTenants, withPilar } from './open-pilar.ts';
import { readInputFile } from './read-input.ts';

export type ApplyOptions = {
  readonly program: string;
  readonly city: string;
  readonly from: string;
  readonly reason: string;
};

/** Publishes a version of a programme's model and lets the programme go by it from a day on: both, or nothing. */
export async function applyModel(path: string, options: ApplyOptions): Promise<void> {
  const source = readInputFile(path, 'en');
  const read = readModel(source);
  if (!read.ok) {
    return failInput(
      read.problems
        .map((one) => `${path}:${one.line}:${one.column} ${one.path}: ${one.message}`)
        .join('\n  '),
    );
  }
  const { name, version } = read.model;
  await withPilar(async (pilar) => {
    const [tenant] = chosenTenants(pilar, options.city);
    if (!tenant) return;
    const operator = operatorOf(tenant.id);
    const done = await pilar.change(operator, 'offices:write', async (tx) => {
      const program = await programBySlug(tx, options.program);
      if (!program) return failInput(`${options.city} has no programme ${options.program}`);
      if (program.model.name !== name) {
        return failInput(`${options.program} goes by ${program.model.name}, and ${path} is ${name}`);
      }
      const published = await publishModel(tx, operator, { source, region: tenant.region });
      if (!published.ok) return published;
      const { from, reason } = options;
      return applyVersion(tx, operator, program, { version, from, reason }, tenant.timeZone);
    });
    if (!done.ok) return failRefused(done.refusal);
    const { before, from } = done.value;
    process.stdout.write(
      `from ${from} ${options.program} goes by ${name} ${version}; what was sent or opened before goes by ${before}\n`,
    );
  });
}
