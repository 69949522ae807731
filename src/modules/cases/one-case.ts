import { isMap, isSeq, parseDocument } from 'yaml';
import { isIsoDate } from '#kernel/date.ts';
import { ownEntry } from '#kernel/own-entry.ts';
import { readRupiah, readWhole } from '#kernel/readers/number.ts';
import { isRefusal } from '#kernel/refusal.ts';
import type { Check, Model } from '#modules/models/index.ts';
import { waitedFor } from '#modules/steps/index.ts';
import { Cases } from './cases.section.ts';
import { checksIn, clocksIn, forumsIn, goalsIn, routesIn } from './rules-in.ts';
import { type CaseOutcome, outcomesOf } from './run-cases.ts';

/** The lists of a file of cases, each of one sort of rules. */
export const CASE_SORTS = ['checks', 'routes', 'due', 'quorum', 'goals'] as const;
export type CaseSort = (typeof CASE_SORTS)[number];

/** A rule of which a case can be made. */
export type TriedRule = { readonly sort: CaseSort; readonly name: string };

/** A fact that a case of a rule is given: `of` names the element, seat or step that it is about. */
export type FactAsked = {
  readonly key: string;
  readonly fact:
    | 'photos'
    | 'documents'
    | 'others'
    | 'overdue'
    | 'accepted'
    | 'from'
    | 'says'
    | 'roll'
    | 'came'
    | 'amount'
    | 'about'
    | 'given'
    | 'answer';
  readonly of: string;
  /** What can be chosen; written where there is nothing to choose from. */
  readonly options: readonly string[];
};

/** Facts as they were typed, by key; what is empty is not known. */
export type TypedFacts = Readonly<Record<string, string>>;

/** Every rule of a model of which a case can be made. */
export function rulesToTry(model: Model): readonly TriedRule[] {
  const lists = {
    checks: checksIn(model),
    routes: routesIn(model),
    due: clocksIn(model),
    quorum: forumsIn(model),
    goals: goalsIn(model),
  };
  return CASE_SORTS.flatMap((sort) => lists[sort].map(({ name }) => ({ sort, name })));
}

const FACT_OF = {
  photos: 'photos',
  documents: 'documents',
  'one-per-party': 'others',
  'not-repeated': 'others',
  'none-overdue': 'overdue',
  'filing-accepted': 'accepted',
} as const satisfies Readonly<Record<Check['check'], FactAsked['fact']>>;

/** What has to be said to make a case of a rule; undefined where the model has no such rule. */
export function factsAsked(model: Model, { sort, name }: TriedRule): readonly FactAsked[] | undefined {
  const fact = (fact: FactAsked['fact'], of = '', options: readonly string[] = []): FactAsked => ({
    key: of === '' ? fact : `${fact}.${of}`,
    fact,
    of,
    options,
  });
  switch (sort) {
    case 'checks': {
      const check = checksIn(model).find((one) => one.name === name)?.rule;
      if (!check) return undefined;
      const about = FACT_OF[check.check];
      return [about === 'accepted' ? fact('accepted', '', ['yes', 'no']) : fact(about)];
    }
    case 'routes': {
      const route = routesIn(model).find((one) => one.name === name)?.rule;
      if (!route) return undefined;
      const amount = route.steps.some((one) => one.when?.amountAbove !== undefined) ? [fact('amount')] : [];
      const about = route.steps.flatMap((one) => one.when?.about ?? []);
      const entry = about.length > 0 ? [fact('about', '', [...new Set(about)])] : [];
      const asked = new Map<string, string[]>();
      for (const { when } of route.steps) {
        if (!when?.answered) continue;
        const { field, options } = when.answered;
        asked.set(field, [...(asked.get(field) ?? []), ...options]);
      }
      const given = [...asked].map(([field, options]) => fact('given', field, [...new Set(options)]));
      const waited = waitedFor(route.steps);
      const steps = waited.length > 0 ? waited : route.steps;
      return [...amount, ...entry, ...given, ...steps.map((one) => fact('answer', one.step, one.may))];
    }
    case 'due':
      return clocksIn(model).some((one) => one.name === name) ? [fact('from')] : undefined;
    case 'quorum': {
      const forum = forumsIn(model).find((one) => one.name === name)?.rule;
      if (!forum) return undefined;
      const { elements } = forum.quorum;
      const seats = model.parties.bodies.find((one) => one.body === forum.by)?.seats ?? [];
      const rolls = [...new Set(elements.flatMap((one) => one.roll ?? []))];
      return [
        ...rolls.map((one) => fact('roll', one)),
        ...elements.map((one) => fact('came', one.element)),
        ...seats.flatMap((one) => [fact('roll', one.seat), fact('came', one.seat)]),
      ];
    }
    case 'goals':
      return goalsIn(model).some((one) => one.name === name) ? [fact('says')] : undefined;
  }
}

/** A rule that was tried: what it came to, and the case to keep; undefined where a fact does not read. */
export type TriedCase = { readonly outcome: CaseOutcome; readonly kept: Readonly<Record<string, unknown>> };

