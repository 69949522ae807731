import { type Actor, isOfficerFor, type Visitor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { type Refusal, refusalIn, refuse } from '#kernel/refusal.ts';
import { type ListedActivity, listActivities } from '#modules/activities/index.ts';
import { namesMergedInto, type Organization, organizationById } from '#modules/actors/index.ts';
import { type Purse, pursesHeldBy } from '#modules/funding/index.ts';
import { type Overdue, overdueNow } from '#modules/obligations/index.ts';
import { listPrograms, type Program } from '#modules/programs/index.ts';
import { isOwn, kindsFor, leadBy, mayPropose, mayRead, proposalsOf } from '#modules/proposals/index.ts';
import { pathTo, type Region } from '#modules/regions/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

type OfInstitution = Awaited<ReturnType<typeof proposalsOf>>[number];

/** An institution with the programmes that know its kind, and how it stands in one of them. Everybody may read it. */
export type InstitutionOverview = {
  readonly institution: Organization;
  /** How records that were merged into it were called. */
  readonly also: readonly string[];
  readonly path: readonly Region[];
  readonly programs: readonly Program[];
  /** Whether the reader may see who holds its offices. */
  readonly seesOfficers: boolean;
  /** The programme asked for, else the newest; undefined where none knows its kind. */
  readonly standing: InstitutionStanding | undefined;
};

export type InstitutionStanding = {
  readonly program: Program;
  readonly purses: readonly Purse[];
  /** Its proposals in its own order, as many as the reader may see. */
  readonly proposals: readonly OfInstitution[];
  /** Whether the reader may change that order. */
  readonly ranks: boolean;
  readonly activities: readonly ListedActivity[];
  readonly late: readonly Overdue[];
};

/** An institution's proposals in its own order; drafts are for the institution itself. */
export async function readableProposals(
  tx: Tx,
  viewer: Actor | Visitor,
  program: Id,
  institution: Id,
): Promise<OfInstitution[]> {
  return (await proposalsOf(tx, program, institution)).filter((one) => !mayRead(viewer, one));
}

/** Activities and overdue reports named of one institution. */
const MOST = 50;

/** Reads an institution; refused where there is none. */
export async function institutionOverview(
  tx: Tx,
  viewer: Actor | Visitor,
  id: Id,
  wanted: string | null,
): Promise<InstitutionOverview | Refusal> {
  const institution = await organizationById(tx, id);
  if (!institution) return refuse('access.not-found');
  const programs = (await listPrograms(tx)).filter(
    (program) => kindsFor(program.model, institution.kind).length > 0,
  );
  const program = programs.find((one) => one.slug === wanted) ?? programs[0];
  return {
    institution,
    also: await namesMergedInto(tx, institution.id),
    path: await pathTo(tx, institution.region),
    programs,
    seesOfficers: isOfficerFor(viewer, { place: institution.region, organization: institution.id }),
    standing: program && (await standingIn(tx, viewer, program, institution)),
  };
}

async function standingIn(
  tx: Tx,
  viewer: Actor | Visitor,
  program: Program,
  institution: Organization,
): Promise<InstitutionStanding | undefined> {
  const [kind] = kindsFor(program.model, institution.kind);
  if (!kind) return undefined;
  const { id, region } = institution;
  const overdue = await overdueNow(tx, MOST, { area: region });
  return {
    program,
    purses: await pursesHeldBy(tx, program.id, [id]),
    proposals: await readableProposals(tx, viewer, program.id, id),
    ranks:
      viewer.person !== undefined &&
      isOwn(viewer, leadBy(institution)) &&
      refusalIn(mayPropose(viewer, program.model, kind, leadBy(institution))) === undefined,
    activities: await listActivities(tx, { program: program.id, organization: id }, MOST),
    late: overdue.filter((one) => one.organization === id),
  };
}
