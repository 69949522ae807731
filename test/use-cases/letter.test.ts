import { expect, test } from 'vitest';
import { isRefusal } from '#kernel/refusal.ts';
import { documentsOf } from '#modules/documents/index.ts';
import { choosable } from '#modules/fields/index.ts';
import { verifyRecords } from '#modules/journal/index.ts';
import { leaveProgram } from '#modules/leaving/index.ts';
import { proposalKind } from '#modules/models/index.ts';
import { deskOf } from '#modules/notices/index.ts';
import { proposalOverview, readableDocument } from '#modules/overview/index.ts';
import { addProposalDocument, followUp } from '#modules/proposals/index.ts';
import { granted, photo } from '../support/city.ts';
import { cityWithTjsl, lettingLeave } from '../support/tjsl.ts';

/** Figure 4.5 of the paper: letter and proposal, check, disposition, meeting, follow-up of the agency, report to the mayor. */
test('a company is addressed by residents only once its letter was followed up and the mayor was told', async () => {
  const tjsl = await cityWithTjsl(lettingLeave);
  const { pilar, tenant, founder, mayor, economy, education, health, resident } = tjsl;
  const director = await tjsl.join(founder, 'PT Cahaya Hijau');
  const overview = async (id: string, viewer = { tenant, person: undefined }) => {
    const found = await pilar.read(tenant, (tx) => proposalOverview(tx, viewer, id));
    if (isRefusal(found)) throw new Error(found.refusal);
    return found;
  };
  const addressed = () =>
    pilar.read(tenant, async (tx) => {
      const { fields } = proposalKind(tjsl.program.model, 'permohonan');
      const field = fields.find((one) => one.type === 'institution');
      if (!field) throw new Error('nobody is addressed');
      return (await choosable(tx, tjsl.program, field)).map((one) => one.name);
    });

  // A letter without its proposal is not taken, and what lacks is said as the model calls it.
  const bare = await tjsl.letter(director);
  expect(bare.sent).toMatchObject({
    refusal: {
      issues: [
        {
          refusal: 'proposal.documents',
          field: 'documents',
          params: { wanted: 1, document: [{ id: 'Proposal TJSL perusahaan' }] },
          basis: { rule: 'TJSL 2014' },
        },
      ],
    },
  });
  // Where no documents are asked, none are taken.
  const registration = await tjsl.send(tjsl.rival, 'pendaftaran-perusahaan', { answers: {} });
  expect(
    await addProposalDocument(pilar, tjsl.rival, {
      proposal: registration.id,
      file: await photo(),
      called: 'x.pdf',
    }),
  ).toMatchObject({ refusal: { refusal: 'input.invalid' } });

  const { id, sent } = await tjsl.letter(director, 'Proposal TJSL.pdf');
  granted(sent);
  // The proposal is read by its company and the offices over its place, not by the public.
  const [document] = await pilar.read(tenant, (tx) => documentsOf(tx, id));
  const readable = (viewer: Parameters<typeof readableDocument>[1]) =>
    pilar.read(tenant, (tx) => readableDocument(tx, viewer, document?.id ?? ''));
  expect(await readable({ tenant, person: undefined })).toBeUndefined();
  expect(await readable(resident)).toBeUndefined();
  expect(await readable(economy)).toMatchObject({
    document: { caption: 'Proposal TJSL.pdf' },
  });
  expect((await overview(id)).documents).toEqual([]);

  await tjsl.accept(economy, id);
  await tjsl.accept(mayor, id);
  // Before it is agreed to nothing is followed up, though everybody sees what will be.
  expect(await tjsl.follow(education, id)).toMatchObject({ refusal: { refusal: 'proposal.state' } });
  expect((await overview(id)).followUp?.steps.map((one) => one.rule.step)).toEqual([
    'tindak-lanjut-dinas-pendidikan',
    'laporan',
    'diterima',
  ]);
  await tjsl.meet([[id, 'setuju']]);
  expect(await addressed()).toEqual([]);

  // The agency of the field of its proposal, nobody else, with what was done and what proves it.
  for (const other of [health, economy, director]) {
    expect(await tjsl.follow(other, id)).toMatchObject({ refusal: { refusal: 'access.office' } });
  }
  const unproved = { proposal: id, remark: '', files: [] };
  expect(await followUp(pilar, education, unproved)).toMatchObject({
    refusal: {
      issues: [
        { field: 'account', refusal: 'input.required' },
        { field: 'files', refusal: 'input.required' },
      ],
    },
  });
  expect(await pilar.read(tenant, (tx) => deskOf(tx, education, 20))).toEqual(
    expect.arrayContaining([expect.objectContaining({ kind: 'proposal.follow-up', subjectId: id })]),
  );
  granted(await tjsl.follow(education, id));
  expect(await addressed()).toEqual([]);
  expect(await tjsl.follow(mayor, id)).toMatchObject({ refusal: { refusal: 'access.office' } });
  granted(await tjsl.follow(economy, id));
  expect(await addressed()).toEqual([]);
  granted(await followUp(pilar, mayor, { proposal: id, remark: 'Diterima.', files: [] }));
  expect(await addressed()).toEqual(['PT Cahaya Hijau']);
  expect(await tjsl.follow(mayor, id)).toMatchObject({ refusal: { refusal: 'proposal.state' } });

  // The public reads what was done; what proves it, the offices.
  const told = await overview(id);
  expect(told.followUp?.steps).toMatchObject([
    { answer: { remark: 'Sudah dibicarakan.' }, proofs: [] },
    { answer: { remark: 'Sudah dibicarakan.' }, proofs: [] },
    { answer: { remark: 'Diterima.' }, proofs: [] },
  ]);
  expect(told.history.entries.filter((one) => one.action === 'proposal.followed-up')).toHaveLength(3);

  // Who has said that it leaves is addressed by nobody from then on.
  const leaving = { organization: director.company, lastDay: '2026-03-31', reason: 'Pindah kota.' };
  granted(await leaveProgram(pilar, director, { program: tjsl.program.slug, ...leaving }));
  expect(await addressed()).toEqual([]);
  expect((await pilar.read(tenant, (tx) => verifyRecords(tx))).faults).toEqual([]);
});
