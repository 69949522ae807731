import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Actor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { isRefusal } from '#kernel/refusal.ts';
import {
  activityFacts,
  handOverActivity,
  recordExpense,
  recordParticipation,
} from '#modules/activities/index.ts';
import { sealedMinutes } from '#modules/deliberation/index.ts';
import { filingOverview } from '#modules/filings/index.ts';
import { recordDisbursement, reviewVoucher } from '#modules/funding/index.ts';
import { beginImport, carryOn, offerImport } from '#modules/imports/index.ts';
import { verifyRecords } from '#modules/journal/index.ts';
import { proposalFacts } from '#modules/overview/index.ts';
import { issuePaper, letterOverview, paperOf } from '#modules/papers/index.ts';
import { enterFromPaper, proposalById, withdrawProposal } from '#modules/proposals/index.ts';
import { handIn } from '#modules/reporting/index.ts';
import { wordHistory } from '#ui/word-history.ts';
import { carriedOut } from '../support/carried-out.ts';
import { type City, granted, photo, withCity } from '../support/city.ts';
import { fundedProposal, submittedProposal } from '../support/funded.ts';
import { PAPER_SETTING } from '../support/paper-setting.ts';
import { reportOwed } from '../support/report-owed.ts';

const HEAD = 'nama;jenis;kecamatan;kelurahan;rw;jumlah rt;kode wilayah;id';

/** RW 01 gets another name, by whoever keeps its offices. */
function rename(city: City, name: string): Promise<void> {
  return renameBy(city, city.actors.lurah, `${name};rw;;Pasir Impun;1;;;${city.offices.rw1.id}`);
}

async function renameBy({ pilar, tenant }: City, keeper: Actor, row: string): Promise<void> {
  const text = `${HEAD}\r\n${row}\r\n`;
  const file = { text, sheet: '', name: 'lembaga.csv', bytes: Buffer.from(text) };
  const { job } = granted(await offerImport(pilar, keeper, { kind: 'institutions', about: null, file }));
  granted(await beginImport(pilar, keeper, { job }));
  expect(await carryOn(pilar, tenant, job)).toBe(true);
}

test('an institution that was renamed keeps its name of the day in what happened before, and is called by both', async () => {
  const city = await withCity();
  const { pilar, tenant } = city;
  const { proposal, forum } = await fundedProposal(city);
  const read = async () => {
    const facts = await pilar.read(tenant, (tx) => proposalFacts(tx, { tenant }, proposal));
    const minutes = await pilar.read(tenant, (tx) => sealedMinutes(tx, { tenant }, forum));
    const paper = await pilar.read(tenant, (tx) =>
      paperOf(tx, { tenant }, 'usulan', proposal, PAPER_SETTING),
    );
    if (isRefusal(facts) || isRefusal(minutes) || isRefusal(paper)) throw new Error('not there');
    return {
      now: facts.institution?.name,
      called: facts.calledThen,
      minutes: minutes.open.agreed.map((one) => one.proposer),
      renamed: minutes.renamed,
      history: wordHistory(facts.history, 'bandung').map((one) => one.who),
      paper: JSON.stringify(paper.body),
    };
  };
  const before = await read();
  expect(before).toMatchObject({ now: 'RW 01 Pasir Impun', called: undefined, renamed: [] });

  pilar.clock.set(new Date('2026-03-02T03:00:00Z'));
  await rename(city, 'RW 01 Bukit Indah');
  pilar.clock.set(new Date('2026-03-03T03:00:00Z'));
  await rename(city, 'RW 01 Bukit Asri');
  const after = await read();
  // The minutes are as they were sealed and say who is called otherwise now; the story has both names.
  expect(after).toMatchObject({
    now: 'RW 01 Bukit Asri',
    called: 'RW 01 Pasir Impun',
    minutes: before.minutes,
    renamed: [{ name: 'RW 01 Pasir Impun', now: 'RW 01 Bukit Asri' }],
    history: before.history,
  });
  expect(after.paper).toContain('RW 01 Pasir Impun');
  expect(after.paper).not.toContain('Bukit');

  // What happens from now on happens by the name of now.
  const { actors } = city;
  const later = await submittedProposal(city);
  granted(await withdrawProposal(pilar, actors.rw1, { proposal: later, reason: 'Digabung' }));
  const facts = await pilar.read(tenant, (tx) => proposalFacts(tx, actors.rw1, later));
  if (isRefusal(facts)) throw new Error(facts.refusal);
  expect(facts.calledThen).toBeUndefined();
  expect(wordHistory(facts.history, 'bandung').every((one) => one.who.includes('RW 01 Bukit Asri'))).toBe(
    true,
  );
  expect(await pilar.read(tenant, (tx) => proposalById(tx, later))).toMatchObject({ state: 'withdrawn' });
  expect((await pilar.read(tenant, verifyRecords)).faults).toEqual([]);
});

