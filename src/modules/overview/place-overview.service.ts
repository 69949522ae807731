import { type Refusal, refuse } from '#kernel/refusal.ts';
import { ancestor, levelOf, type RegionCode, within } from '#kernel/region.ts';
import { type ListedActivity, listActivities } from '#modules/activities/index.ts';
import { type HeldOffice, type Organization, officesHeldIn, organizationsAt } from '#modules/actors/index.ts';
import { type ComingForum, comingForums } from '#modules/deliberation/index.ts';
import { type MoneyAtPlace, moneyAt, type PaidAtPlace, paidAt } from '#modules/funding/index.ts';
import { listPrograms, type Program } from '#modules/programs/index.ts';
import { type ListedProposal, listProposals, openKinds } from '#modules/proposals/index.ts';
import { childrenOf, pathTo, type Region } from '#modules/regions/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** Programmes that are looked through, the newest first: this year's and those of two years before. */
const PROGRAMS = 8;
const ROWS = 6;

/** An institution that stands at a place, with the offices that somebody holds in it today. Nobody is named. */
export type StandsForPlace = {
  readonly institution: Organization;
  readonly offices: readonly string[];
};

/** What a place has become through all programmes, as the people who live there ask. Everybody may read it. */
export type PlaceOverview = {
  readonly place: Region;
  /** From the city's own places down to this one. */
  readonly path: readonly Region[];
  readonly beneath: readonly Region[];
  readonly programs: readonly Program[];
  readonly money: MoneyAtPlace;
  readonly paid: readonly PaidAtPlace[];
  readonly activities: readonly ListedActivity[];
  readonly proposals: readonly ListedProposal[];
  /** Of an RW: what there is elsewhere in its kelurahan. */
  readonly near: readonly ListedActivity[];
  readonly forums: readonly ComingForum[];
  readonly standing: readonly StandsForPlace[];
  /** Kinds of proposals that somebody without an account may send now. */
  readonly open: readonly { readonly program: Program; readonly kind: string }[];
};

/** Reads a place of the city's area; refused where it is none. */
export async function placeOverview(
  tx: Tx,
  area: RegionCode,
  code: RegionCode,
): Promise<PlaceOverview | Refusal> {
  const level = levelOf(code);
  if (level === undefined || code === area || !within(code, area)) return refuse('access.not-found');
  const path = (await pathTo(tx, code)).filter((one) => one.code !== area);
  const place = path.find((one) => one.code === code);
  if (!place) return refuse('access.not-found');
  const programs = (await listPrograms(tx)).slice(0, PROGRAMS);
  const village = level === 'neighbourhood' ? ancestor(code, 'village') : undefined;
  const activities = await newestActivities(tx, programs, code, ROWS);
  const around = village ? await newestActivities(tx, programs, village, 2 * ROWS) : [];
  return {
    place,
    path,
    beneath: level === 'neighbourhood' ? [] : await childrenOf(tx, code),
    programs,
    money: await moneyAt(tx, code),
    paid: await paidAt(tx, code, ROWS),
    activities,
    proposals: await newestProposals(tx, programs, code),
    near: around.filter((one) => one.place !== code).slice(0, ROWS),
    forums: await comingForums(tx, [area, ...path.map((one) => one.code)], ROWS),
    standing: await standsFor(tx, level === 'neighbourhood' ? [code, ancestor(code, 'village')] : [code]),
    open: programs.flatMap((program) =>
      program.state === 'open' ? openKinds(program).map(({ kind }) => ({ program, kind })) : [],
    ),
  };
}

async function newestActivities(
  tx: Tx,
  programs: readonly Program[],
  area: RegionCode,
  most: number,
): Promise<ListedActivity[]> {
  const found: ListedActivity[] = [];
  for (const { id } of programs) found.push(...(await listActivities(tx, { program: id, area }, most)));
  return found.sort((a, b) => (a.id < b.id ? 1 : -1)).slice(0, most);
}

async function newestProposals(
  tx: Tx,
  programs: readonly Program[],
  area: RegionCode,
): Promise<ListedProposal[]> {
  const found: ListedProposal[] = [];
  for (const { id } of programs) found.push(...(await listProposals(tx, { program: id, area }, ROWS)));
  return found.sort((a, b) => (a.id < b.id ? 1 : -1)).slice(0, ROWS);
}

/** Who stands for some places: the institutions there and which of their offices are held. */
async function standsFor(tx: Tx, places: readonly RegionCode[]): Promise<StandsForPlace[]> {
  const institutions = await organizationsAt(tx, places);
  const [first] = places;
  const held: readonly HeldOffice[] = first ? await officesHeldIn(tx, first, places) : [];
  return institutions
    .map((institution) => ({
      institution,
      offices: held.filter((one) => one.organization === institution.id).map((one) => one.office),
    }))
    .sort((a, b) => places.indexOf(a.institution.region) - places.indexOf(b.institution.region));
}
