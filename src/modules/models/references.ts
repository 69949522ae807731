import type { Sections } from './sections.ts';

type Path = readonly (string | number)[];

/** A name in a model that stands for nothing, or twice: where it stands and what is wrong with it. */
export type Unresolved = { readonly path: Path; readonly message: string };

/** Keys that name offices, one or a list of them. */
const OFFICE_KEYS: ReadonlySet<string> = new Set([
  'office',
  'offices',
  'conveners',
  'deciders',
  'officers',
  'verifiers',
  'record',
  'approve',
  'executors',
  'overrideBy',
]);

/**
 * What no single field can show: every basis is listed under `legal`, every office belongs to a kind of party, every
 * kind and pillar is one of `parties`, scopes and proposers belong together, and nothing is listed twice.
 */
export function unresolvedIn(model: Sections): Unresolved[] {
  return [...doubled(model), ...bases(model), ...parties(model), ...offices(model), ...scopes(model)];
}

function doubled(model: Sections): Unresolved[] {
  const lists: readonly (readonly [Path, readonly string[]])[] = [
    [['legal'], model.legal.map((law) => law.id)],
    [['parties', 'pillars'], model.parties.pillars.map((one) => one.pillar)],
    [['parties', 'kinds'], model.parties.kinds.map((one) => one.kind)],
    ...model.parties.kinds.map(
      (one, i) => [['parties', 'kinds', i, 'offices'], one.offices.map((each) => each.office)] as const,
    ),
    [['proposals', 'proposers'], model.proposals.proposers.map((one) => one.kind)],
    [['proposals', 'scopes'], model.proposals.scopes.map((scope) => scope.id)],
    [['deliberation', 'quorum', 'elements'], model.deliberation.quorum.elements.map((need) => need.element)],
    [['deliberation', 'outcomes'], model.deliberation.outcomes.map((outcome) => outcome.id)],
    [['reporting', 'content'], model.reporting.content.map((part) => part.id)],
  ];
  return lists.flatMap(([path, ids]) =>
    ids.flatMap((id, i) =>
      ids.indexOf(id) < i ? [{ path: [...path, i], message: `"${id}" is listed twice` }] : [],
    ),
  );
}

function bases(model: Sections): Unresolved[] {
  const listed = new Set(model.legal.map((law) => law.id));
  return namesUnder(model, (key) => /^basis$|Basis$/.test(key))
    .filter(({ name }) => !listed.has(name))
    .map(({ path, name }) => ({ path, message: `"${name}" is not listed under legal` }));
}

function parties(model: Sections): Unresolved[] {
  const pillars = new Set(model.parties.pillars.map((one) => one.pillar));
  const strange = model.parties.kinds.flatMap((one, i) =>
    pillars.has(one.pillar)
      ? []
      : [
          {
            path: ['parties', 'kinds', i, 'pillar'],
            message: `"${one.pillar}" is not listed under parties.pillars`,
          },
        ],
  );
  const kinds = new Map(model.parties.kinds.map((one) => [one.kind, one]));
  const proposers = model.proposals.proposers.flatMap((one, i) => {
    const path = ['proposals', 'proposers', i];
    const kind = kinds.get(one.kind);
    if (!kind)
      return [{ path: [...path, 'kind'], message: `"${one.kind}" is not listed under parties.kinds` }];
    return one.offices.flatMap((office, j) =>
      kind.offices.some((each) => each.office === office)
        ? []
        : [{ path: [...path, 'offices', j], message: `"${one.kind}" has no office "${office}"` }],
    );
  });
  return [...strange, ...proposers];
}

function offices(model: Sections): Unresolved[] {
  const known = new Set(officesIn(model));
  const { parties, ...others } = model;
  const keepers = parties.kinds.flatMap((kind, i) =>
    kind.keptBy.map((name, j) => ({ path: ['parties', 'kinds', i, 'keptBy', j], name })),
  );
  return [...keepers, ...namesUnder(others, (key) => OFFICE_KEYS.has(key))]
    .filter(({ name }) => !known.has(name))
    .map(({ path, name }) => ({ path, message: `no kind of party has the office "${name}"` }));
}

function scopes(model: Sections): Unresolved[] {
  const kinds = model.proposals.proposers.map((proposer) => proposer.kind);
  const fields = model.proposals.scopes.flatMap((scope) => [scope.nature, scope.id]);
  const shares = model.deliberation.ballots?.minimumShares ?? [];
  return [
    ...shares.flatMap((share, i) =>
      fields.includes(share.field)
        ? []
        : [
            {
              path: ['deliberation', 'ballots', 'minimumShares', i, 'field'],
              message: `no scope has "${share.field}" as its nature or id`,
            },
          ],
    ),
    ...model.proposals.scopes.flatMap((scope, i) =>
      kinds.includes(scope.kind)
        ? []
        : [{ path: ['proposals', 'scopes', i, 'kind'], message: 'no proposer of this kind' }],
    ),
    ...kinds.flatMap((kind, i) =>
      model.proposals.scopes.some((scope) => scope.kind === kind)
        ? []
        : [{ path: ['proposals', 'proposers', i], message: `no scope for "${kind}"` }],
    ),
  ];
}

/** Every office that a kind of party of the model has, each once. */
export function officesIn(model: Pick<Sections, 'parties'>): readonly string[] {
  return [...new Set(model.parties.kinds.flatMap((kind) => kind.offices.map((one) => one.office)))];
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
