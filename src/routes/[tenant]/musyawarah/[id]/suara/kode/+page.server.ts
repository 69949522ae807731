import { fail } from '@sveltejs/kit';
import QRCode from 'qrcode';
import {
  countAttendance,
  countUnusedCodes,
  issueCodes,
  mayRunVotes,
  writtenCode,
} from '#modules/deliberation/index.ts';
import { count } from '#ui/format.ts';
import { refusalStatus } from '#ui/refusal-status.ts';
import { wordForm, wordRefusal } from '#ui/word-refusal.ts';
import { actorFor, idOr404, requireActor, requireTenant, textOf } from '../../../../../request.ts';
import { typedValues } from '../../../../typed-form.ts';
import { votePage } from '../vote-page.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const actor = requireActor(event);
  const id = idOr404(event.params.id);
  return event.locals.pilar.read(tenant.id, async (tx) => {
    const { forum, program, vote, head } = await votePage(tx, id, tenant.timeZone, event.locals.locale);
    const refusal = mayRunVotes(actor, program, forum);
    const unused = vote ? await countUnusedCodes(tx, vote.id) : 0;
    const limit = vote ? Math.max(0, (await countAttendance(tx, forum.id)) - vote.received - unused) : 0;
    return {
      base: `/${tenant.slug}/musyawarah/${forum.id}`,
      head,
      address: `${event.url.host}/${tenant.slug}/suara`,
      refusal: refusal && wordRefusal(refusal),
      open: vote?.state === 'open' ? ('yes' as const) : ('no' as const),
      limit,
      unused: count(unused),
    };
  });
};

export const actions: Actions = {
  default: async (event) => {
    const tenant = requireTenant(event);
    const id = idOr404(event.params.id);
    const form = await event.request.formData();
    const { vote } = await event.locals.pilar.read(tenant.id, (tx) =>
      votePage(tx, id, tenant.timeZone, event.locals.locale),
    );
    const issued = await issueCodes(event.locals.pilar, await actorFor(event), {
      vote: vote?.id ?? '00000000-0000-4000-8000-000000000000',
      count: Number(textOf(form, 'count') || 'NaN'),
      earlier: textOf(form, 'earlier') === 'replace' ? 'replace' : 'keep',
    });
    if (!issued.ok) {
      return fail(refusalStatus(issued.refusal), {
        codes: undefined,
        ...wordForm(issued.refusal),
        values: typedValues(form),
      });
    }
    const codes = await Promise.all(
      issued.value.codes.map(async (code) => ({
        code: writtenCode(code),
        qr: await QRCode.toString(`${event.url.origin}/${tenant.slug}/suara?kode=${code}`, {
          type: 'svg',
          margin: 0,
        }),
      })),
    );
    // Answered at once and not after a redirect: codes are shown this once and are kept nowhere.
    return { codes, refusal: undefined, errors: {}, values: {} };
  },
};
