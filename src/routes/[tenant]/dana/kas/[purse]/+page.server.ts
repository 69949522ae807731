import { fundOverview, type ReadableDeposit, recordDeposit, reviewDeposit } from '#modules/funding/index.ts';
import { purseNamed } from '#modules/models/index.ts';
import { day, moment } from '#ui/format.ts';
import { carryOut, versionIn } from '../../../../carry-out.ts';
import { idOr404, readOr404, requireTenant, textOf, viewerOf } from '../../../../request.ts';
import { cursorIn, withParams } from '../../../usulan/filter.ts';
import { wordHere } from '../../[proposal]/payment-words.ts';
import { sourceName } from '../../posting-words.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const { pilar, locale } = event.locals;
  const { url } = event;
  const id = idOr404(event.params.purse);
  const before = cursorIn(url.searchParams);
  return pilar.read(tenant.id, async (tx) => {
    const found = readOr404(await fundOverview(tx, viewerOf(event), id, before, pilar.secondFactor));
    const { program, fund } = found;
    const { model } = program;
    const named = (source: string) => sourceName(model, source, locale);
    return {
      fund: {
        id,
        label: purseNamed(model, fund.purse).label[locale],
        amount: fund.amount,
        remaining: fund.remaining,
      },
      program: { slug: program.slug, title: `${model.short} ${program.fiscalYear}` },
      sources: found.sources.map((one) => ({ ...one, source: named(one.source) })),
      deposits: found.deposits.map((one) => ({
        ...wordDeposit(one, tenant.timeZone),
        source: named(one.source),
      })),
      ways: found.ways.map(({ rules, payers, refusal }) => ({
        refusal: wordHere(refusal),
        source: rules.source,
        label: named(rules.source),
        payers: payers.map((one) => ({ value: one.id, label: one.name })),
      })),
      next: found.next && `${withParams(url, { setelah: found.next })}#setoran`,
      first: before && `${withParams(url, {})}#setoran`,
      today: tx.today,
      said: url.searchParams.get('tersimpan') ?? '',
    };
  });
};

function wordDeposit({ review, ...one }: ReadableDeposit, timeZone: string) {
  return {
    id: one.id,
    version: one.version,
    organization: one.organization,
    payer: one.organizationName,
    amount: one.amount,
    receiptNumber: one.receiptNumber ?? undefined,
    paidOn: day(one.paidOn),
    recorded: moment(one.recordedAt, timeZone, 'short'),
    reviewed: one.reviewedAt ? moment(one.reviewedAt, timeZone, 'short') : '',
    state: one.state,
    remark: one.remark ?? '',
    // What proving the second factor anew would lift is asked for when the form is sent.
    reviewable: review !== undefined && (review === 'may' || wordHere(review) === undefined),
    refusal: review === undefined || review === 'may' ? undefined : wordHere(review),
  };
}

export const actions: Actions = {
  catat: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        recordDeposit(pilar, actor, {
          purse: idOr404(event.params.purse),
          source: textOf(form, 'source'),
          organization: textOf(form, 'organization'),
          amount: textOf(form, 'amount'),
          receiptNumber: textOf(form, 'receiptNumber'),
          paidOn: textOf(form, 'paidOn'),
        }),
      () => '?tersimpan=catat#setoran',
    ),

  periksa: async (event) => {
    const form = await event.request.formData();
    const deposit = idOr404(textOf(form, 'deposit'));
    const outcome = textOf(form, 'outcome') === 'approve' ? 'approve' : 'refuse';
    return carryOut(
      event,
      (pilar, actor) =>
        reviewDeposit(pilar, actor, {
          deposit,
          outcome,
          remark: textOf(form, `remark.${deposit}`),
          version: versionIn(form),
        }),
      () => `?tersimpan=${outcome}#setoran`,
      { row: 'deposit' },
    );
  },
};
