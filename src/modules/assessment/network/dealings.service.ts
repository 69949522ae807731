import { dayIn, type IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import { levelOf, type RegionCode, within } from '#kernel/region.ts';
import { handoversIn } from '#modules/activities/index.ts';
import { type Organization, organizationsAt, type Post, postsIn, postsOf } from '#modules/actors/index.ts';
import { decisionsIn, sittingsIn } from '#modules/deliberation/index.ts';
import { filingAnswersIn } from '#modules/filings/index.ts';
import { paymentsIn } from '#modules/funding/index.ts';
import { forumKind, type Model, pillarOf, pillarOfProviders } from '#modules/models/index.ts';
import type { Program } from '#modules/programs/index.ts';
import { submissionsIn, verifiersOf } from '#modules/proposals/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { AreaActor } from './area-network.ts';
import type { Dealing, RecordForm } from './derived-ties.ts';

/** Rows read of one source: what a district with forty institutions leaves behind in some years. */
export const ROWS = 4000;

/**
 * Whose dealings are read: all in an area, or those of some institutions: of rows that name them, of what `people` did who
 * hold or held an office there, and of what others bring to their `places`. Of one programme alone where one is named.
 */
export type Reach = { readonly program?: Id | undefined } & (
  | { readonly area: RegionCode }
  | {
      readonly owners: readonly Id[];
      readonly people: readonly Id[];
      readonly places: readonly RegionCode[];
    }
);

/** What the records hold of who had to do with whom. */
export type RecordedDealings = {
  readonly dealings: readonly Dealing[];
  /** Whoever was paid for goods and works, as actors. */
  readonly providers: readonly AreaActor[];
  /** Sources of which only the newest were read. */
  readonly cutShort: readonly string[];
};

/**
 * Reads the dealings within reach up to today. `known` are institutions that were read already: those named in a handover
 * are found among them alone.
 */
export async function readDealings(
  tx: Tx,
  reach: Reach,
  programs: readonly Program[],
  known: readonly Organization[],
  timeZone: string,
): Promise<RecordedDealings> {
  const until = tx.now;
  const submissions = await submissionsIn(tx, reach, until, ROWS);
  const sittings = await sittingsIn(tx, reach, until, ROWS);
  const decisions = await decisionsIn(tx, reach, until, ROWS);
  const payments = await paymentsIn(tx, reach, tx.today, ROWS);
  const handovers = await handoversIn(tx, reach, tx.today, ROWS);
  const answers = await filingAnswersIn(tx, reach, until, ROWS);
  const sources = { submissions, sittings, decisions, payments, handovers, answers };

  const people = [
    ...sittings.flatMap((one) => [one.convenedBy, ...one.seated]),
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
  const found = await organizationsAt(
    tx,
    [...sittings, ...decisions].flatMap((one) => [
      one.region,
      ...('neighbourhoods' in one ? one.neighbourhoods : []),
    ]),
  );
  const boards = new Map(found.map((one) => [one.region, one.id]));
  const models = new Map(programs.map((one) => [one.id, one.model]));
  const bodyOf = (one: { readonly program: Id; readonly kind: string; readonly region: RegionCode }) => {
    const model = models.get(one.program);
    const by = model && forumKind(model, one.kind).by;
    return found.find((body) => by !== undefined && body.kind === by && body.region === one.region)?.id;
  };
  const byName = new Map(known.map((one) => [one.name.toLowerCase(), one.id]));
  const day = (moment: Date) => dayIn(timeZone, moment);
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
    const body = bodyOf(one);
    const convener = body ?? officeOf(posts.get(one.convenedBy), date, one.region);
    const came = one.neighbourhoods.flatMap((code) => boards.get(code) ?? []);
    // Who sits in a body speaks for the institution in which they hold another office.
    const seated = one.seated.flatMap((person) =>
      (posts.get(person) ?? [])
        .filter((post) => heldOn(post, date) && post.organization !== body)
        .map((post) => post.organization),
    );
    const there = [...new Set([...(convener ? [convener] : []), ...came, ...seated])];
    const share = 1 / Math.max(1, there.length - 1);
    there.forEach((first, i) => {
      for (const second of there.slice(i + 1)) deal('forum', [first, second], date, reference, { share });
    });
    if (one.sealed) for (const board of came) deal('minutes', [convener, board], date, reference);
  }
  for (const one of decisions) {
    const date = day(one.decidedAt);
    const office = bodyOf(one) ?? officeOf(posts.get(one.decidedBy), date, one.region);
    deal('decision', [office, one.organization], date, `musyawarah/${one.forum}`, dominantOf(office));
  }
  for (const one of payments) {
    const office = officeOf(posts.get(one.approvedBy), one.paidOn, one.village);
    const reference = `usulan/${one.proposal}`;
    const provider = providerId(one.provider);
    if (one.giver === null) {
      deal('grant', [office, one.organization], one.paidOn, reference, dominantOf(office));
      deal('payment', [office, provider], one.paidOn, reference);
    } else {
      deal('gift', [one.giver, one.organization], one.paidOn, reference);
      deal('payment', [one.giver, provider], one.paidOn, reference);
    }
    deal('supply', [provider, one.organization], one.paidOn, reference);
  }
  for (const one of handovers) {
    const receiver = byName.get(one.handedOverTo.trim().toLowerCase());
    deal('handover', [one.organization, receiver], one.handedOverOn, `kegiatan/${one.activity}`);
  }
  for (const one of answers) {
    const date = day(one.answeredAt);
    const held = (posts.get(one.answeredBy) ?? []).filter((post) => post.office === one.office);
    const office = officeOf(held, date, one.region);
    deal('report', [office, one.organization], date, `laporan/${one.filing}`, dominantOf(office));
  }
  const cutShort = Object.entries(sources)
    .filter(([, rows]) => rows.length >= ROWS)
    .map(([name]) => name);
  return { dealings, providers: providers(payments, [...models.values()]), cutShort };
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

/** An institution as an actor. */
export function institutionActor(one: Organization, models: readonly Model[]): AreaActor {
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
const PROVIDER_ID = 'provider:';

/** A provider is known by the name on its receipts alone; spellings that differ in case or spaces are one. */
function providerId(name: string): string {
  return `${PROVIDER_ID}${name.trim().toLowerCase().replace(/\s+/g, ' ')}`;
}

/** Whether an actor is known by receipts alone. */
export function isProvider(actor: string): boolean {
  return actor.startsWith(PROVIDER_ID);
}

function providers(
  payments: readonly { readonly provider: string; readonly village: RegionCode }[],
  models: readonly Model[],
): AreaActor[] {
  const named = new Map(payments.map((one) => [providerId(one.provider), one]));
  return [...named].map(([id, { provider, village }]) => ({
    id,
    label: provider.trim(),
    entity: 'institution',
    pillar: pillarOfProviders(models) ?? null,
    kind: PROVIDER,
    level: null,
    place: village,
    shown: 'closed',
  }));
}
