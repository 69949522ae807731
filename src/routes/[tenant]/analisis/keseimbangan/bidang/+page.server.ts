import { shareOf, totalBalance } from '#modules/transparency/index.ts';
import { m } from '#paraglide/messages.js';
import { count, percent } from '#ui/format.ts';
import { measureTitle } from '#ui/measure-words.ts';
import { keptBriefly } from '../../../../kept-briefly.ts';
import { requireTenant } from '../../../../request.ts';
import {
  areaChips,
  areaFields,
  measureField,
  programField,
  queryOf,
  readChoices,
  shortAmount,
  titleOf,
} from '../choices.ts';
import type { PageServerLoadEvent } from './$types.js';
import { fieldsOf, ofNature } from './fields.ts';

const TONES = [1, 3, 2] as const;

export const load = keptBriefly(async (event: PageServerLoadEvent) => {
  const tenant = requireTenant(event);
  const { url, locals } = event;
  return locals.pilar.read(tenant.id, async (tx) => {
    const choices = await readChoices(tx, url, tenant.name);
    if (!choices) return { found: undefined };
    const { measure, program, district, village } = choices;
    const fields = await fieldsOf(tx, choices);
    const total = totalBalance(fields);
    const natures = program.model.catalogue?.natures ?? [];
    const kinds = new Map(program.model.parties.kinds.map((one) => [one.kind, one.label[locals.locale]]));
    const here = new URLSearchParams({ program: program.slug });
    if (district) here.set('kecamatan', district);
    if (village) here.set('kelurahan', village);
    const silent = fields.filter((one) => one.decided === 0n).length;
    return {
      found: {
        program: titleOf(program),
        fields: [programField(choices), measureField(choices), ...areaFields(choices)],
        chips: areaChips(url, choices),
        query: queryOf(url),
        measure: measureTitle(measure),
        model: `${program.model.short} ${program.model.version}`,
        silent:
          silent > 0
            ? m['balance.field.silent']({
                count: count(silent),
                all: count(fields.length),
                area: choices.areaName,
              })
            : '',
        natures:
          total[measure] > 0n
            ? natures.map(({ nature, label }, i) => {
                const amount = ofNature(fields, nature, measure);
                const share = shareOf(amount, total[measure]);
                return {
                  label: label[locals.locale],
                  value: amount,
                  tone: TONES[i % TONES.length] ?? 1,
                  text: `${shortAmount(measure, amount)} (${percent(share ?? 0)})`,
                };
              })
            : [],
        whole: total[measure],
        rows: fields.map((one) => ({
          ...one,
          key: one.scope.id,
          name: one.scope.label[locals.locale],
          note: [
            ...(one.scope.parties ?? []).map((party) => kinds.get(party) ?? party),
            natures.find((each) => each.nature === one.scope.nature)?.label[locals.locale] ??
              one.scope.nature,
          ].join(', '),
          share: shareOf(one[measure], total[measure]),
          links: {
            closer: `/${tenant.slug}/usulan?${here}&lingkup=${one.scope.id}`,
            proposals: `/${tenant.slug}/usulan?${here}&keadaan=funded&lingkup=${one.scope.id}`,
            activities: `/${tenant.slug}/kegiatan?${here}&lingkup=${one.scope.id}`,
          },
        })),
        total,
        csv: `${url.pathname}.csv${url.search}`,
      },
    };
  });
});
