import type { AwardRules } from '#modules/models/index.ts';

/*
 * What a round comes to. Every score is a whole per mille, rounded down; totals are compared exactly, as fractions, so that
 * no rounding makes or breaks a tie.
 */

/** What is known of one aspect of a candidate: figures of the records, null where nobody can tell, and the marks there are. */
export type Evidence = {
  readonly figures: readonly {
    readonly measure: string;
    readonly value: bigint | null;
    readonly evidence: readonly string[];
  }[];
  readonly marks: readonly number[];
};

/** A candidate with what is known of each aspect, in the order of the aspects. */
export type Candidate = {
  readonly organization: string;
  readonly name: string;
  /** So many jurors do not mark it, because they hold or held an office in it while the round ran. */
  readonly conflicts: number;
  readonly evidence: readonly Evidence[];
};

/** The marks of an aspect together: nobody is named, and the spread is shown. `median` is in tenths of a mark, `mean` per mille of the scale. */
export type Marks = {
  readonly count: number;
  readonly lowest: number;
  readonly median: number;
  readonly highest: number;
  readonly mean: number;
};

/** An aspect of a candidate: its score, or why it has none. No score is never a score of nothing. */
export type ScoredAspect = {
  readonly aspect: string;
  readonly score: number | null;
  readonly standing: 'rated' | 'no-evidence' | 'too-few-marks';
  readonly figures: readonly {
    readonly measure: string;
    /** The figure as text: whole numbers of any size. */
    readonly value: string | null;
    readonly score: number | null;
    readonly evidence: readonly string[];
  }[];
  readonly records: number | null;
  /** How many jurors marked it; their marks together where these are enough, else nobody's could be guessed from them. */
  readonly marked: number;
  readonly marks: Marks | null;
};

export type ScoredCandidate = {
  readonly organization: string;
  readonly name: string;
  readonly conflicts: number;
  readonly aspects: readonly ScoredAspect[];
  /** The sum of weight × score over the aspects that have one, and of their weights: the total is points ÷ weight. */
  readonly points: number;
  readonly weight: number;
  /** Null where too little of the weight is rated to be placed. */
  readonly place: number | null;
  /** What parted it from others of the same total: an aspect, or nothing, so that they share the place. */
  readonly tie: string | 'shared' | null;
};

/** The whole computation of a round, as it is kept and published. */
export type Computation = {
  readonly weights: readonly { readonly aspect: string; readonly weight: number }[];
  readonly candidates: readonly ScoredCandidate[];
};

type Rules = Pick<AwardRules, 'aspects' | 'scale' | 'marksAtLeast' | 'ratedAtLeast' | 'ties'>;
type Weights = ReadonlyMap<string, number>;

/**
 * Scores and places the candidates of a round.
 *
 * An aspect needs all that its rules name: figures of the records (their mean where there are several; those of which
 * nobody can tell are left out) and marks of `marksAtLeast` jurors. Where either lacks it has no score, and the total is
 * taken over the weights of the others: neither a missing mark nor missing evidence counts as nothing. Who is rated on less
 * than `ratedAtLeast` of the weight is not placed. Source: model `awards`; paper 004 §4.2.1 names the aspects alone.
 */
export function computeRound(rules: Rules, weights: Weights, candidates: readonly Candidate[]): Computation {
  const best = bestFigures(candidates);
  const scored = candidates.map((one) => {
    const aspects = rules.aspects.map((aspect, i) =>
      scoreAspect(rules, aspect, one.evidence[i] ?? { figures: [], marks: [] }, best),
    );
    return { organization: one.organization, name: one.name, conflicts: one.conflicts, aspects };
  });
  return {
    weights: rules.aspects.map(({ aspect }) => ({ aspect, weight: weights.get(aspect) ?? 0 })),
    candidates: placed(rules, weights, scored),
  };
}

