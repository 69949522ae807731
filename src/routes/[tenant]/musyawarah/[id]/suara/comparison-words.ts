import {
  type Allocation,
  type Election,
  endowmentWords,
  lossWords,
  problemWords,
  roundWords,
  shareWords,
  votersPreferring,
  type Wording,
  wordingFor,
} from '#analysis/allocation/index.ts';
import { type ElectionComparison, MOST_FOR_ADD1 } from '#modules/deliberation/index.ts';
import { m } from '#paraglide/messages.js';
import { getLocale } from '#paraglide/runtime.js';
import { count, list, rupiah, rupiahFigure } from '#ui/format.ts';
import { messageFor } from '#ui/message.ts';

type Locale = 'id' | 'en';

export function ruleName(rule: string, locale?: Locale): string {
  return messageFor(`ballots.rule.${rule}.name`, {}, locale) ?? rule;
}

export function ruleAbout(rule: string): string {
  return messageFor(`ballots.rule.${rule}.about`) ?? '';
}

/** How the library's sentences are written on pages: names with their number, amounts as everywhere else. */
export function pageWording(election: Election, locale: Locale, currency?: string): Wording {
  const wording = wordingFor(election, locale, currency);
  return currency === undefined || currency === 'IDR'
    ? { ...wording, money: (amount) => rupiah(amount, locale) }
    : wording;
}

/** One project in the matrix of projects and rules. */
/** How much of a project a rule funds. */
export type Extent = 'whole' | 'part' | 'none';

export type MatrixRow = {
  readonly id: string;
  readonly name: string;
  readonly institution: string;
  readonly cost: string;
  readonly votes: string;
  readonly tally: string;
  /** For each rule, in the order of the columns, whether it funds the project, and how much of it where not all. */
  readonly funded: readonly { readonly extent: Extent; readonly amount: string }[];
  readonly chosen: string;
  readonly times: number;
};

export type Matrix = {
  readonly columns: readonly { readonly rule: string; readonly name: string }[];
  readonly rows: readonly MatrixRow[];
};

/** Projects against rules: the most often chosen first, then by votes. */
export function matrixOf(compared: ElectionComparison, counts: ReadonlyMap<string, Counted>): Matrix {
  const { election, results, fundedBy, applied } = compared;
  const parts = partsIn(compared);
  const columns = results.flatMap(({ rule, comparison }) =>
    'allocation' in comparison ? [{ rule, name: ruleName(rule) }] : [],
  );
  const rows = election.projects.map((project) => {
    const by = fundedBy.get(project.id) ?? [];
    const counted = counts.get(project.id) ?? { votes: 0, tally: 0 };
    return {
      id: project.id,
      name: project.name,
      institution: project.institution ?? '',
      cost: costIn(election, project.cost),
      votes: count(counted.votes),
      tally: count(counted.tally),
      funded: columns.map(({ rule }) => {
        const amount = parts.get(`${rule} ${project.id}`);
        if (amount !== undefined) return { extent: 'part' as const, amount: costIn(election, amount) };
        return {
          extent: by.some((one) => one === rule) ? ('whole' as const) : ('none' as const),
          amount: '',
        };
      }),
      chosen: m['ballots.chosen-of']({ count: count(by.length), of: count(applied) }),
      times: by.length,
      order: counted.tally,
    };
  });
  rows.sort((a, b) => b.times - a.times || b.order - a.order || (a.id < b.id ? -1 : 1));
  return { columns, rows };
}

/** A figure without its currency; with the decimals that an uploaded file may have. */
function costIn(election: Election, amount: bigint): string {
  return election.decimals
    ? wordingFor(election, getLocale() === 'en' ? 'en' : 'id', '').money(amount)
    : rupiahFigure(amount);
}

/** What rules fund in part, by `<rule> <project>`. */
function partsIn({ results }: ElectionComparison): Map<string, bigint> {
  return new Map(
    results.flatMap(({ rule, comparison }) =>
      'allocation' in comparison
        ? comparison.allocation.winners
            .filter((one) => !one.whole)
            .map((one) => [`${rule} ${one.project}`, one.amount] as const)
        : [],
    ),
  );
}

export type Counted = { readonly votes: number; readonly tally: number };

