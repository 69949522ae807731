import type { Refusal } from '#kernel/refusal.ts';
import { LARGEST_FILE } from '#kernel/sent-file.ts';
import {
  askToPay,
  askToRefund,
  moneyOverview,
  recordDisbursement,
  recordRefund,
  reviewDisbursement,
  reviewRefund,
} from '#modules/funding/index.ts';
import { fundingRules } from '#modules/models/index.ts';
import { m } from '#paraglide/messages.js';
import { day, fileSize, moment, rupiah } from '#ui/format.ts';
import type { Stage } from '#ui/Rail.svelte';
import { wordHistory } from '#ui/word-history.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { carryOut, versionIn } from '../../../carry-out.ts';
import { unlessProvable } from '../../../prove-again.ts';
import { askFirst, filesIn, idOr404, readOr404, requireTenant, textOf, viewerOf } from '../../../request.ts';
import { accountName, postingName } from '../posting-words.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const { pilar } = event.locals;
  const id = idOr404(event.params.proposal);
  const word = (refusal: Refusal | undefined) => {
    const shown = unlessProvable(refusal);
    return shown && wordRefusal(shown);
  };
  return pilar.read(tenant.id, async (tx) => {
    const found = readOr404(await moneyOverview(tx, viewerOf(event), id, pilar.secondFactor));
    const { proposal, money, disbursements, left, pending, program } = found;
    const { model } = program;
    return {
      proposal: {
        id,
        title: proposal.title,
        state: proposal.state,
        requested: proposal.requested,
        granted: proposal.granted,
        institution: found.institution?.name ?? '',
        organization: proposal.organization,
        village: found.village,
      },
      program: { slug: program.slug, title: `${model.short} ${program.fiscalYear}` },
      stages: stagesOf({
        decided: proposal.decidedAt && moment(proposal.decidedAt, tenant.timeZone, 'short'),
        funded: proposal.granted !== null,
        recorded: disbursements.length > 0,
        money,
      }),
      money: { ...money, pending, left },
      postings: found.postings.map((one) => ({
        id: one.id,
        on: day(one.happenedOn, 'short'),
        at: moment(one.recordedAt, tenant.timeZone, 'short'),
        kind: postingName(one.kind),
        from: accountName(one.from),
        to: accountName(one.to),
        amount: one.amount,
      })),
      disbursements: disbursements.map((one) => ({
        id: one.id,
        version: one.version,
        provider: one.provider,
        purpose: one.purpose,
        amount: one.amount,
        receiptNumber: one.receipt?.number,
        receipt: one.receipt?.document ? `/${tenant.slug}/berkas/${one.receipt.document}` : undefined,
        paidOn: day(one.paidOn),
        state: one.state,
        remark: one.remark ?? '',
        recorded: moment(one.recordedAt, tenant.timeZone, 'short'),
        reviewed: one.reviewedAt ? moment(one.reviewedAt, tenant.timeZone, 'short') : '',
        refusal: word(found.review.get(one.id)),
      })),
      refunds: found.refunds.map((one) => {
        const payment = disbursements.find((other) => other.id === one.disbursement);
        return {
          id: one.id,
          version: one.version,
          provider: payment?.provider ?? '',
          amount: one.amount,
          reason: one.reason,
          number: one.receipt?.number,
          receipt: one.receipt?.document ? `/${tenant.slug}/berkas/${one.receipt.document}` : undefined,
          refundedOn: day(one.refundedOn),
          state: one.state,
          remark: one.remark ?? '',
          recorded: moment(one.recordedAt, tenant.timeZone, 'short'),
          reviewed: one.reviewedAt ? moment(one.reviewedAt, tenant.timeZone, 'short') : '',
          refusal: word(found.reviewRefund.get(one.id)),
        };
      }),
      refunding: {
        refusal: word(found.refund),
        payments: disbursements
          .filter((one) => one.state === 'approved')
          .map((one) => ({
            value: one.id,
            label: `${one.provider} · ${rupiah(one.amount)} · ${day(one.paidOn, 'short')}`,
          })),
      },
      concerned: found.concerned,
      recording: { refusal: word(found.record), open: proposal.granted !== null && left > 0n },
      rule: {
        cite: model.legal.find((one) => one.id === fundingRules(model).disbursement.basis)?.cite ?? '',
      },
      today: tx.today,
      largest: fileSize(LARGEST_FILE),
      history: wordHistory(found.history, tenant.slug),
      timeZone: tenant.timeZone,
      said: event.url.searchParams.get('tersimpan') ?? '',
    };
  });
};

