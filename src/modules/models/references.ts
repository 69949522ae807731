import { measureNamed } from '#analysis/measures/index.ts';
import { LEVELS as LEVELS_FROM_WIDE } from '#kernel/region.ts';
import { writtenAt } from './catalogue.section.ts';
import { type LevelName, PERSON } from './common.section.ts';
import type { Escalate } from './due.section.ts';
import { forumFaults } from './forum-references.ts';
import { partiesOf } from './parties.ts';
import { placeFaults } from './place-references.ts';
import type { Sections } from './sections.ts';
import type { Step } from './steps.section.ts';
import type { Path, Unresolved } from './unresolved.ts';

/** Keys that name offices, one or a list of them. */
const OFFICE_KEYS: ReadonlySet<string> = new Set([
  'office',
  'offices',
  'conveners',
  'deciders',
  'officers',
  'record',
  'executors',
  'by',
]);

/**
 * What no single field can show: every basis is listed under `legal`, every office belongs to a kind of party, every
 * kind, pillar, entry, forum, purse, source and filing that is named stands in its section, a section has those that it
 * needs, routes can be finished, and nothing is listed twice.
 */
export function unresolvedIn(model: Sections): Unresolved[] {
  return [
    ...doubled(model),
    ...bases(model),
    ...parties(model),
    ...offices(model),
    ...filers(model),
    ...named(model),
    ...needed(model),
    ...catalogue(model),
    ...entries(model),
    ...purses(model),
    ...asked(model),
    ...routes(model),
    ...forumFaults(model),
    ...placeFaults(model),
  ];
}

function doubled(model: Sections): Unresolved[] {
  const lists: readonly (readonly [Path, readonly string[]])[] = [
    [['legal'], model.legal.map((law) => law.id)],
    [['parties', 'pillars'], model.parties.pillars.map((one) => one.pillar)],
    [['parties', 'kinds'], model.parties.kinds.map((one) => one.kind)],
    ...model.parties.kinds.map(
      (one, i) => [['parties', 'kinds', i, 'offices'], one.offices.map((each) => each.office)] as const,
    ),
    [['parties', 'bodies'], model.parties.bodies.map((one) => one.body)],
    ...model.parties.bodies.map(
      (one, i) => [['parties', 'bodies', i, 'seats'], one.seats.map((each) => each.seat)] as const,
    ),
    [['goals'], model.goals.map((one) => one.goal)],
    [['partnership', 'purposes'], model.partnership?.purposes.map((one) => one.id) ?? []],
    [['partnership', 'parts'], model.partnership?.parts.map((one) => one.pillar) ?? []],
    [['partnership', 'prerequisites'], model.partnership?.prerequisites.map((one) => one.id) ?? []],
    [['partnership', 'flows'], model.partnership?.flows.map((one) => one.id) ?? []],
    [['checklists'], model.checklists.map((one) => one.checklist)],
    ...model.checklists.map(
      (one, i) => [['checklists', i, 'items'], one.items.map((each) => each.item)] as const,
    ),
    [['catalogue', 'natures'], model.catalogue?.natures.map((one) => one.nature) ?? []],
    [['proposals'], model.proposals.map((one) => one.kind)],
    ...model.proposals.map(
      (one, i) => [['proposals', i, 'from'], one.from.map((each) => each.party)] as const,
    ),
    [['forums'], model.forums.map((one) => one.forum)],
    ...model.forums.flatMap((one, i) => [
      [['forums', i, 'quorum', 'elements'], one.quorum.elements.map((need) => need.element)] as const,
      [['forums', i, 'outcomes'], one.outcomes.map((outcome) => outcome.id)] as const,
    ]),
    [['purses'], model.purses.map((one) => one.purse)],
    ...model.proposals.map(
      (one, i) => [['proposals', i, 'purses'], one.purses.map((each) => each.purse)] as const,
    ),
    ...model.purses.flatMap((one, i) => [
      [['purses', i, 'of'], (one.of ?? []).map((each) => each.party)] as const,
      [['purses', i, 'tranches'], (one.tranches ?? []).map((each) => each.tranche)] as const,
    ]),
    [['funding', 'sources'], model.funding?.sources.map((one) => one.source) ?? []],
    [['filings'], model.filings.map((one) => one.kind)],
  ];
  return lists.flatMap(([path, ids]) =>
    ids.flatMap((id, i) =>
      ids.indexOf(id) < i ? [{ path: [...path, i], message: `"${id}" is listed twice` }] : [],
    ),
  );
}

