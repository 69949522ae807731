import { ownEntry } from '#kernel/own-entry.ts';
import type { InstrumentFile, Rule, Scale } from './instrument-schema.ts';

/** A rule with its conditions resolved to ranks: what it asks of each dimension, by position, and of the marks. */
interface ResolvedRule {
  readonly rule: Rule;
  readonly levels: ReadonlyMap<number, ReadonlySet<number>>;
  readonly marks: readonly { readonly mark: string; readonly atLeast: number; readonly atMost: number }[];
}

/** A decision table ready to be asked. Positions of dimensions and ranks of levels are those of the instrument. */
export interface DecisionTable {
  readonly policy: 'precedence' | 'collect';
  readonly otherwise: string | undefined;
  readonly rules: readonly ResolvedRule[];
  /** For every dimension, for every level, the marks that it carries. */
  readonly marks: readonly (readonly (readonly string[])[])[];
  /** Dimensions that some rule asks for by level; the others count only through their marks. */
  readonly asked: ReadonlySet<number>;
  readonly counted: ReadonlySet<string>;
}

/** One situation: the rank of every dimension that is asked by level, and how often each mark occurs. */
export interface Situation {
  readonly levels: ReadonlyMap<number, number>;
  readonly marks: ReadonlyMap<string, number>;
}

/** What the table answers in a situation: the categories (several only where it collects) and the rules behind them. */
export interface Decision {
  readonly categories: readonly string[];
  readonly rules: readonly Rule[];
}

/** Most situations that a table may have, so that all of them can be checked when it is loaded. */
export const MOST_SITUATIONS = 100_000;

/** Resolves a checked instrument's rules. Conditions on unknown dimensions or levels must have been refused before. */
export function decisionTable(instrument: InstrumentFile): DecisionTable {
  const scales = instrument.dimensions.map((dimension) => ownEntry(instrument.scales, dimension.scale));
  const rules = instrument.decision.rules.map((rule) => {
    const levels = new Map<number, ReadonlySet<number>>();
    for (const [slug, condition] of Object.entries(rule.when)) {
      const position = instrument.dimensions.findIndex((dimension) => dimension.slug === slug);
      const scale = scales[position];
      if (scale) levels.set(position, allowedRanks(scale, condition));
    }
    const marks = rule.marks.map((count) => ({
      mark: count.mark,
      atLeast: count.atLeast ?? 0,
      atMost: count.atMost ?? Number.POSITIVE_INFINITY,
    }));
    return { rule, levels, marks };
  });
  return {
    policy: instrument.decision.policy,
    otherwise: instrument.decision.otherwise,
    rules,
    marks: scales.map((scale) => (scale?.levels ?? []).map((level) => level.marks)),
    asked: new Set(rules.flatMap((rule) => [...rule.levels.keys()])),
    counted: new Set(rules.flatMap((rule) => rule.marks.map((count) => count.mark))),
  };
}

function allowedRanks(scale: Scale, condition: Rule['when'][string]): ReadonlySet<number> {
  const rank = (slug: string) => scale.levels.findIndex((level) => level.slug === slug);
  if (typeof condition === 'string') return new Set([rank(condition)]);
  if (Array.isArray(condition)) return new Set(condition.map(rank));
  const low = condition.atLeast === undefined ? 0 : rank(condition.atLeast);
  const high = condition.atMost === undefined ? scale.levels.length - 1 : rank(condition.atMost);
  return new Set(scale.levels.map((_, index) => index).filter((index) => index >= low && index <= high));
}

/** The rules that apply in a situation, in the order of the table. */
export function applying(table: DecisionTable, situation: Situation): readonly Rule[] {
  return table.rules
    .filter(
      ({ levels, marks }) =>
        [...levels].every(([position, ranks]) => ranks.has(situation.levels.get(position) ?? -1)) &&
        marks.every(({ mark, atLeast, atMost }) => {
          const count = situation.marks.get(mark) ?? 0;
          return count >= atLeast && count <= atMost;
        }),
    )
    .map(({ rule }) => rule);
}

