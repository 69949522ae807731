import { type Acting, type Actor, acting, type Capacity } from '#kernel/actor.ts';
import type { IsoDate } from '#kernel/date.ts';
import { type Id, newId } from '#kernel/id.ts';
import { toJson } from '#kernel/json.ts';
import { readLine, readRemark, readText } from '#kernel/readers/text.ts';
import { at, isRefusal, type Refusal, refuse, unless } from '#kernel/refusal.ts';
import { ancestor } from '#kernel/region.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import {
  comesAndGoes,
  membershipIn,
  mustTakePart,
  type Organization,
  organizationById,
} from '#modules/actors/index.ts';
import { type Overdue, refusalsOf } from '#modules/checks/index.ts';
import { record } from '#modules/journal/index.ts';
import { entriesIn, type ProposalKind, proposalKind, type Step } from '#modules/models/index.ts';
import { ask } from '#modules/notices/index.ts';
import { overdueOf } from '#modules/obligations/index.ts';
import {
  count,
  hold,
  mustBeOpen,
  type Program,
  programById,
  programBySlug,
  windowFor,
} from '#modules/programs/index.ts';
import { answerStep, leaveRoute, standingOf } from '#modules/steps/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import { type Bringing, holdOwn, type Who } from './own-proposal.service.ts';
import {
  insertDraft,
  lockProposal,
  proposalById,
  proposalsOf,
  saveTyped,
  saveTypedAgain,
  setRanks,
  setState,
} from './proposal.store.ts';
import {
  bringerOf,
  kindsFor,
  type Lead,
  leadBy,
  mayMove,
  mayPropose,
  mayVerify,
  onItsRoute,
  type Proposal,
  remarkIn,
  sentAt,
  wayOf,
} from './proposal.ts';
import { LIMITS, mayKeep, type ProposalFields, readableTotal } from './proposal-fields.ts';

/** What a write answers: the proposal and its new version, for the next `If-Match`. */
export type Saved = { readonly id: Id; readonly version: number };

/** Refuses an institution that has left the programme or not come in: it begins nothing new there. */
export async function mustBeIn(
  tx: Tx,
  program: Program,
  institution: Pick<Organization, 'id' | 'kind' | 'name'> | undefined,
): Promise<Refusal | undefined> {
  if (!institution || !comesAndGoes(program.model, institution.kind)) return undefined;
  return mustTakePart(program.model, institution, await membershipIn(tx, program.model, institution));
}

/** Opens a draft with what is typed in it, on the desk of whoever brings it. */
export async function openDraft(
  tx: Tx,
  by: Acting,
  program: Program,
  draft: {
    /** Made elsewhere; without, it gets one here. */
    readonly id?: Id;
    readonly kind: ProposalKind;
    readonly bringing: Bringing;
    readonly fields: ProposalFields;
    readonly details?: Readonly<Record<string, unknown>>;
  },
): Promise<Saved> {
  const { kind, bringing, fields } = draft;
  const { lead, area, name } = bringing;
  const id = draft.id ?? newId(tx.now);
  await insertDraft(tx, {
    id,
    program: program.id,
    organization: lead.organization,
    person: lead.person,
    kind: kind.kind,
    party: lead.party,
    forum: kind.forum ?? null,
    village: ancestor(area, 'village'),
    place: area,
    author: by.person,
    fields: toJson(fields),
  });
  const version = await keepTyped(tx, program, { id, kind: kind.kind, submittedAt: null }, fields);
  await ask(tx, {
    kind: 'proposal.finish',
    subjectType: 'proposal',
    subjectId: id,
    title: fields.title,
    ...deskOfLead(program, kind, lead),
    region: area,
    dueOn: lastDayFor(program, kind, tx.today),
  });
  await record(tx, by, {
    action: 'proposal.started',
    subjectType: 'proposal',
    subjectId: id,
    region: area,
    summary: { program: program.slug, organization: name },
    details: draft.details ?? {},
  });
  return { id, version };
}

/** The last day to submit; none once the season is over, so that nothing is late before it begins again. */
function lastDayFor(program: Program, kind: ProposalKind, today: IsoDate): IsoDate | undefined {
  const { to } = windowFor(program, kind, today);
  return today <= to ? to : undefined;
}

/** In what capacity the actor may open a draft in a programme: at any time while it is open; the season is for submitting. */
export function mayStart(actor: Actor, program: Program, kind: ProposalKind, lead: Lead): Capacity | Refusal {
  return unless<Capacity>(mayPropose(actor, program.model, kind, lead), mustBeOpen(program));
}

/** The kind that is to be opened: as it was called, or the first that such a party may bring. */
export function startedKind(
  program: Program,
  party: string,
  wanted: string | undefined,
): ProposalKind | Refusal {
  const open = kindsFor(program.model, party);
  const kind = wanted === undefined ? open[0] : open.find((one) => one.kind === wanted);
  return kind ?? refuse('proposal.kind', undefined, { kind: party });
}

