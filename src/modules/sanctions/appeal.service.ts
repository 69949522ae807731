import type { Actor, Visitor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { readAll } from '#kernel/readers/fields.ts';
import { readText } from '#kernel/readers/text.ts';
import { at, isRefusal, type Refusal, refuse } from '#kernel/refusal.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import { operatorOf, organizationById } from '#modules/actors/index.ts';
import { record } from '#modules/journal/index.ts';
import type { SanctionRules } from '#modules/models/index.ts';
import { ask, settle } from '#modules/notices/index.ts';
import type { Runtime } from '#platform/runtime.ts';
import { aboutOf, holdSanction, lastDayOf, WORDS_LENGTH } from './sanction.service.ts';
import { pastAppeal, putAppeal, putAppealOutcome, setUnappealed } from './sanction.store.ts';
import {
  APPEAL_OUTCOMES,
  mayAppeal,
  mayDecideAppeal,
  milderSteps,
  type Sanction,
  stepNamed,
} from './sanction.ts';

type Who = Actor | Visitor;

/** Appeals for the institution, with a reason that everybody can read. */
export async function appealSanction(
  runtime: Runtime,
  who: Who,
  input: { readonly sanction: Id; readonly reason: string },
): Promise<Result<{ sanction: Id }>> {
  return runtime.change(who, 'filings:write', async (tx, actor) => {
    const held = await holdSanction(tx, actor, input, mayAppeal);
    if (isRefusal(held)) return refused(held);
    const { sanction, rules, by, office } = held;
    const reason = readText(input.reason, WORDS_LENGTH);
    if (isRefusal(reason)) return refused(at('appeal', reason));
    await putAppeal(tx, sanction.id, { person: actor.person, office, text: reason });
    await settle(tx, sanction.id);
    const institution = await organizationById(tx, sanction.organization);
    await ask(tx, {
      ...aboutOf(sanction, institution?.name ?? '', stepNamed(rules, sanction.step)),
      kind: 'sanction.decide-appeal',
      offices: rules.appeal?.offices ?? [],
      region: sanction.region,
    });
    await record(tx, by, {
      action: 'sanction.appealed',
      subjectType: 'sanction',
      subjectId: sanction.id,
      region: sanction.region,
      summary: { sanction: sanction.sanction, step: sanction.step, reason },
    });
    return ok({ sanction: sanction.id });
  });
}

const ACTIONS = {
  upheld: 'sanction.appeal-upheld',
  lifted: 'sanction.appeal-lifted',
  changed: 'sanction.appeal-changed',
} as const;

/** Decides an appeal: the sanction stands, is lifted, or becomes a milder step; with a reason that everybody can read. */
export async function decideAppeal(
  runtime: Runtime,
  who: Who,
  input: {
    readonly sanction: Id;
    readonly version?: number | undefined;
    readonly outcome: string;
    /** Where it is changed, to which step. */
    readonly step: string;
    readonly reason: string;
  },
): Promise<Result<{ sanction: Id }>> {
  return runtime.change(who, 'filings:write', async (tx, actor) => {
    const held = await holdSanction(tx, actor, input, mayDecideAppeal);
    if (isRefusal(held)) return refused(held);
    const { sanction, rules, by, office } = held;
    const outcome = APPEAL_OUTCOMES.find((one) => one === input.outcome);
    const read = readAll({
      outcome: outcome ?? refuse('input.choice'),
      step: outcome === 'changed' ? readStep(rules, sanction, input.step) : sanction.step,
      reason: readText(input.reason, WORDS_LENGTH),
    });
    if (isRefusal(read)) return refused(read);
    const from = sanction.decidedOn ?? tx.today;
    await putAppealOutcome(
      tx,
      sanction.id,
      { person: actor.person, office, text: read.reason },
      {
        outcome: read.outcome,
        step: read.step,
        expiresOn: lastDayOf(stepNamed(rules, read.step), from),
      },
    );
    await settle(tx, sanction.id);
    await record(tx, by, {
      action: ACTIONS[read.outcome],
      subjectType: 'sanction',
      subjectId: sanction.id,
      region: sanction.region,
      summary: { sanction: sanction.sanction, step: read.step, reason: read.reason },
    });
    return ok({ sanction: sanction.id });
  });
}

function readStep(rules: SanctionRules, sanction: Sanction, typed: string): string | Refusal {
  const milder = milderSteps(rules, sanction.step).find((one) => one.step === typed);
  return milder?.step ?? refuse('sanction.milder');
}

/** How many are looked at in one sweep. */
const AT_ONCE = 500;

/** Notes of every sanction whose day is over that nobody appealed, and takes the question off the desks. Answers how many. */
export async function sweepAppeals(runtime: Runtime, tenant: Id): Promise<number> {
  const operator = operatorOf(tenant);
  const done = await runtime.change(operator, 'filings:write', async (tx) => {
    const over = await pastAppeal(tx, AT_ONCE);
    for (const sanction of over) {
      await setUnappealed(tx, sanction.id);
      await settle(tx, sanction.id, 'sanction.appeal');
      await record(tx, operator, {
        action: 'sanction.unappealed',
        subjectType: 'sanction',
        subjectId: sanction.id,
        region: sanction.region,
        summary: { sanction: sanction.sanction, step: sanction.step },
      });
    }
    return ok(over.length);
  });
  return done.ok ? done.value : 0;
}
