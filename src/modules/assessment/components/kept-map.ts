import type { Activity, ComponentMap, Expectation } from '#analysis/components/index.ts';
import type { Words } from '#analysis/words.ts';
import type { Id } from '#kernel/id.ts';
import { oneLine, readLine, readRemark } from '#kernel/readers/text.ts';
import { at, isRefusal, type Refusal, refuse, together } from '#kernel/refusal.ts';

/** A map of components as a city keeps it: the library's map, and which components are institutions of the city. */
export type KeptComponentMap = {
  readonly map: ComponentMap;
  readonly links: Readonly<Record<string, Id>>;
};

/** What a map holds at most: what a working group can talk through, and a phone can show. */
export const COMPONENT_LIMITS = {
  pillars: 12,
  stages: 20,
  clusters: 20,
  components: 120,
  activities: 600,
  expectations: 300,
  name: 120,
  title: 200,
  text: 400,
  bytes: 512 * 1024,
} as const;

export const ACTIVITY_KINDS: readonly Activity['kind'][] = [
  'training',
  'extension',
  'infrastructure',
  'aid',
  'service',
  'organisation',
];

/** A text as typed, and in English where somebody gave it; without it the Indonesian one stands for both. */
export type TypedWords = { readonly title: string; readonly titleEn?: string };

/** A side of the partnership, as the models of the city call it. */
export type Side = { readonly slug: string; readonly title: Words };

/** A side, stage or cluster as typed: with its short name when it was there before; an empty title takes it away. */
export type FrameLine = TypedWords & {
  readonly slug: string;
  readonly order: string;
  /** Whether a stage is a link of the chain, or supports all of them; a link unless it says otherwise. */
  readonly part?: 'link' | 'support';
};

export type ActivityFields = TypedWords & {
  readonly component: string;
  readonly topic: string;
  readonly kind: string;
  readonly stage: string;
  readonly clusters: readonly string[];
};

export type ExpectationFields = TypedWords & {
  readonly component: string;
  readonly topic: string;
  readonly clusters: readonly string[];
};

export type ComponentFields = TypedWords & {
  /** Asked only where `side` is not told. */
  readonly pillar: string;
  /** The institution of the city that it is; checked by the use case. */
  readonly organization?: { readonly id: Id; readonly name: string };
  /** The side on which the models of the city put that institution; a map that has it not yet has it then. */
  readonly side?: Side;
};

/** One change to a map. Activities and expectations are named by their place in the list, which a version fixes. */
export type MapChange =
  | { readonly make: 'activity'; readonly index?: number; readonly fields: ActivityFields }
  | { readonly drop: 'activity'; readonly index: number }
  | { readonly make: 'component'; readonly slug?: string; readonly fields: ComponentFields }
  | { readonly drop: 'component'; readonly slug: string }
  | { readonly make: 'expectation'; readonly index?: number; readonly fields: ExpectationFields }
  | { readonly drop: 'expectation'; readonly index: number }
  | {
      readonly make: 'frame';
      readonly title: TypedWords;
      readonly pillars: readonly FrameLine[];
      readonly stages: readonly FrameLine[];
      readonly clusters: readonly FrameLine[];
    };

/**
 * The map after a change, or why it cannot be made: an empty text, an unknown component, stage or cluster, something
 * that is still in use, the same activity twice, more than a map holds.
 */
export function changed(kept: KeptComponentMap, change: MapChange): KeptComponentMap | Refusal {
  if ('drop' in change) return dropped(kept, change);
  switch (change.make) {
    case 'activity':
      return withActivity(kept, change.index, change.fields);
    case 'component':
      return withComponent(kept, change.slug, change.fields);
    case 'expectation':
      return withExpectation(kept, change.index, change.fields);
    case 'frame':
      return withFrame(kept, change);
  }
}

