import type { Network, NetworkChange, TieChange } from '#analysis/network/index.ts';
import { m } from '#paraglide/messages.js';
import { count } from '#ui/format.ts';
import { figure, namer } from './network-words.ts';

const ROWS = 60;

/** What changed between two states of a network, in words and figures. */
export function changePage(network: Network, change: NetworkChange) {
  const names = namer(network);
  const fromTo = (before: number, after: number) =>
    m['networks.change.from-to']({ before: figure(before), after: figure(after) });
  const kinds = [
    { kind: m['networks.change.begun'](), list: change.begun },
    { kind: m['networks.change.ended'](), list: change.ended },
    { kind: m['networks.change.stronger'](), list: change.stronger },
    { kind: m['networks.change.weaker'](), list: change.weaker },
  ];
  const size = (one: TieChange) => Math.abs(one.after - one.before);
  const rows = kinds
    .flatMap(({ kind, list }) => list.map((one) => ({ kind, one })))
    .sort((a, b) => size(b.one) - size(a.one));
  return {
    facts: [
      { term: m['networks.change.density'](), value: fromTo(change.density.before, change.density.after) },
      ...kinds.map(({ kind, list }) => ({ term: kind, value: count(list.length) })),
      { term: m['networks.change.unchanged'](), value: count(change.unchanged) },
    ],
    sentences: [
      ...(change.joined.length > 0 ? [m['networks.change.joined']({ names: names(change.joined, 8) })] : []),
      ...(change.isolated.length > 0
        ? [m['networks.change.isolated']({ names: names(change.isolated, 8) })]
        : []),
    ],
    pairs: rows.slice(0, ROWS).map(({ kind, one }) => ({
      pair: m['networks.pair']({ one: names([one.from]), other: names([one.to]) }),
      kind,
      strength: fromTo(one.before, one.after),
    })),
    more:
      rows.length > ROWS
        ? m['networks.change.more']({ shown: count(ROWS), total: count(rows.length) })
        : undefined,
    betweenness: change.betweenness.slice(0, 10).map((one) => ({
      actor: names([one.actor]),
      value: fromTo(one.before, one.after),
    })),
  };
}
