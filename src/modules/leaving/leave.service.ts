import { type Acting, type Actor, acting, isOfficerFor, type Visitor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { readDay } from '#kernel/readers/day.ts';
import { readAll } from '#kernel/readers/fields.ts';
import { readText } from '#kernel/readers/text.ts';
import { isRefusal, type Refusal, refusalIn, refuse } from '#kernel/refusal.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import {
  beginMembership,
  endMembership,
  joins,
  keepMembership,
  lockOrganizations,
  type Membership,
  mayBringBack,
  mayEndMembership,
  mayEndOn,
  membershipIn,
  type Organization,
  organizationById,
  standAlone,
} from '#modules/actors/index.ts';
import { record } from '#modules/journal/index.ts';
import { holdPromises, releasePromises } from '#modules/matching/index.ts';
import { basisOf } from '#modules/models/index.ts';
import { type Program, programBySlug } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import { programsOf, type Running, runningOf } from './running.service.ts';

/** What is typed when an institution leaves a programme: the last day on which it takes part, and why. */
export type TypedLeaving = {
  readonly program: string;
  readonly organization: Id;
  readonly lastDay: string;
  readonly reason: string;
};

type Found = { readonly program: Program; readonly organization: Organization };

/** An institution and a programme that knows its kind; refused where there is no such pair. */
async function foundIn(tx: Tx, slug: string, id: Id): Promise<Found | Refusal> {
  const program = await programBySlug(tx, slug);
  const organization = await organizationById(tx, id);
  const known = program?.model.parties.kinds.some((one) => one.kind === organization?.kind);
  return program && organization && known ? { program, organization } : refuse('access.not-found');
}

/**
 * Lets an institution leave a programme after a day, by its own office, or ends it by an office above with a reason; both
 * are published. Refused while something of it waits for a decision, which would be promised by one who has left. What it
 * promised to meet and has not begun it could not begin later: it takes that back or begins it first, and where an office
 * ends its participation it is let go with the same reason, so that those needs are free again. All else that runs goes on
 * by its rules and stays its own: activities, filings, money. Source: model `parties.kinds[].leaves`; decisions 54, 69.
 */
export async function leaveProgram(
  runtime: Runtime,
  who: Actor | Visitor,
  input: TypedLeaving,
): Promise<Result<{ organization: Id; running: Running }>> {
  return runtime.change(who, 'offices:write', async (tx, actor) => {
    const found = await foundIn(tx, input.program, input.organization);
    if (isRefusal(found)) return refused(found);
    const may = mayEndMembership(actor, found.program.model, found.organization);
    if (isRefusal(may)) return refused(may);
    return leaveAs(tx, acting(actor, may.by), found, { ...input, endedBy: may.endedBy });
  });
}

/** The same by whoever was authorised already: the operator at the command line. */
export async function leaveAs(
  tx: Tx,
  by: Acting,
  { program, organization }: Found,
  input: Pick<TypedLeaving, 'lastDay' | 'reason'> & { readonly endedBy: 'itself' | 'office' },
): Promise<Result<{ organization: Id; running: Running }>> {
  const read = readAll({ lastDay: readDay(input.lastDay), reason: readText(input.reason, 500) });
  if (isRefusal(read)) return refused(read);
  const { model } = program;
  const letGo =
    input.endedBy === 'office'
      ? await holdPromises(
          tx,
          (await programsOf(tx, model)).map((one) => one.id),
          organization.id,
        )
      : new Set<Id>();
  await lockOrganizations(tx, [organization.id]);
  const membership = await membershipIn(tx, model, organization);
  const unfit = mayEndOn(model, organization, membership, read.lastDay, tx.today);
  if (unfit) return refused(unfit);
  const running = await runningOf(tx, model, organization, read.lastDay);
  const kept = running.matches.filter((one) => !letGo.has(one.need));
  const waits = mustNotWait(program, organization, { ...running, matches: kept });
  if (waits) return refused(waits);
  if (letGo.size > 0) await releasePromises(tx, by, running.matches, read.reason);
  await endMembership(tx, {
    organization: organization.id,
    model: model.name,
    lastDay: read.lastDay,
    endedBy: input.endedBy,
    endedFor: read.reason,
  });
  await record(tx, by, {
    action: input.endedBy === 'itself' ? 'organization.left' : 'organization.ended',
    subjectType: 'organization',
    subjectId: organization.id,
    region: organization.region,
    summary: {
      program: program.slug,
      organization: organization.name,
      lastDay: read.lastDay,
      reason: read.reason,
    },
  });
  return ok({ organization: organization.id, running });
}

