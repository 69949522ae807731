import type { Actor, Visitor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { isRefusal, type Refusal, refuse } from '#kernel/refusal.ts';
import { membershipsIn, type Organization, organizationById } from '#modules/actors/index.ts';
import { type SanctionRules, type SanctionStep, sanctionNamed } from '#modules/models/index.ts';
import { type Obligation, openBy } from '#modules/obligations/index.ts';
import { type Program, programById } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { firstHearingDay, groundsNow } from './sanction.service.ts';
import { ladderOf, sanctionById, sanctionsAgainst } from './sanction.store.ts';
import {
  isUnmet,
  mayAnswer,
  mayAppeal,
  mayDecide,
  mayDecideAppeal,
  mayDraft,
  milderSteps,
  mustStand,
  mustStillBeDue,
  nextSteps,
  type Sanction,
  type Standing,
  standingOf,
  stepNamed,
} from './sanction.ts';

/** A duty that a sanction is held against, and whether it is still not done. */
export type Ground = { readonly owed: Obligation; readonly unmet: boolean };

/**
 * A sanction as it may be read: that it runs and what it is held against by everybody, what was written to it by everybody
 * once it is decided, before by those who draw up, decide and answer. Source: decision 71.
 */
export type SanctionFacts = {
  readonly sanction: Sanction;
  readonly program: Program;
  readonly rules: SanctionRules;
  readonly step: SanctionStep;
  readonly institution: Organization;
  readonly standing: Standing;
  readonly grounds: readonly Ground[];
  readonly words: { readonly reason: string; readonly answer: string | null } | undefined;
};

/** What is known of a sanction. */
export async function sanctionFacts(
  tx: Tx,
  viewer: Actor | Visitor,
  id: Id,
): Promise<SanctionFacts | Refusal> {
  const found = await sanctionById(tx, id);
  const institution = found && (await organizationById(tx, found.organization));
  if (!found || !institution) return refuse('access.not-found');
  const sanction = { ...found, organization: institution.id };
  const program = await programById(tx, sanction.program, sanction.ruledSince);
  const rules = sanctionNamed(program.model, sanction.sanction);
  const grounds = await groundsNow(tx, id);
  return {
    sanction,
    program,
    rules,
    step: stepNamed(rules, sanction.step),
    institution,
    standing: standingOf(sanction, rules, tx.today),
    grounds: grounds.map((owed) => ({ owed, unmet: isUnmet(rules, owed, tx.today) })),
    words: mayReadWords(viewer, rules, sanction)
      ? { reason: sanction.reason, answer: sanction.answer }
      : undefined,
  };
}

function mayReadWords(viewer: Actor | Visitor, rules: SanctionRules, sanction: Sanction): boolean {
  if (sanction.state !== 'hearing') return true;
  if (viewer.person === undefined) return false;
  const offices = [...rules.offices, ...stepNamed(rules, sanction.step).deciders];
  return viewer.mandates.some(
    (held) =>
      held.organization.id === sanction.organization || (!held.alone && offices.includes(held.office)),
  );
}

/** What its reader may do to a sanction now: each is there for those who hold the office, with what keeps them from it. */
export type SanctionOverview = SanctionFacts & {
  readonly answer: Doing;
  readonly decide: Doing;
  /** Why it cannot be imposed, though it can be dropped: everything was done meanwhile. */
  readonly met: Refusal | undefined;
  readonly withdraw: Doing;
  readonly appeal: Doing;
  readonly decideAppeal: Doing;
  readonly milder: readonly SanctionStep[];
};

/** `may`, what keeps somebody from it who holds the office, or nothing to do with it. */
export type Doing = 'may' | Refusal | undefined;

/** A sanction with what its reader may do now. */
export async function sanctionOverview(
  tx: Tx,
  viewer: Actor | Visitor,
  id: Id,
): Promise<SanctionOverview | Refusal> {
  const facts = await sanctionFacts(tx, viewer, id);
  if (isRefusal(facts)) return facts;
  const { sanction, program, rules, institution } = facts;
  const { model } = program;
  const none = {
    answer: undefined,
    decide: undefined,
    withdraw: undefined,
    appeal: undefined,
    decideAppeal: undefined,
  };
  const met = mustStillBeDue(
    model,
    rules,
    facts.grounds.map((one) => one.owed),
    tx.today,
  );
  const milder = milderSteps(rules, sanction.step);
  if (viewer.person === undefined) return { ...facts, ...none, met, milder };
  const drafting = mayDraft(viewer, model, rules, institution);
  return {
    ...facts,
    answer: doing(mayAnswer(viewer, model, rules, sanction)),
    decide: doing(mayDecide(viewer, model, rules, sanction, tx.today)),
    met,
    withdraw: doing(isRefusal(drafting) ? drafting : (mustStand(sanction, ['hearing']) ?? drafting)),
    appeal: doing(mayAppeal(viewer, model, rules, sanction, tx.today)),
    decideAppeal: doing(mayDecideAppeal(viewer, model, rules, sanction)),
    milder,
  };
}

/** Refusals that say no more than that something is not for this person, or not now by its state. */
const SILENT: ReadonlySet<Refusal['refusal']> = new Set([
  'access.office',
  'sanction.state',
  'sanction.answered',
  'sanction.appealed',
  'sanction.no-appeal',
]);

function doing(may: unknown): Doing {
  if (!isRefusal(may)) return 'may';
  return SILENT.has(may.refusal) ? undefined : may;
}

/** What a sanction against an institution could be drawn up with now. */
export type DraftingOverview = {
  readonly rules: SanctionRules;
  readonly institution: Organization;
  readonly unmet: readonly Obligation[];
  readonly next: readonly SanctionStep[];
  readonly before: readonly Sanction[];
  readonly earliest: string;
  readonly refusal: Refusal | undefined;
};

/** What somebody has before them who thinks of a sanction: duties that are not done, steps that may be taken, earlier ones. */
export async function draftingOverview(
  tx: Tx,
  actor: Actor,
  program: Program,
  asked: { readonly sanction: string; readonly organization: Id },
): Promise<DraftingOverview | Refusal> {
  const rules = program.model.sanctions.find((one) => one.sanction === asked.sanction);
  const institution = await organizationById(tx, asked.organization);
  if (!rules || institution?.kind !== rules.party) return refuse('access.not-found');
  const membership = (await membershipsIn(tx, program.model, [institution])).get(institution.id);
  if (membership?.state === 'outside') return refuse('access.not-found');
  const may = mayDraft(actor, program.model, rules, institution);
  const before = await sanctionsAgainst(tx, institution.id, ladderOf(program.model, rules));
  const owed = await openBy(tx, institution.id);
  return {
    rules,
    institution,
    unmet: owed.filter((one) => one.program === program.id && isUnmet(rules, one, tx.today)),
    next: nextSteps(rules, before, tx.today),
    before,
    earliest: await firstHearingDay(tx, rules),
    refusal: isRefusal(may) ? may : undefined,
  };
}
