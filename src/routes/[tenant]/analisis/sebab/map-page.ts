import {
  type CauseMap,
  type CauseStructure,
  causeStructure,
  drawProblemTree,
  type FactorStructure,
  planActions,
  type Role,
  withoutRestated,
} from '#analysis/causes/index.ts';
import { m } from '#paraglide/messages.js';
import { count, list } from '#ui/format.ts';
import { wholeIn } from '../../../request.ts';
import { language, word, worded } from './cause-words.ts';
import { drawMicmac, type Numbered } from './micmac-svg.ts';

/** Rows of a table of links on one page. */
const LINKS = 40;

/** What the live record adds to an action: who does it, until when, how far it is. */
export type ActionFacts = {
  readonly responsible: string;
  readonly due: string;
  readonly overdue: boolean;
  readonly state: string;
};

export type MapPage = ReturnType<typeof mapPage>;

/** A map of causes with everything that can be read from it, in the language of the request. `page` of the links counts from 1. */
export function mapPage(
  map: CauseMap,
  shown: {
    readonly name: string;
    readonly url: URL;
    readonly actions?: ReadonlyMap<string, ActionFacts>;
    /** Actions of a live map whose factors were all taken out. */
    readonly loose?: readonly string[];
  },
) {
  if (map.factors.length === 0) return undefined;
  const structure = causeStructure(map);
  const titles = new Map(map.factors.map((factor) => [factor.slug, worded(factor.title)]));
  const title = (slug: string) => titles.get(slug) ?? slug;
  const named = (slugs: readonly string[]) => slugs.map(title);
  const plan = planActions(map);
  const touched = new Set(map.actions.flatMap((action) => action.addresses));
  const numbered = numberFactors(structure);
  return {
    svg: drawProblemTree(map, language(), shown.name),
    readings: readings(structure, named),
    groups: groupsOf(structure, named),
    loops: structure.loops.map((loop) => ({ name: worded(loop.name), nature: loop.nature })),
    moreLoops: Boolean(structure.moreLoops),
    levels: levelsOf(structure, title),
    micmac: {
      svg: drawMicmac(structure, numbered),
      rows: numbered.map(({ number, factor }) => {
        const found = structure.factors.find((one) => one.factor === factor);
        return {
          number: count(number),
          title: title(factor),
          power: count(found?.driverPower ?? 1),
          dependence: count(found?.dependence ?? 1),
          quadrant: word('quadrant', found?.quadrant ?? 'autonomous'),
        };
      }),
    },
    factors: numbered.map(({ factor }) => {
      const slug = factor;
      const whole = map.factors.find((one) => one.slug === slug);
      return {
        slug,
        title: title(slug),
        about: worded(whole?.about),
        role: roleOf(structure, slug),
        causes: list(named(map.links.filter((link) => link.to === slug).map((link) => link.from))),
        effects: list(named(map.links.filter((link) => link.from === slug).map((link) => link.to))),
      };
    }),
    links: linksPage(map, title, shown.url),
    plan: {
      actions: plan.actions.map(({ action, role, takesHoldAt, reaches }) => ({
        slug: action.slug,
        title: worded(action.title),
        role,
        where: list(named(action.addresses)),
        takesHold: m['causes.plan.reach']({ factor: title(takesHoldAt), count: count(reaches) }),
        source: action.source ? `${action.source.document}, ${action.source.location}` : '',
        facts: shown.actions?.get(action.slug),
      })),
      unaddressed: named(plan.unaddressed),
      without: named(
        map.factors
          .filter((factor) => factor.kind !== 'symptom' && !touched.has(factor.slug))
          .map((factor) => factor.slug)
          .filter((slug) => !plan.unaddressed.includes(slug)),
      ),
      loose: shown.loose ?? [],
    },
    claim: structure.claim && claimOf(map, structure.claim, named),
  };
}

/** The map in a few plain sentences, the most important first. */
function readings(structure: CauseStructure, named: (slugs: readonly string[]) => string[]): string[] {
  const { roots, externalRoots, triggers, symptoms, smallestRootSet: set } = structure;
  const further = triggers.filter((slug) => !roots.includes(slug));
  const names = (slugs: readonly string[]) => list(named(slugs).map((title) => `“${title}”`));
  return [
    ...(roots.length > 0
      ? [m['causes.reading.roots']({ roots: names(roots) })]
      : [m['causes.reading.no-roots']()]),
    ...(further.length > 0 ? [m['causes.reading.triggers']({ triggers: names(further) })] : []),
    ...(set.roots.length > 0 && symptoms.length > 0
      ? [
          set.exact
            ? m['causes.reading.root-set']({ roots: names(set.roots), symptoms: names(symptoms) })
            : m['causes.reading.root-set-greedy']({ roots: names(set.roots), symptoms: names(symptoms) }),
        ]
      : []),
    ...(externalRoots.length > 0 ? [m['causes.reading.external']({ factors: names(externalRoots) })] : []),
    ...(structure.loops.length > 0
      ? [m['causes.reading.loops']({ count: count(structure.loops.length) })]
      : []),
  ];
}

