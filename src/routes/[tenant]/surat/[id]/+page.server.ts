import { actingIn } from '#modules/actors/index.ts';
import { askToScan, attachScan } from '#modules/letters/index.ts';
import { isPaperForm, letterOverview } from '#modules/papers/index.ts';
import { day } from '#ui/format.ts';
import { thenAndNow } from '#ui/then-and-now.ts';
import { wordHistory } from '#ui/word-history.ts';
import { carryOut } from '../../../carry-out.ts';
import {
  askFirst,
  filesIn,
  idOr404,
  readOr404,
  requireActor,
  requireTenant,
  viewerOf,
} from '../../../request.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** The public page of an issued letter: its number, day, office and hashes, whatever it says. */
export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const id = idOr404(event.params.id);
  return event.locals.pilar.read(tenant.id, async (tx) => {
    const found = readOr404(await letterOverview(tx, viewerOf(event), id));
    const { letter, files, scan } = found;
    const fileOf = (role: string) => files?.find((one) => one.role === role)?.id;
    return {
      letter: {
        id,
        title: letter.title,
        number: letter.number,
        on: day(letter.issuedOn),
        office: thenAndNow(found.office?.name ?? '', found.calledThen),
        form: isPaperForm(letter.form) ? letter.form : undefined,
        pdf: letter.pdfSha256,
        docx: letter.docxSha256,
      },
      about: found.about && { page: found.about.page, title: found.about.title[event.locals.locale] },
      files: files && { pdf: fileOf('issued-pdf'), docx: fileOf('issued-docx') },
      scan: scan && {
        id: files?.some((one) => one.id === scan.id) ? scan.id : undefined,
        sha256: scan.sha256,
      },
      mayScan: found.mayScan,
      history: wordHistory(
        {
          entries: found.history,
          organizations: await actingIn(tx, found.history),
        },
        tenant.slug,
      ),
      timeZone: tenant.timeZone,
      said: SAID.find((word) => word === event.url.searchParams.get('hasil')),
    };
  });
};

const SAID = ['terbit', 'pindai'] as const;

export const actions: Actions = {
  pindai: async (event) => {
    const letter = idOr404(event.params.id);
    await askFirst(askToScan(event.locals.pilar, requireActor(event), letter));
    return carryOut(
      event,
      (pilar, actor, form) =>
        attachScan(pilar, actor, { letter, scan: filesIn(form, 'scan')[0] }, event.request.signal),
      () => `${event.url.pathname}?hasil=pindai`,
    );
  },
};
