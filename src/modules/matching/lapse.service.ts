import { type Acting, type Actor, acting, type Visitor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { isRefusal, refuse } from '#kernel/refusal.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import { operatorOf, organizationById } from '#modules/actors/index.ts';
import { record } from '#modules/journal/index.ts';
import { ask, liesWith, settle, settleTold } from '#modules/notices/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import { askForAnswer, onBringersDesk, onTakersDesk } from './desks.service.ts';
import { heldNeed, recountNeed } from './held-need.service.ts';
import { matchesOf, needsPastDue, setMatch } from './match.store.ts';
import { mayAnswerFor, mustBeInTime, takersOf } from './need.ts';

/** Needs whose offers lapse in one transaction. */
const AT_ONCE = 100;

/** What either side is told when an offer lapsed. */
const TOLD = ['match.lapsed', 'need.lapsed'] as const;

/**
 * Lets offers lapse that nobody answered by their day: the need is free again, and both sides are told. Kept by the clocks of
 * a city. An offer cannot be answered after its day, whether this ran or not. Answers how many lapsed. Source: model
 * `proposals[].open.lapses`; decision 85.
 */
export async function sweepOffers(runtime: Runtime, tenant: Id): Promise<number> {
  const operator = operatorOf(tenant);
  let all = 0;
  for (let lapsed = AT_ONCE; lapsed > 0; ) {
    lapsed = 0;
    await runtime.change(operator, 'filings:write', async (tx) => {
      for (const need of await needsPastDue(tx, AT_ONCE)) lapsed += await lapseOffersOf(tx, operator, need);
      return ok(lapsed);
    });
    all += lapsed;
  }
  return all;
}

async function lapseOffersOf(tx: Tx, by: Acting, id: Id): Promise<number> {
  const held = await heldNeed(tx, id);
  if (isRefusal(held)) return 0;
  const { need, proposal, basis } = held;
  const late = (await matchesOf(tx, id)).filter(
    (one) => one.state === 'offered' && mustBeInTime(one, tx.today, basis) !== undefined,
  );
  for (const match of late) {
    await setMatch(tx, match.id, { state: 'lapsed', remark: '', by: by.person });
    const taker = await organizationById(tx, match.organization);
    if (taker) await ask(tx, { ...onTakersDesk(held, taker), kind: 'match.lapsed' });
    await record(tx, by, {
      action: 'match.lapsed',
      subjectType: 'proposal',
      subjectId: id,
      region: proposal.place,
      summary: { organization: match.organizationName, amount: match.amount, due: match.dueOn ?? tx.today },
      details: { match: match.id },
    });
  }
  await recountNeed(tx, need);
  await askForAnswer(tx, held);
  await settle(tx, id, 'need.lapsed');
  await ask(tx, { ...onBringersDesk(held), kind: 'need.lapsed' });
  return late.length;
}

/** Whether somebody was told that an offer lapsed and has not said that they read it. */
export async function toldOfLapse(tx: Tx, viewer: Actor | Visitor, need: Id): Promise<boolean> {
  return viewer.person !== undefined && liesWith(tx, viewer, need, TOLD);
}

/** Takes off one's own desk that an offer lapsed: it was read. */
export async function noteLapseRead(
  runtime: Runtime,
  who: Actor | Visitor,
  input: { readonly need: Id },
): Promise<Result<{ readonly need: Id }>> {
  return runtime.change(who, 'proposals:write', async (tx, actor) => {
    const held = await heldNeed(tx, input.need);
    if (isRefusal(held)) return refused(held);
    const { program, open, proposal } = held;
    const bringer = mayAnswerFor(actor, program.model, open, proposal);
    const by = isRefusal(bringer) ? takersOf(actor, open)[0] : bringer;
    if (!by || !(await liesWith(tx, actor, input.need, TOLD))) return refused(refuse('access.not-found'));
    await settleTold(tx, actor, input.need, TOLD);
    await record(tx, acting(actor, by), {
      action: 'match.lapse-read',
      subjectType: 'proposal',
      subjectId: input.need,
      region: proposal.place,
      summary: {},
    });
    return ok({ need: input.need });
  });
}
