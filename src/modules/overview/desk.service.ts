import type { Actor, Mandate } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { type Rupiah, sum } from '#kernel/money.ts';
import type { Labelled, Refusal } from '#kernel/refusal.ts';
import { levelOf, type RegionCode } from '#kernel/region.ts';
import { codeRegions } from '#modules/actors/index.ts';
import { comingForum } from '#modules/deliberation/index.ts';
import { ceilingsOf, wantsSecondFactor } from '#modules/funding/index.ts';
import { takersIn } from '#modules/matching/index.ts';
import { type ForumRules, forumLevel } from '#modules/models/index.ts';
import { deskOf, type Task } from '#modules/notices/index.ts';
import { type Overdue, overdueNow } from '#modules/obligations/index.ts';
import { type Counts, countsBy, listPrograms, type Program } from '#modules/programs/index.ts';
import {
  countAwaiting,
  isProposer,
  kindsFor,
  proposalsOf,
  proposalsOfPerson,
} from '#modules/proposals/index.ts';
import { namesOf } from '#modules/regions/index.ts';
import { type OpenApproach, openApproachesFor } from '#modules/registers/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { titlesOfThings } from './things.service.ts';

/** Late reports that are named of one area; the list of reports has the others. */
const LATE_REPORTS = 5;
/** Approaches that are named; the register has all. */
const APPROACHES = 20;

/** A task with what it is about, in each language: as people called it, or as the instrument is called in either. */
export type TaskOnDesk = Omit<Task, 'title'> & {
  readonly title: { readonly id: string; readonly en: string };
};

/** A proposal on a desk: where its kind asks for no title, it is called as its kind is. */
type OnDesk = Awaited<ReturnType<typeof proposalsOf>>[number] & { readonly called: Labelled };

/** An institution that somebody speaks for, with its proposals in one programme and what is left of its ceiling. */
export type InstitutionOnDesk = {
  readonly id: Id;
  readonly name: string;
  readonly program: Program;
  readonly remaining: Rupiah | undefined;
  readonly proposals: readonly OnDesk[];
  /** Whether needs of this programme are open to it. */
  readonly seesNeeds: boolean;
};

/** What a programme comes to where somebody holds an office. */
export type RunningTotal = Pick<
  Counts,
  'submitted' | 'funded' | 'running' | 'completed' | 'reported' | 'committed' | 'disbursed'
>;

/** What runs in an area in one programme. */
export type RunOnDesk = {
  readonly program: Program;
  readonly total: RunningTotal;
  /** Forums that whoever sits at this desk is to call here, with how many proposals wait for each. */
  readonly toCall: readonly { readonly forum: ForumRules; readonly waiting: number }[];
};

/** An area in which somebody holds an office that is not a proposing institution's. */
export type AreaOnDesk = {
  readonly held: Mandate;
  readonly runs: readonly RunOnDesk[];
  readonly late: readonly Overdue[];
  readonly moreLate: boolean;
};

/** Everything on somebody's desk: what waits for them, what is theirs, what runs where they hold an office. */
export type Desk = {
  readonly tasks: readonly TaskOnDesk[];
  readonly more: boolean;
  /** How the places of the tasks and of the mandates are called. */
  readonly places: ReadonlyMap<RegionCode, string>;
  /** Why some of what waits cannot be done before a second factor was given. */
  readonly secondFactor: Refusal | undefined;
  readonly mayPropose: boolean;
  readonly givesCodes: boolean;
  /** What they brought for themselves, in any programme. */
  readonly own: readonly OnDesk[];
  readonly institutions: readonly InstitutionOnDesk[];
  readonly areas: readonly AreaOnDesk[];
  /** Institutions that they asked to take part and that are still to be asked again or helped in. */
  readonly approaches: readonly OpenApproach[];
};

/**
 * What waits for a person, by due date. A proposal is called as it is called now: a draft was asked for before it had a
 * title.
 */
export async function tasksFor(tx: Tx, actor: Actor, limit: number, offset = 0): Promise<TaskOnDesk[]> {
  const tasks = await deskOf(tx, actor, limit, offset);
  const titles = await titlesOfThings(tx, tasks);
  return tasks.map((task) => {
    const written = task.title ?? '';
    return { ...task, title: titles.get(task.subjectId) ?? { id: written, en: written } };
  });
}

