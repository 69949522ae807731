import { type Transaction, sql as template } from 'kysely';
import { type Actor, authorise, type TokenScope, type Visitor } from '#kernel/actor.ts';
import type { Clock } from '#kernel/clock.ts';
import { dayIn, type IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import { toJson } from '#kernel/json.ts';
import { isRefusal, type Refusal, refusalIn, refuse } from '#kernel/refusal.ts';
import { type Result, refused } from '#kernel/result.ts';
import type { Recording, WrittenRows } from '../record/written-rows.ts';
import { type Connection, type NoTables, type Patience, TENANT_ROLE } from './connection.ts';
import { untilServed } from './until-served.ts';

/**
 * One transaction in one tenant. Every query goes through `sql` and says `tenant_id = tx.tenant`;
 * row-level security stands beneath. `now` and `today` (the tenant's day) are the same for the whole transaction.
 */
export type Tx = {
  readonly sql: Transaction<NoTables>;
  readonly tenant: Id;
  readonly now: Date;
  readonly today: IsoDate;
  /** What it wrote so far to tables whose rows are proved; the journal takes it. */
  readonly written: WrittenRows;
};

/** How what a transaction writes comes to stand in a record: seen as it is written, bound at its end, before it commits. */
export type RecordKeeping = {
  readonly seen: Recording;
  readonly bind: (tx: Tx) => Promise<void>;
};

/** Does work in a tenant whose role and name are set, and binds what it wrote. */
export async function recorded<T>(
  keeping: RecordKeeping,
  { sql, ...about }: Omit<Tx, 'written'>,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  return keeping.seen(sql, async (written) => {
    const tx: Tx = { sql, ...about, written };
    const done = await work(tx);
    await keeping.bind(tx);
    return done;
  });
}

export type Tenant = {
  readonly id: Id;
  readonly slug: string;
  readonly name: string;
  readonly region: string;
  readonly timeZone: string;
};

class Rollback extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.refusal);
    this.refusal = refusal;
  }
}

/** The three steps of a change that needs dear work first (`Runtime.changePrepared`). */
export type PreparedChange<P, T> = {
  /** Whether the change may be made now, as far as can be told without the dear work: reads, locks nothing. A refusal ends it. */
  ask(tx: Tx, actor: Actor): Promise<unknown>;
  prepare(): Promise<P | Refusal>;
  /** Asks again, under lock, and changes. */
  work(tx: Tx, actor: Actor, prepared: P): Promise<Result<T>>;
};

