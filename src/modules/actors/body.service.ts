import { type Actor, acting, isOfficerFor, type Visitor } from '#kernel/actor.ts';
import type { IsoDate } from '#kernel/date.ts';
import { type Id, newId } from '#kernel/id.ts';
import { readAll } from '#kernel/readers/fields.ts';
import { readLine } from '#kernel/readers/text.ts';
import { at, isRefusal, type Refusal, refusalIn, refuse } from '#kernel/refusal.ts';
import { levelOf, officialName, type RegionCode, within } from '#kernel/region.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import { record } from '#modules/journal/index.ts';
import { partiesOf } from '#modules/models/index.ts';
import { type Program, programBySlug } from '#modules/programs/index.ts';
import { findRegion, type Region, regionsWithin } from '#modules/regions/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import { lapsing, type Seats, seatsOf } from './body.ts';
import { officesOf } from './office.store.ts';
import { mayKeepOffices } from './office.ts';
import { insertOrganizations, organizationsAt, organizationsIn } from './organization.store.ts';
import type { Organization } from './organization.ts';

/** A body of a programme as its model describes it, with those that stand. */
export type BodyOverview = {
  readonly body: string;
  readonly label: { readonly id: string; readonly en: string };
  readonly years: number;
  readonly basis: string;
  readonly standing: readonly StandingBody[];
  /** Where the reader may form one; empty where it stands everywhere, or they may not. */
  readonly places: readonly Region[];
  /** Why the reader may not form one; undefined where one can be formed, or nobody can form any more. */
  readonly refusal: Refusal | undefined;
};

export type StandingBody = {
  readonly organization: Organization;
  readonly seats: readonly Seats[];
  readonly lapsing: readonly { readonly day: IsoDate; readonly seats: number }[];
  /** Whether the reader may see who holds the seats. */
  readonly seesHolders: boolean;
  /** Whether the reader may fill them. */
  readonly keeps: boolean;
};

/** Bodies of one kind that a page shows. */
const MOST = 200;

/** The bodies of a programme with their seats; everybody may read how many are filled. */
export async function bodiesOf(
  tx: Tx,
  viewer: Actor | Visitor,
  program: Program,
): Promise<readonly BodyOverview[]> {
  const { model } = program;
  const overviews: BodyOverview[] = [];
  for (const party of partiesOf(model).filter((one) => one.term !== undefined)) {
    const organizations = await organizationsIn(tx, program.region, [party.kind], MOST);
    const standing: StandingBody[] = [];
    for (const organization of organizations) {
      const seats = seatsOf(party, await officesOf(tx, organization.id), tx.today);
      const place = { place: organization.region, organization: organization.id };
      standing.push({
        organization,
        seats,
        lapsing: lapsing(seats),
        seesHolders: isOfficerFor(viewer, place),
        keeps: viewer.person !== undefined && !isRefusal(mayKeepOffices(viewer, [model], organization)),
      });
    }
    const taken = new Set(organizations.map((one) => one.region));
    const free = (await placesFor(tx, program, party.at)).filter((one) => !taken.has(one.code));
    const may = (region: RegionCode) =>
      viewer.person === undefined
        ? refuse('access.sign-in')
        : refusalIn(mayKeepOffices(viewer, [model], { id: '', kind: party.kind, name: '', region }));
    const places = free.filter((one) => may(one.code) === undefined);
    overviews.push({
      body: party.kind,
      label: party.label,
      years: party.term?.years ?? 0,
      basis: party.basis,
      standing,
      places,
      refusal: free.length > 0 && places.length === 0 ? may(program.region) : undefined,
    });
  }
  return overviews;
}

async function placesFor(tx: Tx, program: Program, level: string): Promise<readonly Region[]> {
  const own = await findRegion(tx, program.region);
  if (level === levelOf(program.region)) return own ? [own] : [];
  return level === 'regency' || level === 'district' || level === 'village'
    ? regionsWithin(tx, program.region, level)
    : [];
}

/**
 * Forms a body at a place, by an office that keeps it: an institution whose offices are its seats. Where it stands already
 * it is left as it is.
 */
export async function formBody(
  runtime: Runtime,
  who: Actor | Visitor,
  input: {
    readonly program: string;
    readonly body: string;
    readonly region: string;
    readonly decree: string;
  },
): Promise<Result<{ organization: Id }>> {
  return runtime.change(who, 'offices:write', async (tx, actor) => {
    const program = await programBySlug(tx, input.program);
    const party =
      program && partiesOf(program.model).find((one) => one.kind === input.body && one.term !== undefined);
    if (!program || !party) return refused(refuse('access.not-found'));
    const { region } = input;
    const place = levelOf(region) === party.at ? await findRegion(tx, region) : undefined;
    if (!place || !within(region, program.region)) return refused(at('region', refuse('region.unknown')));
    const institution = {
      kind: party.kind,
      name: `${party.label.id} ${officialName(place.code, place.name)}`,
      region,
    };
    const by = mayKeepOffices(actor, [program.model], { id: '', ...institution });
    if (isRefusal(by)) return refused(by);
    const read = readAll({ decree: readLine(input.decree, 120) });
    if (isRefusal(read)) return refused(read);
    const [stands] = (await organizationsAt(tx, [region])).filter((one) => one.kind === party.kind);
    if (stands) return ok({ organization: stands.id });
    const organization = { id: newId(tx.now), ...institution };
    await insertOrganizations(tx, [organization]);
    await record(tx, acting(actor, by), {
      action: 'body.formed',
      subjectType: 'organization',
      subjectId: organization.id,
      region,
      summary: { program: program.slug, organization: organization.name, decree: read.decree },
    });
    return ok({ organization: organization.id });
  });
}
