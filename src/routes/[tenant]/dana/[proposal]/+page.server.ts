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
import { bringerName } from '#ui/bringer-name.ts';
import { fileSize } from '#ui/format.ts';
import { wordHistory } from '#ui/word-history.ts';
import { carryOut, versionIn } from '../../../carry-out.ts';
import { askFirst, filesIn, idOr404, readOr404, requireTenant, textOf, viewerOf } from '../../../request.ts';
import type { Actions, PageServerLoad } from './$types.js';
import {
  moneyStages,
  refundable,
  wordBorne,
  wordHere,
  wordPayments,
  wordPostings,
  wordRefunds,
} from './payment-words.ts';

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const { pilar, locale } = event.locals;
  const id = idOr404(event.params.proposal);
  return pilar.read(tenant.id, async (tx) => {
    const found = readOr404(await moneyOverview(tx, viewerOf(event), id, pilar.secondFactor));
    const { proposal, money, left, pending, program } = found;
    const { model } = program;
    return {
      proposal: {
        id,
        title: proposal.title,
        state: proposal.state,
        requested: proposal.requested,
        granted: proposal.granted,
        institution: bringerName(found.institution?.name, id),
        organization: proposal.organization,
        village: found.village,
      },
      program: { slug: program.slug, title: `${model.short} ${program.fiscalYear}` },
      stages: moneyStages(found, tenant),
      money: { ...money, pending, left },
      postings: wordPostings(found, tenant, locale),
      borne: wordBorne(found, locale),
      disbursements: wordPayments(found, tenant),
      refunds: wordRefunds(found, tenant),
      refunding: { refusal: wordHere(found.refund), payments: refundable(found) },
      concerned: found.concerned,
      recording: { refusal: wordHere(found.record), open: proposal.granted !== null && left > 0n },
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
