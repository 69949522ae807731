import type { Transaction } from 'kysely';
import type { Logger } from 'pino';
import type { Actor, TokenScope, Visitor } from '#kernel/actor.ts';
import type { Clock } from '#kernel/clock.ts';
import type { Id } from '#kernel/id.ts';
import type { Refusal } from '#kernel/refusal.ts';
import type { Result } from '#kernel/result.ts';
import type { WorkPool } from './bounded-work/work-pool.ts';
import type { NoTables, Patience } from './database/connection.ts';
import type { PreparedChange, Tenant, Tx } from './database/tenant-transaction.ts';
import type { FileStore } from './file-store.ts';
import type { Vault } from './vault.ts';

/** What every use case is given: the database by tenant, the time, the files and the switches of this installation. */
export type Runtime = {
  readonly clock: Clock;
  readonly files: FileStore;
  /** Locks what the database must not be able to read. */
  readonly vault: Vault;
  readonly log: Logger;
  /** Whether offices that hold money must have signed in with a second factor. */
  readonly secondFactor: 'required' | 'optional';
  /** For how many minutes a proof of the second factor lasts. */
  readonly proofMinutes: number;
  readonly tenants: () => readonly Tenant[];
  /** Analyses what a stranger handed in, or what grows with what people hand in: in a process of its own, within limits. */
  readonly analyse: WorkPool['run'];
  /**
   * Reads in one tenant. Pages and the API throw `DatabaseUnavailable` (503) when the database does not serve in time; what
   * reads everything, such as an export or a check, asks for `long` patience.
   */
  read<T>(tenant: Id, work: (tx: Tx) => Promise<T>, patience?: Patience): Promise<T>;
  /**
   * What stands between somebody and a change whatever they send: who they are, and whether the thing is theirs. Asked
   * before what they send is received, and again by the change itself; reads, locks nothing.
   */
  askFirst(
    who: Actor | Visitor,
    scope: TokenScope,
    ask: (tx: Tx, actor: Actor) => Promise<unknown>,
  ): Promise<Refusal | undefined>;
  /** Changes as an actor: first of all authorised (signed in, allowed by the token's scope), then all or nothing. */
  change<T>(
    actor: Actor | Visitor,
    scope: TokenScope,
    work: (tx: Tx, actor: Actor) => Promise<Result<T>>,
  ): Promise<Result<T>>;
  /** Changes what needs dear work first, such as reading a picture: who and what for are asked before it is done. */
  changePrepared<P, T>(
    actor: Actor | Visitor,
    scope: TokenScope,
    steps: PreparedChange<P, T>,
  ): Promise<Result<T>>;
  /** Works in one tenant within a transaction about an account, which may belong to several (`SignIn`). */
  within<T>(sql: Transaction<NoTables>, tenant: Id, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Changes for somebody without an account who brings a right of their own, such as a one-time code; all or nothing. */
  changeFor<T>(tenant: Id, work: (tx: Tx) => Promise<Result<T>>): Promise<Result<T>>;
};
