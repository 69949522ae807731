import { ancestor, levelOf, type RegionCode } from '#kernel/region.ts';
import { comesAndGoes, membershipsIn, type Organization } from '#modules/actors/index.ts';
import { type Model, partyLabel, pillarLabel, pillarOf } from '#modules/models/index.ts';
import { namesOf } from '#modules/regions/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { type WordedMembership, wordMembership } from './word-membership.ts';

/** An institution as a list shows it: what the model calls its kind and its side, and the places it lies in. */
export type WordedInstitution = {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly pillar: string;
  /** Since when it takes part, or how it left; undefined where nobody of its kind comes or goes. */
  readonly member: WordedMembership | undefined;
  readonly region: RegionCode;
  /** Empty for what stands above a kelurahan or a kecamatan. */
  readonly village: string;
  readonly district: string;
};

export async function wordInstitutions(
  tx: Tx,
  model: Model,
  institutions: readonly Organization[],
  locale: 'id' | 'en',
): Promise<WordedInstitution[]> {
  const names = await namesOf(
    tx,
    institutions.flatMap((one) => [placeOf(one.region, 'village'), placeOf(one.region, 'district')]),
  );
  const memberships = await membershipsIn(tx, model, institutions);
  return institutions.map(({ id, name, kind, region }) => {
    const membership = comesAndGoes(model, kind) ? memberships.get(id) : undefined;
    const pillar = pillarOf([model], kind);
    return {
      id,
      name,
      kind: partyLabel(model, kind)[locale],
      pillar: (pillar && pillarLabel([model], pillar)?.[locale]) ?? '',
      member: membership && wordMembership(membership),
      region,
      village: names.get(placeOf(region, 'village')) ?? '',
      district: names.get(placeOf(region, 'district')) ?? '',
    };
  });
}

/** The place of a level that a place lies in; empty for one that lies above. */
function placeOf(region: RegionCode, level: 'district' | 'village'): RegionCode {
  const place = ancestor(region, level);
  return levelOf(place) === level ? place : '';
}
