import type { Actor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import { type PersonWithMandates, personById, personByUser } from './actor.store.ts';
import { noteUse, tokenByHash } from './personal-token.store.ts';
import { hashToken, inMandate, readScopes, tokenExpired, tokenProves } from './personal-token.ts';

/** An account that is signed in: whether it has a second factor, and when that was proved in this session. */
export type SignedIn = {
  readonly userId: string;
  readonly secondFactor: boolean;
  readonly provedAt?: Date | undefined;
};

/** Who acts for an account in a city, with the mandates valid today; undefined for somebody who does not belong there. */
export async function loadActor(runtime: Runtime, tenant: Id, account: SignedIn): Promise<Actor | undefined> {
  return runtime.read(tenant, async (tx) => {
    const person = await personByUser(tx, account.userId);
    return person && actorOf(tx, person, account, runtime.proofMinutes);
  });
}

/** A person of this city as actor, for work that was not asked for through a session: imports, demo stories, the command line. */
export async function actorById(tx: Tx, person: Id): Promise<Actor | undefined> {
  const found = await personById(tx, person);
  return found && { ...actorOf(tx, found), secondFactor: true };
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
    if (!person || (known.account !== null && known.account !== person.user)) return undefined;
    // Once a day is enough to tell its holder that it is used.
    if (known.usedOn !== tx.today) await noteUse(tx, known.id);
    return {
      ...actorOf(tx, person),
      secondFactor: tokenProves(known, tx.now),
      mandates: person.mandates.filter((held) => inMandate(known, held.id)),
      scopes: readScopes(known.scopes),
    };
  });
}

function actorOf(tx: Tx, person: PersonWithMandates, account?: SignedIn, proofMinutes = 0): Actor {
  const age = account?.provedAt && tx.now.getTime() - account.provedAt.getTime();
  return {
    tenant: tx.tenant,
    person: person.id,
    ...(person.merged.length > 0 ? { merged: person.merged } : {}),
    name: person.name,
    mandates: person.mandates,
    scopes: 'session',
    secondFactor: account?.secondFactor === true && age !== undefined && age <= proofMinutes * 60_000,
    ...(account?.secondFactor ? { factorSetUp: true } : {}),
  };
}
