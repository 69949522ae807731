import { lineTotal } from '#kernel/money.ts';
import { readQuantity, readRupiah } from '#kernel/readers/number.ts';
import { isRefusal } from '#kernel/refusal.ts';
import type { ProposalFacts } from '#modules/overview/index.ts';
import type { Comparison } from '#modules/prices/index.ts';
import type { Contribution, CostLine, ProposalFields } from '#modules/proposals/index.ts';
import { m } from '#paraglide/messages.js';
import { quantity, rupiah, rupiahFigure } from '#ui/format.ts';

/** A line of the cost plan as the page writes it. */
export type ShownLine = {
  readonly item: string;
  readonly volume: string;
  readonly unitPrice: string;
  readonly total: string;
  /** What the city says it costs, in words. */
  readonly standard?: PriceNote;
};

/** A price beside that of the city, in words. */
export type PriceNote = { readonly text: string; readonly above: boolean };

/** A contribution as the page writes it; `form` is its code. */
export type ShownContribution = {
  readonly form: string;
  readonly description: string;
  readonly value: string;
};

/** `prices` are what the lines are compared with, in their order. */
export function shownLines(
  lines: readonly CostLine[],
  prices: readonly (Comparison | undefined)[],
): ShownLine[] {
  return lines.map((line, i) => ({
    item: line.item,
    volume: quantity(line.quantity, line.unit),
    unitPrice: rupiahFigure(line.unitPrice),
    total: rupiahFigure(line.total),
    standard: noteOf(prices[i]),
  }));
}

export function noteOf(found: Comparison | undefined): PriceNote | undefined {
  if (!found) return undefined;
  const { like, least, most, above } = found;
  const price =
    least === most ? rupiah(most) : m['price.range']({ least: rupiah(least), most: rupiah(most) });
  const words = {
    same: above ? m['price.same-above'] : m['price.same'],
    alike: above ? m['price.alike-above'] : m['price.alike'],
  };
  return { text: words[like]({ price }), above };
}

/** The lines of a draft: what can be read is written as it will be, the rest as it was typed. */
export function draftLines(fields: ProposalFields): ShownLine[] {
  return fields.costLines
    .filter((line) => Object.values(line).some((value) => value.trim() !== ''))
    .map((line) => {
      const volume = readQuantity(line.quantity);
      const unitPrice = readRupiah(line.unitPrice);
      return {
        item: line.item || '–',
        volume: isRefusal(volume) ? `${line.quantity} ${line.unit}`.trim() : quantity(volume, line.unit),
        unitPrice: isRefusal(unitPrice) ? line.unitPrice : rupiahFigure(unitPrice),
        total: isRefusal(volume) || isRefusal(unitPrice) ? '–' : rupiahFigure(lineTotal(volume, unitPrice)),
      };
    });
}

export function shownContributions(list: readonly Contribution[]): ShownContribution[] {
  return list.map((one) => ({
    form: one.form,
    description: one.description,
    value: rupiahFigure(one.value),
  }));
}

export function draftContributions(fields: ProposalFields): ShownContribution[] {
  return fields.contributions
    .filter((one) => one.description.trim() !== '' || one.value.trim() !== '')
    .map((one) => {
      const value = readRupiah(one.value);
      return {
        form: one.form,
        description: one.description || '–',
        value: isRefusal(value) ? one.value : rupiahFigure(value),
      };
    });
}

/** Lines and contributions: a draft's as typed, else what was submitted. */
export function costPlan({ proposal, typed, costLines, prices, contributions }: ProposalFacts) {
  return proposal.submittedAt === null && typed
    ? {
        need: typed.need,
        address: typed.address,
        lines: draftLines(typed),
        contributions: draftContributions(typed),
      }
    : { lines: shownLines(costLines, prices), contributions: shownContributions(contributions) };
}
