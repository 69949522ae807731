import type { Acting } from '#kernel/actor.ts';
import { type Id, newId } from '#kernel/id.ts';
import { ownEntry } from '#kernel/own-entry.ts';
import { type Refusal, refuse } from '#kernel/refusal.ts';
import { ancestor } from '#kernel/region.ts';
import {
  beginMembership,
  insertOfficers,
  insertOrganizations,
  lockOrganizations,
  membershipIn,
  organizationById,
  organizationNamed,
  personById,
  standAlone,
} from '#modules/actors/index.ts';
import { record } from '#modules/journal/index.ts';
import { type Admission, basisOf, partiesOf, proposalKind } from '#modules/models/index.ts';
import type { Program } from '#modules/programs/index.ts';
import { type Proposal, setAdmitted } from '#modules/proposals/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/**
 * Lets an institution in for which somebody asked. One that stands already, as the proposal named it when it was sent,
 * takes part from today and stays what it is. Any other stands from now on under the name that was given, and whoever asked
 * speaks for it in the first office of its kind; refused where one of that name stands at the place by now. Source: model
 * `proposals[].admits`; decision 54.
 */
export async function admit(
  tx: Tx,
  by: Acting,
  program: Program,
  proposal: Proposal,
  { party, name }: Admission,
): Promise<Refusal | undefined> {
  const { model } = program;
  const kind = partiesOf(model).find((one) => one.kind === party);
  const applicant = proposal.person === null ? undefined : await personById(tx, proposal.person);
  const [office] = kind?.offices ?? [];
  if (!kind || !office || !applicant) throw new Error(`${model.name} admits ${party} by nobody's word`);
  if (proposal.admitted !== null) return takeIn(tx, by, program, proposal, proposal.admitted);
  const organization = {
    id: newId(tx.now),
    kind: party,
    name: ownEntry(proposal.answers, name) ?? '',
    region: ancestor(proposal.place, kind.at),
  };
  if (await organizationNamed(tx, organization)) {
    return refuse('organization.named', basisOf(model, kind.basis), { name: organization.name });
  }
  await insertOrganizations(tx, [organization]);
  await standAlone(tx, organization.id);
  await beginMembership(tx, { organization: organization.id, model: model.name, since: tx.today });
  await setAdmitted(tx, proposal.id, organization.id);
  await insertOfficers(tx, [
    {
      mandate: newId(tx.now),
      person: applicant.id,
      name: applicant.name,
      phone: null,
      organization: organization.id,
      office: office.office,
      region: organization.region,
      startsOn: tx.today,
      endsOn: null,
      decree: null,
    },
  ]);
  await record(tx, by, {
    action: 'organization.admitted',
    subjectType: 'organization',
    subjectId: organization.id,
    region: organization.region,
    summary: { program: program.slug, organization: organization.name, proposal: proposal.id },
  });
  return undefined;
}

/** An institution that stands takes part from today on; whoever speaks for it goes on to. */
async function takeIn(
  tx: Tx,
  by: Acting,
  { slug, model }: Program,
  proposal: Proposal,
  id: Id,
): Promise<Refusal | undefined> {
  await lockOrganizations(tx, [id]);
  const standing = await organizationById(tx, id);
  if (!standing) throw new Error(`proposal ${proposal.id} names an institution that is not there`);
  const { state } = await membershipIn(tx, model, standing);
  if (state === 'member' || state === 'leaving') {
    const told = { organization: standing.name, program: model.short };
    return refuse('member.already', basisOf(model, proposalKind(model, proposal.kind).basis), told);
  }
  await standAlone(tx, standing.id);
  await beginMembership(tx, { organization: standing.id, model: model.name, since: tx.today });
  await record(tx, by, {
    action: 'organization.joined',
    subjectType: 'organization',
    subjectId: standing.id,
    region: standing.region,
    summary: { program: slug, organization: standing.name, proposal: proposal.id },
  });
  return undefined;
}
