import { LEVELS as LEVELS_FROM_WIDE } from '#kernel/region.ts';
import { moneyRoutesIn } from './money-references.ts';
import { partiesOf } from './parties.ts';
import { officesIn } from './party-references.ts';
import type { Sections } from './sections.ts';
import type { Unresolved } from './unresolved.ts';

/** From wide to narrow. */
const LEVELS: readonly string[] = LEVELS_FROM_WIDE;

/** Routes that nobody could walk to their end: no step accepts, or nobody in a step's offices stands over its places. */
export function routeFaults(model: Sections): Unresolved[] {
  const all = [
    ...model.proposals.map((one, i) => ({
      route: one.route,
      path: ['proposals', i, 'route'],
      ends: one.forum === undefined,
      from: [] as readonly string[],
    })),
    ...model.proposals.map((one, i) => ({
      route: one.followUp,
      path: ['proposals', i, 'followUp'],
      ends: false,
      from: [],
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