export function tenantTransactions(
  database: Connection,
  clock: Clock,
  timeZone: (tenant: Id) => string,
  keeping: RecordKeeping,
) {
  function begin<T>(tenant: Id, work: (tx: Tx) => Promise<T>, patience?: Patience): Promise<T> {
    const now = clock.now();
    const today = dayIn(timeZone(tenant), now);
    return database.inTenant(tenant, (sql) => recorded(keeping, { sql, tenant, now, today }, work), patience);
  }

  /** A refusal rolls back. */
  async function allOrNothing<T>(
    tenant: Id,
    work: (tx: Tx) => Promise<Result<T>>,
    known: 'recognised' | 'not recognised' = 'not recognised',
  ): Promise<Result<T>> {
    try {
      return await untilServed(known, () =>
        begin(tenant, async (tx) => {
          const result = await work(tx);
          if (!result.ok) throw new Rollback(result.refusal);
          return result;
        }),
      );
    } catch (error) {
      if (error instanceof Rollback) return refused(error.refusal);
      throw error;
    }
  }

  async function change<T>(
    who: Actor | Visitor,
    scope: TokenScope,
    work: (tx: Tx, actor: Actor) => Promise<Result<T>>,
  ): Promise<Result<T>> {
    const actor = authorise(who, scope);
    if (isRefusal(actor)) return refused(actor);
    return allOrNothing(
      actor.tenant,
      async (tx) => {
        const earlier = await claimRequest<T>(tx, actor);
        if (earlier) return earlier;
        const result = await work(tx, actor);
        if (result.ok) await rememberAnswer(tx, actor, result);
        return result;
      },
      actor.request ? 'recognised' : 'not recognised',
    );
  }

  const read = <T>(tenant: Id, work: (tx: Tx) => Promise<T>, patience?: Patience): Promise<T> =>
    untilServed('recognised', () => begin(tenant, work, patience));

  return {
    /** Reads in one tenant. */
    read,

    /** What stands between somebody and a change whatever they send: the scope first, then what `ask` answers. */
    async askFirst(
      who: Actor | Visitor,
      scope: TokenScope,
      ask: (tx: Tx, actor: Actor) => Promise<unknown>,
    ): Promise<Refusal | undefined> {
      const actor = authorise(who, scope);
      if (isRefusal(actor)) return actor;
      return refusalIn(await read(actor.tenant, (tx) => ask(tx, actor)));
    },

    /**
     * Changes in one tenant: authorised first, then all or nothing. A refusal rolls back. An actor's request key makes the change happen
     * once: the same request again gets the first answer, the same key with another request is refused.
     */
    change,

    /**
     * Changes what needs dear work first, such as reading a picture: authorised, asked whether the change may be made at
     * all, then prepared outside any transaction, then changed as `change` does. A request that was answered before is
     * answered again without either.
     */
    async changePrepared<P, T>(
      who: Actor | Visitor,
      scope: TokenScope,
      steps: PreparedChange<P, T>,
    ): Promise<Result<T>> {
      const actor = authorise(who, scope);
      if (isRefusal(actor)) return refused(actor);
      const before = await read(actor.tenant, async (tx) => {
        const earlier = await answeredBefore<T>(tx, actor);
        if (earlier) return { earlier };
        const asked = await steps.ask(tx, actor);
        return isRefusal(asked) ? { earlier: refused(asked) } : undefined;
      });
      if (before) return before.earlier;
      const prepared = await steps.prepare();
      if (isRefusal(prepared)) return refused(prepared);
      return change(actor, scope, (tx, changing) => steps.work(tx, changing, prepared));
    },

    /**
     * Works in one tenant within a transaction about an account, which may belong to several: the role and the tenant are
     * set for this work alone. What is thrown ends the whole transaction.
     */
    async within<T>(sql: Transaction<NoTables>, tenant: Id, work: (tx: Tx) => Promise<T>): Promise<T> {
      await template`set local role ${template.ref(TENANT_ROLE)}`.execute(sql);
      await template`select app_enter_tenant(${tenant})`.execute(sql);
      const now = clock.now();
      const today = dayIn(timeZone(tenant), now);
      const done = await recorded(keeping, { sql, tenant, now, today }, work);
      await template`set local role none`.execute(sql);
      return done;
    },

    /** Changes for somebody without an account who brings a right of their own, such as a one-time code; all or nothing. */
    changeFor: <T>(tenant: Id, work: (tx: Tx) => Promise<Result<T>>): Promise<Result<T>> =>
      allOrNothing(tenant, work),
  };
}

type RequestTable = {
  request: {
    tenant_id: string;
    person_id: string;
    key: string;
    fingerprint: string;
    answer: string | null;
    created_at: Date;
  };
};

async function claimRequest<T>(tx: Tx, actor: Actor): Promise<Result<T> | undefined> {
  if (!actor.request) return undefined;
  const requests = tx.sql.withTables<RequestTable>();
  const claimed = await requests
    .insertInto('request')
    .values({
      tenant_id: tx.tenant,
      person_id: actor.person,
      key: actor.request.key,
      fingerprint: actor.request.fingerprint,
      answer: null,
      created_at: tx.now,
    })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'person_id', 'key']).doNothing())
    .executeTakeFirst();
  if (claimed.numInsertedOrUpdatedRows === 1n) return undefined;
  return (await answeredBefore(tx, actor)) ?? refused(refuse('input.replayed-differently'));
}

/** What the same request was answered before; undefined for one that is new. */
async function answeredBefore<T>(tx: Tx, actor: Actor): Promise<Result<T> | undefined> {
  if (!actor.request) return undefined;
  const first = await tx.sql
    .withTables<RequestTable>()
    .selectFrom('request')
    .select(['fingerprint', 'answer'])
    .where('tenant_id', '=', tx.tenant)
    .where('person_id', '=', actor.person)
    .where('key', '=', actor.request.key)
    .executeTakeFirst();
  if (!first) return undefined;
  if (first.fingerprint !== actor.request.fingerprint || first.answer === null) {
    return refused(refuse('input.replayed-differently'));
  }
  const answer: Result<T> = JSON.parse(first.answer);
  return answer.ok ? { ...answer, replayed: true } : answer;
}

async function rememberAnswer<T>(tx: Tx, actor: Actor, answer: Result<T>): Promise<void> {
  if (!actor.request) return;
  await tx.sql
    .withTables<RequestTable>()
    .updateTable('request')
    .set({ answer: toJson(answer) })
    .where('tenant_id', '=', tx.tenant)
    .where('person_id', '=', actor.person)
    .where('key', '=', actor.request.key)
    .execute();
}