function bases({ catalogue: _, ...model }: Sections): Unresolved[] {
  const listed = new Set(model.legal.map((law) => law.id));
  return namesUnder(model, (key) => /^basis$|Basis$/.test(key))
    .filter(({ name }) => !listed.has(name))
    .map(({ path, name }) => ({ path, message: `"${name}" is not listed under legal` }));
}

function parties(model: Sections): Unresolved[] {
  const pillars = new Set(model.parties.pillars.map((one) => one.pillar));
  const sided: readonly (readonly [Path, string | undefined])[] = [
    [['parties', 'providers'], model.parties.providers],
    ...model.parties.kinds.map((one, i) => [['parties', 'kinds', i, 'pillar'], one.pillar] as const),
    ...model.parties.bodies.flatMap((one, i) =>
      one.seats.map((seat, j) => [['parties', 'bodies', i, 'seats', j, 'pillar'], seat.pillar] as const),
    ),
    ...namesUnder(model.partnership?.parts, (key) => key === 'pillar', ['partnership', 'parts']).map(
      ({ path, name }) => [path, name] as const,
    ),
    ...namesUnder(model.partnership?.flows, (key) => key === 'from' || key === 'to', [
      'partnership',
      'flows',
    ]).map(({ path, name }) => [path, name] as const),
  ];
  const itemSides = model.checklists.flatMap((list, i) =>
    list.items.map((item, j) => [['checklists', i, 'items', j, 'pillar'], item.pillar] as const),
  );
  const strange = [...sided, ...itemSides].flatMap(([path, pillar]) =>
    pillar === undefined || pillars.has(pillar)
      ? []
      : [{ path, message: `"${pillar}" is not listed under parties.pillars` }],
  );
  const kinds = new Map(model.parties.kinds.map((one) => [one.kind, one]));
  const bringers = model.proposals.flatMap((proposal, p) =>
    proposal.from.flatMap((one, i) => {
      const kind = kinds.get(one.party);
      return one.offices.flatMap((office, j) =>
        !kind || kind.offices.some((each) => each.office === office)
          ? []
          : [
              {
                path: ['proposals', p, 'from', i, 'offices', j],
                message: `"${one.party}" has no office "${office}"`,
              },
            ],
      );
    }),
  );
  const bodies = model.parties.bodies.flatMap((one, i) =>
    kinds.has(one.body)
      ? [{ path: ['parties', 'bodies', i, 'body'], message: `"${one.body}" is a kind of party already` }]
      : [],
  );
  return [...strange, ...bringers, ...bodies, ...leaving(model)];
}

/** Who leaves does so by offices of its own or above it, and nobody else waits for an answer of its offices. */
function leaving(model: Sections): Unresolved[] {
  const answering = new Set([
    ...clocksIn(model).flatMap((one) => one.offices ?? []),
    ...model.forums.flatMap((one) => [...one.conveners, ...one.deciders]),
  ]);
  return model.parties.kinds.flatMap(({ kind, offices, leaves }, i) => {
    if (!leaves) return [];
    const own = offices.map((one) => one.office);
    const needed = own.find((office) => answering.has(office));
    const path = ['parties', 'kinds', i, 'leaves'];
    return [
      ...leaves.by.flatMap((office, j) =>
        own.includes(office)
          ? []
          : [{ path: [...path, 'by', j], message: `"${kind}" has no office "${office}"` }],
      ),
      ...(needed === undefined
        ? []
        : [{ path, message: `others wait for what the office "${needed}" answers: it cannot leave` }]),
    ];
  });
}

