import { isRefusal } from '#kernel/refusal.ts';
import { operatorOf } from '#modules/actors/index.ts';
import { findThing } from '#modules/overview/index.ts';
import { compelModelRule, previewCompelled } from '#modules/workshop/index.ts';
import { failRefused } from './exit.ts';
import { chosenTenants, withPilar } from './open-pilar.ts';
import { inNumbers } from './workshop.ts';

export type CompelOptions = {
  readonly program: string;
  readonly city: string;
  readonly rule: string;
  readonly from?: string;
  readonly basis?: string;
  readonly reason?: string;
};

/** Compels one rule for what runs, or without a day tells what that would touch. */
export async function compel(version: string, options: CompelOptions): Promise<void> {
  const { program, city, rule, from, basis = '', reason = '' } = options;
  await withPilar(async (pilar) => {
    const [tenant] = chosenTenants(pilar, city);
    if (!tenant) return;
    const operator = operatorOf(tenant.id);
    const wanted = { program, version, rule };
    if (from !== undefined) {
      const done = await compelModelRule(pilar, operator, { ...wanted, from, basis, reason });
      if (!done.ok) return failRefused(done.refusal);
      const moves = done.value.versions.map((one) => `${one.before} → ${one.version}`).join(', ');
      process.stdout.write(`from ${done.value.from} ${rule} holds for all of ${program}: ${moves}\n`);
      return;
    }
    const lines = await pilar.read(tenant.id, async (tx) => {
      const seen = await previewCompelled(pilar, tx, operator, wanted);
      if (isRefusal(seen)) return seen;
      const named = [];
      for (const { kind, id } of seen.things) {
        const thing = await findThing(tx, operator, kind, id);
        named.push(`  ${kind} ${id}${thing ? ` ${thing.title.id}` : ''}`);
      }
      const moves = seen.versions.map((one) => `${one.before} → ${one.version}`).join(', ');
      return [`${moves}; touches ${inNumbers(seen.touched).join(', ') || 'nothing that runs'}`, ...named, ''];
    });
    if (isRefusal(lines)) return failRefused(lines);
    process.stdout.write(lines.join('\n'));
  });
}
