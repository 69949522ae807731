import { levelOf, within } from '#kernel/region.ts';
import { callableForums, FORUM_STATES, listForums } from '#modules/deliberation/index.ts';
import { forumKind } from '#modules/models/index.ts';
import { childrenOf, namesOf } from '#modules/regions/index.ts';
import { count, moment } from '#ui/format.ts';
import { stateOf } from '#ui/StateChip.svelte';
import { requireTenant } from '../../request.ts';
import { chosenProgram } from '../chosen-program.ts';
import { cursorIn, withParams } from '../usulan/filter.ts';
import type { PageServerLoad } from './$types.js';

const PAGE = 25;

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const { url } = event;
  const { pilar, actor, locale } = event.locals;
  return pilar.read(tenant.id, async (tx) => {
    const { program, programs } = await chosenProgram(tx, url, 'forums');
    if (!program) return { found: undefined };
    const district = placeIn(url, 'kecamatan', 'district', program.region);
    const village = district && placeIn(url, 'kelurahan', 'village', district);
    const area = village || district;
    const state = FORUM_STATES.find((one) => one === url.searchParams.get('keadaan'));
    const kinds = program.model.forums.map((one) => ({ value: one.forum, label: one.label[locale] }));
    const kind = kinds.find((one) => one.value === url.searchParams.get('forum'));
    const filter = {
      program: program.id,
      ...(kind ? { forum: kind.value } : {}),
      ...(area ? { area } : {}),
      ...(state ? { state } : {}),
    };
    const after = cursorIn(url.searchParams);
    const rows = await listForums(tx, filter, PAGE + 1, after);
    const names = await namesOf(tx, [district, village].filter(Boolean));
    const last = rows.length > PAGE ? rows[PAGE - 1] : undefined;
    const on = [
      { name: 'forum', label: kind?.label },
      { name: 'keadaan', label: state && stateOf('forum', state).text },
      { name: village ? 'kelurahan' : 'kecamatan', label: names.get(area) },
    ];
    return {
      found: {
        program: { slug: program.slug, title: `${program.model.short} ${program.fiscalYear}` },
        mayCall: actor !== undefined && (await callableForums(tx, actor, program)).length > 0,
        rows: rows.slice(0, PAGE).map((one) => ({
          id: one.id,
          title: `${forumKind(program.model, one.forum).label[locale]} ${one.regionName}`,
          when: moment(one.startsAt, tenant.timeZone, 'short'),
          place: one.place,
          state: one.state,
          decisions: count(one.decisions),
        })),
        on: on.flatMap(({ name, label }) =>
          label ? [{ label, without: withParams(url, { [name]: '' }) }] : [],
        ),
        next: last && withParams(url, { setelah: last.id }),
        first: after && withParams(url, {}),
        chosen: { forum: kind?.value ?? '', state: state ?? '', district, village },
        choices: {
          programs: programs.map((one) => ({
            value: one.slug,
            label: `${one.model.short} ${one.fiscalYear}`,
          })),
          forums: kinds,
          states: FORUM_STATES.map((one) => ({ value: one, label: stateOf('forum', one).text })),
          districts: (await childrenOf(tx, program.region)).map(asOption),
          villages: district ? (await childrenOf(tx, district)).map(asOption) : [],
        },
      },
    };
  });
};

/** A place chosen in the address; empty when it is none of that level in the area. */
function placeIn(url: URL, name: string, level: 'district' | 'village', area: string): string {
  const code = url.searchParams.get(name) ?? '';
  return levelOf(code) === level && within(code, area) ? code : '';
}

function asOption(place: { code: string; name: string }): { value: string; label: string } {
  return { value: place.code, label: place.name };
}
