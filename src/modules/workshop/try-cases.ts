import {
  type CaseOutcome,
  type FactAsked,
  factsAsked,
  outcomesOf,
  rulesToTry,
  type TextsRead,
  type TriedRule,
  type TypedFacts,
  tryRule,
  unshownIn,
  withCase,
} from '#modules/cases/index.ts';
import type { ModelProblem } from '#modules/models/index.ts';

/** A rule that somebody tries, and the facts that they said. */
export type Trying = { readonly rule: TriedRule; readonly facts?: TypedFacts };

/** A rule that is tried: what has to be said for it, what it answers, and the cases with this one. */
export type TriedOne = {
  readonly rule: TriedRule;
  readonly asked: readonly FactAsked[];
  readonly outcome: CaseOutcome | undefined;
  readonly cases: string | undefined;
};

/** What the cases came to: mistakes of the model, or each case with its outcome, and what none shows. */
export type Trial =
  | { readonly reads: false; readonly problems: readonly ModelProblem[] }
  | {
      readonly reads: true;
      /** Mistakes in the file of cases; then it has no outcomes. */
      readonly problems: readonly ModelProblem[];
      readonly outcomes: readonly CaseOutcome[];
      readonly unshown: readonly string[];
      readonly rules: readonly TriedRule[];
      readonly tried: TriedOne | undefined;
    };

/** Runs the cases beside a model, both as they were read; without any, all of it is what no case shows. `text` is that of the cases. */
export function tryCases(read: TextsRead, text: string, trying?: Trying): Trial {
  if (!read.reads) return { reads: false, problems: read.problems };
  const { model, cases } = read;
  const asked = trying && factsAsked(model, trying.rule);
  const one = trying?.facts && tryRule(model, trying.rule, trying.facts);
  return {
    reads: true,
    problems: cases.ok ? [] : cases.problems,
    outcomes: cases.ok ? outcomesOf(model, cases.model) : [],
    unshown: cases.ok ? unshownIn(model, cases.model) : [],
    rules: rulesToTry(model),
    tried: trying &&
      asked && {
        rule: trying.rule,
        asked,
        outcome: one?.outcome,
        cases: one && cases.ok ? withCase(text, model, trying.rule.sort, one.kept) : undefined,
      },
  };
}
