import type { Actor, Visitor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { at, isRefusal, type Refusal, refuse } from '#kernel/refusal.ts';
import { refused } from '#kernel/result.ts';
import type { Thing } from '#kernel/thing.ts';
import { someRunningActivities } from '#modules/activities/index.ts';
import { someRunningForums } from '#modules/deliberation/index.ts';
import { type Change, compareModels, mayBeCompelled } from '#modules/models/index.ts';
import { someOwedFilings } from '#modules/obligations/index.ts';
import {
  appliedTo,
  type Compelled,
  type CompelRule,
  compelledVersions,
  compelRule,
  type Program,
  programBySlug,
  publishedModel,
  versionsInUse,
  type WantedRule,
} from '#modules/programs/index.ts';
import { someRunningProposals } from '#modules/proposals/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import { runningIn } from './running.service.ts';
import { type Steering, steeringNow } from './steering-now.service.ts';
import { type Touched, type Touches, touchedBy, touches } from './touched.ts';

/** How many things of one kind are named. */
const MOST_NAMED = 50;

/** A rule in which a published version differs from one by which something of a programme may still go. */
export type RuleChoice = { readonly change: Change; readonly may: boolean };

/** What compelling a rule would do: which versions would go by which, how much runs under it, and what that is. */
export type CompelPreview = {
  readonly program: Program;
  readonly versions: readonly Omit<Compelled, 'source'>[];
  readonly touched: Touched;
  /** What the version with the rule cites, as far as it is certain: the rule holds on one of these. */
  readonly bases: readonly { readonly id: string; readonly cite: string }[];
  /** At most fifty of each kind, the newest first; of what is owed, what is due first. */
  readonly things: readonly { readonly kind: Thing; readonly id: Id }[];
};

type Who = Actor | Visitor;

/** The rules of a published version that could be compelled for a programme, the others with them. */
export async function rulesToCompel(
  runtime: Runtime,
  tx: Tx,
  who: Actor,
  input: { readonly program: string; readonly version: string },
): Promise<readonly RuleChoice[] | Refusal> {
  const program = await steeredProgram(runtime, tx, who, input.program);
  if (isRefusal(program)) return program;
  const { name } = program.of.model;
  const after = await publishedModel(tx, name, input.version);
  if (!after) {
    return at('version', refuse('model.unknown', undefined, { name, version: input.version }));
  }
  const { first, pins } = await appliedTo(tx, program.of.id);
  const found = new Map<string, RuleChoice>();
  for (const version of versionsInUse(first, pins)) {
    const before = await publishedModel(tx, name, version);
    for (const change of before ? compareModels(before, after) : []) {
      const path = change.path.join('.');
      if (!found.has(path)) found.set(path, { change, may: mayBeCompelled(change) });
    }
  }
  return [...found.values()];
}

/** What compelling a rule would do, counted and named. Nothing is written. */
export async function previewCompelled(
  runtime: Runtime,
  tx: Tx,
  who: Actor,
  input: WantedRule & { readonly program: string },
): Promise<CompelPreview | Refusal> {
  const steered = await steeredProgram(runtime, tx, who, input.program);
  if (isRefusal(steered)) return steered;
  const program = steered.of;
  const versions = await compelledVersions(tx, program, input);
  if (isRefusal(versions)) return versions;
  const rule = { path: input.rule.split('.'), change: 'changed', weight: 'tightening' } as const;
  return {
    program,
    versions: versions.map(({ source: _, ...one }) => one),
    bases: ((await publishedModel(tx, program.model.name, input.version))?.legal ?? [])
      .filter((one) => !one.uncertain)
      .map(({ id, cite }) => ({ id, cite })),
    touched: touchedBy(rule, program.model, await runningIn(tx, program.id)),
    things: await named(tx, program.id, touches(rule, program.model)),
  };
}

async function named(tx: Tx, program: Id, about: Touches): Promise<CompelPreview['things']> {
  const { proposals, forums, activities, filings } = about;
  const as = (kind: Thing, list: readonly { readonly id: Id }[]) => list.map(({ id }) => ({ kind, id }));
  return [
    ...(proposals ? as('proposal', await someRunningProposals(tx, program, proposals, MOST_NAMED)) : []),
    ...(forums ? as('forum', await someRunningForums(tx, program, forums.forum, MOST_NAMED)) : []),
    ...(activities ? as('activity', await someRunningActivities(tx, program, MOST_NAMED)) : []),
    ...(filings ? as('obligation', await someOwedFilings(tx, program, filings.kind, MOST_NAMED)) : []),
  ];
}

/** Lets one rule hold from a day on for what runs already, because the law compels it (`programs/compel-rule`). */
export async function compelModelRule(
  runtime: Runtime,
  who: Who,
  input: CompelRule & { readonly program: string },
): ReturnType<typeof compelRule> {
  return runtime.change(who, 'offices:write', async (tx, actor) => {
    const steered = await steeredProgram(runtime, tx, actor, input.program);
    if (isRefusal(steered)) return refused(steered);
    return compelRule(tx, steered.by, steered.of, input, steered.timeZone);
  });
}

/** The programme that is named, for those who write on models. */
async function steeredProgram(
  runtime: Runtime,
  tx: Tx,
  who: Parameters<typeof steeringNow>[2],
  slug: string,
): Promise<(Steering & { readonly of: Program }) | Refusal> {
  const steering = await steeringNow(runtime, tx, who);
  if (isRefusal(steering)) return steering;
  const of = await programBySlug(tx, slug);
  return of ? { ...steering, of } : at('program', refuse('input.choice'));
}
