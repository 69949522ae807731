import { error, fail, redirect } from '@sveltejs/kit';
import { at, type Refusal, refusalIn, refuse } from '#kernel/refusal.ts';
import { maySteer, steeredArea } from '#modules/programs/index.ts';
import { placeFactsIn } from '#modules/regions/index.ts';
import { askToKeepPlaces, keepPlaceFacts, PLACE_FILE_LIMITS } from '#modules/transparency/index.ts';
import { m } from '#paraglide/messages.js';
import { count, fileSize } from '#ui/format.ts';
import { messageFor } from '#ui/message.ts';
import { refusalStatus } from '#ui/refusal-status.ts';
import { wordForm, wordRefusal } from '#ui/word-refusal.ts';
import {
  actorFor,
  askFirst,
  requireTenant,
  textOf,
  viewerOf,
  waitingFor,
  wholeIn,
} from '../../../../request.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const { pilar, actor } = event.locals;
  return pilar.read(tenant.id, async (tx) => {
    const kept = await steeredArea(tx);
    const facts = kept ? [...(await placeFactsIn(tx, kept.area)).values()] : [];
    const sources = new Set(
      facts.flatMap((one) => [one.peopleSource, one.poorHouseholdsSource, one.pointSource]),
    );
    sources.delete(null);
    const refusal = actor && kept ? refusalIn(maySteer(actor, kept.programs, kept.area)) : undefined;
    const saved = wholeIn(event.url, 'tersimpan');
    const places = (list: readonly unknown[]) =>
      m['balance.places.kept-count']({ count: count(list.length) });
    return {
      kept: [...sources].sort().map((source) => ({
        source: source ?? '',
        people: places(facts.filter((one) => one.peopleSource === source)),
        poor: places(facts.filter((one) => one.poorHouseholdsSource === source)),
        points: places(facts.filter((one) => one.pointSource === source)),
      })),
      size: fileSize(PLACE_FILE_LIMITS.bytes),
      // A visitor sees what is kept; only who is signed in is told why they may not change it.
      may: Boolean(kept && actor && !refusal),
      refusal: refusal && wordRefusal(refusal),
      said: saved > 0 ? m['balance.places.saved']({ count: count(saved) }) : undefined,
    };
  });
};

export const actions: Actions = {
  default: async (event) => {
    await askFirst(askToKeepPlaces(event.locals.pilar, viewerOf(event)));
    const form = await event.request.formData();
    const file = form.get('file');
    const values = { source: textOf(form, 'source') };
    if (file instanceof File && file.size > PLACE_FILE_LIMITS.bytes) {
      return answer(
        at('file', refuse('file.too-large', undefined, { limit: PLACE_FILE_LIMITS.bytes })),
        values,
      );
    }
    const kept = await keepPlaceFacts(
      event.locals.pilar,
      await actorFor(event),
      {
        text: file instanceof File ? (await file.text()).replaceAll('\u0000', '') : '',
        source: values.source,
      },
      waitingFor(event),
    );
    if (!kept.ok) return answer(kept.refusal, values);
    redirect(303, `${event.url.pathname}?tersimpan=${kept.value.places}`);
  },
};

/** A refused form; what is wrong with the file is said with its line. */
function answer(refusal: Refusal, values: Readonly<Record<string, string>>) {
  const status = refusalStatus(refusal);
  if (status === 404) error(404);
  const worded = wordForm(refusal);
  if (refusal.refusal !== 'places.unreadable') return fail(status, { ...worded, values });
  const { line, column, value, reason } = refusal.params;
  const said = messageFor(`balance.places.reason.${reason}`, { column, value }) ?? String(reason);
  const problem = m['balance.places.problem']({ line: count(Number(line)), reason: said });
  return fail(status, { ...worded, errors: { ...worded.errors, file: problem }, values });
}