/** On whose desk it lies while it is written: the person's own, or that of the offices that speak for the institution. */
function deskOfLead(program: Program, kind: ProposalKind, lead: Lead) {
  if (lead.organization === null) return { offices: [], person: lead.person ?? undefined };
  const bringer = bringerOf(program.model, kind, lead.party);
  return { offices: isRefusal(bringer) ? [] : bringer.offices, organization: lead.organization };
}

/**
 * Keeps what was typed. Of a proposal that was submitted before, nothing else changes: what everybody reads of it stays
 * as it was submitted, until it is submitted again.
 */
export async function keepTyped(
  tx: Tx,
  program: Program,
  { id, kind, submittedAt }: Pick<Proposal, 'id' | 'kind' | 'submittedAt'>,
  fields: ProposalFields,
): Promise<number> {
  if (submittedAt !== null) return saveTypedAgain(tx, id, toJson(fields));
  const title = readLine(fields.title, LIMITS.title);
  return saveTyped(tx, id, {
    fields: toJson(fields),
    title: isRefusal(title) ? '' : title,
    scope: entriesIn(program.model).some((one) => one.id === fields.scope) ? fields.scope : '',
    requested: readableTotal(proposalKind(program.model, kind), fields),
  });
}

/** What keeps somebody from writing a proposal, whatever they send: asked before photos or a long text are received. */
export function askToWrite(runtime: Runtime, who: Who, proposal: Id): Promise<Refusal | undefined> {
  return runtime.askFirst(who, 'proposals:write', (tx, actor) =>
    holdOwn(tx, actor, { proposal }, proposalById),
  );
}

/** Keeps a draft as typed; nothing is judged yet. Also the target of autosave. */
export async function saveProposal(
  runtime: Runtime,
  who: Who,
  input: { proposal: Id; version?: number | undefined; fields: ProposalFields },
): Promise<Result<Saved>> {
  return runtime.change(who, 'proposals:write', async (tx, actor) => {
    const own = await holdOwn(tx, actor, input);
    if (isRefusal(own)) return refused(own);
    const refusal = mayMove(own.thing, 'save') ?? mayKeep(input.fields);
    if (refusal) return refused(refusal);
    const draft = { ...own.thing, area: own.area };
    const version = await keepDraft(tx, own.by, own.program, draft, input.fields);
    return ok({ id: own.thing.id, version });
  });
}

/** Keeps what was typed in a draft, and tells that it was. */
export async function keepDraft(
  tx: Tx,
  by: Acting,
  program: Program,
  draft: Pick<Proposal, 'id' | 'kind' | 'submittedAt'> & Pick<Bringing, 'area'>,
  fields: ProposalFields,
): Promise<number> {
  const version = await keepTyped(tx, program, draft, fields);
  await record(tx, by, {
    action: 'proposal.saved',
    subjectType: 'proposal',
    subjectId: draft.id,
    region: draft.area,
    summary: {},
    details: { fields },
  });
  return version;
}

/** The institution that brings something; undefined for a person. */
export function institutionOf({
  lead,
  name,
}: Bringing): Pick<Organization, 'id' | 'kind' | 'name'> | undefined {
  return lead.organization === null
    ? undefined
    : { id: lead.organization, kind: lead.party, name: name ?? '' };
}

/** Refuses an institution that owes a filing past its day, where a check of the kind asks that. Source: model `proposals[].checks`. */
export async function mustOweNothing(
  tx: Tx,
  program: Program,
  kind: ProposalKind,
  lead: Pick<Lead, 'organization'>,
): Promise<Refusal | undefined> {
  const checks = kind.checks.filter((one) => one.check === 'none-overdue');
  if (checks.length === 0 || lead.organization === null) return undefined;
  const overdue: Overdue[] = [];
  for (const one of await overdueOf(tx, lead.organization)) {
    const { model } = one.program === program.id ? program : await programById(tx, one.program);
    overdue.push({ ...one, filing: one.kind, model: model.name });
  }
  return refusalsOf(program.model, checks, { overdue, year: program.fiscalYear })[0];
}

