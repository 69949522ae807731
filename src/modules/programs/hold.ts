import { type Acting, type Actor, acting, type Capacity } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { isRefusal, type Refusal, refuse, unless } from '#kernel/refusal.ts';
import { mustBeFresh } from '#kernel/version.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { programById } from './program.store.ts';
import type { Program } from './program.ts';

/** What can be held for a change: it stands in a programme and counts its versions. */
type Holdable = { readonly program: Id; readonly version: number };

/** A thing locked for a change, its programme, and in which capacity the actor changes it. */
export type Held<Thing> = { readonly thing: Thing; readonly program: Program; readonly by: Acting };

/**
 * How every change of a thing in a programme begins: locked, with its programme, by somebody who may, on the version
 * that they saw. `may` answers in what capacity they do: by which mandate, or for themselves. A thing that is not there is refused like one that nobody
 * may see; who may not is told so before they are told that somebody else was faster.
 */
export async function hold<Thing extends Holdable>(
  tx: Tx,
  actor: Actor,
  what: {
    readonly lock: (tx: Tx, id: Id) => Promise<Thing | undefined>;
    readonly id: Id;
    readonly version?: number | undefined;
    /** When it was sent or opened: the rules of that time hold for it. Without, those of today. */
    readonly since?: (thing: Thing) => Date | undefined;
    readonly may: (thing: Thing, program: Program) => Capacity | Refusal | Promise<Capacity | Refusal>;
  },
): Promise<Held<Thing> | Refusal> {
  const thing = await what.lock(tx, what.id);
  if (!thing) return refuse('access.not-found');
  const program = await programById(tx, thing.program, what.since?.(thing));
  const by = unless(await what.may(thing, program), mustBeFresh(thing.version, what.version));
  return isRefusal(by) ? by : { thing, program, by: acting(actor, by) };
}
