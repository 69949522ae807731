import { type Actor, acting, type Capacity } from '#kernel/actor.ts';
import { type Id, isId } from '#kernel/id.ts';
import { canonicalJson, toJson } from '#kernel/json.ts';
import { isRefusal, type Refusal, refuse, unless } from '#kernel/refusal.ts';
import { ancestor, type RegionCode, within } from '#kernel/region.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import { mustBeFresh } from '#kernel/version.ts';
import { type Organization, organizationById, personById } from '#modules/actors/index.ts';
import type { ProposalKind } from '#modules/models/index.ts';
import { type Program, programBySlug } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import { type Bringing, holdOwn, type Who } from './own-proposal.service.ts';
import { mayStart, mustBeIn, openDraft, type Saved, startedKind } from './proposal.service.ts';
import { lockBeginning, lockEmptyDraft, proposalById } from './proposal.store.ts';
import { leadAlone, leadBy } from './proposal.ts';
import { mayKeep, ProposalFields } from './proposal-fields.ts';

/** What is to be begun: for an institution, or without one for whoever asks; without a `kind` the first that they may bring. */
export type Wanted = {
  readonly program: string;
  readonly organization?: Id | undefined;
  readonly kind?: string | undefined;
};

/** What a draft begins with: its rules, who brings it, and how it reads before anybody wrote in it. */
export type Beginning = {
  readonly program: Program;
  readonly kind: ProposalKind;
  readonly institution: Organization | undefined;
  readonly bringing: Bringing;
  readonly blank: ProposalFields;
  readonly by: Capacity;
};

/** What somebody would begin with, or why they cannot. Changes nothing. */
export async function beginningOf(tx: Tx, actor: Actor, wanted: Wanted): Promise<Beginning | Refusal> {
  const program = await programBySlug(tx, wanted.program);
  const institution = wanted.organization ? await organizationById(tx, wanted.organization) : undefined;
  if (!program || (wanted.organization && !institution)) return refuse('access.not-found');
  const lead = institution ? leadBy(institution) : leadAlone(actor.person);
  const area = institution ? institution.region : program.region;
  const kind = startedKind(program, lead.party, wanted.kind);
  if (isRefusal(kind)) return kind;
  const by = unless(mayStart(actor, program, kind, lead), await mustBeIn(tx, program, institution));
  if (isRefusal(by)) return by;
  const home = institution ? area : await homeIn(tx, program, actor);
  const bringing = { lead, area, name: institution ? institution.name : null };
  return { program, kind, institution, bringing, blank: ProposalFields.parse({ place: home }), by };
}

/** Where a person belongs, if that is in the area of the programme; else the whole of it. */
async function homeIn(tx: Tx, program: Program, actor: Actor): Promise<RegionCode> {
  const region = (await personById(tx, actor.person))?.region;
  return region && within(region, program.region) ? ancestor(region, 'village') : program.region;
}

/**
 * Opens an empty draft of a kind for an institution that may bring it to the programme, or without one for whoever asks;
 * one that nobody has written in yet is gone on with.
 */
export async function startProposal(
  runtime: Runtime,
  who: Who,
  input: Wanted & { readonly fields?: ProposalFields | undefined },
): Promise<Result<Saved>> {
  return runtime.change(who, 'proposals:write', async (tx, actor) => {
    const found = await beginningOf(tx, actor, input);
    if (isRefusal(found)) return refused(found);
    const unkept = input.fields && mayKeep(input.fields);
    if (unkept) return refused(unkept);
    const { program, kind, bringing, blank, by } = found;
    const fields = input.fields ?? blank;
    if (!input.fields) {
      const { organization, person } = bringing.lead;
      const draft = { program: program.id, kind: kind.kind, organization, person, fields: toJson(fields) };
      const empty = await lockEmptyDraft(tx, draft);
      if (empty) return ok(empty);
    }
    return ok(await openDraft(tx, acting(actor, by), program, { kind, bringing, fields }));
  });
}

/**
 * Opens a draft that was begun where there was no network, under the id it got there, with what was typed in it since.
 * Sent again it is the same draft; where it has been written in meanwhile, it is refused like every older version.
 */
export async function beginDraft(
  runtime: Runtime,
  who: Who,
  input: Wanted & { readonly id: Id; readonly fields: ProposalFields },
): Promise<Result<Saved>> {
  return runtime.change(who, 'proposals:write', async (tx, actor) => {
    const { id, fields } = input;
    if (!isId(id)) return refused(refuse('input.invalid'));
    await lockBeginning(tx, id);
    if (await proposalById(tx, id)) return begunBefore(tx, actor, id, fields);
    const beginning = await beginningOf(tx, actor, input);
    const unkept = mayKeep(fields);
    if (isRefusal(beginning)) return refused(beginning);
    if (unkept) return refused(unkept);
    const { program, kind, bringing, by } = beginning;
    return ok(await openDraft(tx, acting(actor, by), program, { id, kind, bringing, fields }));
  });
}

/** A draft that stands already; whoever may not write it is told no more than of one that does not. */
async function begunBefore(tx: Tx, actor: Actor, id: Id, fields: ProposalFields): Promise<Result<Saved>> {
  const own = await holdOwn(tx, actor, { proposal: id });
  if (isRefusal(own)) return refused(refuse('access.not-found'));
  const { version } = own.thing;
  const isSame = canonicalJson(JSON.parse(own.thing.fields)) === canonicalJson(fields);
  const stale = isSame ? undefined : mustBeFresh(version, 0);
  return stale ? refused(stale) : ok({ id, version });
}
