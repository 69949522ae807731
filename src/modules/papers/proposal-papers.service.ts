import type { Actor, Visitor } from '#kernel/actor.ts';
import { dayIn } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import { spelledRupiah } from '#kernel/office-words.ts';
import { seesWithheld } from '#kernel/readable.ts';
import { isRefusal, type Refusal, refuse } from '#kernel/refusal.ts';
import { signatoryOn } from '#modules/actors/index.ts';
import { entryPath, partiesOf } from '#modules/models/index.ts';
import { type ProposalFacts, proposalFacts } from '#modules/overview/index.ts';
import { personCode } from '#modules/proposals/index.ts';
import { namesOf } from '#modules/regions/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { costTable, proposalBody } from './forms/proposal.ts';
import { headFor } from './letterhead.service.ts';
import { fileNameOf, type Letterhead, type Paper, type Signer } from './paper.ts';
import { capacityOf, type PaperSetting, seenAt, signedAt } from './setting.ts';

/** Whoever brings it: their letterhead and who signs; a person has none, and signs by name for whoever may read it. */
async function bringing(
  tx: Tx,
  viewer: Actor | Visitor,
  facts: ProposalFacts,
  setting: PaperSetting,
): Promise<{ readonly name: string; readonly letterhead: Letterhead; readonly signer: Signer }> {
  const { proposal, program, applicant } = facts;
  if (!facts.institution) {
    const name = applicant ?? personCode(proposal.id);
    return {
      name,
      letterhead: { above: [], office: program.model.title.id, address: [setting.city] },
      signer: { capacity: 'Pemohon', name: applicant ?? '' },
    };
  }
  // As it was called when it sent the proposal.
  const institution = { ...facts.institution, name: facts.calledThen ?? facts.institution.name };
  const head =
    partiesOf(program.model).find((one) => one.kind === institution.kind)?.offices[0]?.office ?? '';
  const day = dayIn(setting.timeZone, proposal.submittedAt ?? proposal.createdAt);
  const holds = await signatoryOn(tx, [head], institution.region, day, institution.id);
  const named = seesWithheld(viewer, 'person', { place: institution.region, organization: institution.id });
  return {
    name: institution.name,
    letterhead: await headFor(tx, 'institution', setting, institution),
    signer: {
      capacity: `${capacityOf(program.model, head, holds?.acting ?? null)} ${institution.name}`,
      name: named ? (holds?.name ?? '') : '',
    },
  };
}

/** A proposal with its cost plan, as much of it as its reader may see; a draft is there for those alone who write it. */
export async function proposalPaper(
  tx: Tx,
  viewer: Actor | Visitor,
  id: Id,
  setting: PaperSetting,
): Promise<Paper | Refusal> {
  const facts = await proposalFacts(tx, viewer, id);
  if (isRefusal(facts)) return facts;
  const { proposal, program } = facts;
  // What was typed and never sent has not been read: no sum, no quantity could stand on a paper.
  if (proposal.submittedAt === null) return refuse('access.not-found');
  const brings = await bringing(tx, viewer, facts, setting);
  const place = (await namesOf(tx, [proposal.place])).get(proposal.place) ?? proposal.place;
  const day = dayIn(setting.timeZone, proposal.submittedAt);
  return {
    fileName: fileNameOf('usulan', proposal.title, brings.name),
    size: setting.size,
    letterhead: brings.letterhead,
    writer: facts.institution,
    number: setting.issued?.number,
    title: ['Usulan kegiatan', proposal.title],
    body: [
      ...proposalBody({
        proposal,
        program: `${program.model.title.id} (${program.model.short}) tahun ${program.fiscalYear}`,
        bringer: brings.name,
        field: entryPath(program.model, proposal.scope)
          .map((one) => one.label.id)
          .join(', '),
        place,
        submittedOn: day,
        answers: facts.fieldAnswers.map((one) => [one.field.label.id, setting.answer(one)] as const),
        costLines: facts.costLines,
        contributions: facts.contributions,
      }),
      { is: 'signatures', signers: [signedAt(setting, day, brings.signer)] },
    ],
    annexes:
      facts.costLines.length === 0
        ? []
        : [
            {
              title: 'Lampiran: Rencana anggaran biaya (RAB)',
              lies: 'upright',
              body: [
                costTable(facts.costLines),
                { is: 'text', text: `Terbilang: ${spelledRupiah(proposal.requested)}.` },
                { is: 'signatures', signers: [signedAt(setting, day, brings.signer)] },
              ],
            },
          ],
    seen: seenAt(setting, `usulan/${id}`),
  };
}
