import { type Acting, type Actor, acting, type Mandate } from '#kernel/actor.ts';
import { isRefusal, type Refusal, refuse } from '#kernel/refusal.ts';
import type { RegionCode } from '#kernel/region.ts';
import { maySteer, steeredArea } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';

/** Whoever writes on the city's models, for the whole of its area. */
export type Steering = { readonly by: Acting; readonly area: RegionCode; readonly timeZone: string };

/**
 * By which mandate somebody writes on the models of a city: those who steer one of its programmes, and the operator of the
 * installation, who also begins where there is no programme yet.
 */
export async function steeringNow(
  runtime: Runtime,
  tx: Tx,
  actor: Actor | Acting,
): Promise<Steering | Refusal> {
  const tenant = runtime.tenants().find((one) => one.id === tx.tenant);
  if (!tenant) throw new Error(`no tenant ${tx.tenant}`);
  const { region: area, timeZone } = tenant;
  if ('by' in actor && actor.by === 'operator') return { by: actor, area, timeZone };
  const by = await mayWriteModels(tx, actor);
  return isRefusal(by) ? by : { by: acting(actor, by), area, timeZone };
}

/** By which mandate somebody writes on the models of a city; nobody by any before a programme is opened. */
export async function mayWriteModels(tx: Tx, actor: Actor): Promise<Mandate | Refusal> {
  const steered = await steeredArea(tx);
  return steered ? maySteer(actor, steered.programs, steered.area) : refuse('access.not-found');
}

/** What keeps somebody from writing on models, whatever they send: asked before a text is received. */
export function askToWriteModels(
  runtime: Runtime,
  who: Parameters<Runtime['askFirst']>[0],
): Promise<Refusal | undefined> {
  return runtime.askFirst(who, 'offices:write', (tx, actor) => steeringNow(runtime, tx, actor));
}
