import { type CatalogueEntry, entryPath, type Model } from '#modules/models/index.ts';
import type { Locale } from '#paraglide/runtime.js';

/** Entries of a catalogue to choose from, those that stand within the same entries together. */
export function scopeOptions(
  model: Pick<Model, 'catalogue'>,
  entries: readonly CatalogueEntry[],
  locale: Locale,
): { value: string; label: string; group?: string }[] {
  return entries.map(({ id, label }) => {
    const around = entryPath(model, id).slice(0, -1);
    const group = around.map((one) => one.label[locale]).join(' › ');
    return { value: id, label: label[locale], ...(group ? { group } : {}) };
  });
}

/** An entry of a catalogue with those around it, the widest first. */
export function scopeInWords(model: Pick<Model, 'catalogue'>, id: string, locale: Locale): string {
  return entryPath(model, id)
    .map((one) => one.label[locale])
    .join(' › ');
}
