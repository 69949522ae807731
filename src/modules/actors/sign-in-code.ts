import type { Actor, Mandate } from '#kernel/actor.ts';
import { type Refusal, refuse } from '#kernel/refusal.ts';
import { type RegionCode, within } from '#kernel/region.ts';
import { keepingOffices, type Model, officeLabels } from '#modules/models/index.ts';
import { partyIn } from './office.ts';

/**
 * How long a code can be used, in hours, and how often it may be tried: often enough that a stranger, who is slowed
 * down, does not use it up for its holder; 50 tries find one of 100 million numbers once in two million codes.
 */
export const CODE_HOURS = 24;
export const CODE_ATTEMPTS = 50;

/** Eight digits from a whole number below 10^8, in two groups as people read them out: `0421 7735`. */
export function codeText(number: number): string {
  const digits = String(number).padStart(8, '0');
  return `${digits.slice(0, 4)} ${digits.slice(4)}`;
}

/** The eight digits of a code as typed, with or without spaces and dashes; undefined for anything else. */
export function readCode(typed: string): string | undefined {
  const digits = typed.replaceAll(/[\s-]/g, '');
  return /^\d{8}$/.test(digits) ? digits : undefined;
}

type Holder = {
  readonly id: string;
  readonly region: RegionCode | null;
  readonly mandates: readonly Mandate[];
};

/**
 * By which mandate an officer may give a person a code, which amounts to setting their password: an office that the model
 * names as keeper of every office the person holds, over its place, or of any where they hold none; and over where they
 * belong. No colleague of the same organisation: a secretary cannot take over the lurah's account, nor a lurah the
 * secretary's. Source: model `parties.kinds[].keptBy`.
 */
export function mayIssueCode(actor: Actor, models: readonly Model[], person: Holder): Mandate | Refusal {
  const places = person.mandates.map((mandate) => mandate.region);
  if (person.region !== null) places.push(person.region);
  const [place] = places;
  const keepers = person.mandates.map((mandate) => keepersOf(models, mandate.organization.kind));
  const offices = keepers.reduce(
    (every, those) => every.filter((office) => those.includes(office)),
    keepingOffices(models),
  );
  const refusal = refuse('access.office', undefined, {
    offices: officeLabels(models, offices),
    ...(place === undefined ? {} : { place }),
  });
  if (place === undefined || person.id === actor.person) return refusal;
  return (
    actor.mandates.find(
      (held) =>
        offices.includes(held.office) &&
        places.every((one) => within(one, held.region)) &&
        !person.mandates.some((mandate) => mandate.organization.id === held.organization.id),
    ) ?? refusal
  );
}

/** The regions over which an actor may give codes. */
export function codeRegions(actor: Actor, models: readonly Model[]): readonly RegionCode[] {
  const offices = keepingOffices(models);
  return actor.mandates.filter((held) => offices.includes(held.office)).map((held) => held.region);
}

/** The offices that keep a kind of party, as the first of the models says that knows it. */
function keepersOf(models: readonly Model[], kind: string): readonly string[] {
  return partyIn(models, kind)?.party.keptBy ?? [];
}
