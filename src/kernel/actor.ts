import type { Id } from './id.ts';
import { type Basis, type Refusal, refuse } from './refusal.ts';
import { type RegionCode, within } from './region.ts';

/** Who holds which office, where: valid on the day the actor was loaded. */
export type Mandate = {
  readonly id: Id;
  readonly office: string;
  readonly organization: { readonly id: Id; readonly kind: string; readonly name: string };
  readonly region: RegionCode;
  /** Of an institution that came in by asking: it speaks for that one, and has no say over the place where it stands. */
  readonly alone?: true;
  readonly endsOn?: string;
  /** Held for somebody else: day to day (plh) or in full (plt). */
  readonly acting?: 'plh' | 'plt';
};

/** What a personal token may do; a browser session may do all that the mandates allow. */
export type TokenScope =
  | 'read'
  | 'proposals:write'
  | 'forums:write'
  | 'funding:write'
  | 'activities:write'
  | 'filings:write'
  | 'assessment:write'
  | 'offices:write';

export const TOKEN_SCOPES: readonly TokenScope[] = [
  'read',
  'proposals:write',
  'forums:write',
  'funding:write',
  'activities:write',
  'filings:write',
  'assessment:write',
  'offices:write',
];

/** The person who acts, in one tenant. `request` makes a write safe to repeat (Idempotency-Key, double submit). */
export type Actor = {
  readonly tenant: Id;
  readonly person: Id;
  /** Other records of the same person that were merged into this one: what they did, this person did. */
  readonly merged?: readonly Id[];
  readonly name: string;
  readonly mandates: readonly Mandate[];
  readonly scopes: 'session' | readonly TokenScope[];
  /** Whether a second factor was proved lately enough, in this session or before this token was made. */
  readonly secondFactor: boolean;
  /** There when the account has a second factor that could be proved again. */
  readonly factorSetUp?: true;
  readonly request?: { readonly key: string; readonly fingerprint: string };
};

/**
 * In what capacity somebody acts: by a mandate, as the operator of the installation, or for themselves, as in whatever
 * concerns their own account.
 */
export type Capacity = Mandate | 'operator' | 'resident';

/** Somebody who was authorised, and as what: what the journal keeps of a change. */
export type Acting = Actor & { readonly by: Capacity };

/** The actor, acting in the capacity that a rule found. */
export function acting(actor: Actor, by: Capacity): Acting {
  return { ...actor, by };
}

/** Anybody who reads without having signed in. */
export type Visitor = { readonly tenant: Id; readonly person?: undefined };

/** The first step of every writing use case: the one who is signed in and whose token's scope allows it, or the refusal. */
export function authorise(who: Actor | Visitor, scope: TokenScope): Actor | Refusal {
  if (who.person === undefined) return refuse('access.sign-in');
  if (who.scopes !== 'session' && !who.scopes.includes(scope))
    return refuse('access.scope', undefined, { scope });
  return who;
}

/** Whether a person on record is the actor, under whichever record they did it. */
export function isSelf(actor: Actor, person: Id): boolean {
  return person === actor.person || (actor.merged?.includes(person) ?? false);
}

function standsOver({ alone, region }: Mandate, place: RegionCode): boolean {
  return !alone && within(place, region);
}

/** The mandate by which an actor holds one of the offices over a place, or undefined. */
export function mandateOver(
  actor: Actor,
  offices: readonly string[],
  place: RegionCode,
): Mandate | undefined {
  return actor.mandates.find((mandate) => offices.includes(mandate.office) && standsOver(mandate, place));
}

/** The mandate by which an actor speaks for an organisation in one of the offices, or undefined. */
export function mandateIn(actor: Actor, offices: readonly string[], organization: Id): Mandate | undefined {
  return actor.mandates.find(
    (mandate) => offices.includes(mandate.office) && mandate.organization.id === organization,
  );
}

/** The mandate by which an actor holds one of the offices over a place, or the refusal that names the offices. */
export function requireOffice(
  actor: Actor,
  offices: readonly string[],
  place: RegionCode,
  basis?: Basis,
): Mandate | Refusal {
  return mandateOver(actor, offices, place) ?? refuse('access.office', basis, { offices, place });
}

/**
 * Whether somebody may read what is not for everyone about a thing (persons, receipts, drafts): an officer whose
 * mandate covers its place, or who belongs to its institution. Source: design, Access; UU 27/2022 (purpose).
 */
export function isOfficerFor(
  viewer: Actor | Visitor,
  thing: { readonly place: RegionCode; readonly organization: Id | null },
): boolean {
  if (viewer.person === undefined) return false;
  return viewer.mandates.some(
    (held) => held.organization.id === thing.organization || standsOver(held, thing.place),
  );
}
