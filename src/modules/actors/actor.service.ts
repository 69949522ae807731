import type { Actor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import { type PersonWithMandates, personById, personByUser } from './actor.store.ts';
import { tokenByHash } from './personal-token.store.ts';
import { hashToken, readScopes, tokenExpired } from './personal-token.ts';

/** Who acts for an account in a city, with the mandates valid today; undefined for somebody who does not belong there. */
export async function loadActor(
  runtime: Runtime,
  tenant: Id,
  account: { readonly userId: string; readonly secondFactor: boolean },
): Promise<Actor | undefined> {
  return runtime.read(tenant, async (tx) => {
    const person = await personByUser(tx, account.userId);
    return person && actorOf(tx, person, account.secondFactor);
  });
}

/** A person of this city as actor, for work that was not asked for through a session: imports, demo stories, the command line. */
export async function actorById(tx: Tx, person: Id): Promise<Actor | undefined> {
  const found = await personById(tx, person);
  return found && actorOf(tx, found, true);
}

/** Who acts by a personal token; undefined when it is unknown, revoked or expired. */
export async function loadTokenActor(
  runtime: Runtime,
  tenant: Id,
  token: string,
): Promise<Actor | undefined> {
  const hash = hashToken(token);
  if (!hash) return undefined;
  return runtime.read(tenant, async (tx) => {
    const known = await tokenByHash(tx, hash);
    if (!known || known.revokedAt || tokenExpired(known, tx.now)) return undefined;
    const person = await personById(tx, known.person);
    return person && { ...actorOf(tx, person, known.secondFactor), scopes: readScopes(known.scopes) };
  });
}

function actorOf(tx: Tx, person: PersonWithMandates, secondFactor: boolean): Actor {
  return {
    tenant: tx.tenant,
    person: person.id,
    name: person.name,
    mandates: person.mandates,
    scopes: 'session',
    secondFactor,
  };
}
