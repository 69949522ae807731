import type { Actor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { ownEntry } from '#kernel/own-entry.ts';
import { at, isRefusal, type Refusal, refuse } from '#kernel/refusal.ts';
import { ancestor } from '#kernel/region.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import {
  comesAndGoes,
  lockOrganizations,
  lockPeople,
  membershipIn,
  organizationNamed,
  personById,
} from '#modules/actors/index.ts';
import { type Facts, refusalsOf } from '#modules/checks/index.ts';
import { documentsOf } from '#modules/documents/index.ts';
import { knownIn } from '#modules/fields/index.ts';
import { record } from '#modules/journal/index.ts';
import {
  type Admission,
  basisOf,
  entriesIn,
  type ProposalKind,
  proposalKind,
} from '#modules/models/index.ts';
import { settle } from '#modules/notices/index.ts';
import { count, type Held, mustTakeProposals, type Program } from '#modules/programs/index.ts';
import { findRegion, placeWords, streetName } from '#modules/regions/index.ts';
import { keepNames } from '#modules/search/index.ts';
import { reachStep, waitedFor } from '#modules/steps/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import { repeatedIn } from './likeness.ts';
import { type Bringing, holdOwn, type Who } from './own-proposal.service.ts';
import { institutionOf, keepTyped, mustBeIn, mustOweNothing, type Saved } from './proposal.service.ts';
import {
  alikeAt,
  countOthers,
  proposalById,
  saveSubmitted,
  setAdmitted,
  setForum,
  setStep,
} from './proposal.store.ts';
import { mayMove, maySubmit, onItsRoute, type Proposal, wayOf } from './proposal.ts';
import { type Given, type ProposalContent, ProposalFields, readFields } from './proposal-fields.ts';
import { slipFor } from './slip.store.ts';

/**
 * Puts a proposal before the forum: everything is read and judged now, and every field that cannot stand is named.
 * Source: model section `proposals`; paper 004, §4.1.1.
 */
export async function submitProposal(
  runtime: Runtime,
  who: Who,
  input: { proposal: Id; version?: number | undefined; fields?: ProposalFields },
): Promise<Result<Saved>> {
  return runtime.change(who, 'proposals:write', async (tx, actor) => {
    const own = await holdOwn(tx, actor, input);
    return isRefusal(own) ? refused(own) : submitHeld(tx, own, input.fields);
  });
}

/** What a proposal would be sent with, and what stands already of what it would found. */
type Judged = {
  readonly kind: ProposalKind;
  readonly content: ProposalContent;
  readonly attached: { readonly photos: number; readonly documents: number };
  readonly named: { readonly standing: Id | null } | undefined;
};

/** Reads and judges a proposal as it would be sent now: every field that cannot stand is named. */
async function judgeHeld(
  tx: Tx,
  own: Held<Proposal> & Bringing,
  fields: ProposalFields,
): Promise<Judged | Refusal> {
  const { thing: proposal, program, by } = own;
  const kind = proposalKind(program.model, proposal.kind);
  const refusal =
    mayMove(proposal, 'submit') ??
    mustTakeProposals(program, kind, tx.today) ??
    (await mustOweNothing(tx, program, kind, own.lead)) ??
    (await mustBeIn(tx, program, institutionOf(own)));
  if (refusal) return refusal;
  const content = readFields(kind, fields, await givenFor(tx, program, kind, proposal, fields));
  if (isRefusal(content)) return content;
  const checks = kind.checks.filter((one) => one.check !== 'none-overdue');
  const bringer = { party: own.lead.party, area: own.area, name: own.name ?? '' };
  const facts = await factsFor(tx, proposal, checks, content);
  const unfit = maySubmit(program.model, kind, bringer, content, {
    placeExists: (await findRegion(tx, content.place)) !== undefined,
    checked: refusalsOf(program.model, checks, facts),
  });
  if (unfit) return unfit;
  const named = kind.admits && (await namedStanding(tx, by, program, kind.admits, content));
  if (named !== undefined && isRefusal(named)) return named;
  return { kind, content, named, attached: { photos: facts.photos, documents: facts.documents } };
}

/** The same of somebody's own proposal as it was typed, without holding it: what its review shows. */
export async function judgeOwn(
  tx: Tx,
  actor: Actor,
  id: Id,
): Promise<(Judged & { readonly proposal: Proposal; readonly program: Program }) | Refusal> {
  const own = await holdOwn(tx, actor, { proposal: id }, proposalById);
  if (isRefusal(own)) return own;
  const judged = await judgeHeld(tx, own, ProposalFields.parse(JSON.parse(own.thing.fields)));
  return isRefusal(judged) ? judged : { ...judged, proposal: own.thing, program: own.program };
}

/**
 * Submits a proposal that is held for somebody who may: as it was typed before, or with `typed` instead. The same for
 * whoever brings it, and for an office that enters it for them.
 */
export async function submitHeld(
  tx: Tx,
  own: Held<Proposal> & Bringing,
  typed?: ProposalFields,
): Promise<Result<Saved>> {
  const { thing: proposal, program, by } = own;
  // It does not leave at the same moment.
  if (proposal.organization !== null && comesAndGoes(program.model, proposal.party))
    await lockOrganizations(tx, [proposal.organization]);
  const judged = await judgeHeld(tx, own, typed ?? ProposalFields.parse(JSON.parse(proposal.fields)));
  if (isRefusal(judged)) return refused(judged);
  const { kind, content, named } = judged;
  if (typed) await keepTyped(tx, program, proposal, typed);
  const village = ancestor(content.place, 'village');
  const placed = { ...proposal, village };
  const submitted = await saveSubmitted(tx, placed, content);
  await keepCalled(tx, proposal, content);
  if (named) await setAdmitted(tx, proposal.id, named.standing);
  await settle(tx, proposal.id);
  const version = await sendOnItsWay(tx, program, kind, placed, content, submitted);
  await record(tx, by, {
    action: 'proposal.submitted',
    subjectType: 'proposal',
    subjectId: proposal.id,
    region: content.place,
    summary: {
      title: content.title,
      scope: content.scope,
      requested: content.requested,
      contribution: content.contribution,
    },
  });
  await count(
    tx,
    { program: program.id, village, scope: content.scope },
    { submitted: 1n, requested: content.requested },
  );
  return ok({ id: proposal.id, version });
}

