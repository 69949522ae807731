import { sql } from 'kysely';
import type { Id } from '#kernel/id.ts';
import type { Rupiah } from '#kernel/money.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { EarlierFigure, EarlierYear } from './earlier-year.ts';

/** The years before the records of the programmes of a model, the newest first. */
export async function earlierYears(tx: Tx, model: string): Promise<EarlierYear[]> {
  const years = await sql<{ year: number; givers: number; source: string }>`
    select year, givers, source from earlier_year
    where tenant_id = ${tx.tenant} and model_name = ${model} order by year desc`.execute(tx.sql);
  const figures = await sql<{ year: number; field: string; amount: Rupiah; givers: number }>`
    select year, field, amount, givers from earlier_figure
    where tenant_id = ${tx.tenant} and model_name = ${model} order by year, field`.execute(tx.sql);
  return years.rows.map((one) => ({
    ...one,
    figures: figures.rows
      .filter(({ year }) => year === one.year)
      .map(({ field, amount, givers }): EarlierFigure => ({ field, amount, givers })),
  }));
}

/** Writes a year, in place of what was kept of it. */
export async function keepYear(
  tx: Tx,
  model: string,
  kept: EarlierYear,
  by: { readonly office: string; readonly person: Id },
): Promise<void> {
  await sql`
    insert into earlier_year (tenant_id, model_name, year, givers, source, office, recorded_by, recorded_at)
    values (${tx.tenant}, ${model}, ${kept.year}, ${kept.givers}, ${kept.source}, ${by.office}, ${by.person}, ${tx.now})
    on conflict (tenant_id, model_name, year) do update set givers = excluded.givers, source = excluded.source,
      office = excluded.office, recorded_by = excluded.recorded_by, recorded_at = excluded.recorded_at`.execute(
    tx.sql,
  );
  await sql`
    insert into earlier_figure (tenant_id, model_name, year, field, amount, givers)
    select ${tx.tenant}::uuid, ${model}::text, ${kept.year}::int, field, amount, givers
    from unnest(${kept.figures.map((one) => one.field)}::text[], ${kept.figures.map((one) => one.amount.toString())}::int8[],
      ${kept.figures.map((one) => one.givers)}::int[]) as t (field, amount, givers)
    on conflict (tenant_id, model_name, year, field) do update set amount = excluded.amount, givers = excluded.givers`.execute(
    tx.sql,
  );
}
