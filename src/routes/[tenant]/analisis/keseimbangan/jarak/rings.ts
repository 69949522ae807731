import { m } from '#paraglide/messages.js';
import { count } from '#ui/format.ts';

/** A ring around the centre by its two edges. */
export function ringName(ring: { readonly fromKm: number; readonly toKm?: number }): string {
  return ring.toKm === undefined
    ? m['balance.distance.ring-last']({ from: count(ring.fromKm) })
    : m['balance.distance.ring']({ from: count(ring.fromKm), to: count(ring.toKm) });
}
