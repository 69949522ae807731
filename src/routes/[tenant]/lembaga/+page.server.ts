import type { Actor } from '#kernel/actor.ts';
import { countOrganizations, listOrganizations } from '#modules/actors/index.ts';
import type { Model } from '#modules/models/index.ts';
import { m } from '#paraglide/messages.js';
import { count } from '#ui/format.ts';
import { requireTenant } from '../../request.ts';
import { placeOptions } from '../place-filter.ts';
import { titleOf } from '../program/program-in.ts';
import { withParams } from '../usulan/filter.ts';
import type { PageServerLoad } from './$types.js';
import { namedPlace, PARTS, placeAfter, readInstitutionSearch } from './institution-search.ts';
import { wordInstitutions } from './institution-words.ts';

const PAGE = 50;

/** Whether somebody keeps institutions of a model: who is shown the way to enter many at once. */
function mayImport(actor: Actor | undefined, model: Model): boolean {
  const keeps = model.parties.kinds.flatMap((one) => one.keptBy);
  return actor?.mandates.some((held) => keeps.includes(held.office)) ?? false;
}

/** The institutions that a programme knows, by kind and place. */
export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const { url, locals } = event;
  const { locale } = locals;
  return locals.pilar.read(tenant.id, async (tx) => {
    const search = await readInstitutionSearch(tx, tenant, url);
    if (!search) return { found: undefined };
    const { program, filter, kind } = search;
    const { regency, district, village } = search.chosen;
    const { kinds } = program.model.parties;
    const after = placeAfter(url.searchParams);
    const rows = await listOrganizations(tx, filter, PAGE + 1, after);
    const counts = await countOrganizations(tx, { ...filter, kinds: kinds.map((one) => one.kind) });
    const total = filter.kinds.reduce((sum, one) => sum + (counts.get(one) ?? 0), 0);
    const last = rows.length > PAGE ? rows[PAGE - 1] : undefined;
    return {
      found: {
        program: { slug: program.slug, title: titleOf(program) },
        programs: search.programs.map((one) => ({ value: one.slug, label: titleOf(one) })),
        rows: await wordInstitutions(tx, program.model, rows.slice(0, PAGE), locale),
        total: count(total),
        kinds: kinds.map((one) => ({
          value: one.kind,
          label: `${one.label[locale]} (${count(counts.get(one.kind) ?? 0)})`,
        })),
        ...(await placeOptions(tx, tenant.region, search.chosen)),
        parts: search.moves
          ? [
              { value: 'ikut', label: m['leaving.in']() },
              { value: 'keluar', label: m['leaving.gone']() },
              { value: 'semua', label: m['leaving.all']() },
            ]
          : [],
        chosen: {
          part: [...PARTS].find(([, part]) => part === search.part)?.[0] ?? '',
          kind,
          regency,
          district,
          village,
          text: search.text,
        },
        narrowed:
          kind !== '' || search.part === 'left' || regency !== '' || district !== '' || search.text !== '',
        next: last && withParams(url, { setelah: namedPlace(last) }),
        first: after && withParams(url, {}),
        imports: mayImport(locals.actor, program.model) ? `/${tenant.slug}/impor/lembaga` : undefined,
        csv: `/${tenant.slug}/lembaga.csv${url.search}`,
      },
    };
  });
};
