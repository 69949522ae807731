import { type Actor, acting, type Visitor } from '#kernel/actor.ts';
import { isRefusal, type Refusal } from '#kernel/refusal.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import { record } from '#modules/journal/index.ts';
import { listPrograms, maySteer } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import { setPattern } from './letter.store.ts';
import { readPattern } from './letter-number.ts';

/** By which mandate somebody sets how the letters of a city are numbered: who steers its programmes. */
async function maySetPatterns(tx: Tx, actor: Actor) {
  const programs = await listPrograms(tx);
  const area = programs.map((one) => one.region).toSorted((a, b) => a.length - b.length)[0] ?? '';
  return maySteer(actor, programs, area);
}

/** Whether somebody may set them. */
export async function setsLetterPatterns(tx: Tx, viewer: Actor | Visitor): Promise<boolean> {
  return viewer.person !== undefined && !isRefusal(await maySetPatterns(tx, viewer));
}

/** Sets how letters of a form are numbered in the city from now on; what was issued keeps its number. */
export function setLetterPattern(
  runtime: Runtime,
  who: Actor | Visitor,
  input: { readonly form: string; readonly pattern: string },
): Promise<Result<{ readonly pattern: string }>> {
  return runtime.change(who, 'offices:write', async (tx, actor) => {
    const by = await maySetPatterns(tx, actor);
    if (isRefusal(by)) return refused(by);
    const pattern: string | Refusal = readPattern(input.pattern);
    if (isRefusal(pattern)) return refused(pattern);
    await setPattern(tx, input.form, pattern, actor.person);
    await record(tx, acting(actor, by), {
      action: 'letter.numbering-set',
      subjectType: 'tenant',
      subjectId: tx.tenant,
      region: by.region,
      summary: { form: input.form, pattern },
    });
    return ok({ pattern });
  });
}
