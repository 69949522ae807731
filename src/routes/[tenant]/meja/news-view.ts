import { actingIn } from '#modules/actors/index.ts';
import type { News } from '#modules/overview/index.ts';
import { getLocale } from '#paraglide/runtime.js';
import type { Tenant, Tx } from '#platform/database/tenant-transaction.ts';
import { moment } from '#ui/format.ts';
import { wordHistory } from '#ui/word-history.ts';

/** News as a desk shows it: what became of what, who decided it and why, with the page on which it stands. */
export async function newsView(tx: Tx, news: readonly News[], tenant: Tenant) {
  const organizations = await actingIn(
    tx,
    news.map((one) => one.entry),
  );
  return news.flatMap(({ entry, about }) =>
    wordHistory({ entries: [entry], organizations }, tenant.slug).map(({ text, who, reason, href }) => ({
      id: entry.id,
      text,
      who,
      reason,
      title: about?.title[getLocale()],
      href: about ? `/${tenant.slug}/${about.page}` : href,
      when: moment(entry.at, tenant.timeZone, 'short'),
      iso: entry.at,
    })),
  );
}
