import { isRefusal, type Refusal, refusalIn } from '#kernel/refusal.ts';
import { maySteer, steeredArea } from '#modules/programs/index.ts';
import { placeFactsIn } from '#modules/regions/index.ts';
import { askToKeepPlaces, keepPlaceFacts, PLACE_FILE_LIMITS } from '#modules/transparency/index.ts';
import { m } from '#paraglide/messages.js';
import { count, fileSize } from '#ui/format.ts';
import { messageFor } from '#ui/message.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { carryOut, failForm } from '../../../../carry-out.ts';
import { askFirst, requireTenant, textOf, viewerOf, waitingFor, wholeIn } from '../../../../request.ts';
import { saysSheet, sheetIn } from '../../../../sheet-file.ts';
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
    const sheet = await sheetIn(event, form, 'file', PLACE_FILE_LIMITS.bytes);
    if (isRefusal(sheet)) return failForm(event, form, sheet, { says: saysSheet('file') });
    const text = sheet?.text ?? '';
    return carryOut(
      event,
      (pilar, actor) =>
        keepPlaceFacts(pilar, actor, { text, source: textOf(form, 'source') }, waitingFor(event)),
      ({ places }) => `${event.url.pathname}?tersimpan=${places}`,
      { says: fileProblem },
    );
  },
};

/** What is wrong with the file, with its line. */
function fileProblem(refusal: Refusal): Readonly<Record<string, string>> {
  if (refusal.refusal !== 'places.unreadable') return {};
  const { line, column, value, reason } = refusal.params;
  const said = messageFor(`balance.places.reason.${reason}`, { column, value }) ?? String(reason);
  return { file: m['balance.places.problem']({ line: count(Number(line)), reason: said }) };
}
