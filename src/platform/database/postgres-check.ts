import { Client } from 'pg';
import { type DatabaseState, TENANT_ROLE } from './connection.ts';
import { codeOf } from './unavailable.ts';

/** Longest that one question is left open, in milliseconds; the connection is given up then. */
const GIVE_UP = 10_000;

/** Asks as a request would: in the role of requests, of a table that is there when the schema is. */
const QUESTION = `begin; set local role ${TENANT_ROLE}; select 1 from tenant limit 1; rollback`;

/** Codes of a server that answers, but not to us as we need it: no such role, right, table or database, or a wrong password. */
const UNUSABLE = /^(22023|42|28|3D)/;

/**
 * Asks a server how it is, on a connection of its own. Callers at the same moment share one question, and each is
 * answered within the time it gave.
 */
export function askPostgres(url: string): {
  check: (milliseconds: number) => Promise<DatabaseState>;
  close: () => Promise<void>;
} {
  let client: Client | undefined;
  let asking: Promise<DatabaseState> | undefined;

  async function connect(): Promise<Client> {
    const fresh = new Client({
      connectionString: url,
      application_name: 'pilar, check',
      connectionTimeoutMillis: GIVE_UP,
      query_timeout: GIVE_UP,
    });
    fresh.on('error', () => {
      if (client === fresh) client = undefined;
    });
    await fresh.connect();
    return fresh;
  }

  function drop(): void {
    client?.connection.stream.destroy();
    client = undefined;
  }

  async function ask(retry: 'once more' | 'last time'): Promise<DatabaseState> {
    const began = performance.now();
    const known = client;
    try {
      client ??= await connect();
      await client.query(QUESTION);
      return { state: 'answers', milliseconds: performance.now() - began };
    } catch (error) {
      drop();
      // The connection at hand was of a server that has gone since; another may have come.
      if (known && retry === 'once more') return ask('last time');
      return stateAfter(error);
    }
  }

  return {
    async check(milliseconds) {
      asking ??= ask('once more').finally(() => {
        asking = undefined;
      });
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<DatabaseState>((resolve) => {
        timer = setTimeout(() => resolve({ state: 'frozen', reason: 'no answer in time' }), milliseconds);
      });
      try {
        return await Promise.race([asking, late]);
      } finally {
        clearTimeout(timer);
      }
    },
    async close() {
      await asking;
      await client?.end();
      client = undefined;
    },
  };
}

function stateAfter(error: unknown): DatabaseState {
  const code = codeOf(error);
  if (UNUSABLE.test(code)) return { state: 'unusable', reason: code };
  const late = error instanceof Error && /timeout/i.test(error.message);
  return late
    ? { state: 'frozen', reason: 'no answer in time' }
    : { state: 'gone', reason: code || 'connection lost' };
}
