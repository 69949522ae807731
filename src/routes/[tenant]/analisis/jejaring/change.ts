import type { Network, NetworkChange, TieChange } from '#analysis/network/index.ts';
import { m } from '#paraglide/messages.js';
import { count } from '#ui/format.ts';
import { figure, namer } from './network-words.ts';

const ROWS = 40;
const ALIKE = 3;

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
  const pairOf = (one: TieChange) => m['networks.pair']({ one: names([one.from]), other: names([one.to]) });
  const size = (one: TieChange) => Math.abs(one.after - one.before);
  const rows = kinds
    .flatMap(({ kind, list }) => list.map((one) => ({ kind, one })))
    .sort((a, b) => size(b.one) - size(a.one));
  // What merely fades fades alike: many pairs with the same change are one line.
  const lines = [
    ...Map.groupBy(rows, ({ kind, one }) => `${kind} ${fromTo(one.before, one.after)}`).values(),
  ].flatMap((same) => {
    const [first] = same;
    if (!first) return [];
    const line = (list: readonly TieChange[]) => ({
      kind: first.kind,
      strength: fromTo(first.one.before, first.one.after),
      list,
    });
    return same.length > ALIKE ? [line(same.map(({ one }) => one))] : same.map(({ one }) => line([one]));
  });
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
    pairs: lines.slice(0, ROWS).map(({ kind, strength, list }) => {
      const [first] = list;
      const pair = first ? pairOf(first) : '';
      return {
        pair:
          list.length === 1 ? pair : m['networks.change.and-pairs']({ pair, count: count(list.length - 1) }),
        kind,
        strength,
      };
    }),
    more:
      lines.length > ROWS
        ? m['networks.change.more']({ shown: count(ROWS), total: count(lines.length) })
        : undefined,
    betweenness: change.betweenness.slice(0, 10).map((one) => ({
      actor: names([one.actor]),
      value: fromTo(one.before, one.after),
    })),
  };
}
