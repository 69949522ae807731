import type { HolidayKind } from '#modules/calendar/index.ts';
import { m } from '#paraglide/messages.js';

/** How the kinds of holidays are called. */
export const kindWords: Readonly<Record<HolidayKind, () => string>> = {
  national: m['calendar.kind.national'],
  'joint-leave': m['calendar.kind.joint-leave'],
  local: m['calendar.kind.local'],
};
