import type { Model } from '#modules/models/index.ts';
import type { Locale } from '#paraglide/runtime.js';

/** A paper as the model calls it. */
export function paperName(model: Model, paper: string, locale: Locale): string {
  return model.funding?.disbursement?.papers.find((one) => one.paper === paper)?.label[locale] ?? paper;
}

/** A kind of tax as the model calls it. */
export function taxName(model: Model, tax: string, locale: Locale): string {
  return model.funding?.disbursement?.taxes.find((one) => one.tax === tax)?.label[locale] ?? tax;
}