function dropped(
  kept: KeptComponentMap,
  change: Extract<MapChange, { drop: string }>,
): KeptComponentMap | Refusal {
  const { map, links } = kept;
  if (change.drop === 'component') {
    const { slug } = change;
    if (!map.components.some((one) => one.slug === slug)) return refuse('access.not-found');
    return {
      map: {
        ...map,
        components: map.components.filter((one) => one.slug !== slug),
        activities: map.activities.filter((one) => one.component !== slug),
        expectations: map.expectations.filter((one) => one.component !== slug),
      },
      links: Object.fromEntries(Object.entries(links).filter(([name]) => name !== slug)),
    };
  }
  const list = change.drop === 'activity' ? map.activities : map.expectations;
  if (!list[change.index]) return refuse('access.not-found');
  const without = <T>(items: readonly T[]) => items.filter((_, i) => i !== change.index);
  return change.drop === 'activity'
    ? { ...kept, map: { ...map, activities: without(map.activities) } }
    : { ...kept, map: { ...map, expectations: without(map.expectations) } };
}

function withActivity(
  kept: KeptComponentMap,
  index: number | undefined,
  fields: ActivityFields,
): KeptComponentMap | Refusal {
  const { map } = kept;
  const before = index === undefined ? undefined : map.activities[index];
  if (index !== undefined && !before) return refuse('access.not-found');
  const read = {
    component: known(map.components, fields.component),
    title: readLine(fields.title, COMPONENT_LIMITS.title),
    topic: topicOf(fields.topic),
    kind: ACTIVITY_KINDS.find((kind) => kind === fields.kind) ?? refuse('input.choice'),
    stage: known(map.stages, fields.stage),
    clusters: knownAll(map, fields.clusters),
    titleEn: readEnglish(fields.titleEn),
  };
  const { component, title, topic, kind, stage, clusters, titleEn } = read;
  if (
    isRefusal(component) ||
    isRefusal(title) ||
    isRefusal(titleEn) ||
    isRefusal(topic) ||
    isRefusal(kind) ||
    isRefusal(stage) ||
    isRefusal(clusters)
  ) {
    return refusedFields(read);
  }
  const activity: Activity = {
    component,
    title: worded(title, titleEn, before?.title),
    topic,
    kind,
    stage,
    clusters,
    ...(before?.source ? { source: before.source } : {}),
  };
  const same = (one: Activity) =>
    one.component === component &&
    one.topic === topic &&
    one.kind === kind &&
    one.stage === stage &&
    one.title.id === title;
  if (map.activities.some((one, i) => i !== index && same(one))) {
    return at('title', refuse('components.twice'));
  }
  const activities = put(map.activities, index, activity);
  if (activities.length > COMPONENT_LIMITS.activities) return tooMany(COMPONENT_LIMITS.activities);
  return { ...kept, map: { ...map, activities } };
}

function withExpectation(
  kept: KeptComponentMap,
  index: number | undefined,
  fields: ExpectationFields,
): KeptComponentMap | Refusal {
  const { map } = kept;
  const before = index === undefined ? undefined : map.expectations[index];
  if (index !== undefined && !before) return refuse('access.not-found');
  const read = {
    component: known(map.components, fields.component),
    title: readLine(fields.title, COMPONENT_LIMITS.text),
    topic: topicOf(fields.topic),
    clusters: knownAll(map, fields.clusters),
    titleEn: readEnglish(fields.titleEn),
  };
  const { component, title, topic, clusters, titleEn } = read;
  if (
    isRefusal(component) ||
    isRefusal(title) ||
    isRefusal(topic) ||
    isRefusal(clusters) ||
    isRefusal(titleEn)
  ) {
    return refusedFields(read);
  }
  const expectation: Expectation = {
    component,
    what: worded(title, titleEn, before?.what),
    topic,
    clusters,
    ...(before?.source ? { source: before.source } : {}),
  };
  const expectations = put(map.expectations, index, expectation);
  if (expectations.length > COMPONENT_LIMITS.expectations) return tooMany(COMPONENT_LIMITS.expectations);
  return { ...kept, map: { ...map, expectations } };
}

