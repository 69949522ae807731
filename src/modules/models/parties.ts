import type { Labelled } from '#kernel/refusal.ts';
import type { BodyRules } from './bodies.section.ts';
import { type Label, PERSON } from './common.section.ts';
import type { PartyKind } from './parties.section.ts';
import type { Sections } from './sections.ts';

type Parties = Pick<Sections, 'parties'>;

/** Whatever people hold offices in: a kind of party, or a body, whose seats are its offices. */
export type Party = {
  readonly kind: string;
  readonly label: Label;
  readonly at: PartyKind['at'];
  /** `count`: how many may hold it at once; undefined where the model does not say. */
  readonly offices: readonly {
    readonly office: string;
    readonly label: Label;
    readonly count?: number | undefined;
  }[];
  readonly keptBy: readonly string[];
  readonly basis: string;
  /** For how long people are put into its offices, where the model says so. */
  readonly term?: BodyRules['term'] | undefined;
};

/** All that people hold offices in, in the model's order: kinds of parties, then bodies. */
export function partiesOf(model: Parties): readonly Party[] {
  return [
    ...model.parties.kinds,
    ...model.parties.bodies.map(({ body, seats, ...rules }) => ({
      ...rules,
      kind: body,
      offices: seats.map(({ seat, ...one }) => ({ ...one, office: `${body}/${seat}` })),
    })),
  ];
}

/** How a model calls a kind of party or a body; its own id where the model does not know it. */
export function partyLabel(model: Parties, kind: string): Label {
  if (kind === PERSON) return { id: 'Perorangan', en: 'Person' };
  return partiesOf(model).find((one) => one.kind === kind)?.label ?? { id: kind, en: kind };
}

/** The pillars of a partnership, in the model's order. */
export function pillarsOf(model: Parties): readonly string[] {
  return model.parties.pillars.map((one) => one.pillar);
}

/** The pillar to which a kind of party belongs, as the first of the models says that knows it; undefined where none does. */
export function pillarOf(models: readonly Parties[], kind: string): string | undefined {
  for (const model of models) {
    const known = model.parties.kinds.find((one) => one.kind === kind);
    if (known) return known.pillar;
  }
  return undefined;
}

/** Every office that keeps some kind of party: it puts people into the offices there, and helps them to sign in. */
export function keepingOffices(models: readonly Parties[]): readonly string[] {
  return [...new Set(models.flatMap((model) => partiesOf(model).flatMap((one) => one.keptBy)))];
}

/** Offices as the first of the models calls them that knows them, for whoever is refused; an unknown one by its id. */
export function officeLabels(models: readonly Parties[], offices: readonly string[]): readonly Labelled[] {
  const known = models.flatMap((model) => partiesOf(model).flatMap((one) => one.offices));
  return offices.map(
    (office) => known.find((one) => one.office === office)?.label ?? { id: office, en: office },
  );
}
