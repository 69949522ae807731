import type { RequestEvent } from '@sveltejs/kit';
import QRCode from 'qrcode';
import { codeForWall, type ForumOverview, writtenCheckInCode } from '#modules/deliberation/index.ts';
import { viewerOf } from '../../../request.ts';

/** The QR by which people in the hall check in, with the same code to be typed. */
export type CheckInQr = { readonly picture: string; readonly code: string };

/** The QR for whoever records attendance now; undefined for everybody else: from home nobody checks in. */
export async function checkInQr(
  event: RequestEvent,
  { program, forum }: Pick<ForumOverview, 'program' | 'forum'>,
): Promise<CheckInQr | undefined> {
  const code = codeForWall(event.locals.pilar, viewerOf(event), program, forum);
  if (code === undefined) return undefined;
  const address = `${event.url.origin}/${event.params.tenant}/musyawarah/${forum.id}/ikut?kode=${code}`;
  return {
    picture: await QRCode.toDataURL(address, { margin: 1, scale: 8 }),
    code: writtenCheckInCode(code),
  };
}