function offices(model: Sections): Unresolved[] {
  const known = new Set(officesIn(model));
  const { parties, ...others } = model;
  const keepers = [
    ...namesUnder(parties.kinds, (key) => key === 'keptBy', ['parties', 'kinds']),
    ...namesUnder(parties.bodies, (key) => key === 'keptBy', ['parties', 'bodies']),
    ...namesUnder(parties.kinds, (key) => key === 'endedBy', ['parties', 'kinds']),
  ];
  // The body that a forum is held by is no office.
  const isBody = ([section, , key]: Path) => section === 'forums' && key === 'by';
  return [
    ...keepers,
    ...namesUnder(others, (key) => OFFICE_KEYS.has(key)),
    ...clocksIn(model).flatMap(({ escalate, path }) =>
      (escalate?.to ?? []).map((name, i) => ({ path: [...path, 'escalate', 'to', i], name })),
    ),
  ]
    .filter(({ path, name }) => !known.has(name) && !isBody(path))
    .map(({ path, name }) => ({ path, message: `no kind of party has the office "${name}"` }));
}

/** Everything that runs to a day, and where it stands: steps of routes, and what filings are due by. */
function clocksIn(
  model: Sections,
): { path: Path; escalate?: Escalate | undefined; at?: LevelName; offices?: readonly string[] }[] {
  const routes = [
    ...model.proposals.map((one, i) => ({ route: one.route, path: ['proposals', i, 'route'] })),
    ...model.filings.map((one, i) => ({ route: one.route, path: ['filings', i, 'route'] })),
    ...moneyRoutesIn(model),
  ];
  return [
    ...model.filings.map(({ due }, i) => ({ path: ['filings', i, 'due'], escalate: due.escalate })),
    ...model.purses.flatMap((purse, i) =>
      purse.deposits.flatMap(({ owed }, j) =>
        owed ? [{ path: ['purses', i, 'deposits', j, 'owed', 'due'], escalate: owed.due.escalate }] : [],
      ),
    ),
    ...routes.flatMap(({ route, path }) =>
      route.map((step, i) => ({
        path: [...path, i],
        escalate: step.escalate,
        at: step.at,
        offices: step.offices,
      })),
    ),
  ];
}

/** Parties that file, and have none of the offices that should. */
function filers(model: Sections): Unresolved[] {
  return model.filings.flatMap((filing, i) =>
    (filing.by?.parties ?? []).flatMap((party, j) => {
      const { offices } = filing.by ?? {};
      const kind = partiesOf(model).find((one) => one.kind === party);
      return !kind || !offices || kind.offices.some((one) => offices.includes(one.office))
        ? []
        : [{ path: ['filings', i, 'by', 'parties', j], message: `"${party}" has none of these offices` }];
    }),
  );
}

