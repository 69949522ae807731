import QRCode from 'qrcode';
import { boundsOf, forumOverview } from '#modules/deliberation/index.ts';
import { idOr404, readOr404, requireTenant } from '../../../../request.ts';
import { checkInQr } from '../check-in-qr.ts';
import { computeResults } from '../ready-results.ts';
import { roomView } from '../room-view.ts';
import type { PageServerLoad } from './$types.js';
import { screenVote } from './screen-vote.ts';

/** The wall of the hall: everybody may look at it; the QR to check in stands on it where an officer of the forum opened it. */
export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const { pilar, locale } = event.locals;
  const id = idOr404(event.params.id);
  const href = `/${tenant.slug}/musyawarah/${id}`;
  await computeResults(event, id);
  return pilar.read(tenant.id, async (tx) => {
    const found = readOr404(await forumOverview(tx, { tenant: tenant.id }, id));
    const { forum, vote, decisions } = found;
    const checkIn = await checkInQr(event, found);
    return {
      href,
      room: await roomView(tx, found, tenant.timeZone, locale),
      checkIn,
      /** To the phone's screen, where nobody checks in without the code. */
      follow: checkIn
        ? ''
        : await QRCode.toDataURL(`${event.url.origin}${href}/ikut`, { margin: 1, scale: 8 }),
      vote:
        vote &&
        screenVote(vote, {
          bounds: await boundsOf(tx, vote),
          address: `${event.url.host}/${tenant.slug}/suara`,
          decided: decisions.length,
          discussing: forum.discussing,
          asked: event.url.searchParams.has('suara'),
          locale,
        }),
      still: event.url.searchParams.has('jeda'),
    };
  });
};
