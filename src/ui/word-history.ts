import type { Id } from '#kernel/id.ts';
import type { Json } from '#kernel/json.ts';
import { type Called, nameOn } from '#modules/actors/index.ts';
import type { HistoryEntry } from '#modules/journal/index.ts';
import { getLocale, type Locale } from '#paraglide/runtime.js';
import { count, rupiah } from './format.ts';
import { messageFor, officeName } from './message.ts';

/** A line of a Timeline; `seal` is missing while the entry waits for one. */
export type WordedEntry = {
  readonly at: string;
  readonly text: string;
  readonly who: string;
  readonly reason?: string;
  readonly seal?: string;
  readonly href: string;
};

/** Happenings that come in bursts while somebody works: a run of them is told once, with how many there were. */
const BURSTS = new Set([
  'proposal.saved',
  'proposal.photo-added',
  'proposal.photo-removed',
  'proposals.ranked',
  'filing.saved',
  'ballot.received',
  'components.changed',
]);

/** What happened, oldest first, and how the institutions for which it was done are called. */
export type NamedHistory = {
  readonly entries: readonly HistoryEntry[];
  readonly organizations: ReadonlyMap<Id, Called>;
};

/**
 * Journal entries (oldest first, as `historyOf` answers them) as a Timeline shows them, newest first: worded by the
 * messages `journal.<action>`, with office and institution but no person, the reason or remark given, the amount
 * where one moved, and a link to the entry's page. `tenant` is the city's slug. For server code (see `messageFor`).
 */
export function wordHistory(
  { entries, organizations }: NamedHistory,
  tenant: string,
  locale: Locale = getLocale(),
): WordedEntry[] {
  const told: { entry: HistoryEntry; times: number }[] = [];
  for (const entry of entries) {
    const last = told.at(-1);
    if (last && BURSTS.has(entry.action) && sameBurst(last.entry, entry)) {
      told[told.length - 1] = { entry, times: last.times + 1 };
    } else told.push({ entry, times: 1 });
  }
  return told.reverse().map(({ entry, times }) => {
    // As it was called when it happened.
    const acting = entry.organization === null ? undefined : organizations.get(entry.organization);
    const organization = acting && nameOn(acting, new Date(entry.at));
    const reason = textIn(entry.summary, 'reason') || textIn(entry.summary, 'remark');
    return {
      at: entry.at,
      text: happening(entry, times, locale),
      who: [officeName(entry.office, locale), organization].filter(Boolean).join(', '),
      ...(reason ? { reason } : {}),
      ...(entry.seal === null ? {} : { seal: count(entry.seal, locale) }),
      href: `/${tenant}/jurnal/${entry.id}`,
    };
  });
}

function sameBurst(one: HistoryEntry, other: HistoryEntry): boolean {
  return (
    one.action === other.action &&
    one.subjectId === other.subjectId &&
    one.office === other.office &&
    one.organization === other.organization
  );
}

function happening(entry: HistoryEntry, times: number, locale: Locale): string {
  const what = messageFor(`journal.${entry.action}`, {}, locale) ?? entry.action;
  const about = textIn(entry.summary, 'about');
  const amount = textIn(entry.summary, 'amount') || textIn(entry.summary, 'requested');
  const more = /^\d+$/.test(amount) ? rupiah(BigInt(amount), locale) : about;
  const said = more ? `${what}: ${more}` : what;
  return times > 1 ? `${said} (${count(times, locale)}×)` : said;
}

function textIn(summary: Json, key: string): string {
  if (typeof summary !== 'object' || summary === null || Array.isArray(summary)) return '';
  const value = Object.entries(summary).find(([name]) => name === key)?.[1];
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}
