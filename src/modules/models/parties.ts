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

/** A side of a partnership as a model lists it: by its short name, with the words people know it by. */
export type Pillar = { readonly pillar: string; readonly label: Label };

/**
 * The pillar of a kind of party, as the first of the models says that knows it; undefined where none does. A body is of
 * no pillar; who holds an office in it is of that of the seat, where the model gives it one.
 */
export function pillarOf(models: readonly Parties[], kind: string, office?: string): string | undefined {
  for (const model of models) {
    const known = model.parties.kinds.find((one) => one.kind === kind);
    if (known) return known.pillar;
    const body = model.parties.bodies.find((one) => one.body === kind);
    if (body) return body.seats.find(({ seat }) => `${kind}/${seat}` === office)?.pillar;
  }
  return undefined;
}

/** The pillar of those who are paid for goods and works, as the first of the models says that counts them to one. */
export function pillarOfProviders(models: readonly Parties[]): string | undefined {
  return models.flatMap((model) => model.parties.providers ?? [])[0];
}

/** All pillars of several models, each once, as the first of them calls it. */
export function pillarsIn(models: readonly Parties[]): readonly Pillar[] {
  const all = models.flatMap((model) => model.parties.pillars);
  return all.filter((one, i) => all.findIndex((other) => other.pillar === one.pillar) === i);
}

/** How the first of the models calls a pillar that knows it; undefined where none does. */
export function pillarLabel(models: readonly Parties[], pillar: string): Label | undefined {
  return pillarsIn(models).find((one) => one.pillar === pillar)?.label;
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