/** Reads a person's own desk, `limit` tasks of it from `offset` on. */
export async function deskFor(
  tx: Tx,
  actor: Actor,
  { limit, offset, secondFactor }: { limit: number; offset: number; secondFactor: 'required' | 'optional' },
): Promise<Desk> {
  const all = await listPrograms(tx);
  const programs = all.filter((program) => program.state === 'open');
  const tasks = await tasksFor(tx, actor, limit + 1, offset);
  const [unsafe] = programs.flatMap(({ model }) => wantsSecondFactor(actor, model, secondFactor) ?? []);
  return {
    tasks: tasks.slice(0, limit),
    more: tasks.length > limit,
    places: await namesOf(
      tx,
      [...tasks, ...actor.mandates].map((one) => one.region),
    ),
    secondFactor: unsafe,
    mayPropose: programs.some((program) => isProposer(actor, program.model)),
    givesCodes:
      codeRegions(
        actor,
        all.map((one) => one.model),
      ).length > 0,
    own: (await proposalsOfPerson(tx, [actor.person, ...(actor.merged ?? [])]))
      .filter((one) => one.state !== 'withdrawn')
      .map((one) => titled(one, all)),
    institutions: await institutionsOf(tx, actor, programs),
    areas: await areasOf(tx, actor, programs),
    approaches: await openApproachesFor(tx, actor, programs, APPROACHES),
  };
}

/** A proposal by what it is called: where its kind asks for no title, by the kind, in each language. */
function titled(proposal: Omit<OnDesk, 'called'>, programs: readonly Program[]): OnDesk {
  const { model } = programs.find((one) => one.id === proposal.program) ?? {};
  const kind = model?.proposals.find((one) => one.kind === proposal.kind);
  const own = { id: proposal.title, en: proposal.title };
  return { ...proposal, called: kind && !kind.asks.includes('title') ? kind.label : own };
}

async function institutionsOf(
  tx: Tx,
  actor: Actor,
  programs: readonly Program[],
): Promise<InstitutionOnDesk[]> {
  const institutions = [
    ...new Map(actor.mandates.map((held) => [held.organization.id, held.organization])).values(),
  ];
  const found: InstitutionOnDesk[] = [];
  for (const program of programs) {
    const takers = takersIn(actor, program.model).map((held) => held.organization.id);
    const proposing = institutions.filter((one) => kindsFor(program.model, one.kind).length > 0);
    for (const { id, name, kind } of proposing) {
      const [first] = kindsFor(program.model, kind);
      const proposals = await proposalsOf(tx, program.id, id);
      found.push({
        id,
        name,
        program,
        remaining: first && (await ceilingsOf(tx, program, first, [id])).get(id)?.remaining,
        proposals: proposals.filter((one) => one.state !== 'withdrawn').map((one) => titled(one, programs)),
        seesNeeds: takers.includes(id),
      });
    }
  }
  return found;
}

async function areasOf(tx: Tx, actor: Actor, programs: readonly Program[]): Promise<AreaOnDesk[]> {
  const offices = actor.mandates.filter((held) =>
    programs.every((program) => kindsFor(program.model, held.organization.kind).length === 0),
  );
  const found: AreaOnDesk[] = [];
  for (const held of new Map(offices.map((one) => [one.region, one])).values()) {
    const late = await overdueNow(tx, LATE_REPORTS + 1, { area: held.region });
    const runs: RunOnDesk[] = [];
    for (const program of programs) runs.push(await runningIn(tx, program, held));
    found.push({ held, runs, late: late.slice(0, LATE_REPORTS), moreLate: late.length > LATE_REPORTS });
  }
  return found;
}

async function runningIn(tx: Tx, program: Program, held: Mandate): Promise<RunOnDesk> {
  const total = totalOf(await countsBy(tx, program.id, 'district', held.region));
  return { program, total, toCall: total.submitted > 0n ? await forumsToCall(tx, program, held) : [] };
}

/** Forums of a place that somebody calls, for which proposals wait and none is called. */
async function forumsToCall(tx: Tx, program: Program, held: Mandate): Promise<RunOnDesk['toCall']> {
  const theirs = program.model.forums.filter(
    (forum) =>
      forum.conveners.includes(held.office) && levelOf(held.region) === forumLevel(program.model, forum),
  );
  const found: { forum: ForumRules; waiting: number }[] = [];
  for (const forum of theirs) {
    const called = { forum: forum.forum, region: held.region };
    const waiting = await countAwaiting(tx, program.id, called);
    if (waiting > 0 && !(await comingForum(tx, program.id, called))) found.push({ forum, waiting });
  }
  return found;
}

function totalOf(cells: readonly RunningTotal[]): RunningTotal {
  const add = (name: keyof RunningTotal): bigint => sum(cells.map((cell) => cell[name]));
  return {
    submitted: add('submitted'),
    funded: add('funded'),
    running: add('running'),
    completed: add('completed'),
    reported: add('reported'),
    committed: add('committed'),
    disbursed: add('disbursed'),
  };
}