const BEFORE = 'Kelurahan Pasir Impun';
const AFTER = 'Kelurahan Bukit Indah';

async function renameKelurahan(city: City): Promise<void> {
  const { pilar, actors, offices } = city;
  pilar.clock.set(new Date('2026-03-02T03:00:00Z'));
  await renameBy(city, actors.camat, `${AFTER};kelurahan;;Pasir Impun;;;;${offices.kelurahan.id}`);
}

test('a letter and a report name who issued and sent them as they were called then', async () => {
  const city = await withCity();
  const { pilar, tenant, actors } = city;
  const { forum, activity } = await carriedOut(city);
  const issue = { form: 'undangan', id: forum, number: '', setting: PAPER_SETTING } as const;
  const { letter } = granted(await issuePaper(pilar, actors.lurah, issue));
  const filing = await sent(city, activity);
  const read = async () => {
    const issued = await pilar.read(tenant, (tx) => letterOverview(tx, { tenant }, letter));
    const report = await pilar.read(tenant, (tx) => filingOverview(tx, { tenant }, filing));
    if (isRefusal(issued) || isRefusal(report)) throw new Error('not there');
    return [issued.office?.name, issued.calledThen, report.organization.name, report.calledThen];
  };
  expect(await read()).toEqual([BEFORE, undefined, 'RW 01 Pasir Impun', undefined]);
  await renameKelurahan(city);
  await rename(city, 'RW 01 Bukit Indah');
  expect(await read()).toEqual([AFTER, BEFORE, 'RW 01 Bukit Indah', 'RW 01 Pasir Impun']);
});

test('the kelurahan that entered a proposal from paper is named as it was called then', async () => {
  const city = await withCity({ model: readFileSync('models/pippk-kota/2026.yaml', 'utf8') });
  const { pilar, tenant, actors, offices, program } = city;
  const { id: proposal } = granted(
    await enterFromPaper(pilar, actors.lurah, {
      ...{ program: program.slug, kind: 'usulan', organization: offices.rw1.id, number: '' },
      ...{ broughtBy: 'Bu Sekretaris', receivedOn: '2026-02-09', until: '2026-12-20', scan: [await photo()] },
    }),
  );
  await renameKelurahan(city);
  const entered = await pilar.read(tenant, (tx) => proposalFacts(tx, actors.rw1, proposal));
  if (isRefusal(entered)) throw new Error(entered.refusal);
  expect(entered.fromPaper?.office).toBe(BEFORE);
});

/** Reports what was carried out, with one payment of it. */
async function sent(city: City, activity: Id): Promise<Id> {
  const { pilar, tenant, actors } = city;
  const on = '2026-02-10';
  const facts = await pilar.read(tenant, (tx) => activityFacts(tx, { tenant }, activity));
  if (isRefusal(facts)) throw new Error(facts.refusal);
  const { voucher: payment } = granted(
    await recordDisbursement(pilar, actors.treasurer, {
      ...{ proposal: facts.activity.proposal, provider: 'Toko Jaya', purpose: 'Bahan', amount: '5.000.000' },
      ...{ paidOn: on, receiptNumber: 'KW-1', receipt: await photo() },
    }),
  );
  granted(await reviewVoucher(pilar, actors.lurah, { voucher: payment, outcome: 'approve', remark: '' }));
  const untyped = { description: '', amount: '', paidOn: '', receiptNumber: '' };
  granted(await recordExpense(pilar, actors.rw1, { activity, costPosition: 1, payment, ...untyped }));
  const came = { occasion: 'Kerja bakti', people: '40', women: '15', poorHouseholds: '8' };
  granted(await recordParticipation(pilar, actors.rw1, { activity, happenedOn: on, ...came }));
  const over = { handedOverOn: on, handedOverTo: 'Kelurahan', note: '', minutes: await photo() };
  granted(await handOverActivity(pilar, actors.rw1, { activity, ...over }));
  const content = { narrative: 'Drainase selesai.', result: 'Gang tidak tergenang.' };
  const obligation = await reportOwed(city, activity);
  return granted(await handIn(pilar, actors.rw1, { obligation, content })).filing;
}
