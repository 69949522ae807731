import { isRefusal } from '#kernel/refusal.ts';
import { ballotRules, compareVote, type ElectionComparison, type Vote } from '#modules/deliberation/index.ts';
import type { Program } from '#modules/programs/index.ts';
import { messageFor } from './message.ts';

type Locale = 'id' | 'en';

/** A nature or scope of the catalogue as people call it. */
export function fieldName(program: Program, id: string, locale: Locale): string {
  const { deliberation, proposals } = program.model;
  const share = deliberation.ballots?.minimumShares.find((one) => one.field === id);
  const scope = proposals.scopes.find((one) => one.id === id);
  return share?.label[locale] ?? scope?.label[locale] ?? messageFor(`ballots.nature.${id}`, {}, locale) ?? id;
}

/** Results computed last, by vote and language. A closed vote never changes, so what was computed stays right. */
const computed = new Map<string, ElectionComparison | undefined>();
const KEPT = 40;

/** What the offered rules make of a closed vote; undefined for an open one, and when nothing was left to divide. */
export function resultsOf(program: Program, vote: Vote, locale: Locale): ElectionComparison | undefined {
  const rules = ballotRules(program);
  if (!vote.result || isRefusal(rules)) return undefined;
  const name = `${vote.id} ${vote.resultSha256} ${locale}`;
  if (computed.has(name)) return computed.get(name);
  const compared = compareVote(rules, vote, vote.result, { field: (id) => fieldName(program, id, locale) });
  const [oldest] = computed.keys();
  if (computed.size >= KEPT && oldest !== undefined) computed.delete(oldest);
  computed.set(name, compared);
  return compared;
}