function withComponent(
  kept: KeptComponentMap,
  slug: string | undefined,
  fields: ComponentFields,
): KeptComponentMap | Refusal {
  const { map, links } = kept;
  const before = slug === undefined ? undefined : map.components.find((one) => one.slug === slug);
  if (slug !== undefined && !before) return refuse('access.not-found');
  const side = fields.side && sideIn(map, fields.side);
  const read = {
    title: readLine(fields.title.trim() || (fields.organization?.name ?? ''), COMPONENT_LIMITS.name),
    pillar: side ? side.slug : known(map.pillars, fields.pillar),
    titleEn: readEnglish(fields.titleEn),
  };
  const { title, pillar, titleEn } = read;
  if (isRefusal(title) || isRefusal(pillar) || isRefusal(titleEn)) return refusedFields(read);
  if (map.components.some((one) => one.slug !== slug && sameText(one.title.id, title))) {
    return at('title', refuse('components.twice'));
  }
  const name = before?.slug ?? freshSlug(title, map.components);
  const component = { slug: name, title: worded(title, titleEn, before?.title), pillar };
  const components = before
    ? map.components.map((one) => (one.slug === name ? component : one))
    : [...map.components, component];
  if (components.length > COMPONENT_LIMITS.components) return tooMany(COMPONENT_LIMITS.components);
  const pillars = side && !map.pillars.includes(side) ? [...map.pillars, side] : map.pillars;
  const others = Object.fromEntries(Object.entries(links).filter(([one]) => one !== name));
  return {
    map: { ...map, pillars, components },
    links: fields.organization ? { ...others, [name]: fields.organization.id } : others,
  };
}

/** A side as the map has it, by its short name or because it is called the same; otherwise the side as it is told. */
function sideIn(map: ComponentMap, side: Side): Side {
  const named = map.pillars.find((one) => one.slug === side.slug);
  return named ?? map.pillars.find((one) => sameText(one.title.id, side.title.id)) ?? side;
}

function withFrame(
  kept: KeptComponentMap,
  change: Extract<MapChange, { make: 'frame' }>,
): KeptComponentMap | Refusal {
  const { map } = kept;
  const title = readLine(change.title.title, COMPONENT_LIMITS.title);
  const titleEn = readEnglish(change.title.titleEn);
  const pillars = readFrame('pillars', change.pillars, map.pillars, COMPONENT_LIMITS.pillars);
  const stages = readFrame('stages', change.stages, map.stages, COMPONENT_LIMITS.stages);
  const clusters = readFrame('clusters', change.clusters, map.clusters, COMPONENT_LIMITS.clusters);
  const issues = [
    ...(isRefusal(title) ? [at('title', title)] : []),
    ...(isRefusal(titleEn) ? [at('titleEn', titleEn)] : []),
    ...(isRefusal(pillars) ? (pillars.issues ?? [pillars]) : pillarInUse(map, pillars)),
    ...(isRefusal(stages) ? (stages.issues ?? [stages]) : goneInUse(map, stages)),
    ...(isRefusal(clusters) ? (clusters.issues ?? [clusters]) : clusterInUse(map, clusters)),
  ];
  if (
    isRefusal(title) ||
    isRefusal(titleEn) ||
    isRefusal(pillars) ||
    isRefusal(stages) ||
    isRefusal(clusters) ||
    issues.length > 0
  ) {
    return together(issues) ?? refuse('input.invalid');
  }
  return {
    ...kept,
    map: {
      ...map,
      title: worded(title, titleEn, map.title),
      pillars: pillars.map(({ slug, title: words }) => ({ slug, title: words })),
      stages: stages.map(({ part, ...named }) => ({ ...named, chain: part === 'link' })),
      clusters: clusters.map(({ slug, title: words }) => ({ slug, title: words })),
    },
  };
}

type ReadLine = { readonly slug: string; readonly title: Words; readonly part: 'link' | 'support' };

