import type { Actor } from '#kernel/actor.ts';
import { refusalIn } from '#kernel/refusal.ts';
import { ancestor } from '#kernel/region.ts';
import { judge } from '#modules/checks/index.ts';
import { quorum, type Represents, type Rolls } from '#modules/deliberation/index.ts';
import { readStanding, withheldOf } from '#modules/funding/index.ts';
import { CANNOT_TELL, figure, judgeGoal } from '#modules/measures/index.ts';
import { entryPath, type ForumRules, type Model, type Step } from '#modules/models/index.ts';
import { dueDay } from '#modules/obligations/index.ts';
import { mayAnswer, type OfSuch, routeFor, waitedFor } from '#modules/steps/index.ts';
import type {
  Cases,
  CheckCase,
  DueCase,
  GoalCase,
  PaymentCase,
  QuorumCase,
  RouteCase,
} from './cases.section.ts';
import { checksIn, clocksIn, forumsIn, goalsIn, paymentsIn, type RouteRule, routesIn } from './rules-in.ts';

/** What is wrong: a case that came out otherwise, or a rule that no case ran; `at` is where, such as `checks[2]`. */
export type CaseFault = { readonly at: string; readonly message: string };

/**
 * Runs the cases beside a model through the same rules that run its programmes, and tells what came out otherwise than it
 * says there, and what no case ran: of each check one that passes and one that fails, of each route every answer that a
 * step may give and an end that is accepted, of each clock one day, of each forum a quorum and of each goal a figure, met and not met. Source:
 * engine of models, *Versions, adoption, proof*.
 */
export function runCases(model: Model, cases: Cases): CaseFault[] {
  const named = `${model.name} ${model.version}`;
  return [
    ...(cases.model === named
      ? []
      : [{ at: 'model', message: `these are cases of ${cases.model}, not of ${named}` }]),
    ...outcomesOf(model, cases).flatMap(({ at, fault }) =>
      fault === undefined ? [] : [{ at, message: fault }],
    ),
    ...neverRun(model, cases).map((message) => ({ at: 'model', message })),
  ];
}

/** What a case says is to come out, and what did: an answer, how a thing stands, or a day. */
export type CaseOutcome = {
  readonly at: string;
  readonly of: string;
  readonly wanted: string;
  /** Undefined where the model has no such rule. */
  readonly found: string | undefined;
  /** The code of what stood in the way. */
  readonly because: string | undefined;
  /** Why it is not as the case says; undefined where it is. */
  readonly fault: string | undefined;
};

/** What a rule came to. */
type Found = { readonly found: string; readonly because?: string | undefined };

/** Runs each case by itself, and tells what it came to. */
export function outcomesOf(model: Model, cases: Cases): CaseOutcome[] {
  const outcome = <One extends { readonly of: string }>(
    at: string,
    one: One,
    wanted: string,
    run: (model: Model, one: One) => Found | undefined,
    fault: (model: Model, one: One) => string | undefined,
  ): CaseOutcome => {
    const came = run(model, one);
    return { at, of: one.of, wanted, found: came?.found, because: came?.because, fault: fault(model, one) };
  };
  return [
    ...cases.checks.map((one, i) => outcome(`checks[${i}]`, one, one.answer, checkFound, checkFault)),
    ...cases.routes.map((one, i) => outcome(`routes[${i}]`, one, one.ends, routeFound, routeFault)),
    ...cases.due.map((one, i) => outcome(`due[${i}]`, one, one.on, dueFound, dueFault)),
    ...cases.quorum.map((one, i) => outcome(`quorum[${i}]`, one, one.answer, quorumFound, quorumFault)),
    ...cases.goals.map((one, i) => outcome(`goals[${i}]`, one, one.answer, goalFound, goalFault)),
    ...cases.payments.map((one, i) => outcome(`payments[${i}]`, one, one.answer, paymentFound, paymentFault)),
  ];
}

/** What no case shows of a model, as `runCases` tells it. */
export function unshownIn(model: Model, cases: Cases): readonly string[] {
  return neverRun(model, cases);
}

function unknown(name: string): string {
  return `the model has no rule "${name}" of this sort`;
}

function checkFound(model: Model, { of, given }: CheckCase): Found | undefined {
  const check = checksIn(model).find((one) => one.name === of)?.rule;
  if (!check) return undefined;
  const { accepted, overdue, ...facts } = given;
  const verdict = judge(model, check, {
    ...facts,
    ...(facts.others === undefined
      ? {}
      : { repeats: facts.others > 0 ? { id: '', title: String(facts.others) } : null }),
    ...(accepted ? { accepted: new Set(accepted) } : {}),
    ...(overdue
      ? {
          overdue: overdue.map(({ filing, year, due, model: other }) => ({
            filing,
            fiscalYear: year,
            dueOn: due,
            model: other ?? model.name,
          })),
        }
      : {}),
  });
  return { found: verdict.answer, because: verdict.refusal?.refusal };
}

