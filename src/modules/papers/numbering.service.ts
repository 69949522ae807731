import { type Actor, acting, type Visitor } from '#kernel/actor.ts';
import { readAll } from '#kernel/readers/fields.ts';
import { isRefusal, type Refusal, refuse } from '#kernel/refusal.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import { record } from '#modules/journal/index.ts';
import {
  letterNumber,
  letterPatterns,
  readPattern,
  setPattern,
  USUAL_PATTERN,
} from '#modules/letters/index.ts';
import { listPrograms, maySteer } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import { LETTER_FORMS, type PaperForm } from './papers.service.ts';

/** By which mandate somebody sets how the letters of a city are numbered: who steers its programmes. */
async function maySetPatterns(tx: Tx, actor: Actor) {
  const programs = await listPrograms(tx);
  const area = programs.map((one) => one.region).toSorted((a, b) => a.length - b.length)[0] ?? '';
  return maySteer(actor, programs, area);
}

/** How letters of a form are numbered: the pattern, whether the city set it, and the first number of this year by it. */
export type Numbering = {
  readonly form: PaperForm;
  readonly pattern: string;
  readonly isSet: boolean;
  readonly example: string;
};

/** How the letters of each form are numbered in the city, for those who may set it; `office` is the name in the example. */
export async function numberings(tx: Tx, actor: Actor, office: string): Promise<Numbering[] | Refusal> {
  const by = await maySetPatterns(tx, actor);
  if (isRefusal(by)) return by;
  const set = new Map((await letterPatterns(tx)).map((one) => [one.form, one.pattern]));
  return LETTER_FORMS.map((form) => {
    const pattern = set.get(form) ?? USUAL_PATTERN;
    return { form, pattern, isSet: set.has(form), example: letterNumber(pattern, 1, office, tx.today) };
  });
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
    const read = readAll({
      form: LETTER_FORMS.find((one) => one === input.form) ?? refuse('input.choice'),
      pattern: readPattern(input.pattern),
    });
    if (isRefusal(read)) return refused(read);
    await setPattern(tx, read.form, read.pattern, actor.person);
    await record(tx, acting(actor, by), {
      action: 'letter.numbering-set',
      subjectType: 'tenant',
      subjectId: tx.tenant,
      region: by.region,
      summary: { form: read.form, pattern: read.pattern },
    });
    return ok({ pattern: read.pattern });
  });
}
