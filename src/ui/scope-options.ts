import { type CatalogueEntry, entriesWithin, entryPath, type Model } from '#modules/models/index.ts';
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

/** What a programme says to whoever asks for some of these entries: the nature that it advises on, and the advice. */
export function advices(
  model: Pick<Model, 'catalogue'>,
  entries: readonly CatalogueEntry[],
  locale: Locale,
): { nature: string; advice: string; scopes: string[] }[] {
  return (model.catalogue?.natures ?? []).flatMap(({ nature, label, advice }) => {
    const scopes = entries.flatMap((one) => (one.nature === nature ? [one.id] : []));
    return advice && scopes.length > 0 ? [{ nature: label[locale], advice: advice[locale], scopes }] : [];
  });
}

/** A list's filter for what is about an entry, or about one that stands within it. */
export function scopeFilter(
  model: Pick<Model, 'catalogue'>,
  { id, divided }: CatalogueEntry,
): { scope: string } | { scopes: readonly string[] } {
  return divided ? { scopes: entriesWithin(model, id) } : { scope: id };
}
