import { type Actor, isSelf, type Mandate, mandateIn, requireOffice } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import type { Rupiah } from '#kernel/money.ts';
import { ownEntry } from '#kernel/own-entry.ts';
import { type Basis, type Refusal, refuse, unless } from '#kernel/refusal.ts';
import type { RegionCode } from '#kernel/region.ts';
import { basisOf, type Model, type Step } from '#modules/models/index.ts';

/** What something is, as far as its way depends on it. */
export type OfSuch = {
  /** What it costs (rupiah). */
  readonly amount: Rupiah;
  /** The entries of the catalogue that it is about, the widest too. */
  readonly about: readonly string[];
  /** What was answered to the model's own fields. */
  readonly answers: Readonly<Record<string, string>>;
};

/**
 * The steps that something goes through, as it is sent in: all but those for larger amounts than its own, for other
 * entries of the catalogue and for other answers. What is resolved then stays, so that everybody sees the whole way from the beginning.
 * Source: engine of models, `steps`.
 */
export function routeFor<Kind extends Step>(
  route: readonly Kind[],
  { amount, about, answers }: OfSuch,
): readonly Kind[] {
  return route.filter(
    ({ when }) =>
      (when?.amountAbove === undefined || amount > when.amountAbove) &&
      (when?.about === undefined || when.about.some((entry) => about.includes(entry))) &&
      (when?.answered === undefined ||
        when.answered.options.some((option) =>
          chosen(ownEntry(answers, when.answered?.field ?? '')).includes(option),
        )),
  );
}

/** The options that an answer names: several stand apart by a space. */
function chosen(answer = ''): readonly string[] {
  return answer.split(' ');
}

/** The steps of a route that are waited for: whoever may not accept holds nothing up. */
export function waitedFor(route: readonly Step[]): readonly Step[] {
  return route.filter((step) => step.may.includes('accept'));
}

/** How something stands on its way. */
export type Standing = {
  /** Who answered at earlier steps of the same round. */
  readonly answered: readonly { readonly step: string; readonly by: Id }[];
  /** The steps that are so late that they lie before the offices above as well. */
  readonly escalated: readonly string[];
};

/** What goes along a route, as far as it decides who may answer. */
export type OnItsWay = Standing & {
  readonly place: RegionCode;
  /** Null where a person brings it for themselves. */
  readonly organization: Id | null;
  readonly author: Id;
};

/** The offices that answer a step now: its own, and those above once it is so late that it lies before them. */
export function officesNow(step: Step, { escalated }: Pick<Standing, 'escalated'>): readonly string[] {
  return escalated.includes(step.step) ? [...step.offices, ...(step.escalate?.to ?? [])] : step.offices;
}

/**
 * By which mandate the actor answers a step: in one of its offices over the place or of those before which it came, with an answer that the step knows,
 * and as nobody who must be another: whoever wrote it or belongs to its institution, whoever answered a step that is
 * named. Source: engine of models, `steps`; maker and checker.
 */
export function mayAnswer(
  actor: Actor,
  model: Model,
  step: Step,
  thing: OnItsWay,
  answer?: Step['may'][number],
): Mandate | Refusal {
  const basis = basisOf(model, step.basis);
  return unless(
    officeFor(actor, step, thing, basis),
    answer !== undefined && !step.may.includes(answer)
      ? refuse('step.answer', basis)
      : isOther(actor, step, thing)
        ? undefined
        : refuse('access.maker-checker', basis),
  );
}

/** An office of the step over the place, or of whoever brings it where that one answers itself. */
function officeFor(actor: Actor, step: Step, thing: OnItsWay, basis: Basis): Mandate | Refusal {
  const { place, organization } = thing;
  if (!step.own) return requireOffice(actor, officesNow(step, thing), place, basis);
  const held = organization === null ? undefined : mandateIn(actor, step.offices, organization);
  return held ?? refuse('access.office', basis, { offices: step.offices, place });
}

function isOther(actor: Actor, step: Step, thing: OnItsWay): boolean {
  return step.notSameAs.every((other) =>
    other === 'author'
      ? !isSelf(actor, thing.author) &&
        (step.own || !actor.mandates.some((held) => held.organization.id === thing.organization))
      : !thing.answered.some((one) => one.step === other && isSelf(actor, one.by)),
  );
}
