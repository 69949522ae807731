import { type RawBuilder, type SqlBool, sql } from 'kysely';

/**
 * Whether the place in a column lies in an area or is it, as a condition that an index on the column serves: codes of
 * what lies within begin with the area's code and a point. `column` is written in code, never by a client.
 */
export function inArea(column: string, area: string): RawBuilder<SqlBool> {
  const code = sql.ref(column);
  return sql`(${code} = ${area} or (${code} >= ${`${area}.`} and ${code} < ${`${area}/`}))`;
}
