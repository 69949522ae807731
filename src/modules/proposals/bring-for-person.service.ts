import type { Acting } from '#kernel/actor.ts';
import { type Id, newId } from '#kernel/id.ts';
import { refuse } from '#kernel/refusal.ts';
import type { RegionCode } from '#kernel/region.ts';
import { type Result, refused } from '#kernel/result.ts';
import { insertPerson, personById } from '#modules/actors/index.ts';
import { attach, type StoredFile } from '#modules/documents/index.ts';
import { record } from '#modules/journal/index.ts';
import type { ProposalKind } from '#modules/models/index.ts';
import type { Program } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { openDraft, type Saved } from './proposal.service.ts';
import { lockProposal } from './proposal.store.ts';
import { leadAlone } from './proposal.ts';
import { type KeptDocument, layDocument } from './proposal-documents.service.ts';
import type { ProposalFields } from './proposal-fields.ts';
import { insertSlip, personOfNumber } from './slip.store.ts';
import type { Slip } from './slip.ts';
import { submitHeld } from './submit-proposal.service.ts';

/** Something of a person without an account that is brought in one step: written, with its files, and sent. */
export type BroughtForPerson = {
  readonly program: Program;
  readonly kind: ProposalKind;
  readonly fields: ProposalFields;
  readonly photos: readonly StoredFile[];
  readonly documents: readonly KeptDocument[];
  readonly scan?: StoredFile | undefined;
  /** Where it may be for, and whose area that is. */
  readonly area: RegionCode;
  readonly areaOf: string | null;
  readonly slip: Omit<Slip, 'proposal'>;
  readonly codeHash: string;
};

/**
 * Finds the record of a person by their number, as long as nobody signs in with it, or makes one. The number stands with what
 * was brought, not with the record: nobody has proved that it is theirs, so it must neither lead to somebody's account nor
 * keep its holder from being entered by the kelurahan.
 */
export async function personFor(
  tx: Tx,
  { name, phone, home }: { readonly name: string; readonly phone: string; readonly home: RegionCode },
): Promise<Id> {
  const known = await personOfNumber(tx, phone);
  const person = known === undefined ? undefined : await personById(tx, known);
  if (person && person.user === null && person.mandates.length === 0) return person.id;
  const id = newId(tx.now);
  await insertPerson(tx, { id, name, phone: null, region: home });
  return id;
}

/**
 * Brings it: all or nothing, judged by the rules by which everything is. `by` is the person, or the officer who enters it and
 * is its author, so that others look at it after them.
 */
export async function bringForPerson(
  tx: Tx,
  by: Acting,
  { program, kind, fields, photos, documents, scan, area, areaOf, slip, codeHash }: BroughtForPerson,
): Promise<Result<Saved>> {
  const lead = leadAlone(slip.person);
  const bringing = { lead, area: program.region, name: null };
  const { id } = await openDraft(tx, by, program, { kind, bringing, fields });
  if ((await insertSlip(tx, { ...slip, proposal: id }, codeHash)) === 'taken') {
    return refused(refuse('input.repeated'));
  }
  for (const photo of photos) {
    await attach(tx, photo, { ...ofProposal(id, by), role: 'photo', public: 'public' });
    await record(tx, by, {
      action: 'proposal.photo-added',
      subjectType: 'proposal',
      subjectId: id,
      region: area,
      summary: { sha256: photo.sha256, original: photo.original },
    });
  }
  for (const document of documents) await layDocument(tx, by, { id, area }, document);
  if (scan) await attach(tx, scan, { ...ofProposal(id, by), role: 'scan', public: 'private' });
  if (slip.way !== 'web') {
    await record(tx, by, {
      action: 'proposal.entered',
      subjectType: 'proposal',
      subjectId: id,
      region: area,
      summary: { way: slip.way, receivedOn: slip.receivedOn, ...(scan ? { scan: scan.sha256 } : {}) },
    });
  }
  const thing = await lockProposal(tx, id);
  if (!thing) throw new Error('a draft is gone that was just opened');
  return submitHeld(tx, { thing, program, by, lead, area, name: areaOf });
}

function ofProposal(id: Id, by: Acting) {
  return { subjectType: 'proposal', subjectId: id, caption: '', by: by.person } as const;
}