/** Lets a rule answer to facts, as a case that says what came out. */
export function tryRule(model: Model, rule: TriedRule, facts: TypedFacts): TriedCase | undefined {
  const given = caseOf(model, rule, facts);
  if (!given) return undefined;
  const dummy = {
    checks: { answer: 'met' },
    routes: { ends: '-' },
    due: { on: '2000-01-01' },
    quorum: { answer: 'met' },
    goals: { answer: 'met' },
  };
  const read = Cases.safeParse({ model: '-', [rule.sort]: [{ ...given, ...dummy[rule.sort] }] });
  if (!read.success) return undefined;
  const [outcome] = outcomesOf(model, read.data);
  if (outcome?.found === undefined) return undefined;
  const { found, because } = outcome;
  const said = {
    checks: { answer: found },
    routes: { ends: found },
    due: { on: found },
    quorum: { answer: found },
    goals: { answer: found },
  };
  const why = because === undefined ? {} : { because };
  return { outcome, kept: { ...given, ...said[rule.sort], ...why } };
}

/** A whole number or rupiah as people write it; undefined where it is empty, `null` where it is none. */
function whole(fact: FactAsked['fact'], text: string | undefined): number | undefined | null {
  if (text === undefined || text.trim() === '') return undefined;
  const read = fact === 'amount' ? readRupiah(text) : readWhole(text, 0, MOST_COUNTED);
  return isRefusal(read) ? null : Number(read);
}

/** The most of anything that a case counts. */
const MOST_COUNTED = 999_999_999;

function caseOf(
  model: Model,
  { sort, name }: TriedRule,
  facts: TypedFacts,
): Record<string, unknown> | undefined {
  const asked = factsAsked(model, { sort, name });
  if (!asked) return undefined;
  const numbers = new Map(asked.map(({ key, fact }) => [key, whole(fact, ownEntry(facts, key))]));
  const written = asked.filter((one) => one.options.length === 0 && one.fact !== 'from');
  if (written.some(({ key }) => numbers.get(key) === null)) return undefined;
  const of = (fact: FactAsked['fact']) =>
    Object.fromEntries(
      asked.flatMap((one) => {
        const count = numbers.get(one.key);
        return one.fact === fact && typeof count === 'number' ? [[one.of, count]] : [];
      }),
    );
  switch (sort) {
    case 'checks':
      return { of: name, given: givenOf(model, name, facts) };
    case 'routes': {
      const amount = numbers.get('amount');
      const answers = asked
        .filter((one) => one.fact === 'answer' && one.options.includes(ownEntry(facts, one.key) ?? ''))
        .map((one) => ({ step: one.of, says: ownEntry(facts, one.key) }));
      const about = facts.about ? { about: facts.about } : {};
      const chosen = asked
        .filter((one) => one.fact === 'given' && one.options.includes(ownEntry(facts, one.key) ?? ''))
        .map((one): [string, string] => [one.of, ownEntry(facts, one.key) ?? '']);
      const given = chosen.length > 0 ? { given: Object.fromEntries(chosen) } : {};
      return { of: name, ...(typeof amount === 'number' ? { amount } : {}), ...about, ...given, answers };
    }
    case 'due':
      return isIsoDate(facts.from ?? '') ? { of: name, from: facts.from } : undefined;
    case 'quorum':
      return { of: name, rolls: of('roll'), came: of('came') };
    case 'goals': {
      const says = numbers.get('says');
      return { of: name, ...(typeof says === 'number' ? { says } : {}) };
    }
  }
}

/** What is known when a check is judged: of what is late so many filings of the year before. */
function givenOf(model: Model, name: string, facts: TypedFacts): Record<string, unknown> {
  const check = checksIn(model).find((one) => one.name === name)?.rule;
  if (!check) return {};
  const fact = FACT_OF[check.check];
  if (check.check === 'filing-accepted') {
    const said = facts.accepted;
    return said === 'yes' ? { accepted: [check.filing] } : said === 'no' ? { accepted: [] } : {};
  }
  const count = whole(fact, facts[fact]);
  if (typeof count !== 'number') return fact === 'overdue' ? { year: 2026 } : {};
  if (check.check !== 'none-overdue') return { [fact]: count };
  const filing = check.filing ?? model.filings[0]?.kind ?? 'laporan';
  return {
    year: 2026,
    overdue: Array.from({ length: Math.min(count, 20) }, () => ({ filing, year: 2025, due: '2025-12-01' })),
  };
}

/** A file of cases with one more; undefined where the text does not read as one. */
export function withCase(
  text: string,
  model: Pick<Model, 'name' | 'version'>,
  sort: CaseSort,
  kept: Readonly<Record<string, unknown>>,
): string | undefined {
  const document = parseDocument(text.trim() === '' ? `model: ${model.name} ${model.version}\n` : text);
  if (document.errors.length > 0 || !isMap(document.contents)) return undefined;
  const node = document.createNode(kept, { flow: true });
  const list = document.get(sort);
  if (isSeq(list)) list.add(node);
  else document.set(sort, document.createNode([node]));
  return document.toString({ lineWidth: 0 });
}
