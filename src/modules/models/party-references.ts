import type { Label, LevelName } from './common.section.ts';
import type { Escalate } from './due.section.ts';
import { moneyRoutesIn } from './money-references.ts';
import { partiesOf } from './parties.ts';
import type { Sections } from './sections.ts';
import { namesUnder, type Path, type Unresolved } from './unresolved.ts';

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
  'onBehalf',
  'fromPaper',
  'steers',
]);

/** Pillars, kinds of parties, bodies and offices that are named and stand nowhere, or not where they are looked for. */
export function partyFaults(model: Sections): Unresolved[] {
  return [...parties(model), ...offices(model), ...filers(model)];
}

function parties(model: Sections): Unresolved[] {
  const pillars = new Set(model.parties.pillars.map((one) => one.pillar));
  const sided: readonly (readonly [Path, string | undefined])[] = [
    [['parties', 'providers'], model.parties.providers],
    [['parties', 'residents'], model.parties.residents],
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
  return [...strange, ...bringers, ...bodies, ...leaving(model), ...registers(model)];
}

/** A register is matched by a number that whoever asks to be let in is asked for. */
function registers(model: Sections): Unresolved[] {
  return model.parties.kinds.flatMap(({ kind, register }, i) =>
    register === undefined || numberAsked(model, kind, register.matchedBy)
      ? []
      : [
          {
            path: ['parties', 'kinds', i, 'register', 'matchedBy'],
            message: `no proposal that lets "${kind}" in asks for "${register.matchedBy}" as figures`,
          },
        ],
  );
}

/** The field of figures by which a proposal of joining and a register are matched; undefined where none asks it. */
export function numberAsked(
  model: Pick<Sections, 'proposals'>,
  party: string,
  key: string,
): { readonly length: number; readonly label: Label } | undefined {
  const fields = model.proposals.flatMap((one) => (one.admits?.party === party ? one.fields : []));
  return fields.flatMap((one) => (one.key === key && one.type === 'digits' ? [one] : []))[0];
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
    ...namesUnder(parties.kinds, (key) => key === 'approachedBy', ['parties', 'kinds']),
    ...namesUnder(others.filings, (key) => key === 'keptBy', ['filings']),
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
    ...model.proposals.flatMap((one, i) => [
      { route: one.route, path: ['proposals', i, 'route'] },
      { route: one.followUp, path: ['proposals', i, 'followUp'] },
    ]),
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
        // What is one's own to answer keeps nobody else waiting.
        offices: step.own ? [] : step.offices,
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

/** Every office that a kind of party of the model has, and every seat of its bodies, each once. */
export function officesIn(model: Pick<Sections, 'parties'>): readonly string[] {
  return [...new Set(partiesOf(model).flatMap((party) => party.offices.map((one) => one.office)))];
}