/** Takes a proposal back before the forum has decided on it. */
export async function withdrawProposal(
  runtime: Runtime,
  who: Who,
  input: { proposal: Id; version?: number | undefined; reason: string },
): Promise<Result<Saved>> {
  return runtime.change(who, 'proposals:write', async (tx, actor) => {
    const own = await holdOwn(tx, actor, input);
    if (isRefusal(own)) return refused(own);
    const { thing: proposal, program, by } = own;
    const reason = readRemark(input.reason, 1000);
    const refusal = mayMove(proposal, 'withdraw') ?? (isRefusal(reason) ? at('reason', reason) : undefined);
    if (refusal || isRefusal(reason)) return refused(refusal ?? refuse('input.invalid'));
    const version = await setState(tx, proposal.id, {
      state: 'withdrawn',
      remark: reason || null,
      decided: 'not',
    });
    await leaveRoute(tx, onItsRoute(proposal));
    const told = remarkIn(proposal, reason);
    await record(tx, by, {
      action: 'proposal.withdrawn',
      subjectType: 'proposal',
      subjectId: proposal.id,
      region: own.area,
      summary: { reason: told.shown },
      details: told.kept,
    });
    if (proposal.state === 'submitted') await uncount(tx, program, proposal);
    return ok({ id: proposal.id, version });
  });
}

/** A submitted proposal leaves the public count: it was withdrawn or sent back. */
async function uncount(tx: Tx, program: Program, proposal: Proposal): Promise<void> {
  await count(
    tx,
    { program: program.id, village: proposal.village, scope: proposal.scope },
    { submitted: -1n, requested: -proposal.requested },
  );
}

/** Sends a submitted proposal back to its institution with a remark on what is missing. */
export async function returnProposal(
  runtime: Runtime,
  who: Who,
  input: { proposal: Id; version?: number | undefined; remark: string },
): Promise<Result<Saved>> {
  return runtime.change(who, 'proposals:write', async (tx, actor) => {
    const held = await hold(tx, actor, {
      lock: lockProposal,
      id: input.proposal,
      version: input.version,
      since: sentAt,
      may: async (proposal, program) =>
        mayVerify(actor, program.model, proposal, await standingOf(tx, proposal)),
    });
    if (isRefusal(held)) return refused(held);
    const { thing: proposal, program, by } = held;
    const remark = readText(input.remark, 2000);
    const refusal = mayMove(proposal, 'return') ?? (isRefusal(remark) ? at('remark', remark) : undefined);
    if (refusal || isRefusal(remark)) return refused(refusal ?? refuse('input.invalid'));
    const kind = proposalKind(program.model, proposal.kind);
    const version = await setState(tx, proposal.id, { state: 'returned', remark, decided: 'not' });
    await answerStep(tx, by, program, onItsRoute(proposal), {
      step: returningStep(wayOf(program.model, kind, proposal), by),
      outcome: 'returned',
      remark,
    });
    await ask(tx, {
      kind: 'proposal.mend',
      subjectType: 'proposal',
      subjectId: proposal.id,
      title: proposal.title,
      ...deskOfLead(program, kind, proposal),
      region: proposal.village,
      dueOn: lastDayFor(program, kind, tx.today),
    });
    const told = remarkIn(proposal, remark);
    await record(tx, by, {
      action: 'proposal.returned',
      subjectType: 'proposal',
      subjectId: proposal.id,
      region: proposal.place,
      summary: { remark: told.shown },
      details: told.kept,
    });
    await uncount(tx, program, proposal);
    return ok({ id: proposal.id, version });
  });
}

/** The step by which somebody sends something back: the first that may and has their office, or lies before it. */
function returningStep(way: readonly Step[], { by }: Acting): string {
  const steps = way.filter((step) => step.may.includes('return'));
  const office = typeof by === 'string' ? by : by.office;
  return (
    (
      steps.find((step) => step.offices.includes(office)) ??
      steps.find((step) => step.escalate?.to.includes(office)) ??
      steps[0]
    )?.step ?? ''
  );
}

/** Puts an institution's own proposals in its order of priority, first is most wanted. */
export async function rankProposals(
  runtime: Runtime,
  who: Who,
  input: { program: string; organization: Id; order: readonly Id[] },
): Promise<Result<{ ranked: number }>> {
  return runtime.change(who, 'proposals:write', async (tx, actor) => {
    const program = await programBySlug(tx, input.program);
    const organization = await organizationById(tx, input.organization);
    if (!program || !organization) return refused(refuse('access.not-found'));
    const lead = leadBy(organization);
    const kind = startedKind(program, lead.party, undefined);
    if (isRefusal(kind)) return refused(kind);
    const by = mayPropose(actor, program.model, kind, lead);
    if (isRefusal(by)) return refused(by);
    const own = new Set((await proposalsOf(tx, program.id, organization.id)).map((proposal) => proposal.id));
    const order = [...new Set(input.order)];
    if (!order.every((id) => own.has(id))) return refused(at('order', refuse('input.choice')));
    await setRanks(tx, order);
    await record(tx, acting(actor, by), {
      action: 'proposals.ranked',
      subjectType: 'organization',
      subjectId: organization.id,
      region: organization.region,
      summary: { order },
    });
    return ok({ ranked: order.length });
  });
}
