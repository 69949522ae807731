import { type Actor, isOfficerFor, type Visitor } from '#kernel/actor.ts';
import type { IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import { isRefusal, type Refusal, refusalIn, refuse } from '#kernel/refusal.ts';
import { type ListedActivity, listActivities } from '#modules/activities/index.ts';
import {
  comesAndGoes,
  type Membership,
  mayEndMembership,
  membershipIn,
  namesMergedInto,
  type Organization,
  organizationById,
} from '#modules/actors/index.ts';
import { type Filing, filingsFor } from '#modules/filings/index.ts';
import { type Purse, pursesHeldBy } from '#modules/funding/index.ts';
import { filersOf, type Model } from '#modules/models/index.ts';
import {
  beginOf,
  type Overdue,
  type OwedFiling,
  overdueNow,
  owedByParty,
} from '#modules/obligations/index.ts';
import { listPrograms, type Program } from '#modules/programs/index.ts';
import {
  admittedBy,
  isOwn,
  kindsFor,
  leadBy,
  mayPropose,
  mayRead,
  proposalsOf,
} from '#modules/proposals/index.ts';
import { pathTo, type Region } from '#modules/regions/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { type FoundThing, findThing } from './things.service.ts';

type OfInstitution = Awaited<ReturnType<typeof proposalsOf>>[number];

/** An institution with the programmes that know its kind, and how it stands in one of them. Everybody may read it. */
export type InstitutionOverview = {
  readonly institution: Organization;
  /** How records that were merged into it were called. */
  readonly also: readonly string[];
  readonly path: readonly Region[];
  /** The proposal through which it came in; undefined where it was there from the beginning. */
  readonly cameBy: FoundThing | undefined;
  readonly programs: readonly Program[];
  /** Whether the reader may see who holds its offices. */
  readonly seesOfficers: boolean;
  /** The programme asked for, else the newest; undefined where none knows its kind. */
  readonly standing: InstitutionStanding | undefined;
};

export type InstitutionStanding = {
  readonly program: Program;
  /** Since when it takes part, or how it left; undefined where nobody of its kind comes or goes. */
  readonly membership: Membership | undefined;
  /** Whether the reader could end its membership, or let it come back. */
  readonly keepsMembership: boolean;
  readonly purses: readonly Purse[];
  /** Its proposals in its own order, as many as the reader may see. */
  readonly proposals: readonly OfInstitution[];
  /** Whether the reader may change that order. */
  readonly ranks: boolean;
  readonly activities: readonly ListedActivity[];
  readonly late: readonly Overdue[];
  /** What it owes about itself or the programme, and what it filed of that. */
  readonly owed: readonly { readonly owed: OwedFiling; readonly filing: Filing | undefined }[];
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
    ({ model }) =>
      kindsFor(model, institution.kind).length > 0 ||
      files(model, institution.kind) ||
      comesAndGoes(model, institution.kind),
  );
  const program = programs.find((one) => one.slug === wanted) ?? programs[0];
  const admitting = await admittedBy(tx, institution.id);
  return {
    institution,
    also: await namesMergedInto(tx, institution.id),
    path: await pathTo(tx, institution.region),
    cameBy: admitting && (await findThing(tx, viewer, 'proposal', admitting.id)),
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
): Promise<InstitutionStanding> {
  const [kind] = kindsFor(program.model, institution.kind);
  const { id, region } = institution;
  const overdue = await overdueNow(tx, MOST, { area: region });
  const membership = comesAndGoes(program.model, institution.kind)
    ? await membershipIn(tx, program.model, institution)
    : undefined;
  return {
    program,
    membership,
    keepsMembership:
      viewer.person !== undefined && !isRefusal(mayEndMembership(viewer, program.model, institution)),
    purses: await pursesHeldBy(tx, program.id, [id]),
    proposals: await readableProposals(tx, viewer, program.id, id),
    ranks:
      kind !== undefined &&
      viewer.person !== undefined &&
      isOwn(viewer, leadBy(institution)) &&
      refusalIn(mayPropose(viewer, program.model, kind, leadBy(institution))) === undefined,
    activities: await listActivities(tx, { program: program.id, organization: id }, MOST),
    late: overdue.filter((one) => one.organization === id && one.subjectType === 'activity'),
    owed: await owedIn(tx, program, id, membership?.lastDay ?? undefined),
  };
}

/** Whether a kind of party files something that is not about an activity. */
function files(model: Model, kind: string): boolean {
  return model.filings.some((filing) => filersOf(model, filing).some((one) => one.kind === kind));
}

/**
 * The periodic filings of an institution in a programme, of the time in which it takes part: of each, what was filed that
 * everybody may know of.
 */
async function owedIn(
  tx: Tx,
  program: Program,
  institution: Id,
  lastDay: IsoDate | undefined,
): Promise<InstitutionStanding['owed']> {
  const owing = (await owedByParty(tx, institution)).filter(
    (one) =>
      one.program === program.id && (lastDay === undefined || (beginOf(one.occasion) ?? lastDay) <= lastDay),
  );
  const filed = await filingsFor(
    tx,
    owing.map((one) => one.id),
  );
  return owing.map((owed) => {
    const filing = filed.get(owed.id);
    return { owed, filing: filing?.state === 'draft' ? undefined : filing };
  });
}
