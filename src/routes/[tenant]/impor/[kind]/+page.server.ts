import { isRefusal } from '#kernel/refusal.ts';
import { askToImport, IMPORT_BYTES, IMPORT_KINDS, offerImport } from '#modules/imports/index.ts';
import { count, fileSize } from '#ui/format.ts';
import { messageFor } from '#ui/message.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { carryOut, failForm } from '../../../carry-out.ts';
import { askFirst, requireActor, requireTenant, viewerOf } from '../../../request.ts';
import { saysSheet, sheetIn } from '../../../sheet-file.ts';
import { aboutIn, importIn, templateColumns } from '../import-ways.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** Which columns a table has that can be taken over, with the template to download, and the form to hand one in. */
export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const actor = requireActor(event);
  const { pilar, locale } = event.locals;
  const kind = importIn(event);
  const about = await pilar.read(tenant.id, (tx) => aboutIn(tx, kind, event.url, locale));
  const refusal = await askToImport(pilar, actor, { kind, about: about?.id ?? null });
  const { columns, most } = IMPORT_KINDS[kind];
  const called = templateColumns(kind, locale);
  return {
    title: messageFor(`import.kind.${kind}.title`) ?? kind,
    lead: messageFor(`import.kind.${kind}.lead`) ?? '',
    refusal: isRefusal(refusal) ? wordRefusal(refusal) : undefined,
    columns: columns.map((column, i) => ({
      name: called[i]?.name ?? column.key,
      what: messageFor(`import.kind.${kind}.column.${column.key}`) ?? '',
      example: String(column.example),
      optional: column.optional === true,
    })),
    template: `${event.url.pathname}/contoh.csv`,
    // What Pilar hands out is read again.
    present: `${event.url.pathname}/isi.csv${about?.query ?? ''}`,
    about: about?.title,
    size: fileSize(IMPORT_BYTES),
    most: count(most),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const tenant = requireTenant(event);
    const kind = importIn(event);
    const { pilar, locale } = event.locals;
    const about = await pilar.read(tenant.id, (tx) => aboutIn(tx, kind, event.url, locale));
    const named = { kind, about: about?.id ?? null };
    await askFirst(askToImport(event.locals.pilar, viewerOf(event), named));
    const form = await event.request.formData();
    const sheet = await sheetIn(event, form, 'file', IMPORT_BYTES);
    if (isRefusal(sheet)) return failForm(event, form, sheet, { says: saysSheet('file') });
    const sent = form.get('file');
    const bytes = sent instanceof File ? new Uint8Array(await sent.arrayBuffer()) : new Uint8Array();
    const name = sent instanceof File ? sent.name : '';
    return carryOut(
      event,
      (pilar, actor) =>
        offerImport(pilar, actor, { ...named, file: { text: '', sheet: '', ...sheet, name, bytes } }),
      ({ job }) => `/${tenant.slug}/impor/berkas/${job}`,
      { says: saysSheet('file') },
    );
  },
};
