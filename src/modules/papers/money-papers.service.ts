import type { Actor, Visitor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { isRefusal, type Refusal, refuse } from '#kernel/refusal.ts';
import { signatoryOn, toldHistory } from '#modules/actors/index.ts';
import { type Disbursement, moneyFacts, voucherById } from '#modules/funding/index.ts';
import { type Program, programById } from '#modules/programs/index.ts';
import { namesOf } from '#modules/regions/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { receiptBody } from './forms/receipt.ts';
import { headFor } from './letterhead.service.ts';
import { fileNameOf, type Paper, type Signer } from './paper.ts';
import { capacityOf, type PaperSetting, seenAt, signedAt } from './setting.ts';

/** Long enough for a proposal that was written with autosave over weeks. */
const HISTORY = 1000;

/**
 * The receipt (kwitansi) of an approved payment, with the amount in words, for the provider to sign: only for those who may
 * see receipts of the place or the institution.
 */
export async function receiptPaper(
  tx: Tx,
  viewer: Actor | Visitor,
  id: Id,
  setting: PaperSetting,
): Promise<Paper | Refusal> {
  const voucher = await voucherById(tx, id);
  if (voucher?.kind !== 'disbursement') return refuse('access.not-found');
  const money = await moneyFacts(tx, viewer, voucher.proposal);
  if (isRefusal(money)) return money;
  const payment = money.disbursements.find((one) => one.id === id);
  if (!payment?.receipt || payment.state !== 'approved') return refuse('access.not-found');
  const program = await programById(tx, voucher.program);
  const rules = program.model.funding?.disbursement;
  const { papers, taxes } = money.papers.get(id) ?? { papers: [], taxes: [] };
  const offices = await officesOfPayment(tx, program, payment);
  const payer = offices.pays;
  const region = payer?.region ?? money.proposal.village;
  const names = await namesOf(tx, [region]);
  const writes = payer ?? { name: names.get(region) ?? region, region };
  return {
    fileName: fileNameOf('kwitansi', payment.receipt.number, payment.provider),
    size: setting.size,
    letterhead: await headFor(tx, 'government', setting, writes),
    writer: offices.pays,
    title: ['Kwitansi'],
    number: setting.issued?.number,
    body: [
      ...receiptBody({
        number: payment.receipt.number,
        from: [offices.paying?.capacity, writes.name].filter(Boolean).join(', '),
        to: payment.provider,
        amount: payment.amount,
        purpose: payment.purpose,
        activity: money.proposal.title,
        program: `${program.model.title.id} (${program.model.short}) tahun ${program.fiscalYear}`,
        paidOn: payment.paidOn,
        taxes: taxes.map((one) => ({
          name: rules?.taxes.find((each) => each.tax === one.tax)?.label.id ?? one.tax,
          amount: one.amount,
        })),
        papers: papers.map((one) => ({
          ...one,
          name: rules?.papers.find((each) => each.paper === one.paper)?.label.id ?? one.paper,
        })),
      }),
      {
        is: 'signatures',
        signers: [
          ...(offices.agreeing
            ? [{ ...offices.agreeing, capacity: `Setuju dibayar, ${offices.agreeing.capacity}` }]
            : []),
          ...(offices.paying
            ? [{ ...offices.paying, capacity: `Dibayar oleh, ${offices.paying.capacity}` }]
            : []),
          signedAt(setting, payment.paidOn, { capacity: `Penerima, ${payment.provider}`, name: '' }),
        ],
      },
    ],
    annexes: [],
    seen: seenAt(setting, `dana/bukti/${id}`),
  };
}

/** The office that recorded a payment, and the last that examined it: as their mandates stood on the day. */
async function officesOfPayment(
  tx: Tx,
  program: Program,
  payment: Pick<Disbursement, 'proposal' | 'recordedAt' | 'reviewedAt' | 'paidOn'>,
) {
  // The journal keeps the payments of a proposal beneath it, each at the moment of its own transaction.
  const { entries, organizations } = await toldHistory(tx, [payment.proposal], HISTORY);
  const madeAt = (action: string, moment: Date | null) =>
    entries.find(
      (one) => one.action === action && moment !== null && new Date(one.at).getTime() === moment.getTime(),
    );
  const signer = async (entry: (typeof entries)[number] | undefined): Promise<Signer | undefined> => {
    const office = entry?.organization ? organizations.get(entry.organization) : undefined;
    if (!entry?.office || !office) return undefined;
    const holds = await signatoryOn(tx, [entry.office], office.region, payment.paidOn, office.id);
    return {
      capacity: capacityOf(program.model, entry.office, holds?.acting ?? null),
      name: holds?.name ?? '',
    };
  };
  const recorded = madeAt('disbursement.recorded', payment.recordedAt);
  return {
    pays: recorded?.organization ? organizations.get(recorded.organization) : undefined,
    paying: await signer(recorded),
    agreeing: await signer(madeAt('disbursement.approved', payment.reviewedAt)),
  };
}
