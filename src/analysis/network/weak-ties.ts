import { cuts } from './cohesion.ts';
import { actorIndex, graphOf, symmetrised } from './graph.ts';
import { pairKey } from './layers.ts';
import { type AttributeValue, attributeOf, type Bond, type Network, type Tie } from './network.ts';
import { arcBetweenness, stepsFrom, tieBetweenness } from './paths.ts';

/** Why a weak tie deserves attention; the words are the interface's. */
export type WeakTieReason =
  /** Without it, `apart` actors (listed) lose contact with the rest. */
  | { readonly code: 'only-bridge'; readonly apart: readonly string[] }
  /** It is the only tie that this actor has. */
  | { readonly code: 'only-tie-of'; readonly actor: string }
  /** It joins two groups that few other ties join. */
  | { readonly code: 'joins-groups'; readonly groups: readonly [string, string]; readonly otherTies: number }
  /** This share (0–1) of all shortest contacts between two actors runs over it. */
  | { readonly code: 'carries-contacts'; readonly share: number }
  /** It stays weak through these stages. */
  | { readonly code: 'weak-throughout'; readonly stages: readonly string[] };

export interface WeakTie {
  readonly from: string;
  readonly to: string;
  readonly strength: number;
  readonly forms: readonly string[];
  /** Share of all shortest contacts that run over the tie, 0–1: what orders the list. */
  readonly share: number;
  readonly reasons: readonly WeakTieReason[];
}

export interface WeakTieOptions {
  /** Groups for `joins-groups`; `pillar` when left out. */
  readonly attribute?: string;
  /** In a network where no tie says weak or strong, strengths below this count as weak. Default 2. */
  readonly strongFrom?: number;
}

/**
 * Which weak ties to strengthen first, and why: pairs of actors with a weak tie and no strong one, in the order of how much
 * contact depends on them (share of shortest paths over the tie; ties of one pair count as one, directions ignored).
 * After Granovetter (1973): weak ties matter where they are the only ones that join parts.
 */
export function weakTiesToStrengthen(network: Network, options: WeakTieOptions = {}): WeakTie[] {
  const graph = symmetrised(graphOf(network));
  const perArc = arcBetweenness(graph);
  const index = actorIndex(network);
  const ids = network.actors.map((actor) => actor.id);
  const bridges = new Set(
    cuts(graph).bridges.map(([a, b]) => pairKey({ from: ids[a] ?? '', to: ids[b] ?? '' })),
  );
  const contacts = reachablePairs(graph);
  const groupOf = new Map(
    network.actors.map((actor) => [actor.id, attributeOf(actor, options.attribute ?? 'pillar')]),
  );
  const pairs = new Map<string, Tie[]>();
  for (const tie of network.ties) {
    const known = pairs.get(pairKey(tie));
    if (known) known.push(tie);
    else pairs.set(pairKey(tie), [tie]);
  }
  const partners = new Map<string, number>();
  const joining = new Map<string, number>();
  const groupsOf = (tie: Tie) => [groupOf.get(tie.from) ?? null, groupOf.get(tie.to) ?? null] as const;
  for (const [tie] of pairs.values()) {
    if (!tie) continue;
    for (const end of [tie.from, tie.to]) partners.set(end, (partners.get(end) ?? 0) + 1);
    const key = groupsKey(groupsOf(tie));
    joining.set(key, (joining.get(key) ?? 0) + 1);
  }
  const bondOf = bonds(network, options.strongFrom ?? 2);
  const weak = [...pairs].filter(
    ([, ties]) => ties.some((tie) => bondOf(tie) === 'weak') && !ties.some((tie) => bondOf(tie) === 'strong'),
  );
  const found = weak.flatMap(([key, ties]): WeakTie[] => {
    const first = ties[0];
    if (!first) return [];
    const { from, to } = first;
    const a = index.get(from) ?? 0;
    const b = index.get(to) ?? 0;
    const share = contacts === 0 ? 0 : tieBetweenness(graph, perArc, a, b) / contacts;
    const reasons: WeakTieReason[] = [];
    for (const actor of [from, to]) {
      if (partners.get(actor) === 1) reasons.push({ code: 'only-tie-of', actor });
    }
    if (bridges.has(key) && reasons.length === 0) {
      reasons.push({ code: 'only-bridge', apart: smallerSide(network, from, to) });
    }
    const groups = groupsOf(first);
    if (groups[0] !== null && groups[1] !== null && groups[0] !== groups[1]) {
      const otherTies = (joining.get(groupsKey(groups)) ?? 1) - 1;
      if (otherTies <= 2) {
        reasons.push({ code: 'joins-groups', groups: [String(groups[0]), String(groups[1])], otherTies });
      }
    }
    if (share >= 0.1) reasons.push({ code: 'carries-contacts', share });
    const stages = [...new Set(ties.flatMap((tie) => (tie.stage === null ? [] : [tie.stage])))];
    if (stages.length > 1) reasons.push({ code: 'weak-throughout', stages });
    const forms = [...new Set(ties.flatMap((tie) => (tie.form === null ? [] : [tie.form])))];
    return [{ from, to, strength: Math.max(...ties.map((tie) => tie.strength)), forms, share, reasons }];
  });
  return found.filter((tie) => tie.reasons.length > 0).sort((a, b) => b.share - a.share);
}

/**
 * How to tell weak ties from strong ones: by what the survey says, where it says so of any tie (a tie without a word is then neither);
 * by strength where it says so of none.
 */
export function bonds(network: Network, strongFrom: number): (tie: Tie) => Bond | null {
  if (network.ties.some((tie) => tie.bond !== null)) return (tie) => tie.bond;
  return (tie) => (tie.strength < strongFrom ? 'weak' : 'strong');
}

/** Two groups, whichever of them is named first; a number is another group than the text of its digits. */
function groupsKey(groups: readonly [AttributeValue, AttributeValue]): string {
  return groups
    .map((group) => JSON.stringify(group))
    .toSorted()
    .join(' ');
}

function reachablePairs(graph: ReturnType<typeof graphOf>): number {
  let count = 0;
  for (let v = 0; v < graph.size; v++) for (const steps of stepsFrom(graph, v)) if (steps > 0) count++;
  return count / 2;
}

function smallerSide(network: Network, from: string, to: string): readonly string[] {
  const cut = {
    ...network,
    directed: false,
    ties: network.ties.filter((tie) => pairKey(tie) !== pairKey({ from, to })),
  };
  const graph = graphOf(cut);
  const index = actorIndex(network);
  const sides = [from, to].map((end) => {
    const steps = stepsFrom(graph, index.get(end) ?? 0);
    return network.actors.filter((_, v) => (steps[v] ?? -1) >= 0).map((actor) => actor.id);
  });
  return sides.sort((a, b) => a.length - b.length)[0] ?? [];
}
