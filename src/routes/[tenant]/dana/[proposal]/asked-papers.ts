import type { Id } from '#kernel/id.ts';
import type { MoneyOverview } from '#modules/funding/index.ts';
import type { Model } from '#modules/models/index.ts';
import { m } from '#paraglide/messages.js';
import type { Locale } from '#paraglide/runtime.js';
import { day, percent, rupiah } from '#ui/format.ts';
import { paperName, taxName } from '../payment-names.ts';

/** What a payment is asked for beside its receipt: the papers that it stands on, and the taxes that may be withheld. */
export function askedOf(model: Model, locale: Locale) {
  const { papers, taxes } = model.funding?.disbursement ?? { papers: [], taxes: [] };
  return {
    papers: papers.map(({ paper, label, required }) => ({
      paper,
      required,
      number: m['payment.paper-number']({ paper: label[locale] }),
      day: m['payment.paper-day']({ paper: label[locale] }),
    })),
    taxes: taxes.map(({ tax, label, perMille }) => ({
      tax,
      label: m['payment.tax-amount']({ tax: label[locale] }),
      hint: perMille === undefined ? undefined : m['payment.tax-rate']({ rate: percent(perMille) }),
    })),
  };
}

export type AskedPaper = ReturnType<typeof askedOf>['papers'][number];
export type AskedTax = ReturnType<typeof askedOf>['taxes'][number];

/** The fields of what is asked, as people call them; `line` of a sheet tells its payments apart. */
export function askedLabels({ papers, taxes }: ReturnType<typeof askedOf>, lines: readonly string[] = ['']) {
  return Object.fromEntries([
    ...papers.flatMap((one) => [
      [`papers.${one.paper}.number`, one.number],
      [`papers.${one.paper}.day`, one.day],
    ]),
    ...lines.flatMap((line) => taxes.map((one) => [`withheld.${one.tax}${line}`, one.label])),
  ]);
}

export type WordedTax = ReturnType<typeof wordStanding>['taxes'][number];

/** What a payment stands on and what was withheld of it, in words: papers in order, taxes, and what the provider received. */
export function wordStanding(
  { papers: all, program: { model } }: Pick<MoneyOverview, 'papers' | 'program'>,
  one: { readonly id: Id; readonly amount: bigint; readonly withheld: bigint },
  locale: Locale,
) {
  const { papers, taxes } = all.get(one.id) ?? { papers: [], taxes: [] };
  return {
    facts: [
      ...papers.map(({ paper, number, datedOn }) => ({
        term: paperName(model, paper, locale),
        value: `${number}, ${day(datedOn, 'short')}`,
      })),
      ...taxes.map(({ tax, amount, depositedOn, depositNumber }) => ({
        term: taxName(model, tax, locale),
        value: [
          rupiah(amount),
          depositedOn === null
            ? m['payment.not-deposited']()
            : m['payment.deposited']({ day: day(depositedOn, 'short') }),
          ...(depositNumber === null ? [] : [m['payment.deposited-by']({ number: depositNumber })]),
        ].join(' · '),
      })),
      ...(one.withheld > 0n ? [{ term: m['payment.net'](), value: rupiah(one.amount - one.withheld) }] : []),
    ],
    taxes: taxes.map(({ tax, amount, depositedOn, version }) => ({
      tax,
      label: taxName(model, tax, locale),
      amount,
      deposited: depositedOn !== null,
      version,
    })),
  };
}
