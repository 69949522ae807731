import type { Bond, Nature, Standing, TieInput } from '#analysis/network/index.ts';
import { type Actor, type Mandate, requireOffice, type Visitor } from '#kernel/actor.ts';
import type { IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import { type Basis, type Refusal, refuse } from '#kernel/refusal.ts';
import { type RegionCode, within } from '#kernel/region.ts';
import { pairOf } from './derived-ties.ts';

/** Forms of ties that the survey offers; imported files may bring words of their own. Source: paper 003, Tables 1 and 2. */
export const SURVEY_FORMS = [
  'work',
  'kinship',
  'neighbourhood',
  'friendship',
  'information',
  'resources',
] as const;

/** A tie that somebody told of. `respondent` is the institution it was answered for; null in an imported file. */
export type ToldTie = {
  readonly id: Id;
  readonly batch: Id | null;
  readonly respondent: Id | null;
  readonly from: Id;
  readonly to: Id;
  readonly form: string;
  readonly bond: Bond | null;
  readonly strength: number;
  readonly standing: Standing | null;
  readonly dominant: Id | null;
  readonly nature: Nature | null;
  readonly stage: string | null;
  readonly seenOn: IsoDate;
  readonly endedOn: IsoDate | null;
  readonly note: string;
};

/**
 * One tie for each pair, form and stage from all that was told up to a day. Of each respondent only the newest answer
 * counts. Where several tell of the same tie, the lowest strength counts, and the tie is strong only if all who say
 * anything of it call it strong; who dominates, the standing and the nature stand only where nobody says otherwise.
 */
export function tiesFromAnswers(told: readonly ToldTie[], asOf: IsoDate, from = ''): TieInput[] {
  const alive = told.filter(
    (one) => one.seenOn <= asOf && one.seenOn >= from && (one.endedOn === null || one.endedOn >= asOf),
  );
  const same = Map.groupBy(alive, (one) => JSON.stringify([pairOf(one.from, one.to), one.form, one.stage]));
  return [...same.values()].flatMap((answers): TieInput[] => {
    const newest = [...answers].sort((a, b) =>
      a.seenOn === b.seenOn ? (a.id < b.id ? 1 : -1) : a.seenOn < b.seenOn ? 1 : -1,
    );
    const counted = newest.filter(
      (one, i) => newest.findIndex((other) => teller(other) === teller(one)) === i,
    );
    const [first] = counted;
    if (!first) return [];
    const bonds = counted.map((one) => one.bond).filter((bond) => bond !== null);
    return [
      {
        from: first.from,
        to: first.to,
        strength: Math.min(...counted.map((one) => one.strength)),
        bond: bonds.length === 0 ? null : bonds.every((bond) => bond === 'strong') ? 'strong' : 'weak',
        form: first.form,
        standing: agreed(counted.map((one) => one.standing)),
        dominant: agreed(counted.map((one) => one.dominant)),
        nature: agreed(counted.map((one) => one.nature)),
        layer: 'survey',
        stage: first.stage,
        source: 'survey',
        since: counted.reduce((least, one) => (one.seenOn < least ? one.seenOn : least), first.seenOn),
        evidence: counted.map((one) => ({
          kind: one.batch === null ? 'survey' : 'import',
          reference: one.batch ?? one.id,
          date: one.seenOn,
          adds: null,
        })),
        note:
          counted
            .map((one) => one.note)
            .filter(Boolean)
            .join('; ') || null,
      },
    ];
  });
}

function teller(one: ToldTie): string {
  return one.respondent ?? one.batch ?? one.id;
}

/** What all who say anything say; null where they differ or nobody does. */
function agreed<Value>(said: readonly (Value | null)[]): Value | null {
  const [first, ...others] = [...new Set(said)].filter((value) => value !== null);
  return first !== undefined && others.length === 0 ? first : null;
}

/** Who keeps an area's network: offices of the programmes that work there, with the rule they act by. */
export type Keepers = { readonly offices: readonly string[]; readonly basis?: Basis };

/** Whether somebody may see persons and providers in an area's network: whoever holds an office that covers the area or lies in it. */
export function mayReadPersons(viewer: Actor | Visitor, area: RegionCode): boolean {
  return (
    viewer.person !== undefined &&
    viewer.mandates.some((held) => within(area, held.region) || within(held.region, area))
  );
}

/** By which mandate somebody may answer for an institution: its own officers, or those who keep the area's network (an answer that came on paper). */
export function mayAnswerFor(
  actor: Actor,
  institution: { readonly id: Id; readonly region: RegionCode },
  keepers: Keepers,
): Mandate | Refusal {
  return (
    actor.mandates.find((held) => held.organization.id === institution.id) ??
    requireOffice(actor, keepers.offices, institution.region, keepers.basis)
  );
}

/** By which mandate somebody may bring a whole network into an area, or take one out. */
export function mayImport(actor: Actor, area: RegionCode, keepers: Keepers): Mandate | Refusal {
  return requireOffice(actor, keepers.offices, area, keepers.basis);
}

/** Refuses a tie of an actor with itself. */
export function mustDiffer(from: Id, to: Id): Refusal | undefined {
  return from === to ? refuse('network.same-actor') : undefined;
}
