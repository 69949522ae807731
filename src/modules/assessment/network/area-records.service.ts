import type { Actor, Mandate, Visitor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { isRefusal, type Refusal, refuse } from '#kernel/refusal.ts';
import { levelOf, type RegionCode } from '#kernel/region.ts';
import { allOrganizationsIn, organizationsById } from '#modules/actors/index.ts';
import { basisOf } from '#modules/models/index.ts';
import { listPrograms, type Program } from '#modules/programs/index.ts';
import { verifiersOf } from '#modules/proposals/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import { AREA_LIMITS, type AreaActor, type AreaRecords } from './area-network.ts';
import { institutionActor, isProvider, ROWS, readDealings } from './dealings.service.ts';
import type { Keepers } from './surveyed-ties.ts';
import { type NamedActor, namedActorsIn, toldTiesIn } from './tie.store.ts';

/**
 * Everything the records and surveys hold of who has to do with whom in a village or district, up to today; of a
 * programme what its own records hold, for surveys are about no programme. Refuses other levels and areas with more
 * actors than a page can show, before reading anything else.
 */
export async function readAreaRecords(
  tx: Tx,
  area: RegionCode,
  timeZone: string,
  program?: Id,
): Promise<AreaRecords | Refusal> {
  const level = levelOf(area);
  if (level !== 'village' && level !== 'district') return refuse('network.area');
  const { actors: limit } = AREA_LIMITS;
  const organizations = await allOrganizationsIn(tx, area, limit + 1);
  if (organizations.length === 0) return refuse('network.empty');
  if (organizations.length > limit) {
    return refuse('network.too-large', undefined, { actors: organizations.length, limit });
  }
  const programs = await listPrograms(tx);
  const told = program === undefined ? await toldTiesIn(tx, area, ROWS) : [];
  const tied = new Set(told.flatMap((one) => [one.from, one.to]));
  const named = (await namedActorsIn(tx, area, ROWS)).filter((one) => tied.has(one.id));
  const recorded = await readDealings(tx, { area, program }, programs, organizations, timeZone);
  const { dealings, providers, cutShort } = recorded;

  const models = programs.map((one) => one.model);
  const known = new Set([...organizations, ...named].map((one) => one.id));
  const met = [...dealings.flatMap((one) => one.actors), ...told.flatMap((one) => [one.from, one.to])];
  const outside = await organizationsById(
    tx,
    [...new Set(met)].filter((id) => !known.has(id) && !isProvider(id)),
  );
  const actors = [
    ...[...organizations, ...outside.values()].map((one) => institutionActor(one, models)),
    ...named.map(namedActor),
    // What one of them receives is shown at the area that is looked at.
    ...providers.map((one) => ({ ...one, place: area })),
  ];
  if (actors.length > limit) return refuse('network.too-large', undefined, { actors: actors.length, limit });
  return { actors, dealings, told, cutShort: [...(told.length >= ROWS ? ['told'] : []), ...cutShort] };
}

/** An actor whom only surveys and imports know; people are for officers of the area. */
export function namedActor(one: NamedActor): AreaActor {
  return {
    id: one.id,
    label: one.name,
    entity: one.entity,
    pillar: one.pillar,
    kind: one.kind,
    level: null,
    place: one.region,
    shown: one.entity === 'institution' ? 'open' : 'closed',
  };
}

/**
 * Who keeps an area's network: those who verify, convene and answer reports in the programmes of the city; in a
 * programme where nobody does, those who have a role in it.
 */
export async function keepersOf(tx: Tx): Promise<Keepers> {
  const programs = await listPrograms(tx);
  const offices = programs.flatMap(({ model }: Program) => {
    const busy = [
      ...model.proposals.flatMap((kind) => verifiersOf(kind).offices),
      ...model.forums.flatMap((forum) => forum.conveners),
      ...model.filings.flatMap((filing) => filing.route.flatMap((step) => step.offices)),
    ];
    return busy.length > 0 ? busy : model.roles.flatMap((one) => one.offices);
  });
  const [newest] = programs;
  const [kind] = newest?.model.proposals ?? [];
  return {
    offices: [...new Set(offices)],
    ...(newest && kind ? { basis: basisOf(newest.model, verifiersOf(kind).basis) } : {}),
  };
}

/**
 * What keeps somebody from what the keepers of a place do, in whatever place they hold an office over: asked before a file
 * is received, whose form names the place.
 */
export function askInAnyPlace(
  runtime: Runtime,
  who: Actor | Visitor,
  may: (actor: Actor, place: RegionCode, keepers: Keepers) => Mandate | Refusal,
): Promise<Refusal | undefined> {
  return runtime.askFirst(who, 'assessment:write', async (tx, actor) => {
    const keepers = await keepersOf(tx);
    const answers = actor.mandates.map(({ region }) => may(actor, region, keepers));
    const city = runtime.tenants().find((one) => one.id === tx.tenant)?.region ?? '';
    return answers.find((one) => !isRefusal(one)) ?? may(actor, city, keepers);
  });
}