const ORDER: readonly Role[] = ['root', 'trigger', 'triggered', 'symptom', 'external', 'unconnected'];

function groupsOf(structure: CauseStructure, named: (slugs: readonly string[]) => string[]) {
  const further = structure.triggers.filter((slug) => !structure.roots.includes(slug));
  const members: Readonly<Record<Role, readonly string[]>> = {
    root: structure.roots,
    trigger: further,
    triggered: structure.triggered,
    symptom: structure.factors.filter((one) => one.role === 'symptom').map((one) => one.factor),
    external: structure.factors.filter((one) => one.role === 'external').map((one) => one.factor),
    unconnected: structure.unconnected,
  };
  return ORDER.filter((role) => members[role].length > 0).map((role) => ({
    role,
    title: word('role', role),
    factors: named(members[role]),
  }));
}

function levelsOf(structure: CauseStructure, title: (slug: string) => string) {
  const byLevel = Map.groupBy(structure.factors, (factor) => factor.level);
  const deepest = Math.max(...byLevel.keys());
  return [...byLevel]
    .sort(([a], [b]) => b - a)
    .map(([level, factors]) => ({
      level: count(level),
      note: level === deepest ? m['causes.level.deepest']() : level === 1 ? m['causes.level.top']() : '',
      factors: factors.map((factor) => title(factor.factor)),
    }));
}

/** Factors numbered from the deepest and strongest to the symptoms. */
function numberFactors(structure: CauseStructure): Numbered[] {
  return structure.factors
    .toSorted((a, b) => ORDER.indexOf(a.role) - ORDER.indexOf(b.role) || b.driverPower - a.driverPower)
    .map(({ factor }: FactorStructure, i) => ({ number: i + 1, factor }));
}

export function roleOf(structure: CauseStructure, slug: string): Role {
  return structure.factors.find((one) => one.factor === slug)?.role ?? 'unconnected';
}

function linksPage(map: CauseMap, title: (slug: string) => string, url: URL) {
  const pages = Math.max(1, Math.ceil(map.links.length / LINKS));
  const asked = wholeIn(url, 'halaman');
  const page = Number.isInteger(asked) && asked >= 1 && asked <= pages ? asked : 1;
  const from = (page - 1) * LINKS;
  const to = (number: number) => {
    const params = new URLSearchParams(url.searchParams);
    params.set('halaman', String(number));
    return `${url.pathname}?${params}#hubungan`;
  };
  return {
    rows: map.links.slice(from, from + LINKS).map((link) => ({
      cause: title(link.from),
      effect: title(link.to),
      nature: word('effect', link.effect),
      evidence: link.evidence.map(({ text, source }) => ({
        text: worded(text),
        source: source ? `${source.document}, ${source.location}` : '',
      })),
    })),
    shown:
      pages > 1
        ? m['causes.links.shown']({
            from: count(from + 1),
            to: count(Math.min(from + LINKS, map.links.length)),
            count: count(map.links.length),
          })
        : undefined,
    previous: page > 1 ? to(page - 1) : undefined,
    next: page < pages ? to(page + 1) : undefined,
  };
}

/** What the links give that do not say the conclusion of the study again, and which factors then hang on nothing. */
function withoutConclusion(
  map: CauseMap,
  rest: CauseMap,
  said: (slugs: readonly string[] | undefined) => string,
) {
  const { roots, triggers, unconnected } = causeStructure(rest);
  return {
    links: m['causes.claim.rest-links']({
      count: count(map.links.length - rest.links.length),
      total: count(map.links.length),
    }),
    parts: [
      { title: m['causes.claim.rest-roots']({ count: count(roots.length) }), factors: said(roots) },
      { title: m['causes.claim.rest-triggers']({ count: count(triggers.length) }), factors: said(triggers) },
      ...(unconnected.length > 0
        ? [{ title: m['causes.claim.rest-unconnected'](), factors: said(unconnected) }]
        : []),
    ],
  };
}

/** What a study concluded beside what its own links give. */
function claimOf(
  map: CauseMap,
  claim: NonNullable<CauseStructure['claim']>,
  named: (slugs: readonly string[]) => string[],
) {
  const said = (slugs: readonly string[] | undefined) => list(named(slugs ?? []));
  const parts = (['roots', 'triggers'] as const).map((part) => ({
    title: part === 'roots' ? m['causes.claim.roots']() : m['causes.claim.triggers'](),
    claimed: said(map.claim?.[part]),
    differs: [
      ...(claim[part].onlyClaimed.length > 0
        ? [m['causes.claim.only-claimed']({ factors: said(claim[part].onlyClaimed) })]
        : []),
      ...(claim[part].onlyFound.length > 0
        ? [m['causes.claim.only-found']({ factors: said(claim[part].onlyFound) })]
        : []),
    ],
  }));
  const source = map.claim?.source;
  const rest = withoutRestated(map);
  return {
    rest: rest && withoutConclusion(map, rest, said),
    agrees: Boolean(claim.agrees),
    source: source ? `${source.document}, ${source.location}` : '',
    parts,
  };
}
