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
