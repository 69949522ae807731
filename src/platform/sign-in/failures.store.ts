import { sql } from 'kysely';
import type { Clock } from '#kernel/clock.ts';
import type { Connection } from '../database/connection.ts';
import { placeOf } from './pace.ts';

/** Tries on an account that failed, from one network. */
export type FailedTries = {
  readonly place: string;
  readonly failures: number;
  readonly firstAt: Date;
  readonly lastAt: Date;
};

/** Networks kept for each account, and for how many days. What comes from more of them is counted together. */
const MOST_PLACES = 10;
const KEPT_DAYS = 30;
const ELSEWHERE = '…';

/** Fewer than this from one network are somebody's own typing. */
export const WORTH_TELLING = 5;

/** Failed tries, kept for the account's holder alone and only as long as they are of use to them. */
export function openFailures(database: Connection, clock: Clock) {
  const db = database.sql;
  return {
    /** Counts one. For an account that does not exist nothing is kept, by the same statement. */
    async count(userId: string, address: string): Promise<void> {
      const now = clock.now();
      const place = placeOf(address);
      await sql`
        insert into sign_in_failure (user_id, place, failures, first_at, last_at)
        select u.id, case when (select count(*) from sign_in_failure f
            where f.user_id = u.id and f.place <> ${place}) >= ${MOST_PLACES} then ${ELSEWHERE} else ${place} end,
          1, ${now}, ${now}
        from sign_in_user u where u.id = ${userId}
        on conflict (user_id, place) do update
          set failures = sign_in_failure.failures + 1, last_at = ${now}`.execute(db);
      await sql`delete from sign_in_failure
        where last_at < ${new Date(now.getTime() - KEPT_DAYS * 86_400_000)}`.execute(db);
    },

    /** Its holder came in from there: a few failures were their own. */
    async excuse(userId: string, address: string): Promise<void> {
      await sql`delete from sign_in_failure where user_id = ${userId} and place = ${placeOf(address)}
        and failures < ${WORTH_TELLING}`.execute(db);
    },

    async list(userId: string): Promise<readonly FailedTries[]> {
      const found = await sql<FailedTries>`
        select place, failures, first_at as "firstAt", last_at as "lastAt" from sign_in_failure
        where user_id = ${userId} and failures >= ${WORTH_TELLING} order by last_at desc`.execute(db);
      return found.rows;
    },

    async forget(userId: string): Promise<void> {
      await sql`delete from sign_in_failure where user_id = ${userId}`.execute(db);
    },
  };
}
