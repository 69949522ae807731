import { z } from 'zod';
import { BasisId, Label, LevelName, Office, Rupiah, Slug } from './common.section.ts';
import { Escalate, Waive, Within } from './due.section.ts';

/**
 * One step of a route: who says yes, over which level of the place, and what they may answer. A step that may not
 * `accept` is not waited for: its offices may send the thing back as long as it waits for what comes after.
 * Source: engine of models, vocabulary `steps`.
 */
const Step = z.strictObject({
  step: Slug,
  label: Label,
  offices: z.array(Office).min(1),
  at: LevelName,
  may: z.array(z.enum(['accept', 'return', 'refuse'])).min(1),
  /** Whoever brings it answers itself, in these offices of its own: a board that sets what its staff wrote. */
  own: z.literal(true).optional(),
  /** Only what costs more than this, is about one of these entries of the catalogue, or answered so, goes through the step. */
  when: z
    .strictObject({
      amountAbove: Rupiah.optional(),
      about: z.array(Slug).min(1).optional(),
      /** One of these options of a choice among its own fields. */
      answered: z.strictObject({ field: Slug, options: z.array(Slug).min(1) }).optional(),
    })
    .refine(
      (when) => when.amountAbove !== undefined || when.about !== undefined || when.answered !== undefined,
      'above what, about what, or answered how?',
    )
    .optional(),
  /** Earlier steps, or `author`: whoever acted there does not act here. */
  notSameAs: z.array(Slug).default(['author']),
  /** By when the offices of the step are to answer: what they owe, from the day on which it reaches them. */
  within: Within.optional(),
  /** When their clock stands: as long as it lies with its author to be mended. Without, it begins anew when it comes back. */
  pauses: z.array(z.enum(['returned'])).default([]),
  escalate: Escalate.optional(),
  waive: Waive.optional(),
  basis: BasisId,
});
export type Step = z.infer<typeof Step>;

/** Who says yes, in order. */
export const Route = z.array(Step).superRefine((steps, context) => inOrder(steps, context));

/** Clocks that can run, each step under a name of its own, and nobody kept from what lies after it. */
function inOrder(steps: readonly Step[], context: z.core.$RefinementCtx): void {
  steps.forEach((step, i) => {
    for (const [key, message] of clockFaults(step, steps)) {
      context.addIssue({ code: 'custom', path: [i, key], message });
    }
    const before = ['author', ...steps.slice(0, i).map((one) => one.step)];
    if (before.includes(step.step)) {
      context.addIssue({ code: 'custom', path: [i, 'step'], message: `"${step.step}" is listed twice` });
    }
    step.notSameAs.forEach((other, j) => {
      if (!before.includes(other)) {
        context.addIssue({
          code: 'custom',
          path: [i, 'notSameAs', j],
          message: `no step before this one is called "${other}"`,
        });
      }
    });
  });
}

const FollowUpStep = z
  .strictObject({
    ...Step.omit({ may: true, own: true, pauses: true }).shape,
    /** Whether a document proves it, beside the account in the words of the office. */
    document: z.literal(true).optional(),
    /**
     * The outcomes of a forum after which it is taken: of what was passed on to whoever is outside the programme. Without,
     * it is taken after what was agreed to.
     */
    after: z.array(Slug).min(1).optional(),
    /** What the office answers, one of these, beside its account. */
    answers: z
      .array(z.strictObject({ answer: Slug, label: Label }))
      .min(2)
      .optional(),
  })
  .transform((step): Step & Told => ({ ...step, may: ['accept'], pauses: [] }));

/** What a step has that is taken after a decision, beside what every step has. */
type Told = {
  readonly document?: true | undefined;
  readonly after?: readonly string[] | undefined;
  readonly answers?: readonly { readonly answer: string; readonly label: Label }[] | undefined;
};
export type FollowUpStep = z.infer<typeof FollowUpStep>;

/**
 * What offices do once something was agreed to, in order, each with an account of it. Nobody says no any more: it was
 * decided. Of what a forum passed on outside the programme whoever it was addressed to answers in public, also that it will
 * not be done. Source: paper 004, §4.2.1 (what follows a
 * letter of participation); engine of models, vocabulary `steps`.
 */
export const FollowUp = z.array(FollowUpStep).superRefine((steps, context) => inOrder(steps, context));

/**
 * Who examines what was recorded of money, in order: each says yes or no, and never whoever recorded it. Nothing goes back
 * to be mended: what is refused is recorded anew. Source: maker and checker; engine of models, `steps`.
 */
export const MoneyRoute = Route.min(1).superRefine((steps, context) => {
  steps.forEach((step, i) => {
    const wrong = (key: string, message: string) =>
      context.addIssue({ code: 'custom', path: [i, key], message });
    if (step.may.includes('return')) wrong('may', 'what was recorded of money is accepted or refused');
    if (!step.may.includes('accept')) wrong('may', 'nobody waits for a step that may not accept');
    if (step.when?.about) wrong('when', 'money is about no entry of the catalogue');
    if (step.when?.answered) wrong('when', 'nothing is answered to what was recorded of money');
    if (step.own) wrong('own', 'what was recorded of money is examined by others');
    if (!step.notSameAs.includes('author'))
      wrong('notSameAs', 'whoever recorded it does not examine it: "author"');
  });
});

/** What of a step's clock could never run. */
function clockFaults(step: Step, route: readonly Step[]): readonly (readonly [string, string])[] {
  const faults: [string, string][] = [];
  if (step.own && step.within)
    faults.push(['within', 'nobody is owed an answer by themselves: what is late is the thing']);
  if (step.within && !step.may.includes('accept')) {
    faults.push(['within', 'nobody waits for a step that may not accept, so it has no clock']);
  }
  for (const key of ['escalate', 'waive'] as const) {
    if (step[key] && !step.within) faults.push([key, 'needs "within": there is no clock to run over']);
  }
  if (step.pauses.length > 0 && !step.within) {
    faults.push(['pauses', 'needs "within": there is no clock that could stand']);
  } else if (step.pauses.length > 0 && !route.some((one) => one.may.includes('return'))) {
    faults.push(['pauses', 'no step of this route may return anything']);
  }
  return faults;
}