/** The highest figure of each measure among all candidates. */
function bestFigures(candidates: readonly Candidate[]): ReadonlyMap<string, bigint> {
  const best = new Map<string, bigint>();
  for (const { measure, value } of candidates.flatMap((one) =>
    one.evidence.flatMap((each) => each.figures),
  )) {
    if (value !== null && value > (best.get(measure) ?? -1n)) best.set(measure, value);
  }
  return best;
}

function scoreAspect(
  rules: Rules,
  aspect: Rules['aspects'][number],
  evidence: Evidence,
  best: ReadonlyMap<string, bigint>,
): ScoredAspect {
  const figures = aspect.measures.map(({ measure, none, full }) => {
    const found = evidence.figures.find((one) => one.measure === measure);
    const value = found?.value ?? null;
    const most = full === 'best' ? (best.get(measure) ?? 0n) : full;
    return {
      measure,
      value: value === null ? null : value.toString(),
      score: value === null ? null : normalised(value, none, most),
      evidence: found?.evidence ?? [],
    };
  });
  const records = mean(figures.flatMap(({ score }) => score ?? []));
  const marked = aspect.jury ? evidence.marks.length : 0;
  const marks = marked >= rules.marksAtLeast ? together(evidence.marks, rules.scale) : null;
  const evident = aspect.measures.length === 0 ? aspect.jury : records !== null;
  const standing = !evident ? 'no-evidence' : aspect.jury && marks === null ? 'too-few-marks' : 'rated';
  return {
    aspect: aspect.aspect,
    score: standing === 'rated' ? ofBoth(records, marks, aspect.records ?? 1000) : null,
    standing,
    figures,
    records,
    marked,
    marks,
  };
}

/** The part of the records and that of the jury, by their shares. */
function ofBoth(records: number | null, marks: Marks | null, share: number): number | null {
  if (marks === null || records === null) return records ?? marks?.mean ?? null;
  return Math.floor((records * share + marks.mean * (1000 - share)) / 1000);
}

/** A figure on the straight line from nothing at `none` to a thousand at `full`, never beyond either. */
export function normalised(value: bigint, none: bigint, full: bigint): number {
  if (full === none) return 0;
  const score = ((value - none) * 1000n) / (full - none);
  return Number(score < 0n ? 0n : score > 1000n ? 1000n : score);
}

function mean(scores: readonly number[]): number | null {
  return scores.length === 0 ? null : Math.floor(scores.reduce((sum, one) => sum + one, 0) / scores.length);
}

/** The marks of several jurors: how many, from where to where, the middle one, and their mean per mille of the scale. */
export function together(marks: readonly number[], scale: number): Marks | null {
  const sorted = marks.toSorted((a, b) => a - b);
  const [lowest] = sorted;
  const highest = sorted.at(-1);
  if (lowest === undefined || highest === undefined) return null;
  const count = sorted.length;
  const upper = sorted[Math.floor(count / 2)] ?? highest;
  const lower = sorted[Math.ceil(count / 2) - 1] ?? lowest;
  const sum = sorted.reduce((total, one) => total + one, 0);
  return {
    count,
    lowest,
    median: (lower + upper) * 5,
    highest,
    mean: Math.floor((sum * 1000) / (count * scale)),
  };
}

type Scored = Pick<ScoredCandidate, 'organization' | 'name' | 'conflicts' | 'aspects'>;
type Summed = Scored & { readonly points: number; readonly weight: number };

function summed(weights: Weights, one: Scored): Summed {
  const rated = one.aspects.flatMap(({ aspect, score }) =>
    score === null ? [] : [{ weight: weights.get(aspect) ?? 0, score }],
  );
  return {
    ...one,
    points: rated.reduce((sum, each) => sum + each.weight * each.score, 0),
    weight: rated.reduce((sum, each) => sum + each.weight, 0),
  };
}

/** Positive where the second total is higher: the fractions points ÷ weight, multiplied crosswise. */
function byTotal(a: Summed, b: Summed): number {
  return b.points * a.weight - a.points * b.weight;
}

