import { at, type Refusal, refusalIn, refuse } from '#kernel/refusal.ts';
import { maySteer, steeredArea } from '#modules/programs/index.ts';
import { BOUNDARY_FILE_LIMITS, boundarySets, type DrawnLevel } from '#modules/regions/index.ts';
import {
  askToKeepBoundaries,
  drawnLevels,
  keepBoundaries,
  takeBoundariesAway,
} from '#modules/steering/index.ts';
import { m } from '#paraglide/messages.js';
import { count, fileSize, moment } from '#ui/format.ts';
import { wordBoundary } from '#ui/word-boundary.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { carryOut, failForm } from '../../../carry-out.ts';
import { askFirst, requireTenant, textOf, viewerOf, waitingFor, wholeIn } from '../../../request.ts';
import type { Actions, PageServerLoad } from './$types.js';

const LEVELS: Readonly<Record<DrawnLevel, () => string>> = {
  regency: m['places.boundaries.levels.regency'],
  district: m['places.boundaries.levels.district'],
  village: m['places.boundaries.levels.village'],
};

/** Which boundaries the city has and who made them; the form to hand them in, for whoever may. */
export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const { pilar, actor } = event.locals;
  return pilar.read(tenant.id, async (tx) => {
    const steered = await steeredArea(tx);
    const refusal = actor && steered ? refusalIn(maySteer(actor, steered.programs, steered.area)) : undefined;
    const saved = wholeIn(event.url, 'tersimpan');
    return {
      kept: (await boundarySets(tx)).map((one) => ({
        level: one.level,
        name: LEVELS[one.level](),
        places: count(one.places),
        source: one.source,
        since: moment(one.keptAt, tenant.timeZone),
      })),
      levels: drawnLevels(tenant.region).map((level) => ({ value: level, label: LEVELS[level]() })),
      size: fileSize(BOUNDARY_FILE_LIMITS.bytes),
      // A visitor sees what is kept; only who is signed in is told why they may not change it.
      may: Boolean(steered && actor && !refusal),
      refusal: refusal && wordRefusal(refusal),
      said: event.url.searchParams.has('dihapus')
        ? m['places.boundaries.gone']()
        : saved > 0
          ? m['places.boundaries.saved']({ count: count(saved) })
          : undefined,
    };
  });
};

export const actions: Actions = {
  simpan: async (event) => {
    await askFirst(askToKeepBoundaries(event.locals.pilar, viewerOf(event)));
    const form = await event.request.formData();
    const file = form.get('file');
    const sent = file instanceof File ? file : undefined;
    if (sent && sent.size > BOUNDARY_FILE_LIMITS.bytes) {
      return failForm(
        event,
        form,
        at('file', refuse('file.too-large', undefined, { limit: BOUNDARY_FILE_LIMITS.bytes })),
      );
    }
    const bytes = sent ? new Uint8Array(await sent.arrayBuffer()) : new Uint8Array();
    const handed = {
      level: textOf(form, 'level'),
      source: textOf(form, 'source'),
      property: textOf(form, 'property'),
      bytes,
    };
    return carryOut(
      event,
      (pilar, actor) => keepBoundaries(pilar, actor, handed, waitingFor(event)),
      ({ places }) => `${event.url.pathname}?tersimpan=${places}`,
      { says: fileProblem },
    );
  },
  hapus: (event) =>
    carryOut(
      event,
      (pilar, actor, form) => {
        const level = textOf(form, 'level');
        return takeBoundariesAway(pilar, actor, { level, reason: textOf(form, `reason.${level}`) });
      },
      () => `${event.url.pathname}?dihapus=1`,
      { row: 'level' },
    ),
};

/** What is wrong with the file, with its feature. */
function fileProblem(refusal: Refusal): Readonly<Record<string, string>> {
  const said = wordBoundary(refusal);
  return said === undefined ? {} : { file: said };
}
