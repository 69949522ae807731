import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import type { Pool, PoolClient } from 'pg';

/** How often a statement is asked before it is worth preparing. */
const OFTEN = 20;
/** The most statements that are prepared: each connection keeps a plan of each, some 80 kB (bench/README.md). */
const MOST = 50;
/** The most texts that are counted: those with lists in them have no end. */
const COUNTED = 3000;

/** Names the statements that are asked often, the same on every connection; undefined for one that is not prepared. */
export function nameOften(most = MOST): (text: string) => string | undefined {
  const asked = new Map<string, number>();
  const names = new Map<string, string>();
  return (text) => {
    const known = names.get(text);
    if (known !== undefined || names.size >= most) return known;
    const times = (asked.get(text) ?? 0) + 1;
    if (times < OFTEN) {
      if (times > 1 || asked.size < COUNTED) asked.set(text, times);
      return undefined;
    }
    asked.delete(text);
    const name = `often ${names.size + 1}`;
    names.set(text, name);
    return name;
  };
}

/** A connection on which statements with a name are planned once. */
class PreparingClient implements PostgresPoolClient {
  readonly #client: PoolClient;
  readonly #nameOf: (text: string) => string | undefined;

  constructor(client: PoolClient, nameOf: (text: string) => string | undefined) {
    this.#client = client;
    this.#nameOf = nameOf;
  }

  query<R>(text: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>>;
  query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>;
  query(asked: string | PostgresCursor<unknown>, parameters: readonly unknown[] = []): unknown {
    if (typeof asked !== 'string') throw new Error('cursors are not used');
    const name = parameters.length > 0 ? this.#nameOf(asked) : undefined;
    const values = [...parameters];
    return name === undefined
      ? this.#client.query(asked, values)
      : this.#client.query({ name, text: asked, values });
  }

  release(destroy?: boolean): void {
    this.#client.release(destroy);
  }
}

/**
 * A pool whose connections prepare what is asked often: the server reads and plans such a statement once on each
 * connection, not at every turn. Source: bench/README.md, "Server".
 */
export function preparing(pool: Pool, nameOf: (text: string) => string | undefined): PostgresPool {
  const clients = new WeakMap<PoolClient, PreparingClient>();
  return {
    options: pool.options,
    connect: async () => {
      const client = await pool.connect();
      const known = clients.get(client);
      if (known) return known;
      const fresh = new PreparingClient(client, nameOf);
      clients.set(client, fresh);
      return fresh;
    },
    end: () => pool.end(),
  };
}
