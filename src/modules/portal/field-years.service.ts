import { givenByField } from '#modules/funding/index.ts';
import { entriesIn, entryPath, fieldsIn, type Model } from '#modules/models/index.ts';
import { type Program, programsOf } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { earlierYears } from './earlier-year.store.ts';
import { type FieldYear, fieldYear } from './field-year.ts';

/**
 * What the programmes of a model came to by year and field, the newest year first: from the records, and from what an
 * office keeps of the years before them. Anyone may read it. Source: paper 004 Table 4.5.
 */
export async function fieldYears(tx: Tx, { model }: Pick<Program, 'model'>): Promise<FieldYear[]> {
  const fields = fieldsIn(model).map((one) => one.id);
  const given = await givenByField(
    tx,
    (await programsOf(tx, model)).map((one) => one.id),
    fieldOfEntries(model),
  );
  const recorded = [...new Set(given.map((one) => one.year))].map((year) => {
    const its = given.filter((one) => one.year === year);
    return fieldYear(
      year,
      'records',
      fields.map((field) => {
        const found = its.find((one) => one.field === field);
        return {
          field,
          planned: found?.committed ?? 0n,
          realised: found?.settled ?? 0n,
          givers: Number(found?.givers ?? 0n),
        };
      }),
      Number(its.find((one) => one.field === null)?.givers ?? 0n),
    );
  });
  const earlier = (await earlierYears(tx, model.name)).map((kept) =>
    fieldYear(
      kept.year,
      { source: kept.source },
      fields.map((field) => {
        const found = kept.figures.find((one) => one.field === field);
        return {
          field,
          planned: undefined,
          realised: found?.amount ?? 0n,
          givers: found?.givers ?? 0,
        };
      }),
      kept.givers,
    ),
  );
  return [...recorded, ...earlier].sort((a, b) => b.year - a.year);
}

/** In which field each entry stands that proposals may be about. */
function fieldOfEntries(model: Model): { scope: string; field: string }[] {
  return entriesIn(model).map(({ id }) => ({ scope: id, field: entryPath(model, id)[0]?.id ?? id }));
}
