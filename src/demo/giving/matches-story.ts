import { addDays, dayIn } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import {
  planActivity,
  recordExpense,
  recordParticipation,
  recordProgress,
  startActivity,
} from '#modules/activities/index.ts';
import type { StoredFile } from '#modules/documents/index.ts';
import { flattened } from '#modules/fields/index.ts';
import { answerFiling } from '#modules/filings/index.ts';
import { recordSpending, reviewVoucher } from '#modules/funding/index.ts';
import { answerMatch, beginMatch, offerMatch } from '#modules/matching/index.ts';
import { obligationFor } from '#modules/obligations/index.ts';
import { submitProposal } from '#modules/proposals/index.ts';
import { handIn } from '#modules/reporting/index.ts';
import { must } from '../acting.ts';
import { choose, pick } from '../chance.ts';
import { drawPicture } from '../pictures.ts';
import { keptReceipts } from '../receipts.ts';
import { type Giver, type Giving, meet } from './giving.ts';
import type { ToldNeed } from './needs-story.ts';
import type { Planned } from './plans-story.ts';

/** Work that answers a need: whose, for which, and the activity once it is planned. */
export type ToldWork = { readonly giver: Giver; readonly need: ToldNeed; readonly proposal: Id };

/**
 * Companies offer to meet open needs that lie in a field they care about; whoever asked agrees, or the offer waits. What was
 * agreed becomes work, which the Forum finds in step with the city.
 */
export async function matchNeeds(
  giving: Giving,
  companies: readonly Planned[],
  needs: readonly ToldNeed[],
): Promise<ToldWork[]> {
  const { runtime } = giving;
  const work: ToldWork[] = [];
  for (const [i, need] of needs.filter((one) => one.state === 'open').entries()) {
    const meant = companies.find((one) => one.needs.includes(need.id))?.giver;
    // Most needs wait for somebody, sports and arts longer than others.
    const wanted = meant ? pick(5, 'taken', i) < 3 : pick(9, 'taken', i) === 0;
    const fitting = companies.filter(({ giver }) => giver.fields.includes(need.field));
    if (!wanted || fitting.length === 0) continue;
    const giver = meant ?? choose(fitting, 'giver', i).giver;
    const offered = await offerMatch(runtime, giver.officer, {
      need: need.id,
      organization: giver.id,
      amount: need.template.total,
      note: 'Sesuai dengan rencana kami tahun ini.',
    });
    if (!offered.ok) continue;
    const { match } = offered.value;
    if (i % 5 === 4) continue;
    must(await answerMatch(runtime, need.asker, { match, outcome: 'agree', remark: '' }));
    if (i % 5 === 3) continue;
    const { id } = must(await beginMatch(runtime, giver.officer, { match }));
    must(await submitProposal(runtime, giver.officer, { proposal: id }));
    work.push({ giver, need, proposal: id });
  }
  await meet(
    giving,
    work.map((one) => ({
      proposal: one.proposal,
      outcome: 'selaras',
      reason: 'Selaras dengan prioritas bidang dan belum didanai sumber lain.',
    })),
  );
  return work;
}

/** From whom companies buy what they give. */
const SELLERS = ['CV Karya Sauyunan', 'Toko Mekar', 'UD Sinar Galih', 'Koperasi Motekar'];

/** What employees of a company gave beside its money. */
const TIME = {
  jenis: 'waktu',
  uraian: 'Karyawan mendampingi warga',
  volume: '12',
  satuan: 'hari orang',
  nilai: '2400000',
  penilaian: 'upah',
};

/** Carries out what the Forum approved: planned, begun, paid by its giver with receipts, reported; one in four is still under way. */
export async function carryOutWork(giving: Giving, work: readonly ToldWork[]): Promise<readonly Id[]> {
  const photos = new Map<number, Uint8Array>();
  for (const percent of [0, 100]) photos.set(percent, await drawPicture(`giving-${percent}`, percent));
  const receipts = await keptReceipts(giving.runtime, SELLERS);
  const done: Id[] = [];
  for (const [i, one] of work.entries()) {
    const activity = await carryOutOne(giving, one, i, photos, receipts);
    if (activity) done.push(activity);
  }
  return done;
}

async function carryOutOne(
  giving: Giving,
  { giver, need, proposal }: ToldWork,
  i: number,
  photos: ReadonlyMap<number, Uint8Array>,
  receipts: ReadonlyMap<string, StoredFile>,
): Promise<Id | undefined> {
  const { runtime } = giving;
  const today = dayIn(giving.file.timeZone, runtime.clock.now());
  const { activity } = must(
    await planActivity(runtime, giver.officer, {
      proposal,
      startsOn: today,
      endsOn: addDays(today, 60),
      executor: `Tim TJSL ${giver.name}`,
      responsible: giver.officer.name,
    }),
  );
  if (i % 9 === 8) return undefined;
  must(await startActivity(runtime, giver.officer, { activity, startedOn: today }));
  const progress = async (percent: number) =>
    must(
      await recordProgress(runtime, giver.officer, {
        activity,
        percent,
        note: percent === 0 ? 'Keadaan awal' : 'Selesai dan diperiksa bersama warga',
        happenedOn: today,
        photos: [photos.get(percent) ?? new Uint8Array()],
      }),
    );
  await progress(0);
  const spent = (BigInt(need.template.total) * BigInt(88 + (i % 13))) / 100n;
  const provider = choose(SELLERS, 'paid', i);
  const { voucher } = must(
    await recordSpending(runtime, giver.money, {
      proposal,
      provider,
      purpose: need.template.title.replace('{place}', need.village.name),
      amount: spent.toString(),
      receiptNumber: `TJSL-${String(i + 1).padStart(3, '0')}/${giving.giving.fiscalYear}`,
      paidOn: today,
      receipt: receipts.get(provider),
    }),
  );
  if (i % 4 === 3) return undefined;
  must(await reviewVoucher(runtime, giving.economy, { voucher, outcome: 'approve', remark: '' }));
  must(
    await recordParticipation(runtime, giver.officer, {
      activity,
      occasion: 'Serah terima dan pemakaian pertama',
      happenedOn: today,
      people: need.template.people,
      women: String(Math.floor(Number(need.template.people) * 0.48)),
      poorHouseholds: String(Math.floor(Number(need.template.people) / 8)),
    }),
  );
  must(
    await recordExpense(runtime, giver.officer, {
      activity,
      costPosition: 1,
      payment: voucher,
      description: '',
      amount: '',
      paidOn: '',
      receiptNumber: '',
    }),
  );
  await progress(100);
  if (i % 5 === 4) return activity;
  const owed = await runtime.read(giving.tenant, (tx) => obligationFor(tx, 'realisasi', activity));
  if (!owed) throw new Error(`no report is owed about ${activity}`);
  const content = flattened({
    kegiatan: `${need.template.title.replace('{place}', need.village.name)}, Kelurahan ${need.village.name}`,
    pembiayaan: [{ sumber: 'anggaran', keterangan: '', jumlah: spent.toString() }],
    natura: i % 3 === 0 ? [TIME] : [],
    keluaran: `${need.template.volume} ${need.template.unit}`,
    kuantitas: need.template.people,
  });
  const { filing } = must(await handIn(runtime, giver.officer, { obligation: owed.id, content }));
  for (const who of [giver.head, giving.secretary]) {
    must(await answerFiling(runtime, who, { filing, outcome: 'accept', remark: '' }));
  }
  return activity;
}
