import type { Activity, ComponentMap, Expectation } from './component-map.ts';

/** One place in the chain of one cluster: who is active there. */
export interface ChainLink {
  readonly cluster: string;
  readonly stage: string;
  readonly activities: readonly Activity[];
  readonly components: readonly string[];
  readonly pillars: readonly string[];
}

/** A place in a chain where nobody is active, or only one of the map's pillars is. */
export interface Gap {
  readonly cluster: string;
  readonly stage: string;
  readonly kind: 'nobody' | 'one-pillar';
  readonly pillars: readonly string[];
}

/** The same thing done by several components: to be shared out or joined. */
export interface Overlap {
  readonly topic: string;
  readonly kind: Activity['kind'];
  readonly components: readonly string[];
  readonly activities: readonly (Activity & { readonly place: string })[];
}

export interface ExpectationStatus {
  readonly expectation: Expectation;
  readonly met: boolean;
  readonly metBy: readonly Activity[];
}

/**
 * Every cluster along the chain from upstream to downstream, with who is active at each stage. Only activities
 * that name the cluster count: a road for the whole area closes no gap in the chain of rice.
 */
export function chains(map: ComponentMap): readonly ChainLink[] {
  const pillarOf = new Map(map.components.map((component) => [component.slug, component.pillar]));
  return map.clusters.flatMap((cluster) =>
    map.stages
      .filter((stage) => stage.chain)
      .map((stage) => {
        const activities = map.activities.filter(
          (activity) => activity.stage === stage.slug && activity.clusters.includes(cluster.slug),
        );
        const components = [...new Set(activities.map((activity) => activity.component))];
        const pillars = [...new Set(components.flatMap((component) => pillarOf.get(component) ?? []))].sort();
        return { cluster: cluster.slug, stage: stage.slug, activities, components, pillars };
      }),
  );
}

/** The places in the chains where nobody is active, and those that rest on a single pillar. */
export function gaps(map: ComponentMap): readonly Gap[] {
  return chains(map).flatMap(({ cluster, stage, pillars }): Gap[] => {
    if (pillars.length >= 2) return [];
    return [{ cluster, stage, kind: pillars.length === 0 ? 'nobody' : 'one-pillar', pillars }];
  });
}

/**
 * Topics on which at least `least` different components do the same kind of thing, most components first.
 * Several maps may be taken together, to see what agencies of one province repeat from place to place.
 * A component that repeats its own activity is no overlap; activities for different clusters are not the same.
 */
export function overlaps(maps: readonly ComponentMap[], least = 2): readonly Overlap[] {
  const all = maps.flatMap((map) => map.activities.map((activity) => ({ ...activity, place: map.place.id })));
  const sameThing = Map.groupBy(all, ({ topic, kind, clusters }) =>
    [topic, kind, ...clusters.toSorted()].join(' '),
  );
  return [...sameThing.values()]
    .flatMap((activities): Overlap[] => {
      const [first] = activities;
      const components = [...new Set(activities.map((activity) => activity.component))];
      if (!first || components.length < least) return [];
      return [{ topic: first.topic, kind: first.kind, components, activities }];
    })
    .toSorted((a, b) => b.components.length - a.components.length || (a.topic < b.topic ? -1 : 1));
}

/**
 * What each component is expected to do and whether it does: an activity of its own on that topic, in every
 * cluster that the expectation names.
 */
export function expectations(map: ComponentMap): readonly ExpectationStatus[] {
  return map.expectations.map((expectation) => {
    const metBy = map.activities.filter(
      (activity) => activity.component === expectation.component && activity.topic === expectation.topic,
    );
    const served = new Set(metBy.flatMap((activity) => activity.clusters));
    const met = metBy.length > 0 && expectation.clusters.every((cluster) => served.has(cluster));
    return { expectation, met, metBy };
  });
}

/** Components that are named but do nothing yet. */
export function idleComponents(map: ComponentMap): readonly string[] {
  const active = new Set(map.activities.map((activity) => activity.component));
  return map.components.map((component) => component.slug).filter((slug) => !active.has(slug));
}

/** What changed from one meeting of the working group to the next. */
export interface Revision {
  readonly added: readonly Activity[];
  readonly dropped: readonly Activity[];
  readonly gapsClosed: readonly Gap[];
  readonly gapsOpened: readonly Gap[];
}

/** Compares the map before and after a meeting, so that the minutes can say what was filled and what fell away. */
export function revision(before: ComponentMap, after: ComponentMap): Revision {
  const activityKey = (activity: Activity) =>
    [activity.component, activity.topic, activity.kind, activity.stage, activity.title.id].join(' | ');
  const gapKey = (gap: Gap) => [gap.cluster, gap.stage, gap.kind].join(' | ');
  const missingFrom = <T>(items: readonly T[], others: readonly T[], key: (item: T) => string) => {
    const there = new Set(others.map(key));
    return items.filter((item) => !there.has(key(item)));
  };
  return {
    added: missingFrom(after.activities, before.activities, activityKey),
    dropped: missingFrom(before.activities, after.activities, activityKey),
    gapsClosed: missingFrom(gaps(before), gaps(after), gapKey),
    gapsOpened: missingFrom(gaps(after), gaps(before), gapKey),
  };
}