/** Where the money of a proposal stands: decided, payment recorded, paid out, accounted for. */
function stagesOf(given: {
  decided: string | null;
  funded: boolean;
  recorded: boolean;
  money: { commitment: bigint; advance: bigint; spent: bigint };
}): Stage[] {
  const { funded, recorded, money } = given;
  const paid = money.advance > 0n || money.spent > 0n;
  const settled = funded && money.spent > 0n && money.advance === 0n && money.commitment === 0n;
  return [
    { title: m['funds.stage.decided'](), state: funded ? 'done' : 'todo', date: given.decided ?? undefined },
    { title: m['funds.stage.recorded'](), state: recorded ? 'done' : funded ? 'now' : 'todo' },
    { title: m['funds.stage.paid'](), state: paid ? 'done' : recorded ? 'now' : 'todo' },
    { title: m['funds.stage.settled'](), state: settled ? 'done' : paid ? 'now' : 'todo' },
  ];
}

export const actions: Actions = {
  catat: async (event) => {
    const proposal = idOr404(event.params.proposal);
    await askFirst(askToPay(event.locals.pilar, viewerOf(event), proposal));
    return carryOut(
      event,
      (pilar, actor, form) => {
        const [receipt] = filesIn(form, 'receipt');
        const payment = {
          proposal,
          provider: textOf(form, 'provider'),
          purpose: textOf(form, 'purpose'),
          amount: textOf(form, 'amount'),
          receiptNumber: textOf(form, 'receiptNumber'),
          paidOn: textOf(form, 'paidOn'),
          receipt,
        };
        return recordDisbursement(pilar, actor, payment, event.request.signal);
      },
      ({ looks }) => `?tersimpan=catat${looks === 'plain' ? '&polos' : ''}`,
    );
  },

  kembali: async (event) => {
    const proposal = idOr404(event.params.proposal);
    await askFirst(askToRefund(event.locals.pilar, viewerOf(event), proposal));
    return carryOut(
      event,
      (pilar, actor, form) => {
        const [receipt] = filesIn(form, 'depositSlip');
        const refund = {
          proposal,
          disbursement: textOf(form, 'disbursement'),
          amount: textOf(form, 'refunded'),
          reason: textOf(form, 'reason'),
          number: textOf(form, 'number'),
          refundedOn: textOf(form, 'refundedOn'),
          receipt,
        };
        return recordRefund(pilar, actor, refund, event.request.signal);
      },
      ({ looks }) => `?tersimpan=kembali${looks === 'plain' ? '&polos' : ''}#pengembalian`,
      { field: (field) => (field === 'amount' ? 'refunded' : field) },
    );
  },

  'periksa-kembali': async (event) => {
    const form = await event.request.formData();
    const refund = idOr404(textOf(form, 'refund'));
    const outcome = textOf(form, 'outcome') === 'approve' ? 'approve' : 'refuse';
    return carryOut(
      event,
      (pilar, actor) =>
        reviewRefund(pilar, actor, {
          refund,
          outcome,
          remark: textOf(form, `remark.${refund}`),
          version: versionIn(form),
        }),
      () => `?tersimpan=kembali-${outcome}#pengembalian`,
      { row: 'refund' },
    );
  },

  periksa: async (event) => {
    const form = await event.request.formData();
    const disbursement = idOr404(textOf(form, 'disbursement'));
    const outcome = textOf(form, 'outcome') === 'approve' ? 'approve' : 'refuse';
    return carryOut(
      event,
      (pilar, actor) =>
        reviewDisbursement(pilar, actor, {
          disbursement,
          outcome,
          remark: textOf(form, `remark.${disbursement}`),
          version: versionIn(form),
        }),
      () => `?tersimpan=${outcome}`,
      { row: 'disbursement' },
    );
  },
};