function checkFault(model: Model, one: CheckCase): string | undefined {
  const { of, answer, because } = one;
  const came = checkFound(model, one);
  if (!came) return unknown(of);
  if (came.found !== answer) return `${of} is ${came.found}, not ${answer}`;
  return because === undefined || came.because === because
    ? undefined
    : `${of} says ${came.because}, not ${because}`;
}

/** A place in every level, so that each step's offices stand over it. */
const PLACE = '32.73.01.1001.001';
/** The institution of whoever brought it. */
const AUTHORS = 'party of the author';

/** Somebody of that name in an office of a step, over the step's part of the place. */
function officerOf(step: Step, person: string): Actor {
  const region = ancestor(PLACE, step.at);
  const [office = ''] = step.offices;
  return {
    tenant: 'case',
    person,
    name: person,
    mandates: [
      {
        id: person,
        office,
        organization: { id: step.own ? AUTHORS : `office of ${step.step}`, kind: '', name: '' },
        region,
      },
    ],
    scopes: 'session',
    secondFactor: true,
  };
}

/** How something stands that walks a route. */
type Walk = { readonly stands: string; readonly because: string | undefined };

/** Lets the answers fall, each by its rules, and says how it stands in the end. */
function walk(model: Model, rule: RouteRule, one: RouteCase): Walk {
  const { author, answers } = one;
  const steps = routeFor(rule.steps, suchAs(model, one));
  const waited = waitedFor(steps);
  const answered: { step: string; by: string }[] = [];
  let next = 0;
  const stands = (): string => {
    const step = waited[next];
    return step ? `waits:${step.step}` : rule.forum ? 'forum' : 'accepted';
  };
  for (const { step: name, by = name, says } of answers) {
    const step = steps.find((one) => one.step === name);
    const due = waited[next];
    // Whoever is not waited for may only send back, as long as something is still waited for.
    const watching = step && !step.may.includes('accept') && says === 'return' && (due ?? rule.forum);
    const turn = step && (step === due || watching);
    if (!turn) return { stands: stands(), because: 'turn' };
    const thing = { place: PLACE, organization: AUTHORS, author, answered, escalated: [] };
    const refusal = refusalIn(mayAnswer(officerOf(step, by), model, step, thing, says));
    if (refusal) return { stands: stands(), because: refusal.refusal };
    if (says !== 'accept') return { stands: says === 'return' ? 'returned' : 'refused', because: undefined };
    answered.push({ step: name, by });
    next += 1;
  }
  return { stands: stands(), because: undefined };
}

function suchAs(model: Model, { amount, about, given }: RouteCase): OfSuch {
  return {
    amount: BigInt(amount),
    about: about === undefined ? [] : entryPath(model, about).map((one) => one.id),
    answers: given,
  };
}

function routeFound(model: Model, one: RouteCase): Found | undefined {
  const rule = routesIn(model).find(({ name }) => name === one.of)?.rule;
  if (!rule) return undefined;
  const { stands, because } = walk(model, rule, one);
  return { found: stands, because };
}

function routeFault(model: Model, one: RouteCase): string | undefined {
  const rule = routesIn(model).find(({ name }) => name === one.of)?.rule;
  if (!rule) return unknown(one.of);
  const steps = routeFor(rule.steps, suchAs(model, one)).map((step) => step.step);
  if (one.steps && one.steps.join(' ') !== steps.join(' ')) {
    return `${one.of} goes through ${steps.join(', ') || 'no step'}, not ${one.steps.join(', ')}`;
  }
  const { stands, because } = walk(model, rule, one);
  if (because !== one.because)
    return `${one.of}: the last answer is ${because ?? 'taken'}, not ${one.because ?? 'taken'}`;
  return stands === one.ends ? undefined : `${one.of} stands as ${stands}, not ${one.ends}`;
}

function dueFound(model: Model, { of, from, closed, stood, set }: DueCase): Found | undefined {
  const rule = clocksIn(model).find((one) => one.name === of)?.rule;
  return rule && { found: dueDay(rule, from, new Set(closed), stood, set) };
}

function dueFault(model: Model, one: DueCase): string | undefined {
  const day = dueFound(model, one)?.found;
  if (day === undefined) return unknown(one.of);
  return day === one.on ? undefined : `${one.of} is due on ${day}, not on ${one.on}`;
}

function quorumFound(model: Model, { of, rolls, came }: QuorumCase): Found | undefined {
  const forum = forumsIn(model).find((one) => one.name === of)?.rule;
  return forum && { found: quorum(forum.quorum, rollsOf(forum, rolls), presentOf(forum, came)).answer };
}

function quorumFault(model: Model, one: QuorumCase): string | undefined {
  const found = quorumFound(model, one)?.found;
  if (found === undefined) return unknown(one.of);
  return found === one.answer ? undefined : `${one.of} has a quorum that is ${found}, not ${one.answer}`;
}

function goalFound(model: Model, { of, says }: GoalCase): Found | undefined {
  const goal = goalsIn(model).find((one) => one.name === of)?.rule;
  return (
    goal && { found: judgeGoal(goal, says === undefined ? CANNOT_TELL : figure(BigInt(says), [])).answer }
  );
}

