import type { Acting, Actor, Visitor } from '#kernel/actor.ts';
import type { IsoDate } from '#kernel/date.ts';
import { isId } from '#kernel/id.ts';
import { readText } from '#kernel/readers/text.ts';
import { at, isRefusal, refuse } from '#kernel/refusal.ts';
import { levelOf, type RegionCode, within } from '#kernel/region.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import { notHeld } from '#modules/deliberation/index.ts';
import { record } from '#modules/journal/index.ts';
import type { ForumRules } from '#modules/models/index.ts';
import { ask, isAsked, urge } from '#modules/notices/index.ts';
import { obligationById } from '#modules/obligations/index.ts';
import { mustBeOpen, type Program } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import { holdSteered } from './steered.service.ts';
import { forumsOver, heldOver } from './watch.service.ts';

/** Matters that are called to by one form. */
const MOST = 100;

/** What people are called to: places with a forum to hold (`kelurahan 32.73.30.1003`), or what is late by its id; and what is said. */
export type TypedUrge = {
  readonly program: string;
  readonly matters: readonly string[];
  readonly remark: string;
};

/** How many matters were called to, and how many had been today already, were done or are none of the programme's. */
export type Urged = { readonly urged: number; readonly left: number };

/**
 * Calls people to what waits for them: a word on their desk beside the task, once a day for each matter, and an entry in
 * the journal for each. Refused where none of them could be. Asked by whoever steers the programme while it is open.
 */
export async function urgePeople(
  runtime: Runtime,
  who: Actor | Visitor,
  input: TypedUrge,
): Promise<Result<Urged>> {
  return runtime.change(who, 'offices:write', async (tx, actor) => {
    const held = await holdSteered(tx, actor, input.program);
    if (isRefusal(held)) return refused(held);
    const { program, by } = held;
    const closed = mustBeOpen(program);
    if (closed) return refused(closed);
    const remark = readText(input.remark, 300);
    if (isRefusal(remark)) return refused(at('remark', remark));
    const matters = [...new Set(input.matters)];
    if (matters.length === 0) return refused(at('matters', refuse('input.required')));
    if (matters.length > MOST) {
      return refused(at('matters', refuse('input.too-many-lines', undefined, { limit: MOST })));
    }
    let urged = 0;
    for (const matter of matters) {
      const [forum = '', place] = matter.split(' ');
      const done =
        place === undefined
          ? await urgeDebtor(tx, by, program, matter, remark)
          : await urgeConveners(tx, by, program, { forum, place }, remark);
      if (done) urged += 1;
    }
    if (urged === 0) return refused(refuse('program.urged'));
    return ok({ urged, left: matters.length - urged });
  });
}

/** Calls those who owe a filing or an answer that is late. */
async function urgeDebtor(
  tx: Tx,
  by: Acting,
  program: Program,
  id: string,
  remark: string,
): Promise<boolean> {
  const owed = isId(id) ? await obligationById(tx, id) : undefined;
  const late = owed && owed.state === 'open' && owed.dueOn < tx.today && owed.subjectType !== 'purse';
  if (!late || owed.program !== program.id || (await urge(tx, { owed: owed.id }, remark)) === 0) return false;
  await told(tx, by, program, {
    matter: owed.along === null ? 'filing' : 'step',
    kind: owed.kind,
    region: owed.region,
    due: owed.dueOn,
    remark,
  });
  return true;
}

/** Calls those who convene a forum at a place where it was not held: the task is put on their desks where it does not lie there. */
async function urgeConveners(
  tx: Tx,
  by: Acting,
  program: Program,
  { forum, place }: { readonly forum: string; readonly place: RegionCode },
  remark: string,
): Promise<boolean> {
  const rules = forumsOver(program).find((one) => one.forum === forum);
  if (!rules || levelOf(place) === undefined || !within(place, program.region)) return false;
  const [behind] = await notHeld(tx, { ...heldOver(program, rules, place) }, 1);
  // What is called for already waits as a task of its own, and has its day.
  if (behind?.place !== place || behind.state === 'scheduled' || behind.state === 'open') return false;
  await askConveners(tx, program, rules, { place, name: behind.name });
  const done = await urge(tx, { subjectId: program.id, kind: 'forum.call', region: place }, remark);
  if (done === 0) return false;
  await told(tx, by, program, { matter: 'forum', kind: forum, region: place, due: null, remark });
  return true;
}

async function askConveners(
  tx: Tx,
  program: Program,
  rules: ForumRules,
  { place, name }: { readonly place: RegionCode; readonly name: string },
): Promise<void> {
  const task = {
    kind: 'forum.call',
    subjectId: program.id,
    region: place,
    occasion: String(program.fiscalYear),
  } as const;
  if (await isAsked(tx, task)) return;
  await ask(tx, {
    ...task,
    subjectType: 'program',
    title: name,
    called: rules.label,
    offices: rules.conveners,
  });
}

async function told(
  tx: Tx,
  by: Acting,
  program: Program,
  about: {
    readonly matter: 'forum' | 'filing' | 'step';
    readonly kind: string;
    readonly region: RegionCode;
    readonly due: IsoDate | null;
    readonly remark: string;
  },
): Promise<void> {
  const { region, ...summary } = about;
  await record(tx, by, {
    action: 'program.urged',
    subjectType: 'program',
    subjectId: program.id,
    region,
    summary: { program: program.slug, ...summary },
  });
}
