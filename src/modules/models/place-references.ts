import { LEVELS, type Level } from '#kernel/region.ts';
import { PERSON } from './common.section.ts';
import { forumLevel } from './forum-place.ts';
import { partiesOf } from './parties.ts';
import type { ProposalKind } from './proposals.section.ts';
import type { Sections } from './sections.ts';
import type { Path, Unresolved } from './unresolved.ts';

/**
 * What nobody could decide on or answer because it is for more than their place: a proposal of a whole city that goes to
 * the forum of a kelurahan, steps, records of money or the end of a year by offices that stand below it.
 */
export function placeFaults(model: Sections): Unresolved[] {
  return [...forums(model), ...steps(model), ...whole(model)];
}

/**
 * The widest place for which persons may bring a proposal of a kind: that over which its forum is held, or over which the
 * offices of every step stand. Institutions bring it for their own place, which the model has been held against.
 */
export function widestPlace(model: Sections, kind: ProposalKind): Level {
  const forum = model.forums.find((one) => one.forum === kind.forum);
  return narrowest([
    ...(forum ? [forumLevel(model, forum)] : []),
    ...[...kind.route, ...kind.followUp].flatMap((step) => widestOf(model, step.offices) ?? []),
  ]);
}

function forums(model: Sections): Unresolved[] {
  return model.proposals.flatMap((kind, i) => {
    const forum = model.forums.find((one) => one.forum === kind.forum);
    if (!forum) return [];
    const over = forumLevel(model, forum);
    return wider(bringersOf(model, kind), over).map(({ what, at }) => ({
      path: ['proposals', i, 'forum'],
      message: `"${forum.forum}" is held over a ${over}, and what ${what} for a whole ${at} does not lie in one`,
    }));
  });
}

function steps(model: Sections): Unresolved[] {
  const brought = (kind: ProposalKind) => bringersOf(model, kind);
  const all = model.proposals.flatMap(brought);
  const paid = (by: 'through-cash' | 'by-giver') =>
    model.proposals
      .filter((kind) =>
        kind.purses.some(({ purse }) => model.purses.find((one) => one.purse === purse)?.paid === by),
      )
      .flatMap(brought);
  const routes = [
    ...model.proposals.flatMap((kind, i) =>
      (['route', 'followUp'] as const).map((key) => ({
        route: kind[key],
        path: ['proposals', i, key],
        from: brought(kind),
      })),
    ),
    ...model.filings.map((one, i) => ({
      route: one.route,
      path: ['filings', i, 'route'],
      from: one.about === 'activity' ? all : [],
    })),
    {
      route: model.funding?.disbursement?.route ?? [],
      path: ['funding', 'disbursement', 'route'],
      from: paid('through-cash'),
    },
    ...model.purses.map((purse, i) => ({
      route: purse.spending?.route ?? [],
      path: ['purses', i, 'spending', 'route'],
      from: purse.spending ? paid('by-giver') : [],
    })),
  ];
  return routes.flatMap(({ route, path, from }) =>
    route.flatMap((step, i) => unanswered(model, step.offices, [...path, i, 'offices'], from)),
  );
}

/** What is paid into a fund belongs to the whole programme, and so do the end of a year, what a checklist states, awards and sanctions. */
function whole(model: Sections): Unresolved[] {
  const at = widestIn(model);
  const all = [{ what: undefined, at }];
  const checklists = model.checklists.flatMap(({ items }, i) =>
    items.flatMap(({ offices }, j) =>
      unanswered(model, offices, ['checklists', i, 'items', j, 'offices'], all),
    ),
  );
  const purses = model.purses.flatMap((purse, i) => [
    ...unanswered(model, purse.atYearEnd?.by ?? [], ['purses', i, 'atYearEnd', 'by'], all),
    ...purse.deposits.flatMap((one, j) => {
      const path = ['purses', i, 'deposits', j];
      return [
        ...unanswered(model, one.record, [...path, 'record'], all),
        ...one.route.flatMap((step, k) =>
          unanswered(model, step.offices, [...path, 'route', k, 'offices'], all),
        ),
      ];
    }),
  ]);
  const awards = model.awards.flatMap(({ offices, result }, i) => [
    ...unanswered(model, offices, ['awards', i, 'offices'], all),
    ...unanswered(model, result.offices, ['awards', i, 'result', 'offices'], all),
  ]);
  const sanctions = model.sanctions.flatMap(({ offices, steps, appeal }, i) => [
    ...unanswered(model, offices, ['sanctions', i, 'offices'], all),
    ...steps.flatMap((step, j) =>
      unanswered(model, step.deciders, ['sanctions', i, 'steps', j, 'deciders'], all),
    ),
    ...unanswered(model, appeal?.offices ?? [], ['sanctions', i, 'appeal', 'offices'], all),
  ]);
  return [...purses, ...checklists, ...awards, ...sanctions];
}

/** What has to be answered for a place of a level; `what` is undefined for what is for the whole programme. */
type Brought = { readonly what: string | undefined; readonly at: Level };

function unanswered(
  model: Sections,
  offices: readonly string[],
  path: Path,
  from: readonly Brought[],
): Unresolved[] {
  const over = widestOf(model, offices);
  const [first] = over === undefined ? [] : wider(from, over);
  return first
    ? [
        {
          path,
          message: `none of them stands over a whole ${first.at}, for which ${first.what ?? 'it is'}`,
        },
      ]
    : [];
}

function named(party: string): string {
  return party === PERSON ? 'persons bring' : `"${party}" brings`;
}

/** Who brings proposals of a kind, and for how wide a place at most. Persons who are asked for the place choose it: that is judged when they send. */
function bringersOf(model: Sections, kind: ProposalKind): Brought[] {
  return kind.from.flatMap(({ party }) => {
    if (party === PERSON)
      return kind.asks.includes('place') ? [] : [{ what: named(party), at: 'regency' as const }];
    const at = model.parties.kinds.find((one) => one.kind === party)?.at;
    // What is brought for an RW lies before whoever has its kelurahan.
    return at === undefined
      ? []
      : [{ what: named(party), at: at === 'neighbourhood' ? ('village' as const) : at }];
  });
}

function wider<T extends { readonly at: Level }>(from: readonly T[], than: Level): T[] {
  return from.filter(({ at }) => LEVELS.indexOf(at) < LEVELS.indexOf(than));
}

/** Over how wide a place one of some offices stands; undefined where the model has none of them. */
function widestOf(model: Sections, offices: readonly string[]): Level | undefined {
  return partiesOf(model)
    .filter((party) => party.offices.some((one) => offices.includes(one.office)))
    .map((party) => party.at)
    .sort((a, b) => LEVELS.indexOf(a) - LEVELS.indexOf(b))[0];
}

/** As wide as the model's widest parties stand: a programme by it can be that wide. */
function widestIn(model: Sections): Level {
  const levels = partiesOf(model).map((party) => party.at);
  return LEVELS.find((level) => levels.includes(level)) ?? 'regency';
}

function narrowest(levels: readonly Level[]): Level {
  return levels.reduce<Level>((a, b) => (LEVELS.indexOf(a) < LEVELS.indexOf(b) ? b : a), 'province');
}
