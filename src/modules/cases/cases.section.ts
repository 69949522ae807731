import { z } from 'zod';
import { isIsoDate } from '#kernel/date.ts';

const Day = z.string().refine(isIsoDate, 'a day as YYYY-MM-DD');
const Answer = z.enum(['met', 'not-met', 'cannot-tell']);
/** Which rule of the model a case is about: `proposals.usulan`, `filings.lpj`, `forums.kelurahan`, `purses.hibah`. */
const Rule = z
  .string()
  .regex(/^[a-z]+(\.[a-z0-9-]+){1,4}$/, 'the names of a rule, such as proposals.usulan.photos');

/** What is known when a check is judged; what is left out is not known. */
const CheckCase = z.strictObject({
  of: Rule,
  given: z.strictObject({
    photos: z.int().min(0).optional(),
    documents: z.int().min(0).optional(),
    overdue: z
      .array(z.strictObject({ filing: z.string(), year: z.int(), due: Day, model: z.string().optional() }))
      .optional(),
    year: z.int().optional(),
    others: z.int().min(0).optional(),
    accepted: z.array(z.string()).optional(),
  }),
  answer: Answer,
  /** The code of what stands in the way. */
  because: z.string().optional(),
});
export type CheckCase = z.infer<typeof CheckCase>;

/** Somebody comes along with an amount (rupiah), and the steps answer in this order, each by a person of that name. */
const RouteCase = z.strictObject({
  of: Rule,
  amount: z.int().min(0).default(0),
  /** Of an entry of the catalogue. */
  about: z.string().optional(),
  /** What was answered to the fields of the model. */
  given: z.record(z.string(), z.string()).default({}),
  author: z.string().default('author'),
  answers: z
    .array(
      z.strictObject({
        step: z.string(),
        by: z.string().optional(),
        says: z.enum(['accept', 'return', 'refuse']),
      }),
    )
    .default([]),
  /** The steps that it goes through, as everybody sees them from the beginning. */
  steps: z.array(z.string()).optional(),
  /** How it stands then: `accepted`, `returned`, `refused`, or the step that it waits for as `waits:STEP`. */
  ends: z.string(),
  /** The code with which the last of the answers is refused; then it stands as before it. */
  because: z.string().optional(),
});
export type RouteCase = z.infer<typeof RouteCase>;

/**
 * Something happened on a day, a period ended with it, or it is the first day of the year in which a day of the year lies;
 * then it is due on that day.
 */
const DueCase = z.strictObject({
  of: Rule,
  from: Day,
  closed: z.array(Day).default([]),
  stood: z.array(z.strictObject({ from: Day, until: Day })).default([]),
  /** The day written in it, where it is due by that as well. */
  set: Day.optional(),
  on: Day,
});
export type DueCase = z.infer<typeof DueCase>;

/** As many as are counted one by one. */
const Heads = z.int().min(0).max(10_000);

/** How many units each roll has, or which seats are filled, and how many came of each element or seat. */
const QuorumCase = z.strictObject({
  of: Rule,
  rolls: z.record(z.string(), Heads).default({}),
  came: z.record(z.string(), Heads).default({}),
  answer: Answer,
});
export type QuorumCase = z.infer<typeof QuorumCase>;

/** What the records say of the measure of a goal, in its unit; left out, they can say nothing. */
const GoalCase = z.strictObject({ of: Rule, says: z.int().optional(), answer: Answer });
export type GoalCase = z.infer<typeof GoalCase>;

/** A payment with the papers that it stands on and what was withheld of it (rupiah), after a decision that binds from a day. */
const PaymentCase = z.strictObject({
  of: Rule,
  amount: z.int().min(1),
  bound: Day,
  paidOn: Day,
  papers: z.array(z.strictObject({ paper: z.string(), number: z.string(), day: Day })).default([]),
  withheld: z.array(z.strictObject({ tax: z.string(), amount: z.int().min(1) })).default([]),
  answer: z.enum(['taken', 'refused']),
  /** The code of the first that stands in the way. */
  because: z.string().optional(),
  /** What the provider receives (rupiah). */
  net: z.int().optional(),
});
export type PaymentCase = z.infer<typeof PaymentCase>;

/** How many cases of one sort a file may have: all of them are run at once. */
const MOST = 1000;

/** The cases beside a model: what its rules answer to given facts. */
export const Cases = z.strictObject({
  model: z.string(),
  checks: z.array(CheckCase).max(MOST).default([]),
  routes: z.array(RouteCase).max(MOST).default([]),
  due: z.array(DueCase).max(MOST).default([]),
  quorum: z.array(QuorumCase).max(MOST).default([]),
  goals: z.array(GoalCase).max(MOST).default([]),
  payments: z.array(PaymentCase).max(MOST).default([]),
});
export type Cases = z.infer<typeof Cases>;