function goalFault(model: Model, one: GoalCase): string | undefined {
  const found = goalFound(model, one)?.found;
  if (found === undefined) return unknown(one.of);
  return found === one.answer ? undefined : `${one.of} is ${found}, not ${one.answer}`;
}

/** How payments are read that have papers or taxes; undefined where the model has no such rule. */
function paymentFound(model: Model, one: PaymentCase): (Found & { readonly net: number }) | undefined {
  if (!paymentsIn(model).some(({ name }) => name === one.of)) return undefined;
  const { amount, papers, withheld, bound, paidOn } = one;
  const read = readStanding(
    model,
    {
      amount: String(amount),
      papers,
      withheld: withheld.map((each) => ({ tax: each.tax, amount: String(each.amount) })),
    },
    { bound, paidOn },
  );
  const [first] = read.against;
  return {
    found: first ? 'refused' : 'taken',
    because: first?.refusal,
    net: amount - Number(withheldOf(read.withheld)),
  };
}

function paymentFault(model: Model, one: PaymentCase): string | undefined {
  const came = paymentFound(model, one);
  if (!came) return unknown(one.of);
  if (came.found !== one.answer) return `${one.of} is ${came.found}, not ${one.answer}`;
  if (one.because !== undefined && came.because !== one.because)
    return `${one.of} says ${came.because}, not ${one.because}`;
  return one.net === undefined || one.net === came.net
    ? undefined
    : `${one.of} leaves ${came.net} for the provider, not ${one.net}`;
}

function unitsOf(name: string, count: number) {
  return Array.from({ length: count }, (_, i) => ({ unit: `${name} ${i + 1}`, label: `${name} ${i + 1}` }));
}

function rollsOf(forum: ForumRules, rolls: Readonly<Record<string, number>>): Rolls {
  return {
    rt: unitsOf('rt', rolls.rt ?? 0),
    neighbourhood: unitsOf('neighbourhood', rolls.neighbourhood ?? 0),
    unentered: [],
    ...(forum.by === undefined
      ? {}
      : {
          seats: Object.entries(rolls).flatMap(([seat, count]) =>
            unitsOf(seat, count).map((one) => ({
              ...one,
              seat: `${forum.by}/${seat}`,
              person: one.unit,
            })),
          ),
        }),
  };
}

function presentOf(forum: ForumRules, came: Readonly<Record<string, number>>): Represents[] {
  return Object.entries(came).flatMap(([name, count]) => {
    const roll = forum.quorum.elements.find((one) => one.element === name)?.roll;
    return unitsOf(roll ?? name, count).map(({ unit }) => ({
      element: forum.by === undefined ? name : 'seats',
      unit: forum.by === undefined && roll === undefined ? null : unit,
      name: `${name} ${unit}`,
      person: null,
    }));
  });
}

/** What no case ran, so that nobody knows what it does. */
function neverRun(model: Model, cases: Cases): string[] {
  const answers = (list: readonly { of: string; answer: string }[], of: string) =>
    new Set(list.filter((one) => one.of === of).map((one) => one.answer));
  const both = (of: string, list: readonly { of: string; answer: string }[]) =>
    (['met', 'not-met'] as const).flatMap((answer) =>
      answers(list, of).has(answer) ? [] : [`no case shows ${of} ${answer}`],
    );
  return [
    ...checksIn(model).flatMap(({ name }) => both(name, cases.checks)),
    ...forumsIn(model).flatMap(({ name }) => both(name, cases.quorum)),
    ...goalsIn(model).flatMap(({ name }) => both(name, cases.goals)),
    ...clocksIn(model).flatMap(({ name }) =>
      cases.due.some((one) => one.of === name) ? [] : [`no case shows when ${name} falls due`],
    ),
    ...routesIn(model).flatMap(({ name, rule }) => routeNeverRun(name, rule, cases.routes)),
    ...paymentsIn(model).flatMap(({ name }) =>
      (['taken', 'refused'] as const).flatMap((answer) =>
        answers(cases.payments, name).has(answer) ? [] : [`no case shows a payment of ${name} ${answer}`],
      ),
    ),
  ];
}

function routeNeverRun(name: string, rule: RouteRule, cases: readonly RouteCase[]): string[] {
  const own = cases.filter((one) => one.of === name);
  const taken = own.flatMap((one) => (one.because ? one.answers.slice(0, -1) : one.answers));
  const end = rule.forum ? 'forum' : 'accepted';
  return [
    ...(own.some((one) => one.ends === end) ? [] : [`no case walks ${name} to its end (${end})`]),
    ...rule.steps.flatMap((step) =>
      step.may
        .filter((says) => !taken.some((one) => one.step === step.step && one.says === says))
        .map((says) => `no case lets ${name}.${step.step} ${says}`),
    ),
    ...rule.steps.flatMap(({ step, when }) => {
      const above = when?.amountAbove;
      return above === undefined ||
        (own.some((one) => BigInt(one.amount) > above) && own.some((one) => BigInt(one.amount) <= above))
        ? []
        : [`no cases show ${name}.${step} for amounts above and below its own`];
    }),
  ];
}
