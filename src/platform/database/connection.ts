import type { Kysely, Transaction } from 'kysely';
import type { Id } from '#kernel/id.ts';

/** Tables are typed by the store that owns them (`sql.withTables<…>()`), so the shared connection knows none. */
export type NoTables = Record<never, never>;

/** How long the database may be waited for, in milliseconds. */
export type TimeLimits = {
  /** For a free connection, and for the server to take one. */
  readonly connection: number;
  /** For a row or table that another transaction holds. */
  readonly lock: number;
  /** For one statement. */
  readonly statement: number;
  /** For the next statement of a transaction that holds its locks meanwhile. */
  readonly idle: number;
};

/** Somebody waits for the answer. */
export const REQUEST_LIMITS: TimeLimits = { connection: 3000, lock: 5000, statement: 10_000, idle: 15_000 };

/** Exports, checks of everything, commands: nobody is kept from working meanwhile. */
export const LONG_LIMITS: TimeLimits = {
  connection: 60_000,
  lock: 60_000,
  statement: 1_800_000,
  idle: 600_000,
};

/** Whether somebody waits for the answer, or it may take long: a whole export, a check of everything. */
export type Patience = 'request' | 'long';

/**
 * How the database is: it `answers`; it is `frozen` (there, but silent within the time given, or held by one piece of
 * work far beyond it); `gone` (nobody listens, or it refuses); or `unusable`: it answers, but not to us as we need it,
 * because a role, a right or the schema is missing.
 */
export type DatabaseState =
  | { readonly state: 'answers'; readonly milliseconds: number }
  | { readonly state: 'frozen' | 'gone' | 'unusable'; readonly reason: string };

export type WholeTransaction = {
  /** Several statements without parameters. */
  readonly script: (text: string) => Promise<void>;
  readonly query: <R>(text: string, parameters?: readonly unknown[]) => Promise<readonly R[]>;
};

/** An open database: embedded PGlite or a PostgreSQL server, with the same types of values on both. */
export type Connection = {
  readonly kind: 'pglite' | 'postgres';
  readonly sql: Kysely<NoTables>;
  /**
   * One transaction that begins in a tenant: in the role to which row-level security applies, with the tenant set, so that
   * the database itself shows only this tenant's rows (design: rules 7 and 8). A throw rolls back. Throws
   * `DatabaseUnavailable` when the database does not serve within the limits of `patience`.
   */
  readonly inTenant: <T>(
    tenant: Id,
    work: (sql: Transaction<NoTables>) => Promise<T>,
    patience?: Patience,
  ) => Promise<T>;
  /** Runs a script of several statements in one transaction, for as long as it takes. */
  readonly script: (text: string) => Promise<void>;
  /** One transaction in which scripts and queries follow each other, for as long as it takes; a throw rolls back. */
  readonly wholly: <T>(work: (at: WholeTransaction) => Promise<T>) => Promise<T>;
  /** Work that one server at a time may do on this database: the others wait for their turn. */
  readonly alone: <T>(work: () => Promise<T>) => Promise<T>;
  /**
   * How the database is, within `milliseconds` and never later. On a connection of its own: it does not queue behind
   * work, and callers at the same moment share one question. Never throws.
   */
  readonly check: (milliseconds: number) => Promise<DatabaseState>;
  readonly close: () => Promise<void>;
};

/** The role that every request works as. */
export const TENANT_ROLE = 'pilar_app';

/** Values that come the same from both databases, by the number of their type: `int8` as a bigint, a `date` as its text. */
export const SAME_VALUES: Readonly<Record<number, (text: string) => unknown>> = {
  20: BigInt,
  1082: (text) => text,
};
