import { organizationById } from '#modules/actors/index.ts';
import { bringersIn, entriesIn, type Label, partyLabel } from '#modules/models/index.ts';
import {
  countProposals,
  isProposer,
  listProposals,
  openKinds,
  shownState,
} from '#modules/proposals/index.ts';
import { namesOf } from '#modules/regions/index.ts';
import { bringerName } from '#ui/bringer-name.ts';
import { count } from '#ui/format.ts';
import { messageFor } from '#ui/message.ts';
import { requireTenant, viewerOf } from '../../request.ts';
import { institutionLine } from '../institution-line.ts';
import { placeOptions } from '../place-filter.ts';
import type { PageServerLoad } from './$types.js';
import { cursorIn, readSearch, SEARCHABLE_STATES, withParams } from './filter.ts';

const PAGE = 50;
/** Counting stops here: beyond, the list says "more than". */
const COUNTED = 1_000;

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const { url, locals } = event;
  const worded = (label: Label | undefined) => label?.[locals.locale] ?? '';
  return locals.pilar.read(tenant.id, async (tx) => {
    const search = await readSearch(tx, tenant, url.searchParams);
    if (!search) return { found: undefined };
    const { program, filter, chosen, neighbourhood } = search;
    const { regency, district, village } = chosen;
    const after = cursorIn(url.searchParams);
    const rows = await listProposals(tx, filter, PAGE + 1, after);
    const total = await countProposals(tx, filter, COUNTED + 1);
    const names = await namesOf(tx, [regency, district, village, neighbourhood].filter(Boolean));
    const organization = filter.organization && (await organizationById(tx, filter.organization));
    const scopes = entriesIn(program.model);
    const kinds = new Map(
      bringersIn(program.model).map((one) => [one.party, worded(partyLabel(program.model, one.party))]),
    );
    const last = rows.length > PAGE ? rows[PAGE - 1] : undefined;
    const stateName = (state: string) => messageFor(`state.proposal.${state}`) ?? state;
    const on = [
      { name: 'keadaan', label: filter.state && stateName(filter.state) },
      { name: 'kabupaten', label: names.get(regency) },
      { name: village ? 'kelurahan' : 'kecamatan', label: names.get(village || district) },
      { name: 'rw', label: names.get(neighbourhood) },
      { name: 'lingkup', label: worded(search.scope?.label) },
      { name: 'lembaga', label: organization ? organization.name : '' },
      { name: 'kata', label: filter.text && `“${filter.text}”` },
    ];
    return {
      found: {
        program: { slug: program.slug, title: `${program.model.short} ${program.fiscalYear}` },
        rows: rows.slice(0, PAGE).map((row) => ({
          id: row.id,
          title: row.title,
          institution: institutionLine(bringerName(row.organizationName, row.id), row.villageName),
          scope: worded(scopes.find((one) => one.id === row.scope)?.label),
          requested: row.requested,
          granted: row.granted,
          state: shownState(program.model, row),
        })),
        total: count(Math.min(total, COUNTED)),
        bounded: total > COUNTED,
        on: on.flatMap(({ name, label }) =>
          label ? [{ label, without: withParams(url, { [name]: '' }) }] : [],
        ),
        next: last && withParams(url, { setelah: last.id }),
        first: after && withParams(url, {}),
        csv: `/${tenant.slug}/usulan.csv${url.search}`,
        chosen: {
          state: filter.state ?? '',
          regency,
          district,
          village,
          neighbourhood,
          scope: search.scope?.id ?? '',
          organization: filter.organization ?? '',
          text: filter.text ?? '',
        },
        choices: {
          programs: search.programs.map((one) => ({
            value: one.slug,
            label: `${one.model.short} ${one.fiscalYear}`,
          })),
          states: SEARCHABLE_STATES.map((state) => ({ value: state, label: stateName(state) })),
          ...(await placeOptions(tx, tenant.region, chosen)),
          scopes: scopes.map((one) => ({
            value: one.id,
            label: worded(one.label),
            group: (one.parties ?? []).map((party) => kinds.get(party) ?? party).join(', '),
          })),
        },
      },
      mayPropose: isProposer(viewerOf(event), program.model),
      isOpen: openKinds(program).length > 0,
    };
  });
};