/** Those that are placed, by place and name; then the others by name. */
function placed(rules: Rules, weights: Weights, candidates: readonly Scored[]): ScoredCandidate[] {
  const all = candidates.map((one) => summed(weights, one));
  const whole = [...weights.values()].reduce((sum, one) => sum + one, 0);
  const isPlaced = (one: Summed) => one.weight > 0 && one.weight * 1000 >= rules.ratedAtLeast * whole;
  const groups = grouped(all.filter(isPlaced), byTotal);
  const ranked: ScoredCandidate[] = [];
  for (const alike of groups) {
    for (const { members, by } of parted(alike, rules.ties)) {
      const place = ranked.length + 1;
      const shares = members.length > 1 ? 'shared' : by;
      ranked.push(...members.toSorted(byName).map((one) => ({ ...one, place, tie: shares })));
    }
  }
  const others = all.filter((one) => !isPlaced(one)).toSorted(byName);
  return [...ranked, ...others.map((one) => ({ ...one, place: null, tie: null }))];
}

/** Candidates in the order of a comparison, those that it finds equal together. */
function grouped<T>(candidates: readonly T[], compare: (a: T, b: T) => number): T[][] {
  const groups: T[][] = [];
  for (const one of candidates.toSorted(compare)) {
    const last = groups.at(-1);
    if (last?.[0] !== undefined && compare(last[0], one) === 0) last.push(one);
    else groups.push([one]);
  }
  return groups;
}

/**
 * Parts candidates of the same total by one aspect after the other. An aspect that one of them has no score in parts none
 * of them: missing evidence is no worse than any.
 */
function parted(
  alike: readonly Summed[],
  [first, ...rest]: readonly string[],
): { members: readonly Summed[]; by: string | null }[] {
  if (alike.length === 1 || first === undefined) return [{ members: alike, by: null }];
  const scoreOf = (one: Summed) => one.aspects.find((each) => each.aspect === first)?.score ?? null;
  if (alike.some((one) => scoreOf(one) === null)) return parted(alike, rest);
  const groups = grouped(alike, (a, b) => (scoreOf(b) ?? 0) - (scoreOf(a) ?? 0));
  if (groups.length === 1) return parted(alike, rest);
  return groups.flatMap((members) => parted(members, rest).map((one) => ({ ...one, by: one.by ?? first })));
}

function byName(a: Scored, b: Scored): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : a.organization < b.organization ? -1 : 1;
}

/** By how much a weight is moved to see whether the first place hangs on it (per mille of the whole). */
export const SHIFT = 50;

/** Who would come first with another weight. */
export type Shifted = { readonly aspect: string; readonly by: number; readonly first: readonly string[] };

/**
 * Which weights the first place hangs on: each moved by ± `SHIFT`, the others scaled so that the whole stays the whole;
 * those with which somebody else would come first.
 */
export function sensitivity(rules: Rules, computation: Computation): readonly Shifted[] {
  const first = winners(computation.candidates);
  return computation.weights.flatMap(({ aspect, weight }) =>
    [SHIFT, -SHIFT].flatMap((by) => {
      const moved = weight + by;
      if (moved < 0 || moved > 1000 || weight === 1000) return [];
      // Multiplied by what the others had before, so that all stay whole numbers.
      const others = 1000 - weight;
      const weights = new Map(
        computation.weights.map((one) => [
          one.aspect,
          one.aspect === aspect ? moved * others : one.weight * (1000 - moved),
        ]),
      );
      const then = winners(placed(rules, weights, computation.candidates));
      return then.join() === first.join() ? [] : [{ aspect, by, first: then }];
    }),
  );
}

/** Who came first, by id. */
export function winners(candidates: readonly ScoredCandidate[]): readonly string[] {
  return candidates
    .filter((one) => one.place === 1)
    .map((one) => one.organization)
    .toSorted();
}

/** A total as people read it: out of a hundred, with two decimals, rounded down (hundredths). */
export function totalInHundredths({ points, weight }: Pick<ScoredCandidate, 'points' | 'weight'>): number {
  return weight === 0 ? 0 : Math.floor((points * 10) / weight);
}
