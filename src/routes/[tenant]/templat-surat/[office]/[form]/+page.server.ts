import { error } from '@sveltejs/kit';
import { isRefusal } from '#kernel/refusal.ts';
import { personById } from '#modules/actors/index.ts';
import {
  askToKeepTemplate,
  endTemplate,
  keepTemplate,
  LARGEST_TEMPLATE,
  type TemplateOverview,
  templateOverview,
} from '#modules/papers/index.ts';
import { m } from '#paraglide/messages.js';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { fileSize, moment } from '#ui/format.ts';
import { PAPER_NAMES } from '#ui/paper-names.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { carryOut } from '../../../../carry-out.ts';
import { askFirst, filesIn, idOr404, requireActor, requireTenant, wholeIn } from '../../../../request.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** The template of an office for a form of paper: what may be filled in, the upload, and every version. */
export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const actor = requireActor(event);
  const asked = { office: idOr404(event.params.office), form: event.params.form };
  return event.locals.pilar.read(tenant.id, async (tx) => {
    const found = await templateOverview(tx, actor, asked);
    if (isRefusal(found) && found.refusal === 'access.not-found') error(404);
    if (isRefusal(found)) return { refusal: wordRefusal(found), template: undefined };
    const { office, form, current, texts, facts, blocks } = found;
    return {
      refusal: undefined,
      template: {
        office: { id: office.id, name: office.name },
        form,
        name: PAPER_NAMES[form](),
        current:
          current &&
          m['papers.template.version']({ version: String(current.version), name: current.fileName }),
        parts: [
          { title: m['papers.template.texts'](), names: texts },
          { title: m['papers.template.facts'](), names: facts },
          { title: m['papers.template.blocks'](), names: blocks },
        ].filter((one) => one.names.length > 0),
        size: fileSize(LARGEST_TEMPLATE),
        versions: await wordVersions(tx, found, tenant.timeZone),
      },
      said: saidIn(event.url),
    };
  });
};

async function wordVersions(tx: Tx, { versions }: TemplateOverview, timeZone: string) {
  const rows: {
    version: string;
    fileName: string;
    document: string | null;
    at: string;
    by: string;
  }[] = [];
  for (const one of versions) {
    rows.push({
      version: String(one.version),
      fileName: one.document ? one.fileName : m['papers.template.built-in'](),
      document: one.document,
      at: moment(one.at, timeZone),
      by: (await personById(tx, one.by))?.name ?? '',
    });
  }
  return rows;
}

function saidIn(url: URL): string | undefined {
  if (url.searchParams.has('akhir')) return m['papers.template.ended']();
  const version = wholeIn(url, 'versi');
  return version > 0 ? m['papers.template.kept']({ version: String(version) }) : undefined;
}

export const actions: Actions = {
  unggah: async (event) => {
    const asked = { office: idOr404(event.params.office), form: event.params.form };
    await askFirst(askToKeepTemplate(event.locals.pilar, requireActor(event), asked));
    return carryOut(
      event,
      (pilar, actor, form) => {
        const file = filesIn(form, 'template')[0];
        const sent = { ...asked, file, fileName: file?.name ?? '' };
        return keepTemplate(pilar, actor, sent, event.request.signal);
      },
      ({ version }) => `${event.url.pathname}?versi=${version}`,
    );
  },

  akhir: (event) =>
    carryOut(
      event,
      (pilar, actor) =>
        endTemplate(pilar, actor, { office: idOr404(event.params.office), form: event.params.form }),
      () => `${event.url.pathname}?akhir`,
    ),
};
