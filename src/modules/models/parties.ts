import type { Labelled } from '#kernel/refusal.ts';
import type { Label } from './common.section.ts';
import type { Model } from './model.ts';

/** How a model calls a kind of party; its own id where the model does not know it. */
export function partyLabel(model: Pick<Model, 'parties'>, kind: string): Label {
  return model.parties.kinds.find((one) => one.kind === kind)?.label ?? { id: kind, en: kind };
}

/** The pillars of a partnership, in the model's order. */
export function pillarsOf(model: Pick<Model, 'parties'>): readonly string[] {
  return model.parties.pillars.map((one) => one.pillar);
}

/** The pillar to which a kind of party belongs, as the first of the models says that knows it; undefined where none does. */
export function pillarOf(models: readonly Pick<Model, 'parties'>[], kind: string): string | undefined {
  for (const model of models) {
    const known = model.parties.kinds.find((one) => one.kind === kind);
    if (known) return known.pillar;
  }
  return undefined;
}

/** Every office that keeps some kind of party: it puts people into the offices there, and helps them to sign in. */
export function keepingOffices(models: readonly Pick<Model, 'parties'>[]): readonly string[] {
  return [...new Set(models.flatMap((model) => model.parties.kinds.flatMap((one) => one.keptBy)))];
}

/** Offices as the first of the models calls them that knows them, for whoever is refused; an unknown one by its id. */
export function officeLabels(
  models: readonly Pick<Model, 'parties'>[],
  offices: readonly string[],
): readonly Labelled[] {
  const known = models.flatMap((model) => model.parties.kinds.flatMap((one) => one.offices));
  return offices.map(
    (office) => known.find((one) => one.office === office)?.label ?? { id: office, en: office },
  );
}