/** Votes and points (Borda points for rankings) of every project of an election. */
export function countsIn(election: Election): Map<string, Counted> {
  const counts = election.projects.map(() => ({ votes: 0, tally: 0 }));
  for (const ballot of election.classes) {
    for (const [place, project] of ballot.projects.entries()) {
      const counted = counts[project];
      const given = ballot.points?.[place];
      if (!counted || given === 0) continue;
      counted.votes += ballot.weight;
      counted.tally +=
        ballot.weight *
        (election.ballotKind === 'ranking' ? ballot.projects.length - place - 1 : (given ?? 1));
    }
  }
  return new Map(election.projects.map((project, i) => [project.id, counts[i] ?? { votes: 0, tally: 0 }]));
}

/** A rule in one line, beside the others. */
export type RuleLine = {
  readonly rule: string;
  readonly name: string;
  readonly about: string;
  readonly text: string;
  /** Rules that fund exactly the same. */
  readonly same: string;
};

export function ruleLines(compared: ElectionComparison, wording: Wording): RuleLine[] {
  const funded = new Map(
    compared.results.flatMap(({ rule, comparison }) =>
      'allocation' in comparison
        ? [
            [
              rule,
              comparison.allocation.winners
                .map((one) => `${one.project} ${one.amount}`)
                .sort()
                .join(' '),
            ] as const,
          ]
        : [],
    ),
  );
  return compared.results.map(({ rule, comparison }) => {
    const line = { rule, name: ruleName(rule), about: ruleAbout(rule) };
    if (!('allocation' in comparison)) {
      const reason = problemWords(comparison.problem, wording.language);
      return { ...line, text: m['ballots.explain.problem']({ reason }), same: '' };
    }
    const { allocation, votersReached } = comparison;
    const alike = [...funded].filter(([other, ids]) => other !== rule && ids === funded.get(rule));
    return {
      ...line,
      text: m['ballots.rule-facts']({
        count: count(allocation.winners.length),
        cost: wording.money(allocation.cost),
        left: wording.money(allocation.left),
        reached: count(votersReached),
      }),
      same:
        alike.length === 0
          ? ''
          : alike.length === funded.size - 1
            ? m['ballots.all-same']()
            : m['ballots.rule-differs']({ rules: list(alike.map(([other]) => ruleName(other))) }),
    };
  });
}

/** How many voters two results serve better, where a forum offers both votes first and equal shares. */
export function preferenceWords(compared: ElectionComparison): string | undefined {
  const allocationOf = (wanted: string): Allocation | undefined => {
    const comparison = compared.results.find(({ rule }) => rule === wanted)?.comparison;
    return comparison && 'allocation' in comparison ? comparison.allocation : undefined;
  };
  const [greedy, shares] = [allocationOf('greedy'), allocationOf('equal-shares')];
  if (!greedy || !shares) return undefined;
  const preferring = votersPreferring(compared.election, shares, greedy);
  if (preferring.one === preferring.other && preferring.one === 0) return undefined;
  return m['ballots.agree-most']({
    one: count(preferring.one),
    first: ruleName('equal-shares'),
    other: count(preferring.other),
    second: ruleName('greedy'),
  });
}

/** What the reader must know of how a large election was computed; empty for all others. */
export function completionWords(compared: ElectionComparison): string {
  return compared.completion === 'add1'
    ? ''
    : m['ballots.completed-by-votes']({ limit: count(MOST_FOR_ADD1) });
}

/** A result round by round, in the library's sentences. */
export type Explanation = {
  readonly lead: readonly string[];
  readonly rounds: readonly string[];
  readonly losses: readonly string[];
};

/** `reasons` says why two projects exclude one another, by `<project> <project>`, where the reader is told. */
export function explain(
  allocation: Allocation,
  wording: Wording,
  reasons: ReadonlyMap<string, string> = new Map(),
): Explanation {
  return {
    lead: [
      ...(allocation.endowment ? [endowmentWords(allocation.endowment, wording)] : []),
      ...allocation.shares.map((share) => shareWords(share, wording)),
    ],
    rounds: allocation.rounds.map((round) => roundWords(round, allocation.utility, wording)),
    losses: allocation.losses.map((loss) => {
      const told = lossWords(loss, allocation.utility, wording);
      const rival = loss.reason.code === 'incompatible' ? loss.reason.with : undefined;
      const reason =
        rival && (reasons.get(`${loss.project} ${rival}`) ?? reasons.get(`${rival} ${loss.project}`));
      return reason ? `${told} ${m['ballots.explain.pair-reason']({ reason })}` : told;
    }),
  };
}
