import { type Acting, type Actor, acting } from '#kernel/actor.ts';
import { readAll } from '#kernel/readers/fields.ts';
import { readLine, readText } from '#kernel/readers/text.ts';
import { isRefusal, type Refusal, refuse } from '#kernel/refusal.ts';
import { type Grounds, lockProgram, maySteer, type Program } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** Why, and by which document: as typed. */
export type TypedGrounds = { readonly reason: string; readonly basis: string };

/** Reads why something is done to a programme and the document that it rests on: nothing of it is done without either. */
export function readGrounds({ reason, basis }: TypedGrounds): Grounds | Refusal {
  return readAll({ reason: readText(reason, 500), basis: readLine(basis, 200) });
}

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
