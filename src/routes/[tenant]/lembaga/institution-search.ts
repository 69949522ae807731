import { isId } from '#kernel/id.ts';
import { wordsOf } from '#kernel/readers/text.ts';
import { levelOf } from '#kernel/region.ts';
import {
  comesAndGoes,
  type OrganizationFilter,
  type OrganizationPlace,
  type TakingPart,
} from '#modules/actors/index.ts';
import type { Program } from '#modules/programs/index.ts';
import type { Tenant, Tx } from '#platform/database/tenant-transaction.ts';
import { chosenProgram } from '../chosen-program.ts';
import { type ChosenPlace, chosenPlace, narrowest } from '../place-filter.ts';

/** What somebody looks for among the institutions of a programme, as it stands in the address. What does not exist is left out. */
export type InstitutionSearch = {
  readonly program: Program;
  readonly programs: readonly Program[];
  /** One kind of party of the model; empty for all. */
  readonly kind: string;
  /** Those taking part, those who left, or both; `ever` where nobody comes or goes. */
  readonly part: TakingPart;
  /** Whether somebody of its kinds comes or goes, so that it is asked. */
  readonly moves: boolean;
  /** The places chosen; empty when none is. */
  readonly chosen: ChosenPlace;
  /** What was typed to find in the name. */
  readonly text: string;
  readonly filter: OrganizationFilter & { readonly kinds: readonly string[] };
};

/** Reads the search from an address; undefined while the city has no programme. */
export async function readInstitutionSearch(
  tx: Tx,
  tenant: Tenant,
  url: URL,
): Promise<InstitutionSearch | undefined> {
  const { program, programs } = await chosenProgram(tx, url);
  if (!program) return undefined;
  const params = url.searchParams;
  const kinds = program.model.parties.kinds.map((one) => one.kind);
  const kind = kinds.find((one) => one === params.get('jenis')) ?? '';
  const moves = kinds.some((one) => comesAndGoes(program.model, one));
  const part = PARTS.get(params.get('keadaan') ?? '') ?? (moves ? 'in' : 'ever');
  const chosen = chosenPlace(params, tenant.region);
  const text = (params.get('kata') ?? '').replaceAll('\u0000', '').trim().slice(0, 80);
  return {
    program,
    programs,
    kind,
    part,
    moves,
    chosen,
    text,
    filter: {
      of: { model: program.model, part },
      kinds: kind ? [kind] : kinds,
      area: narrowest(chosen) || program.region,
      words: wordsOf(text),
    },
  };
}

/** How an address names who is meant. */
export const PARTS: ReadonlyMap<string, TakingPart> = new Map([
  ['ikut', 'in'],
  ['keluar', 'left'],
  ['semua', 'ever'],
]);

/** A place in the list as an address names it, `32.73.30.1003.001_…`, and read again; anything else begins anew. */
export function placeAfter(params: URLSearchParams): OrganizationPlace | undefined {
  const [region = '', id = ''] = (params.get('setelah') ?? '').split('_');
  return levelOf(region) && isId(id) ? { region, id } : undefined;
}

export function namedPlace({ region, id }: OrganizationPlace): string {
  return `${region}_${id}`;
}
