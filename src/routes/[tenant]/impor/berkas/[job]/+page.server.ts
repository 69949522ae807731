import { sheetPlaceOf } from '#kernel/sheet-place.ts';
import { documentsOf } from '#modules/documents/index.ts';
import { beginImport, cancelImport, importFacts } from '#modules/imports/index.ts';
import { count, moment } from '#ui/format.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { carryOut } from '../../../../carry-out.ts';
import { idOr404, readOr404, requireActor, requireTenant } from '../../../../request.ts';
import { wordPlace } from '../../../../sheet-file.ts';
import { wordImport } from '../../word-import.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** A table that was handed in: what its check found, how far it has come, and what could not be taken over. */
export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const actor = requireActor(event);
  return event.locals.pilar.read(tenant.id, async (tx) => {
    const { job, refusals, settles } = readOr404(await importFacts(tx, actor, idOr404(event.params.job)));
    const [file] = await documentsOf(tx, job.id, 1);
    return {
      ...wordImport(job, tenant),
      settles,
      counts: {
        added: count(job.added),
        changed: count(job.changed),
        same: count(job.same),
        refused: job.refused > 0 ? count(job.refused) : undefined,
      },
      nothing: job.added + job.changed === 0,
      rowCount: job.rows,
      done: job.done,
      doneText: count(job.done),
      begun: job.begunAt && moment(job.begunAt, tenant.timeZone),
      ended: job.endedAt && moment(job.endedAt, tenant.timeZone),
      document: file && `/${tenant.slug}/berkas/${file.id}`,
      refusals: refusals.map((one) => {
        const place = sheetPlaceOf(one);
        const { title, remedy } = wordRefusal(one);
        return { place: place && wordPlace(place), text: `${title} ${remedy}` };
      }),
    };
  });
};

export const actions: Actions = {
  mulai: (event) =>
    carryOut(
      event,
      (pilar, actor) => beginImport(pilar, actor, { job: idOr404(event.params.job) }),
      () => event.url.pathname,
    ),

  batal: (event) =>
    carryOut(
      event,
      (pilar, actor) => cancelImport(pilar, actor, { job: idOr404(event.params.job) }),
      () => event.url.pathname,
    ),
};