/** Refuses to let go of an institution of which something waits for a decision, or that promised what it has not begun. */
function mustNotWait(
  { model }: Program,
  { kind }: Organization,
  { waiting, matches }: Pick<Running, 'waiting' | 'matches'>,
): Refusal | undefined {
  const [refusal, open] =
    waiting.length > 0 ? (['member.waiting', waiting] as const) : (['member.promised', matches] as const);
  if (open.length === 0) return undefined;
  const party = model.parties.kinds.find((one) => one.kind === kind);
  const basis = party && basisOf(model, party.leaves?.basis ?? party.basis);
  const titles = open.slice(0, 3).map((one) => one.title);
  return refuse(refusal, basis, { count: open.length, titles: titles.join('; ') });
}

/**
 * Lets an institution come back, or stay where its last day is not over, by whoever ended it. One that came in by asking
 * and left by itself asks again instead.
 */
export async function returnToProgram(
  runtime: Runtime,
  who: Actor | Visitor,
  input: Pick<TypedLeaving, 'program' | 'organization'>,
): Promise<Result<{ organization: Id }>> {
  return runtime.change(who, 'offices:write', async (tx, actor) => {
    const found = await foundIn(tx, input.program, input.organization);
    if (isRefusal(found)) return refused(found);
    const { program, organization } = found;
    await lockOrganizations(tx, [organization.id]);
    const membership = await membershipIn(tx, program.model, organization);
    const by = mayBringBack(actor, program.model, organization, membership);
    if (isRefusal(by)) return refused(by);
    return returnAs(tx, acting(actor, by), found, membership);
  });
}

/** The same by whoever was authorised already: the operator, who also lets in what stands and never asked. */
export async function returnAs(
  tx: Tx,
  by: Acting,
  { program, organization }: Found,
  membership: Membership,
): Promise<Result<{ organization: Id }>> {
  const of = { organization: organization.id, model: program.model.name };
  if (membership.state === 'member') {
    return refused(
      refuse('member.already', undefined, { organization: organization.name, program: program.model.short }),
    );
  }
  if (membership.state === 'leaving') await keepMembership(tx, of);
  else await beginMembership(tx, { ...of, since: tx.today });
  if (joins(program.model, organization.kind)) await standAlone(tx, organization.id);
  await record(tx, by, {
    action: 'organization.returned',
    subjectType: 'organization',
    subjectId: organization.id,
    region: organization.region,
    summary: { program: program.slug, organization: organization.name, from: tx.today },
  });
  return ok({ organization: organization.id });
}

/** What somebody finds who looks at the leaving of an institution: how it stands, what still runs, and what they may do. */
export type LeavingOverview = Found & {
  readonly membership: Membership;
  readonly running: Running;
  /** Whose act it would be; a refusal where nothing can be ended by the reader. */
  readonly leave: 'itself' | 'office' | Refusal;
  /** Whether the reader may let it come back, or stay. */
  readonly comeBack: 'open' | Refusal;
};

/** Reads it, for officers of the institution and of its place. */
export async function leavingOverview(
  tx: Tx,
  actor: Actor,
  input: Pick<TypedLeaving, 'program' | 'organization'>,
): Promise<LeavingOverview | Refusal> {
  const found = await foundIn(tx, input.program, input.organization);
  if (isRefusal(found)) return found;
  const { model } = found.program;
  const { id, region } = found.organization;
  if (!isOfficerFor(actor, { place: region, organization: id })) return refuse('access.not-found');
  const may = mayEndMembership(actor, model, found.organization);
  const membership = await membershipIn(tx, model, found.organization);
  const running = await runningOf(tx, model, found.organization, membership.lastDay ?? tx.today);
  // Who is behind with a levy is read by itself and by those above it whom the model names, not by every officer of its place.
  const own = actor.mandates.some((held) => held.organization.id === id);
  const owed = running.owed.filter((one) => own || !isRefusal(may) || one.subjectType !== 'purse');
  return {
    ...found,
    membership,
    running: { ...running, owed },
    leave: isRefusal(may)
      ? may
      : (mayEndOn(model, found.organization, membership, tx.today, tx.today) ??
        mustNotWait(
          found.program,
          found.organization,
          may.endedBy === 'office' ? { ...running, matches: [] } : running,
        ) ??
        may.endedBy),
    comeBack: refusalIn(mayBringBack(actor, model, found.organization, membership)) ?? 'open',
  };
}
