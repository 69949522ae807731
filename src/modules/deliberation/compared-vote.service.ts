import { boundedWork, type WaitingFor } from '#kernel/bounded-work.ts';
import { type Id, madeAt } from '#kernel/id.ts';
import { isRefusal, type Refusal } from '#kernel/refusal.ts';
import { ok, type Result } from '#kernel/result.ts';
import { type Program, programById } from '#modules/programs/index.ts';
import type { Runtime } from '#platform/runtime.ts';
import { voteOf } from './ballot.store.ts';
import { ballotRules, type Vote } from './ballot.ts';
import { forumById } from './forum.store.ts';
import type { Forum } from './forum-state.ts';
import {
  compareElection,
  type ElectionComparison,
  type ElectionWords,
  electionOf,
  limitsOfVote,
  rulesFor,
} from './rule-comparison.ts';

const comparing = boundedWork('modules/deliberation/rule-comparison.ts', { compareElection });

/** Results computed last. A closed vote never changes, so what was computed stays right. */
const computed = new Map<string, Promise<Result<ElectionComparison>>>();
const settled = new Map<string, Result<ElectionComparison>>();
const KEPT = 60;

/** Refusals that another try will not change. */
const LASTING: ReadonlySet<Refusal['refusal']> = new Set(['analysis.too-long', 'analysis.too-much']);

/** Names a comparison by the words it is written in: a language, or `ids` for the minutes. */
export type ComparedIn = 'id' | 'en' | 'ids';

/**
 * Has what the offered rules make of a forum's closed vote computed, apart from the server, so that `comparedVote` knows
 * it. Pages ask before they read: nothing of the database is held meanwhile. Refused as `runtime.analyse` refuses; nothing
 * happens where there is no closed vote, or nothing to divide.
 */
export async function compareVoteAhead(
  runtime: Runtime,
  tenant: Id,
  id: Id,
  given: {
    named: ComparedIn;
    words: (program: Program, forum: Forum) => ElectionWords;
    who: WaitingFor['who'];
  },
): Promise<Result<undefined>> {
  const held = await runtime.read(tenant, async (tx) => {
    const found = await forumById(tx, id);
    const vote = found && (await voteOf(tx, id));
    return found && vote?.result
      ? { vote, forum: found, program: await programById(tx, found.program, madeAt(found.id)) }
      : undefined;
  });
  if (!held) return ok(undefined);
  const { vote, forum, program } = held;
  const rules = ballotRules(program, forum);
  if (!vote.result || isRefusal(rules)) return ok(undefined);
  const words = given.words(program, forum);
  const election = electionOf(vote, vote.result, words);
  if (!election) return ok(undefined);
  const name = nameOf(vote, given.named);
  let running = computed.get(name);
  if (!running) {
    running = runtime.analyse(
      comparing,
      {
        election,
        rules: rulesFor(rules, vote.kind),
        ...limitsOfVote(rules, vote, vote.result, election, words),
      },
      // Whoever asks next is glad of it, so it does not end with the one who asked first.
      { who: given.who },
    );
    keep(computed, name, running);
    running.catch(() => computed.delete(name));
  }
  const done = await running;
  if (done.ok || LASTING.has(done.refusal.refusal)) keep(settled, name, done);
  else computed.delete(name);
  return done.ok ? ok(undefined) : done;
}

/** What was computed of a vote: the comparison, why there is none, or undefined where nobody had it computed. */
export function comparedVote(vote: Vote, named: ComparedIn): ElectionComparison | Refusal | undefined {
  const done = settled.get(nameOf(vote, named));
  return done?.ok ? done.value : done?.refusal;
}

function nameOf(vote: Vote, named: ComparedIn): string {
  return `${vote.id} ${vote.resultSha256} ${named}`;
}

function keep<T>(kept: Map<string, T>, name: string, value: T): void {
  kept.delete(name);
  kept.set(name, value);
  const [oldest] = kept.keys();
  if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
}
