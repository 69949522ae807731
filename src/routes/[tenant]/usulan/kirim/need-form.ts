import { ancestor, levelOf, type RegionCode, within } from '#kernel/region.ts';
import { entryPath, PERSON, type ProposalKind } from '#modules/models/index.ts';
import type { Program } from '#modules/programs/index.ts';
import { askedOf } from '#modules/proposals/index.ts';
import { findRegion, neighbourhoodsWithin, regionsWithin } from '#modules/regions/index.ts';
import type { Locale } from '#paraglide/runtime.js';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { advices, scopeOptions } from '#ui/scope-options.ts';
import { questionsOf } from '../../questions.ts';

/** What a form asks of somebody who brings something for themselves in one step, in their language. */
export type NeedForm = Awaited<ReturnType<typeof needForm>>;

/** The outermost entries of the catalogue that persons may ask for: none where it has one level. */
export function fieldsToChoose(program: Program, kind: ProposalKind, locale: Locale, today: string) {
  const { entries } = askedOf(program, { kind: kind.kind, party: PERSON }, today);
  const outer = new Map(
    entries.map((one) => entryPath(program.model, one.id)[0] ?? one).map((one) => [one.id, one]),
  );
  return entries.every((one) => outer.has(one.id))
    ? []
    : [...outer.values()].map((one) => ({ value: one.id, label: one.label[locale] }));
}

/** The districts to choose one of, where the area has several; a form with every RW of a city is too long for a phone. */
export async function districtsToChoose(tx: Tx, area: RegionCode) {
  const districts = await regionsWithin(tx, area, 'district');
  return districts.length > 1 ? districts.map((one) => ({ value: one.code, label: one.name })) : [];
}

/** All that the form of a kind asks, for what stands in `field` of the catalogue and for places in `area`. */
export async function needForm(
  tx: Tx,
  program: Program,
  kind: ProposalKind,
  { area, field, locale }: { readonly area: RegionCode; readonly field: string; readonly locale: Locale },
) {
  const { model } = program;
  const asked = askedOf(program, { kind: kind.kind, party: PERSON }, tx.today);
  const entries = asked.entries.filter(
    (one) => field === '' || entryPath(model, one.id).some((each) => each.id === field),
  );
  // Beneath the field that was chosen already, the group is the target alone.
  const scopes = scopeOptions(model, entries, locale).map((one) => ({
    ...one,
    ...(field && one.group ? { group: one.group.split(' › ').slice(1).join(' › ') } : {}),
  }));
  return {
    asks: asked.asks,
    costs: asked.costs,
    until: asked.until,
    photosWanted: asked.photos,
    scopes,
    advices: advices(model, entries, locale),
    questions: await questionsOf(tx, program, asked.fields, locale),
    places: await placesIn(tx, area),
  };
}

/** The kelurahan of an area, each with its RW beneath it. */
async function placesIn(tx: Tx, area: RegionCode) {
  const villages =
    levelOf(area) === 'village' || levelOf(area) === 'neighbourhood'
      ? [await findRegion(tx, ancestor(area, 'village'))].filter((one) => one !== undefined)
      : await regionsWithin(tx, area, 'village');
  const neighbourhoods = await neighbourhoodsWithin(tx, area);
  return villages.flatMap((village) => [
    { value: village.code, label: village.name, group: village.name },
    ...neighbourhoods
      .filter((one) => within(one.code, village.code))
      .map((one) => ({ value: one.code, label: `${one.name}, ${village.name}`, group: village.name })),
  ]);
}
