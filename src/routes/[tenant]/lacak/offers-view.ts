import { offersFollowed } from '#modules/matching/index.ts';
import type { Followed } from '#modules/proposals/index.ts';
import { m } from '#paraglide/messages.js';
import type { Locale } from '#paraglide/runtime.js';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { day, moment, rupiah } from '#ui/format.ts';
import { officeName } from '#ui/message.ts';
import { wordRefusal } from '#ui/word-refusal.ts';

/** Messages of each conversation that are shown; on a phone the last ones are what is answered. */
const SHOWN = 10;

/** What takers offered and wrote, for whoever follows their need with a code; undefined as long as it is not open to them. */
export async function wordOffers(tx: Tx, followed: Followed, timeZone: string, locale: Locale) {
  const found = await offersFollowed(tx, followed, SHOWN);
  return (
    found && {
      matches: found.matches.map(({ match, mayAnswer }) => ({
        id: match.id,
        version: match.version,
        name: match.organizationName,
        worth: match.amount > 0n ? rupiah(match.amount) : m['need.in-kind'](),
        note: match.note,
        state: match.state,
        remark: match.remark ?? '',
        offered: m['need.offered-on']({ day: moment(match.offeredAt, timeZone, 'short') }),
        due: match.state === 'offered' && match.dueOn ? m['need.answer-by']({ day: day(match.dueOn) }) : '',
        carried: match.carried,
        mayAnswer,
      })),
      talks: found.talks.map(({ organization, name, messages, refusal }) => ({
        organization,
        name,
        refusal: refusal && wordRefusal(refusal),
        messages: messages.map((one) => ({
          id: one.id,
          who:
            one.office === null
              ? m['need.track.you']()
              : [officeName(one.office, locale), one.authorOrganization ?? ''].join(', '),
          at: moment(one.saidAt, timeZone),
          said: one.withdrawnAt === null ? one.said : m['talk.withdrawn'](),
        })),
      })),
    }
  );
}
