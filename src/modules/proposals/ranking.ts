import type { Id } from '#kernel/id.ts';

/** An order of priority with one proposal a place further up or down; unchanged at either end, or when it is not in it. */
export function movedInOrder(order: readonly Id[], proposal: Id, direction: 'up' | 'down'): readonly Id[] {
  const from = order.indexOf(proposal);
  const to = direction === 'up' ? from - 1 : from + 1;
  const other = order[to];
  if (from < 0 || other === undefined) return order;
  return order.map((id, place) => (place === from ? other : place === to ? proposal : id));
}
