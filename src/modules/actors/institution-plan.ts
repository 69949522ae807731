import { z } from 'zod';
import { LEVELS, type Level, officialName, type RegionCode } from '#kernel/region.ts';

/**
 * Which offices and institutions stand at every place of a city or province, as data (`cities/*.yaml`). A name may hold `{city}`,
 * `{place}`, `{official}` (the place with what it is: Kelurahan Pasir Impun) and, for an RW, `{village}`.
 */
export const InstitutionPlan = z
  .array(
    z.strictObject({
      kind: z.string().regex(/^[a-z0-9-]{2,40}$/),
      level: z.enum(LEVELS),
      name: z.string().trim().min(1).max(120),
    }),
  )
  .min(1);
export type InstitutionPlan = z.infer<typeof InstitutionPlan>;

export type PlannedInstitution = {
  readonly kind: string;
  readonly name: string;
  readonly region: RegionCode;
};

type Place = { readonly code: RegionCode; readonly level: Level; readonly name: string };

/** The institutions that a plan asks for at these places, in the order of plan and places. `city` is the city's name. */
export function institutionsAt(
  plan: InstitutionPlan,
  city: string,
  places: readonly Place[],
): PlannedInstitution[] {
  const names = new Map(places.map((place) => [place.code, place.name]));
  return plan.flatMap(({ kind, level, name }) =>
    places
      .filter((place) => place.level === level)
      .map((place) => ({
        kind,
        region: place.code,
        name: name
          .replaceAll('{city}', city)
          .replaceAll('{village}', names.get(place.code.split('.').slice(0, 4).join('.')) ?? '')
          .replaceAll('{official}', officialName(place.code, place.name))
          .replaceAll('{place}', place.name),
      })),
  );
}
