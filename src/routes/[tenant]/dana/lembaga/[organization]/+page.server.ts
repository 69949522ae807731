import { error } from '@sveltejs/kit';
import { organizationById } from '#modules/actors/index.ts';
import { postingsOfPurses, pursesHeldBy } from '#modules/funding/index.ts';
import { purseNamed } from '#modules/models/index.ts';
import { day } from '#ui/format.ts';
import { leadOn } from '../../../../merged.ts';
import { idOr404, requireTenant } from '../../../../request.ts';
import { chosenProgram } from '../../../chosen-program.ts';
import { cursorIn, withParams } from '../../../usulan/filter.ts';
import { accountName, postingName, sourceName } from '../../posting-words.ts';
import type { PageServerLoad } from './$types.js';

const PAGE = 50;

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const { pilar, locale } = event.locals;
  const { url } = event;
  const id = idOr404(event.params.organization);
  return pilar.read(tenant.id, async (tx) => {
    const organization = (await organizationById(tx, id)) ?? error(404);
    leadOn(url, id, organization.id);
    const program = (await chosenProgram(tx, url, 'funding')).program ?? error(404);
    const purses = await pursesHeldBy(tx, program.id, [id]);
    if (purses.length === 0) error(404);
    const { model } = program;
    const after = cursorIn(url.searchParams);
    const ids = purses.map((one) => one.id);
    const rows = await postingsOfPurses(tx, ids, PAGE + 1, after);
    const last = rows.length > PAGE ? rows[PAGE - 1] : undefined;
    return {
      organization: { id, name: organization.name },
      program: { slug: program.slug, title: `${program.model.short} ${program.fiscalYear}` },
      purses: purses.map((one) => ({
        id: one.id,
        label: purseNamed(model, one.purse).label[locale],
        amount: one.amount,
        remaining: one.remaining,
      })),
      rows: rows.slice(0, PAGE).map((one) => ({
        id: one.id,
        at: day(one.happenedOn, 'short'),
        kind: postingName(one.kind),
        from: accountName(one.from),
        to: accountName(one.to),
        source: sourceName(model, one.source, locale),
        amount: one.amount,
        proposal: one.proposal,
        title: one.title ?? '',
      })),
      next: last && withParams(url, { setelah: last.id }),
      first: after && withParams(url, {}),
    };
  });
};
