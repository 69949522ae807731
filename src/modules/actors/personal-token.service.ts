import { randomBytes } from 'node:crypto';
import { type Actor, acting } from '#kernel/actor.ts';
import { type Id, isId, newId } from '#kernel/id.ts';
import { notRepeated } from '#kernel/readers/repeated.ts';
import { oneLine } from '#kernel/readers/text.ts';
import { refuse } from '#kernel/refusal.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import { record } from '#modules/journal/index.ts';
import type { Runtime } from '#platform/runtime.ts';
import { homeOf } from './account.store.ts';
import { requireSession } from './account.ts';
import { personById } from './actor.store.ts';
import { insertToken, revoke, type StoredToken, tokensOf } from './personal-token.store.ts';
import {
  checkToken,
  endOfDay,
  hashToken,
  type NewToken,
  readScopes,
  tokenExpired,
  tokenProves,
  tokenText,
} from './personal-token.ts';

/** The signed-in person's tokens, newest first, without their secret text, which nobody can read again. */
export async function listTokens(runtime: Runtime, actor: Actor) {
  return runtime.read(actor.tenant, async (tx) =>
    (await tokensOf(tx, actor.person)).map((token) => ({
      id: token.id,
      name: token.name,
      scopes: readScopes(token.scopes),
      createdAt: token.createdAt,
      expiresAt: token.expiresAt,
      usedOn: token.usedOn,
      proves:
        token.provedAt && tokenProves(token, tx.now) ? ('second-factor' as const) : ('password' as const),
      state: token.revokedAt ? 'revoked' : tokenExpired(token, tx.now) ? 'expired' : 'valid',
    })),
  );
}

const TOKEN_FIELDS = ['name', 'scopes', 'mandates', 'expires', 'proved'] as const;

const asEntry = ({
  name,
  scopes,
  mandates,
  expiresAt,
  provedAt,
}: Omit<StoredToken, 'createdAt' | 'revokedAt' | 'usedOn'>) => ({
  name,
  scopes: scopes.split(' ').toSorted().join(' '),
  mandates,
  expires: expiresAt.getTime(),
  proved: provedAt ? 'proved' : 'unproved',
});

/** Makes a token. Its text is in the answer and nowhere else: only a hash is stored. */
export async function createToken(
  runtime: Runtime,
  actor: Actor,
  wish: NewToken,
): Promise<Result<{ id: Id; token: string }>> {
  const { request: _, ...once } = actor;
  const timeZone = runtime.tenants().find((tenant) => tenant.id === actor.tenant)?.timeZone ?? 'Asia/Jakarta';
  // Without the request key: the answer holds the token's text, which must not be remembered in the database.
  return runtime.change(once, 'read', async (tx) => {
    const refusal = requireSession(actor) ?? checkToken(wish, tx.today);
    if (refusal) return refused(refusal);
    const token = tokenText(randomBytes(32));
    const id = newId(tx.now);
    const scopes = readScopes(wish.scopes.join(' '));
    const made = {
      id,
      person: actor.person,
      name: oneLine(wish.name),
      scopes: scopes.join(' '),
      provedAt: actor.secondFactor ? tx.now : null,
      mandates: actor.mandates.map((held) => held.id).join(' '),
      account: (await personById(tx, actor.person))?.user ?? null,
      expiresAt: endOfDay(timeZone, wish.lastDay),
    };
    const valid = (await tokensOf(tx, actor.person)).filter((one) => !one.revokedAt);
    const repeated = notRepeated(valid.map(asEntry), asEntry(made), TOKEN_FIELDS);
    if (repeated) return refused(repeated);
    await insertToken(tx, made, hashToken(token) ?? '');
    await record(tx, acting(actor, 'resident'), {
      action: 'token.created',
      subjectType: 'token',
      subjectId: id,
      region: await homeOf(tx),
      summary: { scopes, lastDay: wish.lastDay },
      details: { name: oneLine(wish.name) },
    });
    return ok({ id, token });
  });
}

export async function revokeToken(runtime: Runtime, actor: Actor, id: Id): Promise<Result<null>> {
  return runtime.change(actor, 'read', async (tx) => {
    const refusal = requireSession(actor);
    if (refusal) return refused(refusal);
    if (!isId(id) || !(await revoke(tx, actor.person, id))) return refused(refuse('access.not-found'));
    await record(tx, acting(actor, 'resident'), {
      action: 'token.revoked',
      subjectType: 'token',
      subjectId: id,
      region: await homeOf(tx),
      summary: {},
    });
    return ok(null);
  });
}
