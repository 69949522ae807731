import { isId } from '#kernel/id.ts';
import { levelOf, within } from '#kernel/region.ts';
import { type CatalogueEntry, hasSection } from '#modules/models/index.ts';
import { listPrograms, type Program } from '#modules/programs/index.ts';
import { PROPOSAL_STATES, type ProposalFilter } from '#modules/proposals/index.ts';
import type { Tenant, Tx } from '#platform/database/tenant-transaction.ts';
import { scopeFilter } from '#ui/scope-options.ts';
import { type ChosenPlace, chosenPlace, narrowest } from '../place-filter.ts';

/** What somebody looks for in the list of proposals, as it stands in the address. What does not exist is left out. */
export type Search = {
  readonly program: Program;
  readonly programs: readonly Program[];
  readonly filter: ProposalFilter;
  /** The places chosen, and the RW; empty when none is. */
  readonly chosen: ChosenPlace;
  readonly neighbourhood: string;
  /** The entry of the catalogue chosen, with all that stands within it. */
  readonly scope: CatalogueEntry | undefined;
};

/** States that the public can look for: drafts are not among them. */
export const SEARCHABLE_STATES = PROPOSAL_STATES.filter((state) => state !== 'draft');

/** Reads the search from an address; undefined while the city has no programme. */
export async function readSearch(
  tx: Tx,
  tenant: Tenant,
  params: URLSearchParams,
): Promise<Search | undefined> {
  const programs = (await listPrograms(tx)).filter((one) => hasSection(one.model, 'proposals'));
  const program =
    programs.find((one) => one.slug === params.get('program')) ??
    programs.find((one) => one.state === 'open') ??
    programs[0];
  if (!program) return undefined;
  const chosen = chosenPlace(params, tenant.region);
  const neighbourhood = chosen.village && neighbourhoodOf(params.get('rw'), chosen.village);
  const area = neighbourhood || narrowest(chosen);
  const state = SEARCHABLE_STATES.find((one) => one === params.get('keadaan'));
  const entry = program.model.catalogue?.entries.find((one) => one.id === params.get('lingkup'));
  const organization = params.get('lembaga') ?? '';
  const text = (params.get('kata') ?? '').replaceAll('\u0000', '').trim().slice(0, 80);
  return {
    program,
    programs,
    chosen,
    neighbourhood,
    scope: entry,
    filter: {
      program: program.id,
      ...(state ? { state } : {}),
      ...(area ? { area } : {}),
      ...(entry ? scopeFilter(program.model, entry) : {}),
      ...(isId(organization) ? { organization } : {}),
      ...(text ? { text } : {}),
    },
  };
}

function neighbourhoodOf(code: string | null, village: string): string {
  return code && levelOf(code) === 'neighbourhood' && within(code, village) ? code : '';
}

/** The cursor in an address: the last proposal of the page before. */
export function cursorIn(params: URLSearchParams): string | undefined {
  const after = params.get('setelah') ?? '';
  return isId(after) ? after : undefined;
}

/** The address of a list with some of its parameters changed; an empty value takes one out. A changed filter starts from the first page. */
export function withParams(url: URL, changes: Readonly<Record<string, string>>): string {
  const params = new URLSearchParams(url.searchParams);
  params.delete('setelah');
  for (const [name, value] of Object.entries(changes)) {
    if (value) params.set(name, value);
    else params.delete(name);
  }
  const query = params.toString();
  return query ? `${url.pathname}?${query}` : url.pathname;
}
