import type {
  Check,
  DisbursementRules,
  Due,
  ForumRules,
  Goal,
  Model,
  Step,
  Within,
} from '#modules/models/index.ts';

/** Something of a model that answers, under the name by which cases speak of it. */
type Named<Rule> = { readonly name: string; readonly rule: Rule };

/** All checks of a model: of its proposals and of its tranches. Two of one kind in one place are told apart by number. */
export function checksIn(model: Model): Named<Check>[] {
  return [
    ...model.proposals.flatMap((one) => numbered(`proposals.${one.kind}`, one.checks)),
    ...model.purses.flatMap((purse) =>
      (purse.tranches ?? []).flatMap((one) => numbered(`purses.${purse.purse}.${one.tranche}`, one.checks)),
    ),
  ];
}

function numbered(where: string, checks: readonly Check[]): Named<Check>[] {
  return checks.map((rule, i) => {
    const before = checks.slice(0, i).filter((one) => one.check === rule.check).length;
    return { name: `${where}.${rule.check}${before === 0 ? '' : `-${before + 1}`}`, rule };
  });
}

/** A route with what decides at its end: its last step, or a forum. */
export type RouteRule = { readonly steps: readonly Step[]; readonly forum: boolean };

/** All routes of a model that have a step. */
export function routesIn(model: Model): Named<RouteRule>[] {
  return [
    ...model.proposals.map((one) => ({
      name: `proposals.${one.kind}`,
      rule: { steps: one.route, forum: one.forum !== undefined },
    })),
    ...model.proposals.flatMap((one) => [
      {
        name: `proposals.${one.kind}.follow-up`,
        rule: { steps: one.followUp.filter((step) => step.after === undefined), forum: false },
      },
      ...[...new Set(one.followUp.flatMap((step) => step.after ?? []))].map((outcome) => ({
        name: `proposals.${one.kind}.after-${outcome}`,
        rule: { steps: one.followUp.filter((step) => step.after?.includes(outcome)), forum: false },
      })),
    ]),
    ...model.filings.map((one) => ({
      name: `filings.${one.kind}`,
      rule: { steps: one.route, forum: false },
    })),
    ...(model.funding?.disbursement
      ? [{ name: 'funding.disbursement', rule: { steps: model.funding.disbursement.route, forum: false } }]
      : []),
    ...model.purses.flatMap((purse) => [
      ...purse.deposits.map((one) => ({
        name: `purses.${purse.purse}.${one.source}`,
        rule: { steps: one.route, forum: false },
      })),
      ...(purse.spending
        ? [{ name: `purses.${purse.purse}.spending`, rule: { steps: purse.spending.route, forum: false } }]
        : []),
    ]),
  ].filter(({ rule }) => rule.steps.length > 0);
}

/** All that falls due: filings, and the answers of steps that have a clock. */
export function clocksIn(model: Model): Named<Due | { readonly within: Within }>[] {
  return [
    ...model.filings.map((one) => ({ name: `filings.${one.kind}.due`, rule: one.due })),
    ...model.filings.flatMap(({ kind, onDemand }) =>
      onDemand ? [{ name: `filings.${kind}.on-demand`, rule: { within: onDemand.within } }] : [],
    ),
    ...model.purses.flatMap((purse) =>
      purse.deposits.flatMap(({ source, owed }) =>
        owed ? [{ name: `purses.${purse.purse}.${source}.owed`, rule: owed.due }] : [],
      ),
    ),
    ...routesIn(model).flatMap(({ name, rule }) =>
      rule.steps.flatMap(({ step, within }) =>
        within ? [{ name: `${name}.${step}.within`, rule: { within } }] : [],
      ),
    ),
  ];
}

/** All forums of a model. */
export function forumsIn(model: Model): Named<ForumRules>[] {
  return model.forums.map((rule) => ({ name: `forums.${rule.forum}`, rule }));
}

/** Payments of a model that stand on papers of the office, or of which tax may be withheld. */
export function paymentsIn(model: Model): Named<DisbursementRules>[] {
  const rule = model.funding?.disbursement;
  return rule && rule.papers.length + rule.taxes.length > 0 ? [{ name: 'funding.disbursement', rule }] : [];
}

/** All goals of a model. */
export function goalsIn(model: Model): Named<Goal>[] {
  return model.goals.map((rule) => ({ name: `goals.${rule.goal}`, rule }));
}
