import type { Id } from '#kernel/id.ts';
import { type Refusal, refuse } from '#kernel/refusal.ts';
import { ancestor, levelOf, type RegionCode } from '#kernel/region.ts';
import { type Organization, organizationsAt, organizationsById, postsWithin } from '#modules/actors/index.ts';
import { listPrograms } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { AREA_LIMITS, type AreaRecords } from './area-network.ts';
import { namedActor } from './area-records.service.ts';
import { institutionActor, isProvider, type Reach, ROWS, readDealings } from './dealings.service.ts';
import { namedActorsWith, toldTiesOf } from './tie.store.ts';

/**
 * What the records and surveys hold of an institution or body, and of its partners among themselves: its own dealings
 * first, then theirs. Of a programme alone where one is named. Refused: more partners than a page can show.
 */
export async function readPartyRecords(
  tx: Tx,
  party: Organization,
  timeZone: string,
  program?: Id,
): Promise<AreaRecords | Refusal> {
  const programs = await listPrograms(tx);
  const told = program === undefined ? await toldTiesOf(tx, [party.id], ROWS) : [];
  const neighbours = await organizationsAt(tx, placesOf(party.region));
  const own = await readDealings(tx, await reachOf(tx, [party], program), programs, neighbours, timeZone);
  const its = own.dealings.filter((one) => one.actors.includes(party.id));
  const met = [
    ...new Set([...its.flatMap((one) => one.actors), ...told.flatMap((one) => [one.from, one.to])]),
  ].filter((id) => id !== party.id);
  const { actors: limit } = AREA_LIMITS;
  if (met.length >= limit) return refuse('network.too-large', undefined, { actors: met.length + 1, limit });

  const institutions = await organizationsById(
    tx,
    met.filter((id) => !isProvider(id)),
  );
  const partners = [...institutions.values()];
  const theirs = await readDealings(tx, await reachOf(tx, partners, program), programs, partners, timeZone);
  const known = new Set([party.id, ...met]);
  const among = theirs.dealings.filter(
    (one) => !one.actors.includes(party.id) && one.actors.every((id) => known.has(id)),
  );
  const toldAmong =
    program === undefined
      ? (await toldTiesOf(tx, [...institutions.keys()], ROWS)).filter(
          ({ from, to }) => from !== party.id && to !== party.id && known.has(from) && known.has(to),
        )
      : [];
  const named = await namedActorsWith(
    tx,
    met.filter((id) => !isProvider(id) && !institutions.has(id)),
  );
  const models = programs.map((one) => one.model);
  return {
    actors: [
      ...[party, ...partners].map((one) => institutionActor(one, models)),
      ...named.map(namedActor),
      ...own.providers.filter((one) => known.has(one.id)),
    ],
    dealings: [...its, ...among],
    told: [...told, ...toldAmong],
    cutShort: [...new Set([...own.cutShort, ...theirs.cutShort])],
  };
}

/**
 * What the records and surveys hold between two governments: the institutions that stand at exactly one and at the other,
 * and their dealings across. Of a programme alone where one is named.
 */
export async function readRelationRecords(
  tx: Tx,
  one: RegionCode,
  other: RegionCode,
  timeZone: string,
  program?: Id,
): Promise<AreaRecords> {
  const programs = await listPrograms(tx);
  const here = await organizationsAt(tx, [one]);
  const there = await organizationsAt(tx, [other]);
  const all = [...here, ...there];
  const ends = (from: string, to: string) =>
    (here.some(({ id }) => id === from) && there.some(({ id }) => id === to)) ||
    (here.some(({ id }) => id === to) && there.some(({ id }) => id === from));
  const told = program === undefined ? await toldTiesOf(tx, idsOf(all), ROWS) : [];
  const recorded = await readDealings(tx, await reachOf(tx, all, program), programs, all, timeZone);
  const models = programs.map((each) => each.model);
  return {
    actors: all.map((each) => institutionActor(each, models)),
    dealings: recorded.dealings.filter(({ actors: [from, to] }) => ends(from, to)),
    told: told.filter(({ from, to }) => ends(from, to)),
    cutShort: recorded.cutShort,
  };
}

function idsOf(all: readonly Organization[]): readonly Id[] {
  return all.map(({ id }) => id);
}

/** The rows that tell of institutions: those that name them, what people did in their offices, and what is brought to them. */
async function reachOf(tx: Tx, all: readonly Organization[], program: Id | undefined): Promise<Reach> {
  const posts = await postsWithin(tx, idsOf(all));
  return {
    owners: idsOf(all),
    people: [...new Set(posts.map(({ person }) => person))],
    places: [...new Set(all.flatMap(({ region }) => placesOf(region)))],
    program,
  };
}

/** Where an institution is met: its own place, and of one within a kelurahan or kecamatan these too. */
function placesOf(region: RegionCode): readonly RegionCode[] {
  const level = levelOf(region);
  if (level === 'neighbourhood') return [region, ancestor(region, 'village'), ancestor(region, 'district')];
  return level === 'village' ? [region, ancestor(region, 'district')] : [region];
}
