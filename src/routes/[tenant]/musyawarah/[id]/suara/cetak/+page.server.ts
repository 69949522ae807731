import { error, fail } from '@sveltejs/kit';
import QRCode from 'qrcode';
import { readWhole } from '#kernel/readers/number.ts';
import { at, isRefusal, refusalIn } from '#kernel/refusal.ts';
import {
  conditionsOn,
  countAttendance,
  countUnusedCodes,
  issueCodes,
  mayRunVotes,
  writtenCode,
} from '#modules/deliberation/index.ts';
import { m } from '#paraglide/messages.js';
import { count, rupiahFigure } from '#ui/format.ts';
import { messageFor } from '#ui/message.ts';
import { refusalStatus } from '#ui/refusal-status.ts';
import { refusedForm } from '../../../../../carry-out.ts';
import { actorFor, idOr404, requireTenant, textOf } from '../../../../../request.ts';
import { slipNotes } from '../slip-notes.ts';
import { votePage } from '../vote-page.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** Far more than anybody prints; the vote says how many are wanted at most. */
const MOST_CODES = 1_000_000;

/** What is printed for a vote: the slip, for anyone to see, and codes, for those who run the vote while it is open. */
export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const { pilar, actor, locale } = event.locals;
  const id = idOr404(event.params.id);
  return pilar.read(tenant.id, async (tx) => {
    const { forum, program, vote, head } = await votePage(tx, id, tenant.timeZone, locale);
    if (!vote) error(404);
    const runs = actor !== undefined && refusalIn(mayRunVotes(actor, program, forum)) === undefined;
    const unused = await countUnusedCodes(tx, vote.id);
    const notes = slipNotes(await conditionsOn(tx, forum.id, vote.slip, vote));
    const limit = Math.max(0, (await countAttendance(tx, forum.id)) - vote.received - unused);
    return {
      base: `/${tenant.slug}/musyawarah/${forum.id}`,
      head,
      address: `${event.url.host}/${tenant.slug}/suara`,
      codes: runs && vote.state === 'open' ? { limit, unused: count(unused) } : undefined,
      how:
        vote.kind === 'points'
          ? m['ballots.cast.points']({ points: count(vote.points ?? 0) })
          : (messageFor(`ballots.cast.${vote.kind}`) ?? ''),
      slip: vote.slip.map((line) => ({
        number: line.number,
        title: line.title,
        institution: line.institutionName,
        cost: rupiahFigure(line.requested),
        notes: notes.get(line.number) ?? [],
      })),
    };
  });
};

export const actions: Actions = {
  default: async (event) => {
    const tenant = requireTenant(event);
    const id = idOr404(event.params.id);
    const form = await event.request.formData();
    const actor = await actorFor(event);
    const { vote } = await event.locals.pilar.read(tenant.id, (tx) =>
      votePage(tx, id, tenant.timeZone, event.locals.locale),
    );
    if (!vote) error(404);
    const wanted = readWhole(textOf(form, 'count'), 1, MOST_CODES);
    if (isRefusal(wanted)) {
      const refusal = at('count', wanted);
      return fail(refusalStatus(refusal), { codes: undefined, ...refusedForm(event, form, refusal) });
    }
    const issued = await issueCodes(event.locals.pilar, actor, {
      vote: vote.id,
      count: wanted,
      earlier: textOf(form, 'earlier') === 'replace' ? 'replace' : 'keep',
    });
    if (!issued.ok) {
      return fail(refusalStatus(issued.refusal), {
        codes: undefined,
        ...refusedForm(event, form, issued.refusal),
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
