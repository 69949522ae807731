import type { Actor, Mandate, Visitor } from '#kernel/actor.ts';
import { dayIn, type IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import { isRefusal, type Refusal, refuse } from '#kernel/refusal.ts';
import { levelOf, type RegionCode, within } from '#kernel/region.ts';
import { handoversIn } from '#modules/activities/index.ts';
import {
  allOrganizationsIn,
  type Organization,
  organizationsById,
  type Post,
  postsIn,
  postsOf,
} from '#modules/actors/index.ts';
import { decisionsIn, sittingsIn } from '#modules/deliberation/index.ts';
import { filingAnswersIn } from '#modules/filings/index.ts';
import { paymentsIn } from '#modules/funding/index.ts';
import { basisOf, type Model, pillarOf, pillarOfProviders } from '#modules/models/index.ts';
import { listPrograms, type Program } from '#modules/programs/index.ts';
import { submissionsIn, verifiersOf } from '#modules/proposals/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import { AREA_LIMITS, type AreaActor, type AreaRecords } from './area-network.ts';
import type { Dealing, RecordForm } from './derived-ties.ts';
import type { Keepers } from './surveyed-ties.ts';
import { namedActorsIn, toldTiesIn } from './tie.store.ts';

/** Rows read of one source: what a district with forty institutions leaves behind in some years. */
const ROWS = 4000;

/**
 * Everything the records and surveys hold of who has to do with whom in a village or district, up to today. Refuses
 * other levels and areas with more actors than a page can show, before reading anything else.
 */
export async function readAreaRecords(
  tx: Tx,
  area: RegionCode,
  timeZone: string,
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
  const until = tx.now;
  const told = await toldTiesIn(tx, area, ROWS);
  const tied = new Set(told.flatMap((one) => [one.from, one.to]));
  const named = (await namedActorsIn(tx, area, ROWS)).filter((one) => tied.has(one.id));
  const submissions = await submissionsIn(tx, area, until, ROWS);
  const sittings = await sittingsIn(tx, area, until, ROWS);
  const decisions = await decisionsIn(tx, area, until, ROWS);
  const payments = await paymentsIn(tx, area, tx.today, ROWS);
  const handovers = await handoversIn(tx, area, tx.today, ROWS);
  const answers = await filingAnswersIn(tx, area, until, ROWS);
  const sources = { told, submissions, sittings, decisions, payments, handovers, answers };

  const people = [
    ...sittings.map((one) => one.convenedBy),
    ...decisions.map((one) => one.decidedBy),
    ...payments.map((one) => one.approvedBy),
    ...answers.map((one) => one.answeredBy),
  ];
  const posts = Map.groupBy(await postsOf(tx, people), (one) => one.person);
  const verifiers = await postsIn(
    tx,
    programs.flatMap((one) => one.model.proposals.flatMap((kind) => verifiersOf(kind).offices)),
    submissions.map((one) => one.village),
  );
  const day = (moment: Date) => dayIn(timeZone, moment);
  const byRegion = new Map(organizations.map((one) => [one.region, one]));
  const byName = new Map(organizations.map((one) => [one.name.toLowerCase(), one]));
  const dealings: Dealing[] = [];
  const deal = (
    form: RecordForm,
    actors: readonly [string | undefined, string | undefined],
    date: IsoDate,
    reference: string,
    more: { dominant?: string; share?: number } = {},
  ) => {
    const [from, to] = actors;
    if (from === undefined || to === undefined || from === to) return;
    dealings.push({ form, actors: [from, to], date, reference, dominant: null, ...more });
  };
  for (const one of submissions) {
    const date = day(one.submittedAt);
    const office = verifiers.find((post) => post.region === one.village && heldOn(post, date))?.organization;
    deal('proposal', [one.organization, office], date, `usulan/${one.proposal}`, dominantOf(office));
  }
  for (const one of sittings) {
    const date = day(one.startsAt);
    const reference = `musyawarah/${one.forum}`;
    const convener = officeOf(posts.get(one.convenedBy), date, one.region);
    const boards = one.neighbourhoods.map((code) => byRegion.get(code)?.id).filter((id) => id !== undefined);
    const there = [...new Set([...(convener ? [convener] : []), ...boards])];
    const share = 1 / Math.max(1, there.length - 1);
    there.forEach((first, i) => {
      for (const second of there.slice(i + 1)) deal('forum', [first, second], date, reference, { share });
    });
    if (one.sealed) for (const board of boards) deal('minutes', [convener, board], date, reference);
  }
  for (const one of decisions) {
    const date = day(one.decidedAt);
    const office = officeOf(posts.get(one.decidedBy), date, area);
    deal('decision', [office, one.organization], date, `musyawarah/${one.forum}`, dominantOf(office));
  }
  for (const one of payments) {
    const office = officeOf(posts.get(one.approvedBy), one.paidOn, area);
    const reference = `usulan/${one.proposal}`;
    const provider = providerId(one.provider);
    deal('grant', [office, one.organization], one.paidOn, reference, dominantOf(office));
    deal('payment', [office, provider], one.paidOn, reference);
    deal('supply', [provider, one.organization], one.paidOn, reference);
  }
  for (const one of handovers) {
    const receiver = byName.get(one.handedOverTo.trim().toLowerCase())?.id;
    deal('handover', [one.organization, receiver], one.handedOverOn, `kegiatan/${one.activity}`);
  }
  for (const one of answers) {
    const date = day(one.answeredAt);
    const held = (posts.get(one.answeredBy) ?? []).filter((post) => post.office === one.office);
    const office = officeOf(held, date, area);
    deal('report', [office, one.organization], date, `laporan/${one.filing}`, dominantOf(office));
  }

  const models = programs.map((one) => one.model);
  const inside = new Set(organizations.map((one) => one.id));
  const outside = await organizationsById(tx, outsiders(dealings, told, inside, named));
  const actors: AreaActor[] = [
    ...[...organizations, ...outside.values()].map((one) => institution(one, models)),
    ...named.map(
      (one): AreaActor => ({
        id: one.id,
        label: one.name,
        entity: one.entity,
        pillar: one.pillar,
        kind: one.kind,
        level: null,
        place: one.region,
        shown: one.entity === 'institution' ? 'open' : 'closed',
      }),
    ),
    ...providers(payments, area, models),
  ];
  if (actors.length > limit) return refuse('network.too-large', undefined, { actors: actors.length, limit });
  const cutShort = Object.entries(sources)
    .filter(([, rows]) => rows.length >= ROWS)
    .map(([name]) => name);
  return { actors, dealings, told, cutShort };
}

function dominantOf(office: string | undefined): { dominant?: string } {
  return office === undefined ? {} : { dominant: office };
}

function heldOn(post: Post, day: IsoDate): boolean {
  return post.startsOn <= day && (post.endsOn === null || post.endsOn >= day);
}

/** The institution in whose name somebody acted: the office they held on that day over or in the place. */
function officeOf(posts: readonly Post[] | undefined, day: IsoDate, place: RegionCode): Id | undefined {
  const held = (posts ?? []).filter((post) => heldOn(post, day));
  const over = held.find((post) => within(place, post.region) || within(post.region, place));
  return (over ?? held[0])?.organization;
}

function institution(one: Organization, models: readonly Model[]): AreaActor {
  return {
    id: one.id,
    label: one.name,
    entity: 'institution',
    pillar: pillarOf(models, one.kind) ?? null,
    kind: one.kind,
    level: levelOf(one.region) ?? null,
    place: one.region,
    shown: 'open',
  };
}

/** The kind of actor of whoever is paid for goods and works. */
const PROVIDER = 'provider';

/** A provider is known by the name on its receipts alone; spellings that differ in case or spaces are one. */
function providerId(name: string): string {
  return `provider:${name.trim().toLowerCase().replace(/\s+/g, ' ')}`;
}

function providers(
  payments: readonly { provider: string }[],
  area: RegionCode,
  models: readonly Model[],
): AreaActor[] {
  const named = new Map(payments.map((one) => [providerId(one.provider), one.provider.trim()]));
  return [...named].map(([id, label]) => ({
    id,
    label,
    entity: 'institution',
    pillar: pillarOfProviders(models) ?? null,
    kind: PROVIDER,
    level: null,
    place: area,
    shown: 'closed',
  }));
}

function outsiders(
  dealings: AreaRecords['dealings'],
  told: AreaRecords['told'],
  inside: ReadonlySet<Id>,
  named: readonly { id: Id }[],
): Id[] {
  const known = new Set([...inside, ...named.map((one) => one.id)]);
  const met = [...dealings.flatMap((one) => one.actors), ...told.flatMap((one) => [one.from, one.to])];
  return [...new Set(met)].filter((id) => !known.has(id) && !id.startsWith('provider:'));
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
