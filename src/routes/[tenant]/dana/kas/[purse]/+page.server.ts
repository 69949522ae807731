import { LARGEST_FILE } from '#kernel/sent-file.ts';
import { askToPayIn, fundOverview, recordDeposit } from '#modules/funding/index.ts';
import { purseNamed } from '#modules/models/index.ts';
import { waiveObligation } from '#modules/obligations/index.ts';
import { day, fileSize } from '#ui/format.ts';
import { wordOccasion } from '#ui/word-due.ts';
import { carryOut } from '../../../../carry-out.ts';
import {
  askFirst,
  filesIn,
  idOr404,
  readOr404,
  requireTenant,
  textOf,
  viewerOf,
} from '../../../../request.ts';
import { cursorIn, withParams } from '../../../usulan/filter.ts';
import { sourceName } from '../../posting-words.ts';
import { examine } from '../../review-action.ts';
import { wordHere, wordVoucher } from '../../voucher-words.ts';
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
        carried: fund.carried,
        remaining: fund.remaining,
      },
      program: { slug: program.slug, title: `${model.short} ${program.fiscalYear}` },
      sources: found.sources.map((one) => ({ ...one, source: named(one.source) })),
      deposits: found.deposits.map((one) => ({
        ...wordVoucher(one, {
          tenant,
          model: one.model,
          locale,
          along: `deposit/${fund.purse}/${one.source}`,
          review: one.review,
        }),
        payer: one.payer,
        paidOn: day(one.paidOn),
        period: one.occasion && wordOccasion(one.occasion),
        source: named(one.source),
      })),
      periods: found.periods.map((one) => ({
        ...one,
        key: `${one.source} ${one.occasion}`,
        source: named(one.source),
        period: wordOccasion(one.occasion),
        dueOn: day(one.dueOn),
      })),
      levies: found.levies.map((one) => ({
        ...one,
        source: named(one.source),
        period: wordOccasion(one.occasion),
        dueOn: day(one.dueOn),
      })),
      moreLevies: found.moreLevies,
      ways: found.ways.map(({ rules, payers, periods, refusal }) => ({
        refusal: wordHere(refusal),
        source: rules.source,
        label: named(rules.source),
        payers: payers.map((one) => ({ value: one.id, label: one.name })),
        periods: periods.map((one) => ({ value: one, label: wordOccasion(one) })),
      })),
      next: found.next && `${withParams(url, { setelah: found.next })}#setoran`,
      first: before && `${withParams(url, {})}#setoran`,
      today: tx.today,
      largest: fileSize(LARGEST_FILE),
      said: url.searchParams.get('tersimpan') ?? '',
    };
  });
};

export const actions: Actions = {
  catat: async (event) => {
    const purse = idOr404(event.params.purse);
    await askFirst(askToPayIn(event.locals.pilar, viewerOf(event), purse));
    return carryOut(
      event,
      (pilar, actor, form) =>
        recordDeposit(
          pilar,
          actor,
          {
            purse,
            source: textOf(form, 'source'),
            organization: textOf(form, 'organization'),
            occasion: textOf(form, 'occasion'),
            amount: textOf(form, 'amount'),
            receiptNumber: textOf(form, 'receiptNumber'),
            paidOn: textOf(form, 'paidOn'),
            receipt: filesIn(form, 'receipt')[0],
          },
          event.request.signal,
        ),
      ({ looks }) => `?tersimpan=catat${looks === 'plain' ? '&polos' : ''}#setoran`,
    );
  },

  periksa: (event) => examine(event, (outcome, voucher) => `?tersimpan=${outcome}#bukti-${voucher}`),

  kecualikan: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        waiveObligation(pilar, actor, {
          obligation: idOr404(textOf(form, 'obligation')),
          reason: textOf(form, `reason.${textOf(form, 'obligation')}`),
        }),
      () => '?tersimpan=kecualikan#iuran',
      { row: 'obligation' },
    ),
};
