import { createHmac, randomUUID } from 'node:crypto';
import type { Id } from '#kernel/id.ts';
import { canonicalJson } from '#kernel/json.ts';
import type { Vault } from '#platform/vault.ts';
import { slipCodeFrom } from './slip.ts';

/**
 * The code of a form: the same form sent twice (`key`, which the page made for it) gets the same code, though it is kept
 * nowhere; without a key it is by chance. Who knows neither the form nor the secret of this installation cannot make it.
 */
export function slipCodeOf(
  vault: Vault,
  tenant: Id,
  { key, form }: { readonly key: string; readonly form: unknown },
): string {
  const about = canonicalJson({ tenant, key: key === '' ? randomUUID() : key, form });
  return slipCodeFrom(createHmac('sha256', vault.seed('slip code')).update(about).digest());
}

/**
 * What is kept of a code. Keyed by the secret of this installation, so that a copy of the database opens nothing, and
 * finding it by equality tells nobody how near a guess came.
 */
export function slipHash(vault: Vault, tenant: Id, code: string): string {
  return createHmac('sha256', vault.seed('slip code hash')).update(`${tenant} ${code}`).digest('hex');
}
