import type { Model } from './model.ts';

/** Every office that a model names anywhere, each once, in the order of its sections. */
export function officesIn(model: Model): readonly string[] {
  const { activities, deliberation, funding, programs, proposals, reporting } = model;
  return [
    ...new Set([
      ...programs.roles.flatMap((role) => role.offices),
      ...proposals.proposers.flatMap((proposer) => proposer.offices),
      ...proposals.verifiers,
      ...deliberation.conveners,
      ...deliberation.deciders,
      ...(deliberation.ballots?.officers ?? []),
      ...funding.holders.map((holder) => holder.office),
      ...funding.disbursement.record,
      ...funding.disbursement.approve,
      ...activities.executors,
      ...reporting.ladder.map((rung) => rung.office),
      ...reporting.overdue.overrideBy,
    ]),
  ];
}
