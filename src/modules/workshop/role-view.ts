import {
  type Due,
  type FilingKind,
  type ForumRules,
  filersOf,
  type Model,
  moneyRules,
  PERSON,
  type ProposalKind,
  partiesOf,
  type Step,
} from '#modules/models/index.ts';

/** A step that somebody answers, with what goes along it; `late`: it comes before them once it is overdue. */
export type RoleStep = {
  readonly of: 'proposal' | 'filing' | 'money';
  /** The kind of proposal or filing, or the purse that the money is of; empty for payments. */
  readonly kind: string;
  readonly step: Step;
  readonly late: boolean;
};

/** Something that an office owes again or after an event. */
export type RoleFiling = { readonly filing: FilingKind; readonly due: Due };

/** What a model gives somebody in an office to see and to do. Nothing of it is decided here: it is read off the model. */
export type RoleView = {
  readonly brings: readonly ProposalKind[];
  readonly answers: readonly RoleStep[];
  readonly forums: readonly {
    readonly forum: ForumRules;
    readonly does: readonly ('calls' | 'decides' | 'counts')[];
  }[];
  readonly files: readonly RoleFiling[];
  /** Where the office writes down what moves of money: purses by name, empty for payments. */
  readonly records: readonly string[];
  readonly holds: boolean;
  readonly carriesOut: boolean;
  /** Kinds of parties whose offices it fills. */
  readonly keeps: readonly string[];
  readonly roles: readonly Model['roles'][number][];
  /** What it may excuse that is late: filings and proposals, or steps along them, and what a purse is owed. */
  readonly excuses: readonly string[];
};

/** Those in whose place a model can be looked at: every office with the parties that have it, and whoever comes for themselves. */
export function rolesIn(
  model: Model,
): readonly { readonly office: string; readonly parties: readonly string[] }[] {
  const byOffice = new Map<string, string[]>();
  for (const { kind, offices } of partiesOf(model)) {
    for (const { office } of offices) byOffice.set(office, [...(byOffice.get(office) ?? []), kind]);
  }
  return [
    ...[...byOffice].map(([office, parties]) => ({ office, parties })),
    { office: PERSON, parties: [] },
  ];
}

/** What the model gives to those who hold an office, or to a resident (`PERSON`). */
export function roleView(model: Model, office: string): RoleView {
  const person = office === PERSON;
  const has = (offices: readonly string[] | undefined) => !person && (offices?.includes(office) ?? false);
  const steps = (of: RoleStep['of'], kind: string, route: readonly Step[]): RoleStep[] =>
    route.flatMap((step) => [
      ...(has(step.offices) ? [{ of, kind, step, late: false }] : []),
      ...(has(step.escalate?.to) ? [{ of, kind, step, late: true }] : []),
    ]);
  const money = model.purses.flatMap((purse) => [
    ...purse.deposits.map((one) => `deposit/${purse.purse}/${one.source}`),
    ...(purse.spending ? [`spending/${purse.purse}`] : []),
  ]);
  const along = [...(model.funding?.disbursement ? ['disbursement'] : []), ...money];
  const waives = (step: Step) => has(step.waive?.by);
  const executes = has(model.activities?.executors);
  return {
    brings: model.proposals.filter((kind) =>
      kind.from.some((one) => (person ? one.party === PERSON : has(one.offices))),
    ),
    answers: [
      ...model.proposals.flatMap((one) => steps('proposal', one.kind, [...one.route, ...one.followUp])),
      ...model.filings.flatMap((one) => steps('filing', one.kind, one.route)),
      ...along.flatMap((one) => steps('money', one.split('/')[1] ?? '', moneyRules(model, one).route)),
    ],
    forums: model.forums.flatMap((forum) => {
      const does = [
        ...(has(forum.conveners) ? (['calls'] as const) : []),
        ...(has(forum.deciders) ? (['decides'] as const) : []),
        ...(has(forum.ballots?.officers) ? (['counts'] as const) : []),
      ];
      return does.length > 0 ? [{ forum, does }] : [];
    }),
    files: model.filings
      .filter((filing) =>
        filing.about === 'activity' ? executes : filersOf(model, filing).some((one) => has(one.offices)),
      )
      .map((filing) => ({ filing, due: filing.due })),
    records: along.filter((one) => has(moneyRules(model, one).record)).map((one) => one.split('/')[1] ?? ''),
    holds: model.funding?.holders.some((one) => has([one.office])) ?? false,
    carriesOut: executes,
    keeps: [
      ...model.parties.kinds.filter((one) => has(one.keptBy)).map((one) => one.kind),
      ...model.parties.bodies.filter((one) => has(one.keptBy)).map((one) => one.body),
    ],
    roles: model.roles.filter((one) => has(one.offices)),
    excuses: [
      ...model.filings
        .filter((one) => has(one.due.waive?.by) || one.route.some(waives))
        .map((one) => one.kind),
      ...model.proposals
        .filter(
          (one) =>
            one.checks.some((check) => check.check === 'none-overdue' && has(check.by)) ||
            [...one.route, ...one.followUp].some(waives),
        )
        .map((one) => one.kind),
      ...model.purses
        .filter((one) => one.deposits.some(({ owed }) => has(owed?.due.waive?.by)))
        .map((one) => one.purse),
    ],
  };
}

/** Whether a view holds nothing: the office is named, and has nothing to do in the programme. */
export function isIdle(view: RoleView): boolean {
  const { holds, carriesOut, ...lists } = view;
  return !holds && !carriesOut && Object.values(lists).every((one) => one.length === 0);
}
