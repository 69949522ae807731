import { error } from '@sveltejs/kit';
import { isId } from '#kernel/id.ts';
import type { NeedFilter } from '#modules/matching/index.ts';
import { fieldsIn } from '#modules/models/index.ts';
import { listPrograms, type Program } from '#modules/programs/index.ts';
import type { Tenant, Tx } from '#platform/database/tenant-transaction.ts';
import { type ChosenPlace, chosenPlace, narrowest } from '../place-filter.ts';

/** Which open needs an address asks for. */
export type NeedSearch = {
  readonly program: Program;
  /** All programmes with needs that are open to takers. */
  readonly programs: readonly Program[];
  readonly filter: NeedFilter;
  readonly chosen: ChosenPlace;
  readonly after: string | undefined;
};

/** Reads it; undefined where the city has no such programme. An unknown programme is 404, an unknown field or place none. */
export async function readNeedSearch(tx: Tx, tenant: Tenant, url: URL): Promise<NeedSearch | undefined> {
  const programs = (await listPrograms(tx)).filter((one) =>
    one.model.proposals.some((kind) => kind.open !== undefined),
  );
  const wanted = url.searchParams.get('program');
  const program = wanted
    ? (programs.find((one) => one.slug === wanted) ?? error(404))
    : (programs.find((one) => one.state === 'open') ?? programs[0]);
  if (!program) return undefined;
  const field = fieldsIn(program.model).find((one) => one.id === url.searchParams.get('bidang'))?.id;
  const chosen = chosenPlace(url.searchParams, tenant.region);
  const area = narrowest(chosen);
  const after = url.searchParams.get('setelah') ?? '';
  return {
    program,
    programs,
    filter: { program: program.id, field, area: area === '' ? undefined : area },
    chosen,
    after: isId(after) ? after : undefined,
  };
}

const KEPT = ['program', 'bidang', 'kabupaten', 'kecamatan', 'kelurahan'];

/** The address of the list with other parameters; where it goes on is left out. */
export function withParams(url: URL, changes: Readonly<Record<string, string>>): string {
  const params = new URLSearchParams(
    KEPT.flatMap((name) => {
      const value = url.searchParams.get(name);
      return value ? [[name, value]] : [];
    }),
  );
  for (const [name, value] of Object.entries(changes)) {
    if (value === '') params.delete(name);
    else params.set(name, value);
  }
  return params.size === 0 ? url.pathname : `${url.pathname}?${params}`;
}