function readFrame(
  part: 'pillars' | 'stages' | 'clusters',
  lines: readonly FrameLine[],
  before: readonly { readonly slug: string; readonly title: Words }[],
  limit: number,
): ReadLine[] | Refusal {
  const written = lines
    .map((line, i) => ({ line, order: /^\d{1,3}$/.test(line.order) ? Number(line.order) : 900 + i, i }))
    .filter(({ line }) => line.title.trim() !== '')
    .toSorted((a, b) => a.order - b.order || a.i - b.i);
  if (written.length === 0) return at(`${part}.0.title`, refuse('input.required'));
  if (written.length > limit) {
    return at(`${part}.${limit}.title`, refuse('input.too-many-lines', undefined, { limit }));
  }
  const issues: Refusal[] = [];
  const read: ReadLine[] = [];
  for (const { line, i } of written) {
    const title = readLine(line.title, COMPONENT_LIMITS.name);
    if (isRefusal(title)) {
      issues.push(at(`${part}.${i}.title`, title));
      continue;
    }
    const titleEn = readEnglish(line.titleEn);
    if (isRefusal(titleEn)) {
      issues.push(at(`${part}.${i}.titleEn`, titleEn));
      continue;
    }
    if (read.some((one) => sameText(one.title.id, title))) {
      issues.push(at(`${part}.${i}.title`, refuse('components.twice')));
      continue;
    }
    const known = before.find((one) => one.slug === line.slug);
    const taken = [...before, ...read];
    read.push({
      slug: known?.slug ?? freshSlug(title, taken),
      title: worded(title, titleEn, known?.title),
      part: line.part ?? 'link',
    });
  }
  return together(issues) ?? read;
}

function pillarInUse(map: ComponentMap, pillars: readonly ReadLine[]): Refusal[] {
  const gone = map.pillars.find(
    ({ slug }) =>
      !pillars.some((one) => one.slug === slug) && map.components.some((one) => one.pillar === slug),
  );
  return gone ? [inUse('pillars', map.pillars.indexOf(gone), gone.title.id)] : [];
}

function goneInUse(map: ComponentMap, stages: readonly ReadLine[]): Refusal[] {
  const gone = map.stages.find(
    ({ slug }) =>
      !stages.some((one) => one.slug === slug) && map.activities.some((one) => one.stage === slug),
  );
  return gone ? [inUse('stages', map.stages.indexOf(gone), gone.title.id)] : [];
}

function clusterInUse(map: ComponentMap, clusters: readonly ReadLine[]): Refusal[] {
  const gone = map.clusters.find(
    ({ slug }) =>
      !clusters.some((one) => one.slug === slug) &&
      [...map.activities, ...map.expectations].some((one) => one.clusters.includes(slug)),
  );
  return gone ? [inUse('clusters', map.clusters.indexOf(gone), gone.title.id)] : [];
}

function inUse(part: string, index: number, name: string): Refusal {
  return at(`${part}.${index}.title`, refuse('components.in-use', undefined, { name }));
}

/**
 * An empty map with sides, those that are told and those typed beside them, and with the stages and clusters that were
 * typed one in a line, from upstream to downstream. A stage in
 * brackets serves the whole chain and is no link of it: `(Permodalan)`.
 */
export function emptyMap(typed: {
  readonly title: string;
  readonly sides: readonly Side[];
  readonly pillars: string;
  readonly stages: string;
  readonly clusters: string;
}): KeptComponentMap | Refusal {
  const linesOf = (text: string) => text.split('\n').map((line) => line.trim());
  const none: KeptComponentMap = {
    map: {
      title: { id: '-', en: '-' },
      place: { id: '-', en: '-' },
      date: '0000',
      pillars: [...typed.sides],
      stages: [],
      clusters: [],
      components: [],
      activities: [],
      expectations: [],
    },
    links: {},
  };
  const framed = changed(none, {
    make: 'frame',
    title: { title: typed.title },
    pillars: [
      ...typed.sides.map(({ slug, title }) => ({ slug, order: '', title: title.id })),
      ...linesOf(typed.pillars).map((title) => ({ slug: '', order: '', title })),
    ],
    stages: linesOf(typed.stages).map((line) => {
      const support = /^\((.*)\)$/.exec(line);
      return { slug: '', order: '', title: support?.[1] ?? line, part: support ? 'support' : 'link' };
    }),
    clusters: linesOf(typed.clusters).map((title) => ({ slug: '', order: '', title })),
  });
  if (!isRefusal(framed)) return framed;
  // The lines are one field where a map is started.
  const issues = (framed.issues ?? [framed]).map((issue) => ({
    ...issue,
    ...(issue.field === undefined ? {} : { field: issue.field.split('.')[0] ?? issue.field }),
  }));
  return (
    together(issues.filter((one, i) => issues.findIndex((other) => other.field === one.field) === i)) ??
    framed
  );
}

