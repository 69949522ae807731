import type { LorenzPoint } from '#analysis/balance/index.ts';
import { perMille } from '#kernel/money.ts';

/** The side of the square in which the curve is drawn. */
export const SIDE = 300;
const MOST_POINTS = 120;

/** A Lorenz curve as an SVG path in a square of SIDE, its origin at the lower left; long ones are thinned out evenly. */
export function lorenzPath(points: readonly LorenzPoint[]): string {
  const last = points.at(-1);
  if (!last || last.money === 0n || last.people === 0n) return '';
  const step = Math.max(1, Math.ceil(points.length / MOST_POINTS));
  const kept = points.filter((_, index) => (index + 1) % step === 0 || index === points.length - 1);
  const place = (part: bigint, whole: bigint) => Number((part * BigInt(SIDE) * 10n) / whole) / 10;
  return [
    `M0 ${SIDE}`,
    ...kept.map((point) => `L${place(point.people, last.people)} ${SIDE - place(point.money, last.money)}`),
  ].join('');
}

/** The part of the money held by the half that received least, per mille: the height of the curve at its middle. */
export function lowerHalf(points: readonly LorenzPoint[]): number {
  const last = points.at(-1);
  if (!last || last.money === 0n) return 0;
  const next = points.findIndex((point) => point.people * 2n >= last.people);
  const after = points[next] ?? last;
  const before = points[next - 1] ?? { people: 0n, money: 0n };
  const people = after.people - before.people;
  const doubled =
    2n * before.money * people + (after.money - before.money) * (last.people - 2n * before.people);
  return perMille(doubled, 2n * people * last.money);
}