/** Lets everybody find it by its title and its places, and its street where an institution brings it: a person's may be their own. */
async function keepCalled(tx: Tx, { id, organization }: Proposal, content: ProposalContent): Promise<void> {
  const words = (await placeWords(tx, [content.place]))(content.place);
  const street = organization === null ? '' : content.address;
  await keepNames(tx, [
    {
      kind: 'proposal',
      thing: id,
      title: { id: content.title, en: content.title },
      region: content.place,
      page: `usulan/${id}`,
      more: `${street} ${words}`,
    },
    ...(street === '' ? [] : [streetName(street, content.place, words)]),
  ]);
}

/** What is known of a proposal when the checks of its kind are judged; only what one of them asks is looked up. */
async function factsFor(
  tx: Tx,
  proposal: Proposal,
  checks: ProposalKind['checks'],
  content: ProposalContent,
): Promise<Facts & { readonly photos: number; readonly documents: number }> {
  const asks = (check: string) => checks.some((one) => one.check === check);
  const attached = await documentsOf(tx, proposal.id);
  const withRole = (role: string) => attached.filter((one) => one.role === role).length;
  const alike = asks('not-repeated') ? await alikeAt(tx, proposal, content) : [];
  return {
    photos: withRole('photo'),
    documents: withRole('document'),
    entered: ((await slipFor(tx, proposal.id))?.enteredBy ?? null) !== null,
    ...(asks('one-per-party') ? { others: await othersBy(tx, proposal) } : {}),
    ...(asks('not-repeated') ? { repeats: repeatedIn(content, alike) ?? null } : {}),
  };
}

/**
 * The institution that a proposal of joining names, where one of that name stands already: whoever asks speaks for it, and
 * it is not in the programme. Null where none stands yet. Source: model `proposals[].admits`; decision 54.
 */
async function namedStanding(
  tx: Tx,
  actor: Actor,
  { model }: Program,
  { party, name }: Admission,
  content: Pick<ProposalContent, 'answers' | 'place'>,
): Promise<{ readonly standing: Id | null } | Refusal> {
  const kind = model.parties.kinds.find((one) => one.kind === party);
  if (!kind) throw new Error(`${model.name} admits ${party}, which is no kind of party`);
  const wanted = ownEntry(content.answers, name) ?? '';
  const found = await organizationNamed(tx, {
    kind: party,
    name: wanted,
    region: ancestor(content.place, kind.at),
  });
  if (!found) return { standing: null };
  await lockOrganizations(tx, [found.id]);
  const basis = basisOf(model, kind.basis);
  const { state } = await membershipIn(tx, model, found);
  const field = `answers.${name}`;
  if (state === 'member' || state === 'leaving') {
    return at(field, refuse('member.already', basis, { organization: found.name, program: model.short }));
  }
  return actor.mandates.some((held) => held.organization.id === found.id)
    ? { standing: found.id }
    : at(field, refuse('organization.named', basis, { name: found.name }));
}

/** How many others whoever brings a proposal has of its kind; locked, so that nobody sends two at the same moment. */
async function othersBy(tx: Tx, proposal: Proposal): Promise<number> {
  if (proposal.organization !== null) await lockOrganizations(tx, [proposal.organization]);
  if (proposal.person === null) return countOthers(tx, proposal, []);
  await lockPeople(tx, [proposal.person]);
  const person = await personById(tx, proposal.person);
  return countOthers(tx, proposal, [proposal.person, ...(person ? [person.id, ...person.merged] : [])]);
}

/** What a proposal has where its kind does not ask for it, and which of the places that it names there are. */
export async function givenFor(
  tx: Tx,
  program: Program,
  kind: ProposalKind,
  proposal: Pick<Proposal, 'place'>,
  typed: ProposalFields,
): Promise<Given> {
  const entry = entriesIn(program.model).find((one) => one.id === typed.scope.trim());
  return {
    place: proposal.place,
    title: [kind.label.id, entry?.label.id].filter((word) => word !== undefined).join(' · '),
    ...(await knownIn(tx, program, kind.fields, typed.answers)),
  };
}

/** A proposal goes to the first step of its route, and waits for its forum from the beginning where nobody else is to accept it. */
async function sendOnItsWay(
  tx: Tx,
  program: Program,
  kind: ProposalKind,
  proposal: Proposal,
  content: Pick<ProposalContent, 'requested' | 'scope' | 'title' | 'answers'>,
  submitted: number,
): Promise<number> {
  const steps = waitedFor(wayOf(program.model, kind, content));
  const forum = steps.length === 0 ? (kind.forum ?? null) : null;
  if (proposal.forum !== forum) await setForum(tx, proposal.id, forum);
  if (forum !== null) return submitted;
  const version = await setStep(tx, proposal.id, { route: steps.map((one) => one.step), step: 0 });
  await reachStep(tx, program, onItsRoute({ ...proposal, title: content.title }), steps[0]);
  return version;
}
