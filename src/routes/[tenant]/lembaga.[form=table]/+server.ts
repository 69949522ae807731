import { error } from '@sveltejs/kit';
import { text } from '#kernel/table-column.ts';
import { listOrganizations, type OrganizationPlace } from '#modules/actors/index.ts';
import { messageFor } from '#ui/message.ts';
import { requireTenant } from '../../request.ts';
import { readInstitutionSearch } from '../lembaga/institution-search.ts';
import { wordInstitutions } from '../lembaga/institution-words.ts';
import { tableDownload } from '../table-download.ts';
import type { RequestHandler } from './$types.js';

const BATCH = 1000;

/** The list of institutions as a table for spreadsheets, by the same filters, read and sent a thousand rows at a time. */
export const GET: RequestHandler = async (event) => {
  const tenant = requireTenant(event);
  const { pilar, locale } = event.locals;
  const search = await pilar.read(tenant.id, (tx) => readInstitutionSearch(tx, tenant, event.url), 'long');
  if (!search) error(404);
  const { program, filter } = search;
  async function* batches() {
    let after: OrganizationPlace | undefined;
    for (;;) {
      const { rows, last } = await pilar.read(
        tenant.id,
        async (tx) => {
          const found = await listOrganizations(tx, filter, BATCH, after);
          return { rows: await wordInstitutions(tx, program.model, found, locale), last: found.at(-1) };
        },
        'long',
      );
      yield rows.map((one) => [
        one.id,
        one.name,
        one.kind,
        one.pillar,
        one.member?.text ?? '',
        one.member?.reason ?? '',
        one.region,
        one.village,
        one.district,
      ]);
      if (rows.length < BATCH) return;
      after = last;
    }
  }
  const columns = ['id', 'name', 'kind', 'pillar', 'member', 'reason', 'place', 'village', 'district'];
  return tableDownload(
    event,
    `lembaga-${program.slug}`,
    columns.map((key) => text(messageFor(`institution.csv.${key}`, {}, locale) ?? key)),
    batches(),
  );
};