/** Names of one section that stand in another. */
function named(model: Sections): Unresolved[] {
  const lists: readonly (readonly [readonly string[], string, readonly { path: Path; name: string }[]])[] = [
    [
      model.parties.kinds.map((one) => one.kind),
      'parties.kinds',
      [
        ...namesUnder(model.proposals, (key) => key === 'party', ['proposals']).filter(
          ({ name }) => name !== PERSON,
        ),
        ...namesUnder(model.purses, (key) => key === 'party' || key === 'from', ['purses']),
        ...namesUnder(model.proposals, (key) => key === 'kinds', ['proposals']),
        ...namesUnder(model.filings, (key) => key === 'kinds', ['filings']),
        ...namesUnder(model.activities, (key) => key === 'carriedOutBy', ['activities']),
      ],
    ],
    [
      partiesOf(model).map((one) => one.kind),
      'parties',
      model.filings.flatMap(({ by }, i) => namesUnder(by, (key) => key === 'parties', ['filings', i, 'by'])),
    ],
    [
      model.proposals.map((one) => one.kind),
      'proposals',
      [
        ...namesUnder(model.proposals, (key) => key === 'through', ['proposals']),
        ...namesUnder(model.filings, (key) => key === 'through', ['filings']),
      ],
    ],
    [
      model.purses.map((one) => one.purse),
      'purses',
      [
        ...namesUnder(model.proposals, (key) => key === 'purse', ['proposals']),
        ...namesUnder(model.filings, (key) => key === 'purse', ['filings']),
      ],
    ],
    [
      model.funding?.sources.map((one) => one.source) ?? [],
      'funding.sources',
      namesUnder(model.purses, (key) => key === 'source', ['purses']),
    ],
    [
      model.forums.map((one) => one.forum),
      'forums',
      [
        ...namesUnder(model.proposals, (key) => key === 'forum', ['proposals']),
        ...model.forums.flatMap((one, i) =>
          namesUnder(one.outcomes, (key) => key === 'to', ['forums', i, 'outcomes']),
        ),
      ],
    ],
    [
      model.catalogue?.entries.map((one) => one.id) ?? [],
      'catalogue.entries',
      [
        ...namesUnder(model.proposals, (key) => key === 'about', ['proposals']),
        ...model.filings.flatMap((one, i) =>
          namesUnder(one.route, (key) => key === 'about', ['filings', i, 'route']),
        ),
      ],
    ],
    [
      model.filings.map((one) => one.kind),
      'filings',
      [
        ...namesUnder(model.proposals, (key) => key === 'filing', ['proposals']),
        ...namesUnder(model.purses, (key) => key === 'filing', ['purses']),
      ],
    ],
  ];
  return lists.flatMap(([known, where, names]) =>
    names
      .filter(({ name }) => !known.includes(name))
      .map(({ path, name }) => ({ path, message: `"${name}" is not listed under ${where}` })),
  );
}

