import { isRefusal } from '#kernel/refusal.ts';
import { changeCeilings } from '#modules/funding/index.ts';
import { basisOf, partyLabel, purseNamed } from '#modules/models/index.ts';
import type { Program } from '#modules/programs/index.ts';
import { type CeilingsOverview, ceilingsOverview } from '#modules/steering/index.ts';
import { m } from '#paraglide/messages.js';
import type { Locale } from '#paraglide/runtime.js';
import { count } from '#ui/format.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { carryOut } from '../../../../../carry-out.ts';
import { requireActor, requireTenant, textOf, wholeIn } from '../../../../../request.ts';
import { programIn, titleOf } from '../../../program-in.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** The ceilings of an area of a programme, and their change by whoever steers it. */
export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const actor = requireActor(event);
  const { url } = event;
  const { locale, pilar } = event.locals;
  return pilar.read(tenant.id, async (tx) => {
    const program = await programIn(tx, event.params.slug);
    const about = { slug: program.slug, title: titleOf(program), state: program.state };
    const found = await ceilingsOverview(tx, actor, program, url.searchParams.get('wilayah') ?? '');
    if (isRefusal(found)) return { program: about, refusal: wordRefusal(found), ceilings: undefined };
    const { area, path, below, purses } = found;
    const changed = wholeIn(url, 'berubah');
    return {
      program: about,
      refusal: undefined,
      ceilings: {
        area,
        name: path.at(-1)?.name ?? tenant.name,
        path: path.map((one) => ({ label: one.name, href: `?wilayah=${one.code}` })),
        below: below.map((one) => ({ label: one.name, href: `?wilayah=${one.code}` })),
        rows: wordCeilings(found, program, locale),
        purses: purses.map((one) => ({
          id: one.organization ?? '',
          name: one.organizationName,
          amount: one.amount,
          decided: one.amount - one.remaining,
        })),
      },
      said: url.searchParams.has('berubah')
        ? m['steering.ceilings.changed']({ count: count(changed) })
        : undefined,
    };
  });
};

function wordCeilings({ ceilings }: CeilingsOverview, { model }: Program, locale: Locale) {
  return ceilings.map(({ purse, party, amount, basis, given }) => {
    const label = purseNamed(model, purse).label[locale];
    return {
      value: `${purse} ${party ?? ''}`.trim(),
      label: party === null ? label : `${label}: ${partyLabel(model, party)[locale]}`,
      amount,
      basis: basisOf(model, basis).cite,
      count: given?.count ?? 0,
      least: given?.least ?? 0n,
      most: given?.most ?? 0n,
      total: given?.total ?? 0n,
      decided: given?.decided ?? 0n,
    };
  });
}

export const actions: Actions = {
  default: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        changeCeilings(pilar, actor, {
          program: event.params.slug,
          ceiling: textOf(form, 'ceiling'),
          area: textOf(form, 'area'),
          organization: textOf(form, 'organization'),
          amount: textOf(form, 'amount'),
          reason: textOf(form, 'reason'),
          basis: textOf(form, 'basis'),
        }),
      ({ changed }) =>
        `${event.url.pathname}?wilayah=${event.url.searchParams.get('wilayah') ?? ''}&berubah=${changed}`,
    ),
};