/** What holds in a situation; no category where no rule applies and the table names none for that case. */
export function decide(table: DecisionTable, situation: Situation): Decision {
  const rules = applying(table, situation);
  if (rules.length === 0) return { categories: table.otherwise ? [table.otherwise] : [], rules };
  if (table.policy === 'collect') return { categories: [...new Set(rules.map((rule) => rule.then))], rules };
  const first = rules.reduce((best, rule) => (rule.precedence < best.precedence ? rule : best));
  return { categories: [first.then], rules: [first] };
}

/** Dimensions that only count through marks and may take the same sets of marks: which is which does not matter. */
interface Interchangeable {
  readonly members: number;
  readonly choices: readonly (readonly string[])[];
}

/**
 * Every situation that can arise when each dimension may take one of the given ranks.
 * Dimensions that the rules only count are taken together, so that seventeen factors of four levels give some
 * thousand situations and not seventeen thousand million.
 */
export function* situations(
  table: DecisionTable,
  options: readonly (readonly number[])[],
): Generator<Situation> {
  const { single, groups } = arrange(table, options);
  for (const levels of assignments(single)) {
    const base = new Map<string, number>();
    for (const [position, rank] of levels) addMarks(base, countedMarks(table, position, rank), 1);
    for (const marks of markings(groups, base)) yield { levels, marks };
  }
}

/** How many situations `situations` would give, found without going through them. */
export function countSituations(table: DecisionTable, options: readonly (readonly number[])[]): number {
  const { single, groups } = arrange(table, options);
  const one = single.reduce((product, [, ranks]) => product * ranks.length, 1);
  return groups.reduce((product, group) => product * multisets(group.members, group.choices.length), one);
}

function arrange(table: DecisionTable, options: readonly (readonly number[])[]) {
  const single: [number, readonly number[]][] = [];
  const groups = new Map<string, { members: number; choices: readonly (readonly string[])[] }>();
  for (const [position, ranks] of options.entries()) {
    if (table.asked.has(position)) {
      single.push([position, ranks]);
      continue;
    }
    const sets = new Map(
      ranks.map((rank) => {
        const marks = countedMarks(table, position, rank);
        return [marks.join(' '), marks] as const;
      }),
    );
    const key = [...sets.keys()].sort().join(' | ');
    const group = groups.get(key);
    if (group) group.members += 1;
    else groups.set(key, { members: 1, choices: [...sets.values()] });
  }
  return { single, groups: [...groups.values()] };
}

function countedMarks(table: DecisionTable, position: number, rank: number): readonly string[] {
  return (table.marks[position]?.[rank] ?? []).filter((mark) => table.counted.has(mark)).sort();
}

function* assignments(
  single: readonly [number, readonly number[]][],
  from = 0,
  chosen: ReadonlyMap<number, number> = new Map(),
): Generator<ReadonlyMap<number, number>> {
  const next = single[from];
  if (!next) {
    yield chosen;
    return;
  }
  const [position, ranks] = next;
  for (const rank of ranks) yield* assignments(single, from + 1, new Map([...chosen, [position, rank]]));
}

function* markings(
  groups: readonly Interchangeable[],
  counts: ReadonlyMap<string, number>,
  from = 0,
): Generator<ReadonlyMap<string, number>> {
  const group = groups[from];
  if (!group) {
    yield counts;
    return;
  }
  for (const shares of distributions(group.members, group.choices.length)) {
    const next = new Map(counts);
    for (const [choice, times] of shares.entries()) addMarks(next, group.choices[choice] ?? [], times);
    yield* markings(groups, next, from + 1);
  }
}

/** Every way to spread `members` over `choices` when only the numbers matter. */
function* distributions(members: number, choices: number): Generator<readonly number[]> {
  if (choices === 1) {
    yield [members];
    return;
  }
  for (let first = members; first >= 0; first -= 1) {
    for (const rest of distributions(members - first, choices - 1)) yield [first, ...rest];
  }
}

function multisets(members: number, choices: number): number {
  let count = 1;
  for (let i = 1; i < choices; i += 1) count = (count * (members + i)) / i;
  return Math.round(count);
}

function addMarks(counts: Map<string, number>, marks: readonly string[], times: number): void {
  for (const mark of marks) counts.set(mark, (counts.get(mark) ?? 0) + times);
}
