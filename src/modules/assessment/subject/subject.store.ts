import { type RawBuilder, sql } from 'kysely';
import type { Subject } from './subject.ts';

/** What makes a row of an analysis one about a subject: its institution or body, or the other government; both null for its place. */
export function isAbout(
  subject: Subject,
  columns: { readonly region: string; readonly party: string; readonly other: string },
): RawBuilder<unknown> {
  return sql`${sql.ref(columns.region)} = ${subject.region}
    and ${sql.ref(columns.party)} is not distinct from ${subject.party}::uuid
    and ${sql.ref(columns.other)} is not distinct from ${subject.other}::text`;
}
