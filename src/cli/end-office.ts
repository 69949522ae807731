import { nameKey } from '#kernel/readers/text.ts';
import { endOfficeAs, officesOf, operatorOf, organizationsIn } from '#modules/actors/index.ts';
import { failInput, failRefused } from './exit.ts';
import { chosenTenants, withPilar } from './open-pilar.ts';

export type EndOptions = {
  readonly city: string;
  readonly office: string;
  readonly kind: string;
  readonly region: string;
  readonly on: string;
  readonly reason: string;
  readonly holder?: string;
};

/** Ends an office that is held in an organisation of a city. */
export async function endOfficeHeld(options: EndOptions): Promise<void> {
  const { kind, region, office } = options;
  await withPilar(async (pilar) => {
    const [tenant] = chosenTenants(pilar, options.city);
    if (!tenant) return;
    const operator = operatorOf(tenant.id);
    const done = await pilar.change(operator, 'offices:write', async (tx) => {
      const [organization] = (await organizationsIn(tx, region, [kind])).filter(
        (one) => one.region === region,
      );
      if (!organization) return failInput(`nobody founded a ${kind} at ${region}`);
      const wanted = options.holder === undefined ? undefined : nameKey(options.holder);
      const held = (await officesOf(tx, organization.id)).filter(
        (one) =>
          one.office === office &&
          (one.endsOn === null || one.endsOn >= tx.today) &&
          (wanted === undefined || nameKey(one.name) === wanted),
      );
      const [ending, another] = held;
      if (!ending) return failInput(`nobody holds the office "${office}" in ${organization.name}`);
      if (another) {
        const names = held.map((one) => one.name).join(', ');
        return failInput(`several hold the office "${office}" in ${organization.name}; --holder: ${names}`);
      }
      return endOfficeAs(tx, operator, organization, ending, { lastDay: options.on, reason: options.reason });
    });
    if (!done.ok) return failRefused(done.refusal);
    const left =
      done.value.others === 0 ? 'nobody holds it after that day' : `${done.value.others} others hold it`;
    process.stdout.write(`the office ends on ${options.on}; ${left}\n`);
  });
}
