import { error } from '@sveltejs/kit';
import { isId } from '#kernel/id.ts';
import { levelOf } from '#kernel/region.ts';
import { organizationById } from '#modules/actors/index.ts';
import { subjectName } from '#modules/assessment/index.ts';
import { partyBalance, relationBalance } from '#modules/transparency/index.ts';
import { m } from '#paraglide/messages.js';
import { requireTenant } from '../../../../request.ts';
import { chosenProgram } from '../../../chosen-program.ts';
import { titleOf } from '../choices.ts';
import type { PageServerLoad } from './$types.js';
import { bodyRows, countedRows, dealingRows, moneyRows } from './subject-rows.ts';

/** What an institution or body brought, received, gave and decided, or what passed between two governments. */
export const load: PageServerLoad = (event) => {
  const tenant = requireTenant(event);
  const { pilar, locale } = event.locals;
  const asked = (name: string) => event.url.searchParams.get(name) ?? '';
  return pilar.read(tenant.id, async (tx) => {
    const { program, programs } = await chosenProgram(tx, event.url);
    const lembaga = asked('lembaga');
    if (lembaga !== '') {
      const party = isId(lembaga) ? await organizationById(tx, lembaga) : undefined;
      const found = party && (await partyBalance(tx, party, program?.id));
      if (!party || !found) error(404);
      return {
        kept: { lembaga: party.id },
        name: party.name,
        home: `/${tenant.slug}/lembaga/${party.id}`,
        network: `/${tenant.slug}/analisis/jejaring?lembaga=${party.id}`,
        lead: m['balance.subject.party-lead'](),
        program: found.program && { value: found.program.slug, title: titleOf(found.program) },
        programs: found.years.map((one) => ({ value: one.program.slug, label: titleOf(one.program) })),
        years: countedRows(found, tenant.slug),
        money: moneyRows(found.money, found.program, tenant.slug, locale),
        body: found.body && bodyRows(found.body, found.program, tenant.slug, locale),
        dealings: undefined,
        nothing: found.program ? undefined : m['balance.subject.no-program'](),
      };
    }
    const other = asked('dengan');
    const one = asked('kelurahan') || asked('kecamatan') || tenant.region;
    if (levelOf(one) === undefined || levelOf(other) === undefined || one === other) error(404);
    const found = program && (await relationBalance(tx, one, other, program, tenant.timeZone));
    const empty = !found || (found.dealings.length === 0 && found.money.length === 0);
    return {
      kept: { kecamatan: asked('kecamatan'), kelurahan: asked('kelurahan'), dengan: other },
      name: await subjectName(tx, { region: one, party: null, other }),
      home: undefined,
      network: undefined,
      lead: m['balance.subject.relation-lead'](),
      program: program && { value: program.slug, title: titleOf(program) },
      programs: programs.map((each) => ({ value: each.slug, label: titleOf(each) })),
      years: [],
      money: moneyRows(found?.money ?? [], program, tenant.slug, locale),
      body: undefined,
      dealings: empty ? undefined : dealingRows(found.dealings, tenant.slug),
      nothing: empty ? m['balance.subject.nothing-between']() : undefined,
    };
  });
};
