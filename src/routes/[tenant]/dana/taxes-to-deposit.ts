import type { MoneyDesk } from '#modules/funding/index.ts';
import type { Model } from '#modules/models/index.ts';
import type { Locale } from '#paraglide/runtime.js';
import { day } from '#ui/format.ts';
import { taxName } from './payment-names.ts';

/** Taxes that were withheld and not paid on yet; undefined where the programme knows none. */
export function taxesToDeposit(
  { taxes, moreTaxes, area }: MoneyDesk,
  model: Model,
  url: URL,
  locale: Locale,
) {
  if ((model.funding?.disbursement?.taxes ?? []).length === 0) return undefined;
  const asked = new URLSearchParams({ program: url.searchParams.get('program') ?? '', wilayah: area });
  return {
    rows: taxes.map((one) => ({
      href: `${one.proposal}#bukti-${one.voucher}`,
      key: `${one.voucher}.${one.tax}`,
      what: `${taxName(model, one.tax, locale)} · ${one.provider}`,
      title: `${one.title} · ${one.villageName}`,
      paidOn: day(one.paidOn, 'short'),
      amount: one.amount,
    })),
    more: moreTaxes,
    csv: `pajak.csv?${asked}`,
  };
}
