import { sql } from 'kysely';
import { addDays, type IsoDate } from '#kernel/date.ts';
import type { Holidays } from '#kernel/work-calendar.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Holiday } from './holiday.ts';

/** Days on which the city's offices are closed beside weekends, from `since` on; without it from a year ago. */
export async function holidays(tx: Tx, since: IsoDate = addDays(tx.today, -400)): Promise<Holidays> {
  const found = await sql<{ day: IsoDate }>`
    select day from holiday where tenant_id = ${tx.tenant} and day >= ${since}::date`.execute(tx.sql);
  return new Set(found.rows.map((row) => row.day));
}

/** The city's holidays of a span of days, both included, in their order. */
export async function holidaysBetween(tx: Tx, from: IsoDate, to: IsoDate): Promise<Holiday[]> {
  const found = await sql<Holiday>`
    select day, kind, name, decree from holiday
    where tenant_id = ${tx.tenant} and day between ${from}::date and ${to}::date order by day`.execute(
    tx.sql,
  );
  return found.rows;
}

/** Enters holidays; of a day that is one already the words are changed. */
export async function saveHolidays(tx: Tx, list: readonly Holiday[]): Promise<void> {
  await sql`
    insert into holiday (tenant_id, day, kind, name, decree)
    select ${tx.tenant}::uuid, h.* from unnest(
      ${list.map((one) => one.day)}::date[], ${list.map((one) => one.kind)}::text[],
      ${list.map((one) => one.name)}::text[], ${list.map((one) => one.decree)}::text[]) as h
    on conflict (tenant_id, day) do update set kind = excluded.kind, name = excluded.name, decree = excluded.decree`.execute(
    tx.sql,
  );
}

/** Takes a day out of the calendar: offices work on it after all. */
export async function deleteHoliday(tx: Tx, day: IsoDate): Promise<void> {
  await sql`delete from holiday where tenant_id = ${tx.tenant} and day = ${day}::date`.execute(tx.sql);
}
