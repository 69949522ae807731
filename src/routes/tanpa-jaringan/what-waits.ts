import { m } from '#paraglide/messages.js';
import type { WaitingKind } from '../../offline/addresses.ts';

/** What waits, in words. Each is named by itself: a key put together at run time would bring the words of all pages along. */
export const WHAT: Readonly<Record<WaitingKind, () => string>> = {
  progress: m['offline.what.progress'],
  spending: m['offline.what.spending'],
  participants: m['offline.what.participants'],
  help: m['offline.what.help'],
  attendance: m['offline.what.attendance'],
  report: m['offline.what.report'],
  handover: m['offline.what.handover'],
  draft: m['offline.what.draft'],
};
