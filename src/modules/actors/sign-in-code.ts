import { type Actor, type Mandate, requireOffice } from '#kernel/actor.ts';
import { isRefusal, type Refusal, refuse } from '#kernel/refusal.ts';
import { type RegionCode, within } from '#kernel/region.ts';

/** Offices that may give a one-time code to somebody in their region who stands before them. */
export const CODE_ISSUERS: readonly string[] = ['lurah', 'village-secretary', 'camat', 'district-secretary'];

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
 * By which mandate an officer may give a person a code, which amounts to setting their password. The person must belong to
 * the officer's region with every office they hold, and be no colleague of the same organisation: a secretary cannot
 * take over the lurah's account, nor a lurah the secretary's. Those are helped by the office above.
 */
export function mayIssueCode(actor: Actor, person: Holder): Mandate | Refusal {
  const places = person.mandates.map((mandate) => mandate.region);
  if (person.region !== null) places.push(person.region);
  const [place] = places;
  if (place === undefined || person.id === actor.person) {
    return refuse('access.office', undefined, { offices: CODE_ISSUERS });
  }
  const allowed = actor.mandates.find(
    (held) =>
      CODE_ISSUERS.includes(held.office) &&
      places.every((one) => within(one, held.region)) &&
      !person.mandates.some((mandate) => mandate.organization.id === held.organization.id),
  );
  if (allowed) return allowed;
  const none = requireOffice(actor, CODE_ISSUERS, place);
  return isRefusal(none)
    ? none
    : refuse('access.office', undefined, { offices: CODE_ISSUERS.slice(2), place });
}

/** The regions over which an actor may give codes. */
export function codeRegions(actor: Actor): readonly RegionCode[] {
  return actor.mandates.filter((held) => CODE_ISSUERS.includes(held.office)).map((held) => held.region);
}
