import type { Id } from '#kernel/id.ts';
import { isRefusal, type Refusal, refuse } from '#kernel/refusal.ts';
import { ok } from '#kernel/result.ts';
import type { Runtime } from '#platform/runtime.ts';
import { type Entitled, voteByCode } from './ballot.service.ts';
import { addWrongCode, lockWrongCodes } from './slip-guess.store.ts';

/** Milliseconds in which wrong codes are counted together. */
const WINDOW = 10 * 60_000;

/** Wrong codes from one source in a window; a hall shares one address. */
export const MOST_WRONG = 60;

/** The window that a moment falls in, by its beginning. */
export function guessWindow(now: Date): Date {
  return new Date(Math.floor(now.getTime() / WINDOW) * WINDOW);
}

/**
 * What a code opens, or why not; wrong codes are counted against `source` in the same transaction, under its lock. So
 * nobody tries more than `MOST_WRONG`, however many servers are asked at the same moment. `source` names a network
 * address by a hash of this window that cannot be undone.
 */
export async function tryCode(
  pilar: Runtime,
  tenant: Id,
  { code, source }: { readonly code: string; readonly source: string },
): Promise<Entitled | Refusal> {
  const tried = await pilar.changeFor(tenant, async (tx) => {
    const since = guessWindow(tx.now);
    if ((await lockWrongCodes(tx, source, since)) >= MOST_WRONG) {
      const left = since.getTime() + WINDOW - tx.now.getTime();
      return ok(refuse('ballot.limited', undefined, { minutes: Math.max(1, Math.ceil(left / 60_000)) }));
    }
    const held = await voteByCode(tx, code);
    if (isRefusal(held) && held.refusal === 'ballot.code') await addWrongCode(tx, source, since);
    return ok(held);
  });
  return tried.ok ? tried.value : tried.refusal;
}
