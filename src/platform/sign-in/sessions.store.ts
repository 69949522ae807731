import type { Clock } from '#kernel/clock.ts';
import type { Connection } from '../database/connection.ts';
import type { SignInTables } from './tables.ts';

/** How a second factor was proved. */
export type ProofMethod = 'app' | 'backup-code';

/** Somewhere that an account is signed in. */
export type LiveSession = {
  readonly id: string;
  /** What the browser says of itself. */
  readonly label: string;
  readonly createdAt: Date;
  /** Within an hour. */
  readonly seenAt: Date;
  readonly place: 'here' | 'elsewhere';
};

/** Sessions that are listed; whoever has more ends them all. */
const MOST_SESSIONS = 50;

/** What is kept of sessions beside what the library reads: when a second factor was proved in them, and their list. */
export function openSessions(database: Connection, clock: Clock) {
  const db = database.sql.withTables<SignInTables>();
  return {
    /** Writes down when and how the second factor was proved in the session of this token. */
    async proved(token: string | undefined, method: ProofMethod): Promise<void> {
      if (token === undefined) throw new Error('a proof without a session');
      await db
        .updateTable('sign_in_session')
        .set({ proved_at: clock.now(), proof_method: method })
        .where('token', '=', token)
        .execute();
    },

    async endAllBut(userId: string, token: string): Promise<void> {
      await db
        .deleteFrom('sign_in_session')
        .where('user_id', '=', userId)
        .where('token', '<>', token)
        .execute();
    },

    /** Those of the account of a session, last seen first. */
    async list(here: { readonly id: string; readonly userId: string }): Promise<readonly LiveSession[]> {
      const found = await db
        .selectFrom('sign_in_session')
        .select(['id', 'user_agent', 'created_at', 'updated_at'])
        .where('user_id', '=', here.userId)
        .where('expires_at', '>', clock.now())
        .orderBy('updated_at', 'desc')
        .orderBy('id', 'desc')
        .limit(MOST_SESSIONS)
        .execute();
      return found.map((one) => ({
        id: one.id,
        label: one.user_agent ?? '',
        createdAt: one.created_at,
        seenAt: one.updated_at,
        place: one.id === here.id ? 'here' : 'elsewhere',
      }));
    },

    /** Ends another session of the account, or all others, never the one given; answers how many ended. */
    async endOthers(
      here: { readonly id: string; readonly userId: string },
      which: { readonly id: string } | 'all others',
    ): Promise<number> {
      const others = db
        .deleteFrom('sign_in_session')
        .where('user_id', '=', here.userId)
        .where('id', '<>', here.id);
      const ended = await (which === 'all others' ? others : others.where('id', '=', which.id)).execute();
      return Number(ended.reduce((sum, one) => sum + one.numDeletedRows, 0n));
    },
  };
}
