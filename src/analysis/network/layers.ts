import type { Network, Tie } from './network.ts';

/** What a tie is sorted by when one network is read as several on top of each other. */
export type LayerBy = 'form' | 'layer' | 'stage' | 'source';

export interface LayerOverlap {
  readonly first: string;
  readonly second: string;
  /** Pairs of actors tied in the first, in the second, in both. */
  readonly inFirst: number;
  readonly inSecond: number;
  readonly inBoth: number;
  /** Both over either (Jaccard); 0 to 1. */
  readonly overlap: number;
}

export interface Multiplexity {
  readonly layers: readonly { readonly name: string; readonly pairs: number }[];
  readonly overlaps: readonly LayerOverlap[];
  /** Pairs tied in more than one layer over all tied pairs; null without ties. */
  readonly multiplexShare: number | null;
  /** Pairs tied in more than one layer, with the layers, in the order of the ties. */
  readonly multiplexPairs: readonly {
    readonly from: string;
    readonly to: string;
    readonly layers: readonly string[];
  }[];
}

/** How far the relations of one network (by form, layer, stage or source) join the same pairs. Directions are ignored; ties that do not say are left out. */
export function multiplexity(network: Network, by: LayerBy): Multiplexity {
  const layers = new Map<string, Set<string>>();
  const pairs = new Map<string, { from: string; to: string; layers: string[] }>();
  for (const tie of network.ties) {
    const name = tie[by];
    if (name === null) continue;
    const key = pairKey(tie);
    const layer = layers.get(name) ?? new Set<string>();
    layers.set(name, layer.add(key));
    const pair = pairs.get(key) ?? { from: tie.from, to: tie.to, layers: [] };
    if (!pair.layers.includes(name)) pair.layers.push(name);
    pairs.set(key, pair);
  }
  const names = [...layers.keys()];
  const overlaps = names.flatMap((first, i) =>
    names.slice(i + 1).map((second) => overlapOf(first, second, layers.get(first), layers.get(second))),
  );
  const multiplexPairs = [...pairs.values()].filter((pair) => pair.layers.length > 1);
  return {
    layers: names.map((name) => ({ name, pairs: layers.get(name)?.size ?? 0 })),
    overlaps,
    multiplexShare: pairs.size === 0 ? null : multiplexPairs.length / pairs.size,
    multiplexPairs,
  };
}

export function pairKey(tie: Pick<Tie, 'from' | 'to'>): string {
  return JSON.stringify(tie.from < tie.to ? [tie.from, tie.to] : [tie.to, tie.from]);
}

function overlapOf(
  first: string,
  second: string,
  a: ReadonlySet<string> = new Set(),
  b: ReadonlySet<string> = new Set(),
): LayerOverlap {
  let inBoth = 0;
  for (const key of a) if (b.has(key)) inBoth++;
  return {
    first,
    second,
    inFirst: a.size,
    inSecond: b.size,
    inBoth,
    overlap: inBoth / (a.size + b.size - inBoth),
  };
}
