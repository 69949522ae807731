import { type Acting, type Actor, acting } from '#kernel/actor.ts';
import { isRefusal, type Refusal, refuse } from '#kernel/refusal.ts';
import { lockProgram, maySteer, type Program } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** A programme held for a change by whoever steers it. Source: model `roles` (sponsor). */
export async function holdSteered(
  tx: Tx,
  actor: Actor,
  slug: string,
): Promise<{ readonly program: Program; readonly by: Acting } | Refusal> {
  const program = await lockProgram(tx, slug);
  if (!program) return refuse('access.not-found');
  const by = maySteer(actor, [program], program.region);
  return isRefusal(by) ? by : { program, by: acting(actor, by) };
}
