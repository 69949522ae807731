import { isRefusal, type Refusal } from '#kernel/refusal.ts';
import { m } from '#paraglide/messages.js';
import { getLocale, type Locale } from '#paraglide/runtime.js';
import { count } from './format.ts';
import { messageFor } from './message.ts';

/** What is wrong in a file of boundaries, with the number of the feature and what it is called; undefined of any other refusal. */
export function wordBoundary(refusal: Refusal, locale: Locale = getLocale()): string | undefined {
  const found = [refusal, ...(refusal.issues ?? [])].find((one) => one.refusal === 'boundaries.unreadable');
  if (!isRefusal(found)) return undefined;
  const { feature, place, value, reason } = found.params;
  const number = Number(feature);
  const said = messageFor(
    `places.boundaries.reason.${reason}`,
    { value: reason === 'twice' || reason === 'too-many' ? count(Number(value), locale) : value },
    locale,
  );
  if (number === 0) return said ?? String(reason);
  const about = { feature: count(number, locale), reason: said ?? String(reason) };
  return place
    ? m['places.boundaries.problem']({ ...about, place: String(place) }, { locale })
    : m['places.boundaries.problem-feature'](about, { locale });
}