/** Sections that say nothing without another. */
function needed(model: Sections): Unresolved[] {
  const needs: readonly (readonly [boolean, Path, boolean, string])[] = [
    [model.proposals.length > 0, ['proposals'], model.catalogue !== undefined, 'catalogue'],
    [model.purses.length > 0, ['purses'], model.funding !== undefined, 'funding'],
    [model.activities !== undefined, ['activities'], model.proposals.length > 0, 'proposals'],
    ...[
      ...model.goals.map(({ measure }, i) => ({ measure, path: ['goals', i, 'measure'] })),
      ...model.checklists.flatMap(({ items }, i) =>
        items.flatMap(({ proof }, j) =>
          proof ? [{ measure: proof.measure, path: ['checklists', i, 'items', j, 'proof', 'measure'] }] : [],
        ),
      ),
    ].flatMap(({ measure, path }) => {
      const { needs } = measureNamed(measure);
      if (needs === undefined) return [];
      const part = model[needs];
      const has = Array.isArray(part) ? part.length > 0 : part !== undefined;
      return [[true, path, has, needs] as const];
    }),
    ...model.filings.map(
      (one, i) =>
        [one.about === 'activity', ['filings', i], model.activities !== undefined, 'activities'] as const,
    ),
  ];
  return [
    ...needs.flatMap(([there, path, has, section]) =>
      there && !has ? [{ path, message: `needs the section "${section}"` }] : [],
    ),
    ...settling(model),
    ...paying(model),
  ];
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

function catalogue(model: Sections): Unresolved[] {
  if (!model.catalogue) return [];
  const { entries } = model.catalogue;
  const bringers = model.proposals.flatMap((one, p) =>
    one.entry === 'none'
      ? []
      : one.from.map((each, i) => ({ party: each.party, path: ['proposals', p, 'from', i] })),
  );
  const fields = entries.flatMap((entry) => [entry.nature, entry.id]);
  return [
    ...model.forums.flatMap((forum, f) =>
      (forum.ballots?.minimumShares ?? []).flatMap((share, i) =>
        fields.includes(share.field)
          ? []
          : [
              {
                path: ['forums', f, 'ballots', 'minimumShares', i, 'field'],
                message: `no entry of the catalogue has "${share.field}" as its nature or id`,
              },
            ],
      ),
    ),
    ...bringers.flatMap(({ party, path }) =>
      entries.some((entry) => entry.parties?.includes(party) ?? true)
        ? []
        : [{ path, message: `no entry of the catalogue for "${party}"` }],
    ),
  ];
}

/** What entries of the catalogue name: each once, with a basis, a nature and parties that there are. */
function entries({ catalogue, ...model }: Sections): Unresolved[] {
  if (!catalogue) return [];
  const ids = catalogue.entries.map((one) => one.id);
  const natures = catalogue.natures.map((one) => one.nature);
  const bringers = model.proposals.flatMap((one) => one.from.map((each) => each.party));
  return catalogue.entries.flatMap((entry, i) => {
    const wrong: readonly (readonly [boolean, Path, string])[] = [
      [ids.indexOf(entry.id) < i, [], `"${entry.id}" is listed twice`],
      [
        !model.legal.some((law) => law.id === entry.basis),
        ['basis'],
        `"${entry.basis}" is not listed under legal`,
      ],
      [
        !natures.includes(entry.nature),
        ['nature'],
        `"${entry.nature}" is not listed under catalogue.natures`,
      ],
      ...(entry.parties ?? []).map(
        (party, j) =>
          [
            !bringers.includes(party),
            ['parties', j],
            party === PERSON || model.parties.kinds.some((one) => one.kind === party)
              ? 'brings no proposals'
              : `"${party}" is not listed under parties.kinds`,
          ] as const,
      ),
    ];
    const here = ['catalogue', 'entries', ...writtenAt(catalogue.entries, i)];
    return wrong.flatMap(([is, path, message]) => (is ? [{ path: [...here, ...path], message }] : []));
  });
}

/** Whoever may bring a proposal has the purses that pay for it, or the programme has them as its funds. */
function purses(model: Sections): Unresolved[] {
  return [...drawnUpon(model), ...pledged(model)];
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

/** What a kind of proposals asks fits what is done with it. */
function asked(model: Sections): Unresolved[] {
  return model.proposals.flatMap((one, p) => {
    const wrong: readonly (readonly [boolean, readonly (string | number)[], string])[] = [
      [
        one.purses.length > 0 && one.costs === 'none',
        ['costs'],
        `the purse "${one.purses[0]?.purse}" pays: it has to say how much`,
      ],
      ...one.from.flatMap((each, i) =>
        each.party === PERSON
          ? [
              [
                !each.openly && one.asks.some((part) => part !== 'place'),
                ['asks'],
                'all but the place is public: what people are asked for themselves belongs under fields',
              ] as const,
              [
                one.purses.length > 0 && model.activities !== undefined,
                ['from', i],
                'persons carry out nothing, and the model has activities',
              ] as const,
            ]
          : [],
      ),
      [
        one.admits !== undefined &&
          (one.forum !== undefined ||
            one.purses.length > 0 ||
            one.from.some((each) => each.party !== PERSON)),
        ['admits'],
        'only what persons ask for, a route decides on and nothing is paid for lets an institution in',
      ],
      [
        one.admits !== undefined &&
          !one.fields.some(
            (field) =>
              field.key === one.admits?.name && field.type === 'text' && field.required && !field.personal,
          ),
        ['admits', 'name'],
        'the name has to be a field of its own: a text that is required and not personal',
      ],
      ...one.checks.map(
        (check, i) =>
          [
            check.check === 'photos' && !one.asks.includes('photos'),
            ['checks', i],
            'photos are not among what it asks',
          ] as const,
      ),
      ...one.route.map(
        (step, i) =>
          [
            step.when?.amountAbove !== undefined && one.costs === 'none',
            ['route', i, 'when'],
            'it does not say what it costs',
          ] as const,
      ),
    ];
    return wrong.flatMap(([is, path, message]) => (is ? [{ path: ['proposals', p, ...path], message }] : []));
  });
}

/** The routes of what is recorded of money, with where they stand. */
function moneyRoutesIn(model: Sections): { readonly route: readonly Step[]; readonly path: Path }[] {
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

/** From wide to narrow. */
const LEVELS: readonly string[] = LEVELS_FROM_WIDE;

/** Routes that nobody could walk to their end: no step accepts, or nobody in a step's offices stands over its places. */
function routes(model: Sections): Unresolved[] {
  const all = [
    ...model.proposals.map((one, i) => ({
      route: one.route,
      path: ['proposals', i, 'route'],
      ends: one.forum === undefined,
      from: [] as readonly string[],
    })),
    ...model.filings.map((one, i) => ({
      route: one.route,
      path: ['filings', i, 'route'],
      ends: true,
      from: levelsOfFilers(model, one),
    })),
  ];
  const money = moneyRoutesIn(model).map(({ route, path }) => ({
    route,
    path,
    ends: true,
    from: [] as readonly string[],
  }));
  const known = officesIn(model);
  return [...all, ...money].flatMap(({ route, path, ends, from }) => [
    ...(ends &&
    !(route.at(-1)?.may.includes('accept') && route.some((one) => !one.when && one.may.includes('accept')))
      ? [{ path, message: 'nobody accepts at its end, and no forum decides' }]
      : []),
    ...route.flatMap((step, i) => [
      ...[
        { path: [...path, i, 'offices'], offices: step.offices },
        { path: [...path, i, 'escalate', 'to'], offices: step.escalate?.to ?? [] },
      ].flatMap((named) =>
        named.offices.length === 0 ||
        !named.offices.every((office) => known.includes(office)) ||
        standsOver(model, named.offices, step.at)
          ? []
          : [{ path: named.path, message: `none of them stands over a whole ${step.at}` }],
      ),
      ...from.flatMap((level) =>
        LEVELS.indexOf(level) < LEVELS.indexOf(step.at)
          ? [
              {
                path: [...path, i, 'at'],
                message: `what is filed for a whole ${level} is answered above a ${step.at}`,
              },
            ]
          : [],
      ),
    ]),
  ]);
}

function standsOver(model: Sections, offices: readonly string[], level: string): boolean {
  return partiesOf(model).some(
    (kind) =>
      LEVELS.indexOf(kind.at) <= LEVELS.indexOf(level) &&
      kind.offices.some((one) => offices.includes(one.office)),
  );
}

/** At which levels those stand who file what is not about an activity. */
function levelsOfFilers(model: Sections, { by }: Sections['filings'][number]): readonly string[] {
  if (!by) return [];
  return [
    ...new Set(
      partiesOf(model)
        .filter((kind) => by.parties?.includes(kind.kind) ?? true)
        .filter((kind) => kind.offices.some((one) => by.offices?.includes(one.office) ?? true))
        .map<string>((kind) => kind.at),
    ),
  ];
}

/** Every office that a kind of party of the model has, and every seat of its bodies, each once. */
export function officesIn(model: Pick<Sections, 'parties'>): readonly string[] {
  return [...new Set(partiesOf(model).flatMap((party) => party.offices.map((one) => one.office)))];
}

/** The names that stand under some keys, alone or in a list, wherever they are in a part of a model. */
function namesUnder(
  part: unknown,
  wanted: (key: string) => boolean,
  path: Path = [],
): { path: Path; name: string }[] {
  if (Array.isArray(part)) return part.flatMap((item, i) => namesUnder(item, wanted, [...path, i]));
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([key, value]: [string, unknown]) => {
    const here = [...path, key];
    if (!wanted(key)) return namesUnder(value, wanted, here);
    if (typeof value === 'string') return [{ path: here, name: value }];
    if (!Array.isArray(value)) return namesUnder(value, wanted, here);
    return value.flatMap((item: unknown, i) =>
      typeof item === 'string'
        ? [{ path: [...here, i], name: item }]
        : namesUnder(item, wanted, [...here, i]),
    );
  });
}
