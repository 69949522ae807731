import { LARGEST_FILE } from '#kernel/sent-file.ts';
import {
  askToPay,
  askToRefund,
  askToSpend,
  moneyOverview,
  recordDisbursement,
  recordRefund,
  recordSpending,
  recordTaxDeposit,
  suppliersToChoose,
} from '#modules/funding/index.ts';
import { bringerName } from '#ui/bringer-name.ts';
import { fileSize } from '#ui/format.ts';
import { wordHistory } from '#ui/word-history.ts';
import { carryOut } from '../../../carry-out.ts';
import { askFirst, idOr404, readOr404, requireTenant, textOf, viewerOf } from '../../../request.ts';
import { institutionLine } from '../../institution-line.ts';
import { examine } from '../review-action.ts';
import { wordHere } from '../voucher-words.ts';
import type { Actions, PageServerLoad } from './$types.js';
import { askedOf } from './asked-papers.ts';
import {
  moneyStages,
  payersIn,
  refundable,
  wordBorne,
  wordPayments,
  wordPostings,
  wordRefunds,
  wordSpending,
} from './payment-words.ts';
import {
  paymentIn,
  refundField,
  refundIn,
  spendingField,
  spendingIn,
  taxDepositIn,
} from './voucher-forms.ts';

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
        institution: institutionLine(bringerName(found.institution?.name, id), found.village),
        organization: proposal.organization,
      },
      program: { slug: program.slug, title: `${model.short} ${program.fiscalYear}` },
      stages: moneyStages(found, tenant),
      money: { ...money, pending, left, paidOut: found.advance },
      postings: wordPostings(found, tenant, locale),
      borne: wordBorne(found, locale),
      disbursements: wordPayments(found, tenant, locale),
      refunds: wordRefunds(found, tenant, locale),
      given: wordSpending(found, tenant, locale),
      refunding: { refusal: wordHere(found.refund), payments: refundable(found) },
      concerned: found.concerned,
      recording: {
        // Whoever does not record payments is told who does, and not refused what they never asked for.
        by: found.record?.refusal === 'access.office' ? payersIn(model, locale) : [],
        refusal: found.record?.refusal === 'access.office' ? undefined : wordHere(found.record),
        open: proposal.granted !== null && left > 0n,
      },
      rule: {
        cite: model.legal.find((one) => one.id === model.funding?.disbursement?.basis)?.cite ?? '',
      },
      suppliers: found.concerned ? await suppliersToChoose(tx) : [],
      asked: askedOf(model, locale),
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
      (pilar, actor, form) =>
        recordDisbursement(pilar, actor, paymentIn(form, proposal), event.request.signal),
      ({ looks }) => `?tersimpan=catat${looks === 'plain' ? '&polos' : ''}`,
    );
  },

  kembali: async (event) => {
    const proposal = idOr404(event.params.proposal);
    await askFirst(askToRefund(event.locals.pilar, viewerOf(event), proposal));
    return carryOut(
      event,
      (pilar, actor, form) => recordRefund(pilar, actor, refundIn(form, proposal), event.request.signal),
      ({ looks }) => `?tersimpan=kembali${looks === 'plain' ? '&polos' : ''}#pengembalian`,
      { field: refundField },
    );
  },

  belanja: async (event) => {
    const proposal = idOr404(event.params.proposal);
    await askFirst(askToSpend(event.locals.pilar, viewerOf(event), proposal));
    return carryOut(
      event,
      (pilar, actor, form) => recordSpending(pilar, actor, spendingIn(form, proposal), event.request.signal),
      ({ looks }) => `?tersimpan=belanja${looks === 'plain' ? '&polos' : ''}#belanja`,
      { field: spendingField },
    );
  },

  setor: async (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        recordTaxDeposit(pilar, actor, taxDepositIn(form, idOr404(textOf(form, 'voucher')))),
      ({ voucher }) => `?tersimpan=setor#bukti-${voucher}`,
      { row: 'row' },
    ),

  periksa: (event) => examine(event, (outcome, voucher) => `?tersimpan=${outcome}#bukti-${voucher}`),
};
