import { fail, redirect } from '@sveltejs/kit';
import QRCode from 'qrcode';
import { alongWith, recordAccountChange } from '#modules/actors/index.ts';
import { m } from '#paraglide/messages.js';
import type { Session } from '#platform/sign-in/sign-in.ts';
import { provePath } from '../../prove-again.ts';
import { callerOf, requireSession, textOf } from '../../request.ts';
import { giveCookies } from '../../session-cookies.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types.js';

export const load: PageServerLoad = (event) => {
  const session = requireSession(event);
  return { on: session.secondFactor, proved: isFresh(event, session), prove: provePath('/akun/dua-langkah') };
};

/** Whether the factor was proved lately enough in this session: it is not taken off by a password alone. */
function isFresh(event: { locals: App.Locals }, session: Session): boolean {
  const { clock, proofMinutes } = event.locals.pilar;
  const age = session.provedAt && clock.now().getTime() - session.provedAt.getTime();
  return age !== undefined && age <= proofMinutes * 60_000;
}

export const actions: Actions = {
  siapkan: async (event) => {
    requireSession(event);
    const form = await event.request.formData();
    const setup = await event.locals.pilar.signIn.beginSecondFactor(
      callerOf(event),
      textOf(form, 'password'),
    );
    if (!setup) return fail(422, { errors: { password: m['account.password.wrong']() } });
    return shown(event, setup.secret, setup.backupCodes);
  },

  aktifkan: async (event) => {
    const session = requireSession(event);
    const { pilar } = event.locals;
    const form = await event.request.formData();
    const attempt = await pilar.signIn.confirmSecondFactor(callerOf(event), textOf(form, 'code'));
    if (attempt.outcome !== 'signed-in') {
      // The key comes back from the person's own form, only to be drawn again: what counts is stored.
      const again = await shown(event, textOf(form, 'secret'), textOf(form, 'backup').split(' '));
      return fail(422, { ...again, errors: { code: m['account.second.wrong']() } });
    }
    giveCookies(event, attempt.cookies);
    await recordAccountChange(pilar, session, 'second-factor-enabled');
    return { done: m['account.second.done'](), on: true };
  },

  nonaktifkan: async (event) => {
    const session = requireSession(event);
    const { pilar } = event.locals;
    if (!isFresh(event, session)) redirect(303, provePath('/akun/dua-langkah'));
    const form = await event.request.formData();
    const attempt = await pilar.signIn.removeSecondFactor(
      callerOf(event),
      textOf(form, 'password'),
      await alongWith(pilar, session, 'second-factor-removed'),
    );
    if (attempt.outcome !== 'signed-in')
      return fail(422, { errors: { password: m['account.password.wrong']() } });
    giveCookies(event, attempt.cookies);
    return { done: m['account.second.removed'](), on: false };
  },
};

/** What the authenticator app is given: `otpauth://` with the person's name, never an address they do not have. */
async function shown(event: RequestEvent, secret: string, backupCodes: readonly string[]) {
  const clean = secret.replaceAll(/[^A-Z2-7=]/gi, '').slice(0, 128);
  const label = encodeURIComponent(`Pilar:${requireSession(event).name}`);
  const uri = `otpauth://totp/${label}?secret=${clean}&issuer=Pilar&digits=6&period=30`;
  return {
    secret: clean,
    backupCodes: backupCodes.slice(0, 20),
    image: `data:image/svg+xml;base64,${Buffer.from(await QRCode.toString(uri, { type: 'svg', margin: 1 })).toString('base64')}`,
  };
}
