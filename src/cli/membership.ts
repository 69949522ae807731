import { nameKey } from '#kernel/readers/text.ts';
import type { Result } from '#kernel/result.ts';
import { membershipIn, type Organization, operatorOf, organizationsAt } from '#modules/actors/index.ts';
import { leaveAs, returnAs } from '#modules/leaving/index.ts';
import { type Program, programBySlug } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { failInput, failRefused } from './exit.ts';
import { chosenTenants, withPilar } from './open-pilar.ts';

export type MembershipOptions = {
  readonly city: string;
  readonly program: string;
  readonly kind: string;
  readonly region: string;
  readonly name: string;
};

/** Ends what an institution takes part in, and tells what of it still runs. */
export async function leave(options: MembershipOptions & { on: string; reason: string }): Promise<void> {
  const done = await change(options, async (tx, operator, pair) =>
    leaveAs(tx, operator, pair, { lastDay: options.on, reason: options.reason, endedBy: 'office' }),
  );
  if (!done) return;
  const { matches, promised, activities, owed, held } = done.running;
  process.stdout.write(
    `${options.name} takes part until ${options.on}; still to be brought to its end: ${promised.length} agreed proposals, ` +
      `${activities.length} activities, ${owed.length} reports and levies, Rp${held} not accounted for` +
      `${matches.length > 0 ? `; ${matches.length} needs that it promised to meet are free again` : ''}\n`,
  );
}

/** Lets an institution on record take part from today on, or stay. */
export async function join(options: MembershipOptions): Promise<void> {
  const done = await change(options, async (tx, operator, pair) =>
    returnAs(tx, operator, pair, await membershipIn(tx, pair.program.model, pair.organization)),
  );
  if (done) process.stdout.write(`${options.name} takes part in ${options.program}\n`);
}

type Pair = { readonly program: Program; readonly organization: Organization };

async function change<T>(
  { city, program: slug, kind, region, name }: MembershipOptions,
  command: (tx: Tx, operator: ReturnType<typeof operatorOf>, pair: Pair) => Promise<Result<T>>,
): Promise<T | undefined> {
  return withPilar(async (pilar) => {
    const [tenant] = chosenTenants(pilar, city);
    if (!tenant) return undefined;
    const operator = operatorOf(tenant.id);
    const done = await pilar.change(operator, 'offices:write', async (tx) => {
      const program = await programBySlug(tx, slug);
      if (!program)
        return failInput(`${city} has no programme ${slug}; it stands at the end of the programme's address`);
      if (!program.model.parties.kinds.some((one) => one.kind === kind)) {
        return failInput(`${slug} has no parties of kind ${kind}`);
      }
      const there = (await organizationsAt(tx, [region])).filter((one) => one.kind === kind);
      const organization = there.find((one) => nameKey(one.name) === nameKey(name));
      if (!organization) {
        return failInput(
          `no ${kind} at ${region} is called "${name}"; there are: ${there.map((one) => one.name).join('; ') || 'none'}`,
        );
      }
      return command(tx, operator, { program, organization });
    });
    return done.ok ? done.value : failRefused(done.refusal);
  });
}
