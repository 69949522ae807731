import type { CauseMap } from './cause-map.ts';

/** A map of causes as numbers: factors by their position in the file, with what leads where. */
export interface Reachability {
  readonly slugs: readonly string[];
  /** Direct effects and causes of each factor, by position, in the order of the file. */
  readonly effects: readonly (readonly number[])[];
  readonly causes: readonly (readonly number[])[];
  /** Everything each factor leads to over any number of links, itself included. */
  readonly reach: readonly ReadonlySet<number>[];
  /** For each factor the group of factors that lead to each other; alone in it where it is on no circle. */
  readonly group: readonly number[];
  readonly groups: readonly (readonly number[])[];
}

/** Works out who reaches whom: breadth-first from every factor, some 2,5 million steps at the limits of a map. */
export function reachability(map: CauseMap): Reachability {
  const slugs = map.factors.map((factor) => factor.slug);
  const position = new Map(slugs.map((slug, index) => [slug, index]));
  const effects: number[][] = slugs.map(() => []);
  const causes: number[][] = slugs.map(() => []);
  for (const link of map.links) {
    const [from, to] = [position.get(link.from), position.get(link.to)];
    if (from === undefined || to === undefined) continue;
    effects[from]?.push(to);
    causes[to]?.push(from);
  }
  const reach = slugs.map((_, start) => {
    const seen = new Set([start]);
    for (const here of seen) for (const next of effects[here] ?? []) seen.add(next);
    return seen;
  });
  const group: number[] = [];
  const groups: number[][] = [];
  for (const [factor, reached] of reach.entries()) {
    const known = groups.findIndex(
      ([first]) => first !== undefined && reached.has(first) && reach[first]?.has(factor),
    );
    if (known >= 0) groups[known]?.push(factor);
    else groups.push([factor]);
    group.push(known >= 0 ? known : groups.length - 1);
  }
  return { slugs, effects, causes, reach, group, groups };
}
