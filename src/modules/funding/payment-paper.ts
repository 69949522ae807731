import type { IsoDate } from '#kernel/date.ts';
import { type Rupiah, sum } from '#kernel/money.ts';
import { readDay } from '#kernel/readers/day.ts';
import { readPositiveRupiah } from '#kernel/readers/number.ts';
import { readLine } from '#kernel/readers/text.ts';
import { at, type Basis, isRefusal, type Refusal, refuse } from '#kernel/refusal.ts';
import {
  basisOf,
  disbursementRules,
  type Label,
  type Model,
  type PaymentPaper,
  type WithheldTax,
} from '#modules/models/index.ts';

/** A paper of the office as it was typed: which one of the model, its number and its day. */
export type TypedPaper = { readonly paper: string; readonly number: string; readonly day: string };

/** The same, read. */
export type NumberedPaper = { readonly paper: string; readonly number: string; readonly datedOn: IsoDate };

/** What was typed as withheld of a payment for one kind of tax; empty where nothing was. */
export type TypedTax = { readonly tax: string; readonly amount: string };

/** The same, read. */
export type Withheld = { readonly tax: string; readonly amount: Rupiah };

/** A paper or a tax of the model with the basis that wants it. */
type Cited<Rule> = Rule & { readonly cited: Basis };

/**
 * Reads the papers that a payment stands on: each that the model wants, with its number and its day, issued in the order of
 * the model and none before the decision binds (`bound`). One that need not be there is left out where neither was typed.
 * Everything wrong is said at once, beside its field. The day of the payment is another rule's (`afterPapers`).
 */
function readPapers(
  wanted: readonly Cited<PaymentPaper>[],
  typed: readonly TypedPaper[],
  bound: IsoDate | null,
): { readonly papers: readonly NumberedPaper[]; readonly against: readonly Refusal[] } {
  const papers: NumberedPaper[] = [];
  const against = typed
    .filter((one) => !wanted.some(({ paper }) => paper === one.paper))
    .map(() => at('papers', refuse('input.choice')));
  let before: { readonly label: Label; readonly datedOn: IsoDate } | undefined;
  for (const { paper, label, required, cited } of wanted) {
    const given = typed.find((one) => one.paper === paper);
    if (!required && !given?.number.trim() && !given?.day.trim()) continue;
    const number = readLine(given?.number ?? '', 80);
    const day = readDay(given?.day ?? '');
    if (isRefusal(number)) against.push(at(`papers.${paper}.number`, number));
    if (isRefusal(day)) {
      against.push(at(`papers.${paper}.day`, day));
      continue;
    }
    const late = inOrder({ label, datedOn: day }, before, bound, cited);
    if (late) against.push(at(`papers.${paper}.day`, late));
    if (!isRefusal(number)) papers.push({ paper, number, datedOn: day });
    before = { label, datedOn: day };
  }
  return { papers, against };
}

function inOrder(
  one: { readonly label: Label; readonly datedOn: IsoDate },
  before: { readonly label: Label; readonly datedOn: IsoDate } | undefined,
  bound: IsoDate | null,
  cited: Basis,
): Refusal | undefined {
  if (bound === null || one.datedOn < bound) {
    return refuse('disbursement.before-decision', cited, { day: bound ?? '' });
  }
  return before && one.datedOn < before.datedOn
    ? refuse('payment.paper-order', cited, {
        paper: [one.label],
        before: [before.label],
        day: before.datedOn,
      })
    : undefined;
}

/** Nothing is paid before the last of its papers is issued. */
function afterPapers(
  wanted: readonly Cited<PaymentPaper>[],
  papers: readonly NumberedPaper[],
  paidOn: IsoDate,
): Refusal | undefined {
  const late = wanted.find(({ paper }) => papers.some((one) => one.paper === paper && one.datedOn > paidOn));
  return late
    ? at(
        `papers.${late.paper}.day`,
        refuse('payment.paper-after', late.cited, { paper: [late.label], day: paidOn }),
      )
    : undefined;
}

/**
 * Reads what was withheld of a payment, by the kinds of the model. What is left empty is not withheld; nothing is reckoned
 * from a rate. Something must be left for the provider.
 */
function readWithheld(
  taxes: readonly Cited<WithheldTax>[],
  typed: readonly TypedTax[],
  amount: Rupiah | Refusal,
): { readonly withheld: readonly Withheld[]; readonly against: readonly Refusal[] } {
  const against = typed
    .filter((one) => !taxes.some(({ tax }) => tax === one.tax))
    .map(() => at('withheld', refuse('input.choice')));
  const withheld: Withheld[] = [];
  for (const { tax } of taxes) {
    const given = typed.find((one) => one.tax === tax)?.amount ?? '';
    if (given.trim() === '') continue;
    const read = readPositiveRupiah(given);
    if (isRefusal(read)) against.push(at(`withheld.${tax}`, read));
    else withheld.push({ tax, amount: read });
  }
  const total = withheldOf(withheld);
  const first = taxes.find(({ tax }) => withheld.some((one) => one.tax === tax));
  if (first && !isRefusal(amount) && total >= amount) {
    against.push(
      at(`withheld.${first.tax}`, refuse('payment.withheld', first.cited, { amount, withheld: total })),
    );
  }
  return { withheld, against };
}

/**
 * Reads what a payment stands on and what was withheld of it, by the model's rules: `bound` is the day from which the
 * decision binds, `paidOn` the day of the payment, where that could be read.
 */
export function readStanding(
  model: Model,
  typed: {
    readonly amount: string;
    readonly papers?: readonly TypedPaper[];
    readonly withheld?: readonly TypedTax[];
  },
  { bound, paidOn }: { readonly bound: IsoDate | null; readonly paidOn: IsoDate | undefined },
) {
  const { papers: wanted, taxes } = citedRules(model);
  const { papers, against } = readPapers(wanted, typed.papers ?? [], bound);
  const odd = readWithheld(taxes, typed.withheld ?? [], readPositiveRupiah(typed.amount));
  const late = paidOn === undefined ? undefined : afterPapers(wanted, papers, paidOn);
  return {
    papers,
    withheld: odd.withheld,
    against: [...against, ...(late ? [late] : []), ...odd.against],
  };
}

/** The papers that a payment wants and what may be withheld of it, each with the basis that says so. */
function citedRules(model: Model) {
  const { papers, taxes } = disbursementRules(model);
  const cite = <Rule extends { readonly basis: string }>(rule: Rule) => ({
    ...rule,
    cited: basisOf(model, rule.basis),
  });
  return { papers: papers.map(cite), taxes: taxes.map(cite) };
}

export function withheldOf(list: readonly { readonly amount: Rupiah }[]): Rupiah {
  return sum(list.map((one) => one.amount));
}

const GAPS = /\s/g;

/** A number as it is told apart from others: capitals and spaces make no difference. */
export function numberKey(number: string): string {
  return number.toLowerCase().replace(GAPS, '');
}

/**
 * Whether payments may stand on a paper that is recorded already: places on it became free, as many of them were refused
 * as are recorded now, for the same proposal and with the same day. One paper covers the payments of one sheet.
 */
export function fitsPaper(
  paper: {
    readonly proposal: string;
    readonly datedOn: IsoDate;
    readonly payees: number;
    readonly standing: number;
  },
  made: { readonly proposal: string; readonly datedOn: IsoDate; readonly payees: number },
): boolean {
  return (
    paper.proposal === made.proposal &&
    paper.datedOn === made.datedOn &&
    made.payees <= paper.payees - paper.standing
  );
}
