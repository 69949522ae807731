import { createHmac } from 'node:crypto';
import { sql } from 'kysely';
import type { Clock } from '#kernel/clock.ts';
import type { Connection } from '../database/connection.ts';
import { FORGOTTEN_AFTER_MINUTES, PACES, type Pace } from './pace.ts';

/** What is counted at once: which pace, and who. */
export type Counted = { readonly pace: keyof typeof PACES; readonly who: string };

/** Counts tries in the database, so that every server on it counts together. */
export type Tries = {
  /**
   * Takes a try for each subject, or answers the seconds to wait. A try counts as failed until `forgive` says otherwise:
   * a hundred at once are a hundred.
   */
  take(counted: readonly Counted[]): Promise<number | undefined>;
  /** The try was right: what is known to be theirs begins anew, what is shared only loses this one. */
  forgive(own: readonly Counted[], shared: readonly Counted[]): Promise<void>;
};

export function openTries(database: Connection, clock: Clock, secret: string): Tries {
  const db = database.sql;
  const keyed = ({ pace, who }: Counted) =>
    createHmac('sha256', secret).update(`try ${pace} ${who}`).digest('hex');

  /** Tries at the same moment reach the database in any order: one that comes after a later one waits for nothing. */
  async function takeOne(counted: Counted, now: Date): Promise<number | undefined> {
    const pace: Pace = PACES[counted.pace];
    const subject = keyed(counted);
    const forgotten = new Date(now.getTime() - FORGOTTEN_AFTER_MINUTES * 60_000);
    const failures = sql`(case when sign_in_try.last_at < ${forgotten} then 1 else sign_in_try.failures + 1 end)`;
    const wait = sql`(case when ${failures} <= ${pace.free}::int then 0 else least(${pace.longestWait}::int,
      ${pace.firstWait}::int * power(2, least(30, ${failures} - ${pace.free}::int - 1))) end)`;
    const taken = await sql`
      insert into sign_in_try (subject, failures, last_at, free_at) values (${subject}, 1, ${now}, ${now})
      on conflict (subject) do update set failures = ${failures}, last_at = greatest(sign_in_try.last_at, ${now}),
        free_at = greatest(sign_in_try.last_at, ${now}) + ${wait} * interval '1 second'
      where sign_in_try.free_at <= greatest(sign_in_try.last_at, ${now}) returning subject`.execute(db);
    if (taken.rows.length > 0) return undefined;
    const held = await sql<{ free: Date }>`
      select free_at as free from sign_in_try where subject = ${subject}`.execute(db);
    const free = held.rows[0]?.free ?? now;
    return Math.max(1, Math.ceil((free.getTime() - now.getTime()) / 1000));
  }

  async function giveBack(counted: Counted): Promise<void> {
    await sql`update sign_in_try set failures = greatest(0, failures - 1), free_at = last_at
      where subject = ${keyed(counted)}`.execute(db);
  }

  return {
    async take(counted) {
      const now = clock.now();
      await sql`delete from sign_in_try where subject in (select subject from sign_in_try
        where last_at < ${new Date(now.getTime() - 24 * 3_600_000)} order by last_at limit 100)`.execute(db);
      const taken: Counted[] = [];
      for (const one of counted) {
        const wait = await takeOne(one, now);
        if (wait === undefined) {
          taken.push(one);
          continue;
        }
        // What was refused was not tried: it must not count against the others.
        for (const before of taken) await giveBack(before);
        return wait;
      }
      return undefined;
    },

    async forgive(own, shared) {
      for (const one of own) await sql`delete from sign_in_try where subject = ${keyed(one)}`.execute(db);
      for (const one of shared) await giveBack(one);
    },
  };
}
