import { at, forEachArc, type Graph } from './graph.ts';

export interface Brokerage {
  readonly coordinator: number;
  readonly gatekeeper: number;
  readonly representative: number;
  readonly consultant: number;
  readonly liaison: number;
}

/** A group for each vertex; null where the actor belongs to none. */
export type Grouping = readonly (string | null)[];

/**
 * Gould and Fernandez (1989): how often each vertex stands between two others, a → v → b with no arc a → b, by the groups of the three.
 * coordinator: all of one group. consultant: a and b of one group, v of another. gatekeeper: v and b of one group, a from outside.
 * representative: a and v of one group, b outside. liaison: three groups. Raw counts; in an undirected graph both a → v → b and
 * b → v → a count, as in sna. Triples with an actor of no group do not count.
 */
export function brokerage(graph: Graph, grouping: Grouping): Brokerage[] {
  const reachedDirectly = new Int32Array(graph.size).fill(-1);
  const roles = Array.from({ length: graph.size }, () => ({
    coordinator: 0,
    gatekeeper: 0,
    representative: 0,
    consultant: 0,
    liaison: 0,
  }));
  for (let a = 0; a < graph.size; a++) {
    const from = grouping[a] ?? null;
    if (from === null) continue;
    for (let k = at(graph.starts, a); k < at(graph.starts, a + 1); k++)
      reachedDirectly[at(graph.targets, k)] = a;
    for (let k = at(graph.starts, a); k < at(graph.starts, a + 1); k++) {
      const v = at(graph.targets, k);
      const own = grouping[v] ?? null;
      const role = roles[v];
      if (own === null || !role) continue;
      for (let l = at(graph.starts, v); l < at(graph.starts, v + 1); l++) {
        const b = at(graph.targets, l);
        if (b === a || at(reachedDirectly, b) === a) continue;
        const to = grouping[b] ?? null;
        if (to === null) continue;
        if (from === to) role[from === own ? 'coordinator' : 'consultant']++;
        else if (to === own) role.gatekeeper++;
        else if (from === own) role.representative++;
        else role.liaison++;
      }
    }
  }
  return roles;
}

/**
 * E-I index (Krackhardt and Stern 1988): (ties between groups - ties inside) / all of them; -1 closed, +1 open.
 * Arcs count in a directed graph, pairs in an undirected one; ties of actors without a group are left out. null without ties.
 */
export function externalInternalIndex(graph: Graph, grouping: Grouping): number | null {
  let external = 0;
  let internal = 0;
  forEachArc(graph, (a, b) => {
    const from = grouping[a] ?? null;
    const to = grouping[b] ?? null;
    if (from === null || to === null) return;
    if (from === to) internal++;
    else external++;
  });
  return external + internal === 0 ? null : (external - internal) / (external + internal);
}
