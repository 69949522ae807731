import { readFileSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { MEASURE_KEYS } from '#analysis/measures/index.ts';
import type { Actor, Visitor } from '#kernel/actor.ts';
import { type Id, newId } from '#kernel/id.ts';
import {
  actorById,
  formBody,
  giveOffice,
  insertOrganizations,
  insertPerson,
  type Organization,
  organizationById,
  stewardOf,
} from '#modules/actors/index.ts';
import {
  answerProposal,
  decideProposal,
  openForum,
  recordAttendance,
  scheduleForum,
  sealedMinutes,
  sealForum,
} from '#modules/deliberation/index.ts';
import {
  allotPurses,
  faultsInLedger,
  moneyOverview,
  recordDisbursement,
  reviewVoucher,
} from '#modules/funding/index.ts';
import { historyOf } from '#modules/journal/index.ts';
import { figuresBy, readMeasures } from '#modules/measures/index.ts';
import { deskFor, proposalFacts, proposalOverview } from '#modules/overview/index.ts';
import { countsBy, openProgram } from '#modules/programs/index.ts';
import {
  listProposals,
  ProposalFields,
  personCode,
  proposalById,
  publicAnswersOf,
  returnProposal,
  startProposal,
  startsOf,
  submitProposal,
  withdrawProposal,
} from '#modules/proposals/index.ts';
import { faultsInFigures } from '#modules/transparency/index.ts';
import { apiOf, tokenOf } from '../support/api.ts';
import { granted, smallCity, VILLAGE } from '../support/city.ts';

const NAME = 'Melati Purnama';
const BORN = '2008-05-17';
const INCOME = '2345678';
const REASONS = 'Ayah saya sakit sejak tahun lalu.';

function plain(value: unknown): string {
  return JSON.stringify(value, (_, part) => (typeof part === 'bigint' ? String(part) : part));
}

/** The city with the scholarship open in it, two pupils and those who judge. */
async function scholarship() {
  const city = await smallCity();
  const { pilar, tenant, actors } = city;
  onTestFinished(() => pilar.close());
  const dinas: Organization = {
    id: newId(),
    kind: 'dinas-pendidikan',
    name: 'Dinas Pendidikan',
    region: '32.73',
  };
  const actor = (name: string, ...offices: string[]): Actor => ({
    tenant,
    person: newId(),
    name,
    mandates: offices.map((office) => ({ id: newId(), office, organization: dinas, region: dinas.region })),
    scopes: 'session',
    secondFactor: false,
  });
  const pupil = actor(NAME);
  const other = actor('Surya Lestari');
  const secretary = actor('Sekretaris', 'sekretaris-seleksi');
  const chair = actor('Ketua', 'ketua-seleksi');
  const treasurer = actor('Bendahara', 'bendahara');
  const program = granted(
    await pilar.change(actors.setda, 'offices:write', async (tx, who) => {
      await insertOrganizations(tx, [dinas]);
      for (const { person: id, name } of [pupil, other, secretary, chair, treasurer]) {
        await insertPerson(tx, { id, name, phone: null, region: VILLAGE });
      }
      const opened = await openProgram(tx, stewardOf(who), {
        source: readFileSync('test/models/beasiswa.yaml', 'utf8'),
        region: '32.73',
        fiscalYear: 2026,
      });
      if (opened.ok) await allotPurses(tx, stewardOf(who), opened.value);
      return opened;
    }),
  );
  return { city, pilar, tenant, actors, program, pupil, other, secretary, chair, treasurer };
}

/**
 * People apply for themselves and a committee decides: nothing is paid, everything that tells who somebody is stays with
 * those who judge. Everything stands in its YAML and nowhere else.
 */
test('a resident applies for a scholarship, is judged, and nobody else ever learns who they are', async () => {
  const { city, pilar, tenant, actors, program, pupil, other, secretary, chair } = await scholarship();
  const desk = (who: Actor) =>
    pilar.read(tenant, async (tx) => {
      const found = await deskFor(tx, who, { limit: 20, offset: 0, secondFactor: 'optional' });
      return { tasks: found.tasks.map((one) => one.kind), own: found.own.map((one) => one.state) };
    });
  const typed = (answers: Record<string, string>) =>
    ProposalFields.parse({ scope: 'prestasi', place: VILLAGE, answers });
  const complete = {
    lahir: BORN,
    sekolah: 'SMK Negeri 2',
    jenjang: 'smk',
    nilai: '91',
    penghasilan: `Rp ${INCOME}`,
    pernah: 'no',
    alasan: REASONS,
  };

  // Whoever is signed in may start one, for themselves and nobody else; the draft lies on their desk alone.
  await pilar.read(tenant, async (tx) => {
    expect(await startsOf(tx, pupil)).toMatchObject([
      { kind: { kind: 'permohonan' }, organization: undefined, start: 'open' },
      { kind: { kind: 'bantuan' }, organization: undefined, start: 'open' },
    ]);
  });
  expect(await startProposal(pilar, { tenant }, { program: program.slug })).toMatchObject({
    refusal: { refusal: 'access.sign-in' },
  });
  const { id: proposal } = granted(await startProposal(pilar, pupil, { program: program.slug }));
  expect(granted(await startProposal(pilar, pupil, { program: program.slug })).id).toBe(proposal);
  expect(await desk(pupil)).toEqual({ tasks: ['proposal.finish'], own: ['draft'] });
  expect(await desk(other)).toEqual({ tasks: [], own: [] });
  for (const who of [other, secretary, actors.lurah]) {
    expect(await submitProposal(pilar, who, { proposal, fields: typed(complete) })).toMatchObject({
      refusal: { refusal: 'access.not-found' },
    });
  }
  await pilar.read(tenant, async (tx) => {
    for (const reader of [secretary, { tenant }]) {
      expect(await proposalFacts(tx, reader, proposal)).toMatchObject({ refusal: 'access.not-found' });
    }
  });

  // Everything that is wrong is said at once, beside each question.
  const wrong = await submitProposal(pilar, pupil, {
    proposal,
    fields: typed({ ...complete, lahir: '1999-05-17', nilai: '59', jenjang: 's3', pernah: '' }),
  });
  expect(wrong.ok ? [] : wrong.refusal.issues?.map((one) => `${one.field}: ${one.refusal}`)).toEqual([
    'answers.lahir: input.date-order',
    'answers.jenjang: input.choice',
    'answers.nilai: input.below',
    'answers.pernah: input.required',
  ]);
  granted(await submitProposal(pilar, pupil, { proposal, fields: typed(complete) }));
  expect(await desk(secretary)).toEqual({ tasks: ['proposal.answer'], own: [] });
  expect(await pilar.read(tenant, (tx) => proposalById(tx, proposal))).toMatchObject({
    village: VILLAGE,
    organization: null,
    person: pupil.person,
    title: 'Permohonan beasiswa · Prestasi',
    requested: 0n,
  });

  // One each: another of the same person is refused as long as the first stands, and another person's is not.
  const second = granted(
    await startProposal(pilar, pupil, { program: program.slug, fields: typed(complete) }),
  ).id;
  expect(await submitProposal(pilar, pupil, { proposal: second })).toMatchObject({
    refusal: { issues: [{ refusal: 'proposal.one-per-party' }] },
  });
  const others = granted(
    await startProposal(pilar, other, { program: program.slug, fields: typed(complete) }),
  ).id;
  granted(
    await submitProposal(pilar, other, { proposal: others, fields: { ...typed(complete), place: '32.73' } }),
  );

  // What is for the whole city belongs to none of its places, and is counted and listed all the same.
  await pilar.read(tenant, async (tx) => {
    const listed = async (area: string) =>
      (await listProposals(tx, { program: program.id, area }, 10)).map((one) => one.id);
    expect(await listed('32.73')).toEqual([others, proposal]);
    expect(await listed('32.73.30')).toEqual([proposal]);
    expect(await figuresBy(tx, program, 'district', '32.73')).toMatchObject([
      { code: '32.73.30', whole: false, proposals: 1n },
      { code: '32.73', name: 'Kota Bandung', whole: true, proposals: 1n },
    ]);
    expect(await proposalOverview(tx, { tenant }, others)).toMatchObject({ path: [{ code: '32.73' }] });
  });
  granted(await withdrawProposal(pilar, other, { proposal: others, reason: '' }));

  // It is sent back, mended and sent again; who wrote it down does not judge it, whatever office they hold.
  granted(await returnProposal(pilar, secretary, { proposal, remark: 'Lengkapi nama sekolah.' }));
  expect(await desk(pupil)).toMatchObject({ tasks: expect.arrayContaining(['proposal.mend']) });
  granted(await submitProposal(pilar, pupil, { proposal }));
  const asSecretary = { ...pupil, mandates: secretary.mandates };
  const accept = (who: Actor) => answerProposal(pilar, who, { proposal, outcome: 'accept', remark: '' });
  expect(await accept(asSecretary)).toMatchObject({ refusal: { refusal: 'access.maker-checker' } });
  granted(await accept(secretary));
  expect(await accept({ ...chair, person: secretary.person })).toMatchObject({
    refusal: { refusal: 'access.maker-checker' },
  });
  granted(await accept(chair));
  await pilar.read(tenant, async (tx) => {
    expect(await proposalById(tx, proposal)).toMatchObject({ state: 'accepted', granted: null });
    expect(await countsBy(tx, program.id, 'village', '32.73.30')).toMatchObject([
      { key: VILLAGE, accepted: 1n, submitted: 0n },
    ]);
    expect(await figuresBy(tx, program, 'district', '32.73')).toMatchObject([{ code: '32.73.30' }]);
    expect(await faultsInFigures(tx)).toEqual([]);
  });

  // Those who judge it, and the pupil, see who it is; nobody else does, on no page and in no answer.
  const sees = (reader: Actor | Visitor) =>
    pilar.read(tenant, (tx) => proposalOverview(tx, reader, proposal));
  for (const reader of [pupil, secretary, chair]) {
    const found = plain(await sees(reader));
    for (const secret of [NAME, BORN, INCOME, REASONS]) expect(found).toContain(secret);
  }
  const send = apiOf(city);
  const base = '/api/v1/bandung';
  const told = [
    await pilar.read(tenant, async (tx) => {
      const listed = await listProposals(tx, { program: program.id }, 10);
      return [listed, [...(await publicAnswersOf(tx, program, listed)).values()]];
    }),
    await send('GET', `${base}/proposals/${proposal}`),
    await send('GET', `${base}/proposals/${proposal}`, {
      token: await tokenOf(city, actors.lurah, ['read']),
    }),
    await send('GET', `${base}/proposals?program=${program.slug}`),
    await send('GET', `${base}/journal?subject=${proposal}`),
  ];
  for (const answer of told) {
    const text = plain(answer);
    for (const secret of [NAME, pupil.person, BORN, INCOME, REASONS]) expect(text).not.toContain(secret);
    expect(text.length).toBeGreaterThan(100);
  }
  expect(told[1]).toMatchObject({
    status: 200,
    body: {
      organization: null,
      organizationName: null,
      state: 'accepted',
      answers: { sekolah: 'SMK Negeri 2', nilai: '91' },
    },
  });
  for (const reader of [other, actors.lurah, actors.rw1, { tenant }]) {
    const found = await sees(reader);
    for (const secret of [NAME, BORN, INCOME, REASONS]) expect(plain(found)).not.toContain(secret);
    expect(found).toMatchObject({
      applicant: undefined,
      institution: undefined,
      own: false,
      typed: undefined,
    });
    expect(found).toMatchObject({
      fieldAnswers: expect.arrayContaining([
        expect.objectContaining({ field: expect.objectContaining({ key: 'lahir' }), withheld: true }),
      ]),
    });
  }
});

/** The same people ask for money, and a body with seats decides on the fund of the programme. */
test('a committee decides by its seats on tuition aid for a person, from the programme’s own fund', async () => {
  const { pilar, tenant, program, pupil, other, secretary, chair, treasurer } = await scholarship();
  const ask = (who: Actor, total: string) =>
    startProposal(pilar, who, {
      program: program.slug,
      kind: 'bantuan',
      fields: ProposalFields.parse({ scope: 'keluarga-rentan', total, answers: { kampus: 'Politeknik' } }),
    });
  const tooMuch = granted(await ask(pupil, '12.000.001')).id;
  expect(await submitProposal(pilar, pupil, { proposal: tooMuch })).toMatchObject({
    refusal: { issues: [{ refusal: 'proposal.over-ceiling', params: { ceiling: 12_000_000n } }] },
  });
  const proposal = granted(await ask(pupil, '12 juta')).id;
  granted(await submitProposal(pilar, pupil, { proposal }));
  const second = granted(await ask(other, '9 juta')).id;
  granted(await submitProposal(pilar, other, { proposal: second }));

  const { organization } = granted(
    await formBody(pilar, chair, { program: program.slug, body: 'panitia', region: '32.73', decree: 'SK 1' }),
  );
  const seat = async (office: string, phone: string) =>
    granted(
      await giveOffice(pilar, chair, {
        organization,
        office: `panitia/${office}`,
        name: `Anggota ${phone.slice(-1)}`,
        phone,
        startsOn: '2026-02-10',
        endsOn: '2027-12-31',
        decree: 'SK 2',
        reason: 'Masa bakti baru',
        acting: '',
      }),
    );
  const head = await seat('ketua', '081300000001');
  const seats = [head, await seat('anggota', '081300000002'), await seat('anggota', '081300000003')];
  const leader = await pilar.read(tenant, (tx) => actorById(tx, head.person));
  if (!leader) throw new Error('nobody leads');
  const { forum } = granted(
    await scheduleForum(pilar, secretary, {
      program: program.slug,
      forum: 'sidang',
      region: '32.73',
      place: 'Aula',
      startsAt: pilar.clock.now(),
    }),
  );
  granted(await openForum(pilar, secretary, { forum }));
  const decide = (id: Id, outcome: string, reason = '') =>
    decideProposal(pilar, leader, { forum, proposal: id, outcome, amount: '', reason });
  expect(await decide(proposal, 'beri')).toMatchObject({ refusal: { refusal: 'forum.no-quorum' } });
  const people = seats.map((one) => ({ element: 'seats', unit: one.mandate, name: '' }));
  granted(await recordAttendance(pilar, secretary, { forum, people }));
  granted(await decide(proposal, 'beri'));
  expect(await decide(second, 'beri')).toMatchObject({
    refusal: { refusal: 'ceiling.exceeded', params: { remaining: 8_000_000n } },
  });
  granted(await decide(second, 'tolak', 'Dana habis.'));
  granted(await sealForum(pilar, secretary, { forum }));

  // What the committee did is counted of the committee, and of nothing that it did not do.
  const counted = await pilar.read(tenant, async (tx) => {
    const party = await organizationById(tx, organization);
    const asked = { program, area: '32.73', until: '2026-02-28', party };
    return [...(await readMeasures(tx, MEASURE_KEYS, asked))].filter(([, one]) => one.answer === 'figure');
  });
  expect(Object.fromEntries(counted)).toMatchObject({
    attendance: { part: { counted: 3n, total: 3n }, evidence: [`musyawarah/${forum}`] },
    'forums-held': { value: 1n },
    decisions: { value: 2n, evidence: [`musyawarah/${forum}`] },
    'seats-filled': { part: { counted: 3n } },
  });
  expect(counted).toHaveLength(4);

  // What is paid for a person is paid to a code: whoever records it cannot write the name where everybody reads it.
  const { voucher: disbursement } = granted(
    await recordDisbursement(pilar, treasurer, {
      proposal,
      provider: NAME,
      purpose: 'Uang kuliah',
      amount: '12.000.000',
      receiptNumber: 'K-1',
      paidOn: '2026-02-10',
    }),
  );
  granted(await reviewVoucher(pilar, chair, { voucher: disbursement, outcome: 'approve', remark: '' }));
  await pilar.read(tenant, async (tx) => {
    expect(await proposalById(tx, proposal)).toMatchObject({ state: 'funded', granted: 12_000_000n });
    expect(await proposalById(tx, second)).toMatchObject({ state: 'rejected', remark: 'Dana habis.' });
    const told = plain([
      await moneyOverview(tx, { tenant }, proposal, 'optional'),
      await historyOf(tx, proposal),
      await sealedMinutes(tx, { tenant }, forum),
    ]);
    expect(told).toContain(personCode(proposal));
    expect(told).not.toContain(NAME);
    expect(await faultsInLedger(tx)).toEqual([]);
    expect(await faultsInFigures(tx)).toEqual([]);
  });
});
