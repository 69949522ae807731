import type { Sections } from './sections.ts';
import type { Step } from './steps.section.ts';
import type { Path, Unresolved } from './unresolved.ts';

/**
 * Money that nobody could pay, draw upon, pledge or close: whoever may bring a proposal has the purses that pay for it, or
 * the programme has them as its funds.
 */
export function moneyFaults(model: Sections): Unresolved[] {
  return [...settling(model), ...paying(model), ...drawnUpon(model), ...pledged(model)];
}

/** Whoever pays is named where money passes through the city's cash, and only there. */
function paying({ purses, funding }: Sections): Unresolved[] {
  const paid = purses.some((one) => one.paid === 'through-cash');
  const path = ['funding', 'disbursement'];
  if (!funding || paid === (funding.disbursement !== undefined)) return [];
  return paid
    ? [
        {
          path: ['funding'],
          message: 'who records what is paid out of the purses, and who examines it? (disbursement)',
        },
      ]
    : [{ path, message: "no purse is paid through the city's cash" }];
}

/** The money of an activity is closed by one filing: by none, only where there is no money. */
function settling(model: Sections): Unresolved[] {
  const [first, ...others] = model.filings.flatMap((one, i) => (one.effect === 'settles' ? [i] : []));
  if (first === undefined && model.activities && model.purses.length > 0) {
    return [
      { path: ['filings'], message: 'one about an activity has to settle its money (effect: settles)' },
    ];
  }
  return others.map((i) => ({
    path: ['filings', i, 'effect'],
    message: `"${model.filings[first ?? 0]?.kind}" settles the money of an activity already`,
  }));
}

function drawnUpon(model: Sections): Unresolved[] {
  return model.proposals.flatMap((proposal, p) =>
    proposal.purses.flatMap((share) => {
      const purse = model.purses.find((one) => one.purse === share.purse);
      return proposal.from.flatMap((one, i) =>
        !purse?.of || purse.of.some((each) => each.party === one.party)
          ? []
          : [
              {
                path: ['proposals', p, 'from', i, 'party'],
                message: `"${one.party}" has nothing in the purse "${share.purse}"`,
              },
            ],
      );
    }),
  );
}

/** What is pledged goes into a purse that its party has for it, and a purse that waits for pledges is filled by some filing. */
function pledged(model: Sections): Unresolved[] {
  const waits = (name: string, party: string) =>
    model.purses.some(
      ({ purse, of }) => purse === name && of?.some((one) => one.party === party && one.pledged),
    );
  const fills = model.filings.flatMap(({ pledges, by }) =>
    pledges ? (by?.parties ?? []).map((party) => `${pledges.purse} ${party}`) : [],
  );
  return [
    ...model.filings.flatMap(({ pledges, by }, i) =>
      pledges && !(by?.parties ?? []).every((party) => waits(pledges.purse, party))
        ? [
            {
              path: ['filings', i, 'pledges', 'purse'],
              message: `"${pledges.purse}" holds no pledges of all who file this`,
            },
          ]
        : [],
    ),
    ...model.purses.flatMap(({ purse, of }, p) =>
      (of ?? []).flatMap((one, i) =>
        one.pledged && !fills.includes(`${purse} ${one.party}`)
          ? [
              {
                path: ['purses', p, 'of', i, 'pledged'],
                message: `no filing of "${one.party}" pledges for it`,
              },
            ]
          : [],
      ),
    ),
  ];
}

/** The routes of what is recorded of money, with where they stand. */
export function moneyRoutesIn(model: Sections): { readonly route: readonly Step[]; readonly path: Path }[] {
  return [
    ...(model.funding?.disbursement
      ? [{ route: model.funding.disbursement.route, path: ['funding', 'disbursement', 'route'] }]
      : []),
    ...model.purses.flatMap((purse, i) => [
      ...purse.deposits.map((one, j) => ({ route: one.route, path: ['purses', i, 'deposits', j, 'route'] })),
      ...(purse.spending ? [{ route: purse.spending.route, path: ['purses', i, 'spending', 'route'] }] : []),
    ]),
  ];
}
