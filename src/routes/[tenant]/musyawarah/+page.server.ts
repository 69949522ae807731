import { callableForums, FORUM_STATES, listForums } from '#modules/deliberation/index.ts';
import { forumKind } from '#modules/models/index.ts';
import { namesOf } from '#modules/regions/index.ts';
import { count, moment } from '#ui/format.ts';
import { stateOf } from '#ui/StateChip.svelte';
import { requireTenant } from '../../request.ts';
import { chosenProgram } from '../chosen-program.ts';
import { chosenPlace, narrowest, placeOptions } from '../place-filter.ts';
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
    const chosen = chosenPlace(url.searchParams, program.region);
    const { regency, district, village } = chosen;
    const area = narrowest(chosen);
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
    const names = await namesOf(tx, [regency, district, village].filter(Boolean));
    const last = rows.length > PAGE ? rows[PAGE - 1] : undefined;
    const on = [
      { name: 'forum', label: kind?.label },
      { name: 'keadaan', label: state && stateOf('forum', state).text },
      { name: 'kabupaten', label: names.get(regency) },
      { name: village ? 'kelurahan' : 'kecamatan', label: names.get(village || district) },
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
        chosen: { forum: kind?.value ?? '', state: state ?? '', regency, district, village },
        choices: {
          programs: programs.map((one) => ({
            value: one.slug,
            label: `${one.model.short} ${one.fiscalYear}`,
          })),
          forums: kinds,
          states: FORUM_STATES.map((one) => ({ value: one, label: stateOf('forum', one).text })),
          ...(await placeOptions(tx, program.region, chosen)),
        },
      },
    };
  });
};
