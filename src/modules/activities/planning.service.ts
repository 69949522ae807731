import { acting } from '#kernel/actor.ts';
import { type Id, newId } from '#kernel/id.ts';
import { readDay } from '#kernel/readers/day.ts';
import { readAll } from '#kernel/readers/fields.ts';
import { readLine } from '#kernel/readers/text.ts';
import { at, isRefusal, refuse } from '#kernel/refusal.ts';
import { ancestor } from '#kernel/region.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import {
  membershipsIn,
  type Organization,
  organizationById,
  organizationsAt,
  organizationsIn,
} from '#modules/actors/index.ts';
import { askForPayment } from '#modules/funding/index.ts';
import { record } from '#modules/journal/index.ts';
import { activityRules, hasSection } from '#modules/models/index.ts';
import { ask, settle } from '#modules/notices/index.ts';
import { count, type Program, programById } from '#modules/programs/index.ts';
import { lockProposal, type Proposal, sentAt } from '#modules/proposals/index.ts';
import { placeWords } from '#modules/regions/index.ts';
import { keepNames } from '#modules/search/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import { activityOf, insertActivity } from './activity.store.ts';
import { mayBeCarriedOutBy, mayPlan, type Plannable } from './activity.ts';
import type { Saved, Who } from './hold-activity.service.ts';

/**
 * Plans the activity of a proposal that was granted: when, who carries it out, who answers for it. Only once the decision
 * binds.
 */
export async function planActivity(
  runtime: Runtime,
  who: Who,
  input: {
    proposal: Id;
    startsOn: string;
    endsOn: string;
    executor: string;
    responsible: string;
    /** The institution that carries it out; without, the one that proposed it. */
    carriedOutBy?: Id | undefined;
  },
): Promise<Result<Saved>> {
  return runtime.change(who, 'activities:write', async (tx, actor) => {
    const proposal = await lockProposal(tx, input.proposal);
    if (!proposal) return refused(refuse('access.not-found'));
    const program = await programById(tx, proposal.program, sentAt(proposal));
    if (!hasSection(program.model, 'activities')) return refused(refuse('access.not-found'));
    const { granted, organization } = proposal;
    // What a person asks for themselves is carried out by nobody: a model that has both is refused.
    if (organization === null) return refused(refuse('access.not-found'));
    const mandate = mayPlan(actor, program.model, await plannable(tx, proposal));
    if (isRefusal(mandate)) return refused(mandate);
    if (granted === null) return refused(refuse('activity.state'));
    const read = readAll({
      startsOn: readDay(input.startsOn),
      endsOn: readDay(input.endsOn),
      executor: readLine(input.executor, 160),
      responsible: readLine(input.responsible, 120),
    });
    if (isRefusal(read)) return refused(read);
    if (read.endsOn < read.startsOn) {
      return refused(
        at('endsOn', refuse('input.date-order', undefined, { from: read.startsOn, to: read.endsOn })),
      );
    }
    const doer = await organizationById(tx, input.carriedOutBy ?? organization);
    if (!doer) return refused(at('carriedOutBy', refuse('input.choice')));
    const unfit = mayBeCarriedOutBy(program.model, proposal, doer);
    if (unfit) return refused(unfit);
    const id = newId(tx.now);
    await insertActivity(tx, {
      id,
      program: program.id,
      proposal: proposal.id,
      organization,
      carriedOutBy: doer.id,
      village: proposal.village,
      place: proposal.place,
      scope: proposal.scope,
      title: proposal.title,
      granted,
      ...read,
    });
    const words = (await placeWords(tx, [proposal.place]))(proposal.place);
    await keepNames(tx, [
      {
        kind: 'activity',
        thing: id,
        title: { id: proposal.title, en: proposal.title },
        region: proposal.place,
        page: `kegiatan/${id}`,
        more: `${proposal.organization === null ? '' : proposal.address} ${words}`,
      },
    ]);
    await settle(tx, proposal.id, 'activity.plan');
    await ask(tx, {
      kind: 'activity.carry-out',
      subjectType: 'activity',
      subjectId: id,
      title: proposal.title,
      offices: activityRules(program.model).executors,
      region: proposal.place,
      organization: doer.id,
      dueOn: read.endsOn,
    });
    await askForPayment(tx, program, proposal, read.startsOn);
    await record(tx, acting(actor, mandate), {
      action: 'activity.planned',
      subjectType: 'activity',
      subjectId: id,
      region: proposal.place,
      summary: {
        proposal: proposal.id,
        startsOn: read.startsOn,
        endsOn: read.endsOn,
        granted,
      },
      details: { executor: read.executor, responsible: read.responsible },
    });
    await count(
      tx,
      { program: program.id, village: proposal.village, scope: proposal.scope },
      { planned: 1n },
    );
    return ok({ activity: id, version: 1 });
  });
}

/** The institutions that could carry out a proposal, where its model lets others than the proposer do so; at most 500. */
export async function doersFor(
  tx: Tx,
  program: Program,
  proposal: Pick<Proposal, 'village'>,
): Promise<readonly Organization[]> {
  const { carriedOutBy } = activityRules(program.model);
  if (!carriedOutBy) return [];
  const here = await organizationsIn(tx, proposal.village, carriedOutBy, 500);
  const above = (['district', 'regency', 'province'] as const).map((level) =>
    ancestor(proposal.village, level),
  );
  const over = (await organizationsAt(tx, above)).filter((one) => carriedOutBy.includes(one.kind));
  const all = [...here, ...over.filter((one) => !here.some((other) => other.id === one.id))];
  const memberships = await membershipsIn(tx, program.model, all);
  return all.filter((one) => memberships.get(one.id)?.state === 'member');
}

/** What `mayPlan` asks of a proposal. */
export async function plannable(tx: Tx, proposal: Proposal): Promise<Plannable> {
  return {
    kind: proposal.kind,
    forum: proposal.forum,
    party: proposal.party,
    organization: proposal.organization,
    person: proposal.person,
    state: proposal.state,
    granted: proposal.granted,
    binding: proposal.bindingSince !== null,
    activity: (await activityOf(tx, proposal.id))?.id,
  };
}
