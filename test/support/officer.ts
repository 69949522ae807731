import type { Actor } from '#kernel/actor.ts';
import type { RegionCode } from '#kernel/region.ts';

/**
 * Somebody in one office, for rules that are tried without a database. The person is called like the office; without an
 * institution it is that of the office in its place.
 */
export function officer(
  office: string,
  region: RegionCode,
  more: Partial<Actor> & { readonly institution?: string } = {},
): Actor {
  const { institution = `${office} ${region}`, ...rest } = more;
  return {
    tenant: 'tenant',
    person: office,
    name: office,
    mandates: [
      { id: `mandate ${office}`, office, organization: { id: institution, kind: '', name: '' }, region },
    ],
    scopes: 'session',
    secondFactor: false,
    ...rest,
  };
}
