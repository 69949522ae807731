import { type Actor, acting } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { refuse } from '#kernel/refusal.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import { record } from '#modules/journal/index.ts';
import type { Connection } from '#platform/database/connection.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import type { Along, SignIn } from '#platform/sign-in/sign-in.ts';
import { homeOf, insertDemoAccount, tenantsOfUser } from './account.store.ts';
import { loadActor, type SignedIn } from './actor.service.ts';
import { linkUser, personById } from './actor.store.ts';
import { revokeTokens } from './personal-token.store.ts';

/** What use cases about accounts are given beside the runtime. */
export type AccountRuntime = Runtime & { readonly signIn: SignIn; readonly database: Connection };

export type NewAccount = {
  readonly tenant: Id;
  /** A person of that city who has no account yet. */
  readonly person: Id;
  readonly email?: string;
  readonly phone?: string;
  readonly password: string;
  /** Offers the account on the demo's sign-in page: what one can see as this person, and in which place of the list. */
  readonly demo?: { readonly label: { readonly id: string; readonly en: string }; readonly order: number };
};

/**
 * Gives a person an account, as the operator or the demo does; a person themselves redeems a one-time code.
 * An e-mail address or phone number that already has an account (in another city) is linked, its password kept.
 */
export async function createAccount(
  runtime: AccountRuntime,
  account: NewAccount,
): Promise<Result<{ userId: string }>> {
  const person = await runtime.read(account.tenant, (tx) => personById(tx, account.person));
  if (!person) return refused(refuse('access.not-found'));
  if (person.user) return refused(refuse('sign-in.taken'));
  const identifier = account.email ?? account.phone ?? '';
  const known = identifier === '' ? undefined : await runtime.signIn.findUser(identifier);
  const userId =
    known?.userId ??
    (await runtime.signIn.createUser({
      name: person.name,
      email: account.email,
      phone: account.phone,
      password: account.password,
    }));
  const actor: Actor = {
    tenant: account.tenant,
    person: person.id,
    name: person.name,
    mandates: person.mandates,
    scopes: 'session',
    secondFactor: false,
  };
  const linked = await runtime.change(actor, 'read', (tx) => link(tx, actor, userId, 'account.created'));
  if (!linked.ok) {
    if (!known) await runtime.signIn.deleteUser(userId);
    return linked;
  }
  if (account.demo) await insertDemoAccount(runtime.database, userId, account.demo);
  return ok({ userId });
}

/** Ties an account to a person and records it. */
export async function link(
  tx: Tx,
  actor: Actor,
  userId: string,
  action: 'account.created' | 'sign-in-code.redeemed',
): Promise<Result<{ userId: string }>> {
  await linkUser(tx, actor.person, userId);
  await record(tx, acting(actor, 'resident'), {
    action,
    subjectType: 'person',
    subjectId: actor.person,
    region: await homeOf(tx),
    summary: {},
  });
  return ok({ userId });
}

const CHANGES = {
  'password-changed': { action: 'account.password-changed', ends: 'all' },
  'second-factor-enabled': { action: 'account.second-factor-enabled', ends: 'none' },
  'second-factor-removed': { action: 'account.second-factor-removed', ends: 'proved' },
  /** Taken off by the operator, because its holder lost it. */
  'second-factor-dropped': { action: 'account.second-factor-removed', ends: 'all' },
} as const;

export type AccountChange = keyof typeof CHANGES;

/** Revokes a person's tokens, all or those with a proof of the second factor, each with its line in the journal. */
export async function endTokens(tx: Tx, actor: Actor, which: 'all' | 'proved'): Promise<void> {
  for (const id of await revokeTokens(tx, actor.person, which)) {
    await record(tx, acting(actor, 'resident'), {
      action: 'token.revoked',
      subjectType: 'token',
      subjectId: id,
      region: await homeOf(tx),
      summary: {},
    });
  }
}

/**
 * What a change of an account means in each of its cities: a line in the journal, and the tokens that end with it. To be
 * handed to what makes the change, so that all of it happens or nothing.
 */
export async function alongWith(
  runtime: AccountRuntime,
  account: SignedIn,
  change: AccountChange,
): Promise<Along> {
  const actors = await actorsOf(runtime, account);
  const { action, ends } = CHANGES[change];
  return async (sql) => {
    for (const actor of actors) {
      await runtime.within(sql, actor.tenant, async (tx) => {
        if (ends !== 'none') await endTokens(tx, actor, ends);
        await record(tx, acting(actor, 'resident'), {
          action,
          subjectType: 'person',
          subjectId: actor.person,
          region: await homeOf(tx),
          summary: {},
        });
      });
    }
  };
}

/** Records a change that makes an account stronger, in every city that it belongs to. */
export async function recordAccountChange(
  runtime: AccountRuntime,
  account: SignedIn,
  change: 'second-factor-enabled',
): Promise<void> {
  const along = await alongWith(runtime, account, change);
  await runtime.database.sql.transaction().execute(along);
}

/** What an account is in each of its cities, with the mandates valid today. */
export async function actorsOf(runtime: AccountRuntime, account: SignedIn): Promise<readonly Actor[]> {
  const actors: Actor[] = [];
  for (const tenant of await tenantsOfUser(runtime.database, account.userId)) {
    const actor = await loadActor(runtime, tenant, account);
    if (actor) actors.push(actor);
  }
  return actors;
}
