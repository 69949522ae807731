import { measureNamed } from '#analysis/measures/index.ts';
import { addDays } from '#kernel/date.ts';
import { daysToldOf, type ToldField, type ToldFigures, type ToldMeasure } from '#modules/filings/index.ts';
import { type MeasureAnswer, readMeasures } from '#modules/measures/index.ts';
import type { FilingKind } from '#modules/models/index.ts';
import { fieldYears, leftBehind } from '#modules/portal/index.ts';
import type { Program } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/**
 * What the records of a programme say for a filing of a kind, as they stand now: its measures at the end of what it is about
 * beside those of the day before it began, and the year by fields. Nothing where the kind asks for none.
 * Source: model `filings[].figures`; paper 004, §4.2.1.
 */
export async function figuresFor(
  tx: Tx,
  program: Program,
  rules: FilingKind,
  occasion: string,
): Promise<ToldFigures> {
  const { from, until } = daysToldOf(rules, occasion, tx.today);
  if (!rules.figures) return { from, until, measures: [], fields: [] };
  const { measures, fields } = rules.figures;
  const asked = { program, area: program.region };
  const now = await readMeasures(tx, measures, { ...asked, until });
  const past = measures.filter((key) => measureNamed(key).asOf === 'any-day');
  const before = await readMeasures(tx, past, { ...asked, until: addDays(from, -1) });
  return {
    from,
    until,
    measures: measures.map((measure): ToldMeasure => {
      const told = now.get(measure);
      const earlier = before.get(measure);
      return {
        measure,
        value: valueIn(told),
        ...(earlier ? { before: valueIn(earlier) } : {}),
        ...(told?.answer === 'figure' && told.part
          ? { part: { counted: String(told.part.counted), total: String(told.part.total) } }
          : {}),
        pages: told?.answer === 'figure' && told.value > 0n ? told.evidence : [],
      };
    }),
    fields: fields ? await fieldsOf(tx, program, Number(until.slice(0, 4))) : [],
  };
}

function valueIn(answer: MeasureAnswer | undefined): string | null {
  return answer?.answer === 'figure' ? String(answer.value) : null;
}

/** What each field of the catalogue came to in a year so far; nothing where the records have none of that year. */
async function fieldsOf(tx: Tx, program: Program, year: number): Promise<readonly ToldField[]> {
  const told = (await fieldYears(tx, program)).find((one) => one.year === year && one.from === 'records');
  if (!told) return [];
  const behind = new Set(leftBehind(told).map((one) => one.field));
  return told.fields.map(({ field, planned, realised, givers }) => ({
    field,
    planned: String(planned ?? 0n),
    realised: String(realised),
    givers,
    behind: behind.has(field),
  }));
}
