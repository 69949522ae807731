import { density } from './cohesion.ts';
import { graphOf } from './graph.ts';
import { pairKey } from './layers.ts';
import { type Bond, dayNumber, type Nature, type Network, type Standing, type Tie } from './network.ts';
import { betweenness, pathSums } from './paths.ts';
import { refuseNetwork } from './problem.ts';

/** Which ties to keep; what is left out does not restrict. */
export interface Slice {
  readonly stages?: readonly string[];
  readonly forms?: readonly string[];
  readonly layers?: readonly string[];
  readonly bonds?: readonly Bond[];
  readonly natures?: readonly Nature[];
  readonly standings?: readonly Standing[];
  /** Kinds of evidence; a tie is kept if one of its facts is of such a kind. */
  readonly evidenceKinds?: readonly string[];
  readonly strengthAtLeast?: number;
  readonly strengthAtMost?: number;
  /** Ties that were alive on this day (ISO date): begun by then and not yet ended. */
  readonly on?: string;
}

/** The network with only the ties of a slice. Every actor stays, so that isolates show. */
export function sliceNetwork(network: Network, slice: Slice): Network {
  if (slice.on !== undefined && dayNumber(slice.on) === undefined)
    refuseNetwork('bad-date', null, { value: slice.on });
  return { ...network, ties: network.ties.filter((tie) => isInSlice(tie, slice)) };
}

function isInSlice(tie: Tie, slice: Slice): boolean {
  const named = (wanted: readonly string[] | undefined, value: string | null) =>
    wanted === undefined || (value !== null && wanted.includes(value));
  return (
    named(slice.stages, tie.stage) &&
    named(slice.forms, tie.form) &&
    named(slice.layers, tie.layer) &&
    named(slice.bonds, tie.bond) &&
    named(slice.natures, tie.nature) &&
    named(slice.standings, tie.standing) &&
    (slice.evidenceKinds === undefined ||
      tie.evidence.some((fact) => slice.evidenceKinds?.includes(fact.kind))) &&
    tie.strength >= (slice.strengthAtLeast ?? 0) &&
    tie.strength <= (slice.strengthAtMost ?? Number.POSITIVE_INFINITY) &&
    (slice.on === undefined || isAliveOn(tie, slice.on))
  );
}

function isAliveOn(tie: Tie, day: string): boolean {
  return (tie.since === null || tie.since <= day) && (tie.until === null || tie.until >= day);
}

export interface TieChange {
  readonly from: string;
  readonly to: string;
  /** Greatest strength of the pair before and after; 0 where there was or is no tie. */
  readonly before: number;
  readonly after: number;
}

export interface NetworkChange {
  readonly begun: readonly TieChange[];
  readonly ended: readonly TieChange[];
  readonly stronger: readonly TieChange[];
  readonly weaker: readonly TieChange[];
  readonly unchanged: number;
  /** Actors who had no tie and now have one, and the reverse. */
  readonly joined: readonly string[];
  readonly isolated: readonly string[];
  readonly density: { readonly before: number; readonly after: number };
  /** Actors whose raw betweenness changed, the greatest change first. */
  readonly betweenness: readonly {
    readonly actor: string;
    readonly before: number;
    readonly after: number;
  }[];
}

/** What changed between two days (ISO dates): ties of pairs of actors, whoever joined or lost all ties, and who stands between whom. */
export function changeBetween(network: Network, before: string, after: string): NetworkChange {
  return compareNetworks(sliceNetwork(network, { on: before }), sliceNetwork(network, { on: after }));
}

/** The same between any two states of a network with the same actors, for example two stages or two surveys. */
export function compareNetworks(before: Network, after: Network): NetworkChange {
  const old = strengths(before);
  const fresh = strengths(after);
  const changes = [...new Set([...old.keys(), ...fresh.keys()])].map((key) => {
    const tie = fresh.get(key) ?? old.get(key);
    return {
      from: tie?.from ?? '',
      to: tie?.to ?? '',
      before: old.get(key)?.strength ?? 0,
      after: fresh.get(key)?.strength ?? 0,
    };
  });
  const tiedBefore = tiedActors(before);
  const tiedAfter = tiedActors(after);
  const ids = after.actors.map((actor) => actor.id);
  const scoresBefore = betweennessById(before);
  const scoresAfter = betweennessById(after);
  const moved = ids
    .map((actor) => ({ actor, before: scoresBefore.get(actor) ?? 0, after: scoresAfter.get(actor) ?? 0 }))
    .filter((score) => Math.abs(score.after - score.before) > 1e-9)
    .sort((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before));
  return {
    begun: changes.filter((c) => c.before === 0),
    ended: changes.filter((c) => c.after === 0),
    stronger: changes.filter((c) => c.before > 0 && c.after > c.before),
    weaker: changes.filter((c) => c.after > 0 && c.after < c.before),
    unchanged: changes.filter((c) => c.before === c.after).length,
    joined: ids.filter((id) => tiedAfter.has(id) && !tiedBefore.has(id)),
    isolated: ids.filter((id) => tiedBefore.has(id) && !tiedAfter.has(id)),
    density: { before: density(graphOf(before)), after: density(graphOf(after)) },
    betweenness: moved,
  };
}

function strengths(network: Network): Map<string, { from: string; to: string; strength: number }> {
  const found = new Map<string, { from: string; to: string; strength: number }>();
  for (const tie of network.ties) {
    const key = network.directed && !tie.mutual ? JSON.stringify([tie.from, tie.to]) : pairKey(tie);
    const known = found.get(key);
    if (!known || known.strength < tie.strength) {
      found.set(key, { from: tie.from, to: tie.to, strength: tie.strength });
    }
  }
  return found;
}

function tiedActors(network: Network): Set<string> {
  return new Set(network.ties.flatMap((tie) => [tie.from, tie.to]));
}

function betweennessById(network: Network): Map<string, number> {
  const graph = graphOf(network);
  const scores = betweenness(graph, pathSums(graph, 'step'));
  return new Map(network.actors.map((actor, i) => [actor.id, scores[i] ?? 0]));
}
