import { perMille } from '#kernel/money.ts';
import { namesOf } from '#modules/regions/index.ts';
import {
  type FrequentRecipient,
  programsUpTo,
  providerSigns,
  recipientSigns,
} from '#modules/transparency/index.ts';
import { m } from '#paraglide/messages.js';
import { count, percent, rupiahFigure } from '#ui/format.ts';
import { keptBriefly } from '../../../../kept-briefly.ts';
import { requireTenant, viewerOf } from '../../../../request.ts';
import { areaChips, areaFields, pageOf, programField, queryOf, readChoices, titleOf } from '../choices.ts';
import { index } from '../decimals.ts';
import type { PageServerLoadEvent } from './$types.js';

/** Rows of the shorter lists; the whole list is in the CSV. */
const SHOWN = 20;

export const load = keptBriefly(async (event: PageServerLoadEvent) => {
  const tenant = requireTenant(event);
  const { url, locals } = event;
  return locals.pilar.read(tenant.id, async (tx) => {
    const choices = await readChoices(tx, url, tenant.name);
    if (!choices) return { found: undefined };
    const { program, area } = choices;
    const programs = await programsUpTo(tx, program);
    const signs = await recipientSigns(tx, programs, program, area);
    const paid = await providerSigns(tx, program, area, viewerOf(event));
    const frequent = pageOf(url, signs.frequent, SHOWN);
    const repeated = pageOf(url, signs.repeated, SHOWN);
    const names = await namesOf(
      tx,
      [...frequent.rows, ...repeated.rows].map((one) => one.place.slice(0, 13)),
    );
    const shown = (one: FrequentRecipient) => ({
      key: one.recipient,
      name: one.name,
      place: names.get(one.place.slice(0, 13)) ?? '',
      years: one.years.join(', '),
      proposals: count(one.proposals),
      money: rupiahFigure(one.money),
      href: `/${tenant.slug}/usulan?program=${program.slug}&keadaan=funded&lembaga=${one.recipient}`,
    });
    return {
      found: {
        program: titleOf(program),
        year: program.fiscalYear,
        fields: [programField(choices), ...areaFields(choices)],
        chips: areaChips(url, choices),
        query: queryOf(url),
        years: signs.byYear.map((one) => ({
          year: String(one.year),
          recipients: count(one.recipients),
          again: one.yearsBefore > 0 ? count(one.again) : '–',
          money: rupiahFigure(one.money),
          moneyAgain: one.yearsBefore > 0 ? rupiahFigure(one.moneyAgain) : '–',
          share: one.yearsBefore > 0 ? percent(perMille(one.moneyAgain, one.money)) : '–',
        })),
        frequent: frequent.rows.map(shown),
        frequentPager: { shown: frequent.shown, previous: frequent.previous, next: frequent.next },
        repeated: repeated.rows.map(shown),
        repeatedPager: { shown: repeated.shown, previous: repeated.previous, next: repeated.next },
        providers: paid && {
          text: m['balance.capture.providers-text']({
            payments: count(paid.payments),
            providers: count(paid.providers),
            largest: percent(paid.largest),
            equal: index(1 / paid.herfindahl, 1),
          }),
          closed: paid.again.some((one) => one.name === undefined),
          rows: paid.again.slice(0, SHOWN).map((one, i) => ({
            name: one.name ?? m['balance.capture.provider-number']({ number: count(i + 1) }),
            payments: count(one.payments),
            villages: count(one.villages),
            paid: rupiahFigure(one.amount),
            share: percent(one.perMille),
          })),
        },
        csv: `${url.pathname}.csv${url.search}`,
      },
    };
  });
});
