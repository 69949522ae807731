import { type RawBuilder, type SqlBool, sql } from 'kysely';

/**
 * Whether the place in a column lies in an area or is it, as a condition that an index on the column serves: codes of
 * what lies within begin with the area's code and a point. `column` is written in code, never by a client.
 */
export function inArea(column: string, area: string): RawBuilder<SqlBool> {
  const code = sql.ref(column);
  return sql`(${code} = ${area} or (${code} >= ${`${area}.`} and ${code} < ${`${area}/`}))`;
}

/** What is counted: the rows of one owner, or where none is named those in an area. */
export type Extent = { readonly area: string; readonly owner?: string | undefined };

/** Whether a row is among what is counted, by its columns of place and owner; both are written in code. */
export function inExtent(
  columns: { readonly place: string; readonly owner: string },
  { area, owner }: Extent,
): RawBuilder<SqlBool> {
  return owner === undefined ? inArea(columns.place, area) : sql`${sql.ref(columns.owner)} = ${owner}::uuid`;
}

/**
 * Which rows are read of what was done: those in an area, or those of some owners together with what their `people` did;
 * `places` are where the owners are waited for by others. Of one programme alone where one is named.
 */
export type Reach = { readonly program?: string | undefined } & (
  | { readonly area: string }
  | {
      readonly owners: readonly string[];
      readonly people: readonly string[];
      readonly places: readonly string[];
    }
);

/** Whether a row is within reach, by its columns of place, owner and, where it has one, of who did it. */
export function inReach(
  columns: { readonly place: string; readonly owner: string; readonly by: string },
  reach: Reach,
): RawBuilder<SqlBool> {
  return 'area' in reach
    ? inArea(columns.place, reach.area)
    : sql`(${sql.ref(columns.owner)} = any(${[...reach.owners]}::uuid[]) or ${sql.ref(columns.by)} = any(${[...reach.people]}::uuid[]))`;
}

/** Whether a row lies at a place where the owners are waited for; never, where an area is read. */
export function waitedForAt(column: string, reach: Reach): RawBuilder<SqlBool> {
  return 'area' in reach ? sql`false` : sql`${sql.ref(column)} = any(${[...reach.places]}::text[])`;
}

/** Whether a row is of the programme that is asked for; every row where none is. */
export function ofProgram(column: string, { program }: Reach): RawBuilder<SqlBool> {
  return program === undefined ? sql`true` : sql`${sql.ref(column)} = ${program}::uuid`;
}
