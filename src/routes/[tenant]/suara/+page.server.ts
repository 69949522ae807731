import { createHmac } from 'node:crypto';
import { fail, redirect } from '@sveltejs/kit';
import { at, isRefusal, type Refusal } from '#kernel/refusal.ts';
import { castByCode, conditionsOn, guessWindow, readCode, tryCode } from '#modules/deliberation/index.ts';
import { forumKind } from '#modules/models/index.ts';
import { namesOf } from '#modules/regions/index.ts';
import { m } from '#paraglide/messages.js';
import { nameOfAddress } from '#platform/rate-limit.ts';
import { count, moment, rupiahFigure } from '#ui/format.ts';
import { messageFor } from '#ui/message.ts';
import { refusalStatus } from '#ui/refusal-status.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { refusedForm } from '../../carry-out.ts';
import { idOr404, KEY_FIELD, requireTenant, textOf } from '../../request.ts';
import { slipNotes } from '../musyawarah/[id]/suara/slip-notes.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types.js';
import { readCast } from './cast-form.ts';

/** A code is asked for and a ballot is given without an account; nobody keeps a copy of these pages. */
export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const { pilar, locale } = event.locals;
  event.setHeaders({ 'cache-control': 'private, no-store' });
  const done = event.url.searchParams.get('diterima');
  if (done !== null) {
    return { step: 'done' as const, forum: `/${tenant.slug}/musyawarah/${idOr404(done)}/suara` };
  }
  const typed = event.url.searchParams.get('kode');
  if (typed === null) return { step: 'code' as const, typed: '' };
  const held = await tryCode(pilar, tenant.id, { code: typed, source: sourceOf(event) });
  if (isRefusal(held)) return { step: 'code' as const, typed, refusal: wordRefusal(held) };
  const { vote, forum, program } = held;
  const { place, notes } = await pilar.read(tenant.id, async (tx) => ({
    place: (await namesOf(tx, [forum.region])).get(forum.region) ?? forum.region,
    notes: slipNotes(await conditionsOn(tx, forum.id, vote.slip, vote)),
  }));
  return {
    step: 'ballot' as const,
    code: readCode(typed) ?? '',
    place,
    forum: m['ballots.cast.place']({
      forum: forumKind(program.model, forum.forum).label[locale],
      when: moment(forum.startsAt, tenant.timeZone, 'weekday'),
    }),
    kind: vote.kind,
    how:
      vote.kind === 'points'
        ? m['ballots.cast.points']({ points: count(vote.points ?? 0) })
        : (messageFor(`ballots.cast.${vote.kind}`) ?? ''),
    most: vote.points ?? vote.slip.length,
    slip: vote.slip.map((line) => ({
      number: String(line.number),
      title: line.title,
      notes: [
        `${line.institutionName}, Rp\u00a0${rupiahFigure(line.requested)}`,
        ...(notes.get(line.number) ?? []),
      ],
    })),
  };
};

/** Where somebody types a code from, as it is counted: a hash of the network address that means nothing after the window. */
function sourceOf(event: RequestEvent): string {
  const { pilar } = event.locals;
  const window = guessWindow(pilar.clock.now()).toISOString();
  return createHmac('sha256', pilar.settings.secret)
    .update(`slip guesses ${window} ${nameOfAddress(event.getClientAddress())}`)
    .digest('base64url');
}

export const actions: Actions = {
  default: async (event) => {
    const tenant = requireTenant(event);
    const { pilar } = event.locals;
    const form = await event.request.formData();
    const code = textOf(form, 'kode');
    const held = await tryCode(pilar, tenant.id, { code, source: sourceOf(event) });
    // A used code may be this very form sent twice: whether it is, the use case knows.
    const repeated = isRefusal(held) && held.refusal === 'ballot.code-used';
    if (isRefusal(held) && !repeated) return refused(event, held, form);
    const choices = isRefusal(held) ? { projects: [] } : readCast(form, held.vote);
    if (isRefusal(choices)) return refused(event, at('pilihan', choices), form);
    const cast = await castByCode(pilar, tenant.id, { code, choices, key: textOf(form, KEY_FIELD) });
    if (!cast.ok) return refused(event, cast.refusal, form);
    redirect(303, `${event.url.pathname}?diterima=${cast.value.forum}`);
  },
};

/** The ballot again as it was filled in. */
function refused(event: RequestEvent, refusal: Refusal, form: FormData) {
  const values = Object.fromEntries(
    [...form].flatMap(([name, value]) =>
      typeof value === 'string' && name.startsWith('nilai.') ? [[name, value]] : [],
    ),
  );
  return fail(refusalStatus(refusal), {
    ...refusedForm(event, form, refusal),
    key: textOf(form, KEY_FIELD),
    picked: form.getAll('pilih').map(String),
    blank: textOf(form, 'kosong'),
    values,
  });
}
