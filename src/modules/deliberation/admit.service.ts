import type { Acting } from '#kernel/actor.ts';
import { newId } from '#kernel/id.ts';
import { ownEntry } from '#kernel/own-entry.ts';
import { type Refusal, refuse } from '#kernel/refusal.ts';
import { ancestor } from '#kernel/region.ts';
import { insertOfficers, insertOrganizations, organizationNamed, personById } from '#modules/actors/index.ts';
import { record } from '#modules/journal/index.ts';
import { type Admission, basisOf, partiesOf } from '#modules/models/index.ts';
import type { Program } from '#modules/programs/index.ts';
import { type Proposal, setAdmitted } from '#modules/proposals/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/**
 * Lets an institution in for which somebody asked: it stands from now on under the name that was given, and whoever asked
 * speaks for it in the first office of its kind. Refused where one of that name stands at the place already. Source: model
 * `proposals[].admits`.
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
