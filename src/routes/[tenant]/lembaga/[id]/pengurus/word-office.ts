import type { OfficeHeld } from '#modules/actors/index.ts';
import type { Party } from '#modules/models/index.ts';
import { m } from '#paraglide/messages.js';
import type { Locale } from '#paraglide/runtime.js';

/** An office as the model calls it, with how it is held: "Plh. Lurah". */
export function wordOffice(
  party: Party | undefined,
  held: Pick<OfficeHeld, 'office' | 'acting'>,
  locale: Locale,
): string {
  const label = party?.offices.find((one) => one.office === held.office)?.label[locale] ?? held.office;
  return held.acting === null ? label : `${m[`offices.short.${held.acting}`]()} ${label}`;
}