/**
 * A map of another place as the beginning of one's own. What was a fact there is none here: sources stay behind, and a
 * note says where the copy comes from. `frame` takes only stages, clusters and components.
 */
export function copied(map: ComponentMap, what: 'frame' | 'everything'): KeptComponentMap {
  const origin = map.source ? ` (${map.source.document}, ${map.source.location})` : '';
  const { source: _, ...rest } = map;
  const plain = <T extends { source?: unknown }>({ source: __, ...one }: T) => one;
  return {
    map: {
      ...rest,
      note: {
        id: `Disalin dari “${map.title.id}”${origin}; sesuaikan dengan keadaan di sini.`,
        en: `Copied from “${map.title.en}”${origin}; adapt it to this place.`,
      },
      activities: what === 'frame' ? [] : map.activities.map(plain),
      expectations: what === 'frame' ? [] : map.expectations.map(plain),
    },
    links: {},
  };
}

/** Which limit of a live map a file breaks; undefined when it fits. */
export function tooLarge(map: ComponentMap): Refusal | undefined {
  for (const part of ['pillars', 'stages', 'clusters', 'components', 'activities', 'expectations'] as const) {
    if (map[part].length > COMPONENT_LIMITS[part]) return tooMany(COMPONENT_LIMITS[part]);
  }
  return undefined;
}

/** `Pelatihan memilah sampah` → `pelatihan-memilah-sampah`; empty when there are no letters or digits in it. */
export function topicSlug(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '');
}

function freshSlug(text: string, taken: readonly { readonly slug: string }[]): string {
  const base = topicSlug(text) || 'tanpa-nama';
  for (let number = 1; ; number += 1) {
    const slug = number === 1 ? base : `${base}-${number}`;
    if (!taken.some((one) => one.slug === slug)) return slug;
  }
}

function topicOf(text: string): string | Refusal {
  const read = readLine(text, COMPONENT_LIMITS.name);
  if (isRefusal(read)) return read;
  return topicSlug(read) || refuse('input.no-letters');
}

function known(list: readonly { readonly slug: string }[], slug: string): string | Refusal {
  if (slug === '') return refuse('input.required');
  return list.find((one) => one.slug === slug)?.slug ?? refuse('input.choice');
}

function knownAll(map: ComponentMap, slugs: readonly string[]): string[] | Refusal {
  const unknown = slugs.some((slug) => !map.clusters.some((one) => one.slug === slug));
  if (unknown) return refuse('input.choice');
  return map.clusters.map((one) => one.slug).filter((slug) => slugs.includes(slug));
}

/** What was typed, with its English words: those typed, those it had while its Indonesian ones stay, or the same. */
function worded(text: string, english: string, before: Words | undefined): Words {
  return { id: text, en: english || (before?.id === text ? before.en : text) };
}

/** English words may be left out. */
function readEnglish(typed = ''): string | Refusal {
  return readRemark(oneLine(typed), COMPONENT_LIMITS.text);
}

function sameText(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function put<T>(list: readonly T[], index: number | undefined, item: T): T[] {
  return index === undefined ? [...list, item] : list.map((one, i) => (i === index ? item : one));
}

function tooMany(limit: number): Refusal {
  return refuse('input.too-many-lines', undefined, { limit });
}

function refusedFields(read: Readonly<Record<string, unknown>>): Refusal {
  const issues = Object.entries(read).flatMap(([name, value]) => (isRefusal(value) ? [at(name, value)] : []));
  return together(issues) ?? refuse('input.invalid');
}
