import { PALETTE } from '#kernel/palette.ts';
import { px } from '../drawing.ts';
import type { Nature } from '../network.ts';

/** Lines of ties whose nature nobody stated. */
export const PLAIN_LINE = PALETTE.edge;

export interface Point {
  readonly x: number;
  readonly y: number;
}

export function direction(from: Point, to: Point): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  return { x: (to.x - from.x) / length, y: (to.y - from.y) / length };
}

export function distanceToLine(point: Point, a: Point, b: Point): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const share = ((point.x - a.x) * dx + (point.y - a.y) * dy) / (dx * dx + dy * dy || 1);
  const t = Math.min(1, Math.max(0, share));
  return Math.hypot(point.x - a.x - t * dx, point.y - a.y - t * dy);
}

export function arrowHead(
  tip: Point,
  along: Point,
  size: number,
  colour: string,
  kind: 'filled' | 'open',
): string {
  const base = { x: tip.x - along.x * size, y: tip.y - along.y * size };
  const half = size * 0.55;
  const left = { x: base.x - along.y * half, y: base.y + along.x * half };
  const right = { x: base.x + along.y * half, y: base.y - along.x * half };
  const path = `M${px(left.x)} ${px(left.y)}L${px(tip.x)} ${px(tip.y)}L${px(right.x)} ${px(right.y)}`;
  return kind === 'filled'
    ? `<path d="${path}Z" fill="${colour}"/>`
    : `<path d="${path}" fill="none" stroke="${colour}" stroke-width="1.6" stroke-linejoin="round"/>`;
}

export function natureMark(nature: Nature, { x, y }: Point): string {
  if (nature === 'protection') {
    return `<circle cx="${px(x)}" cy="${px(y)}" r="5.5" fill="${PALETTE.card}" stroke="${PALETTE.leaf}" stroke-width="2.4"/>`;
  }
  const r = 6.5;
  return `<path d="M${px(x - r)} ${px(y)}L${px(x)} ${px(y - r)}L${px(x + r)} ${px(y)}L${px(x)} ${px(y + r)}Z" fill="${PALETTE.ochre}" stroke="${PALETTE.card}" stroke-width="2"/>`;
}

export interface LineLook {
  readonly width: number;
  readonly dash: string;
  readonly colour: string;
}

export function sampleLine(look: LineLook): string {
  const dash = look.dash === '' ? '' : ` stroke-dasharray="${look.dash}"`;
  return `<path d="M0 0H34" stroke="${look.colour}" stroke-width="${px(look.width)}" stroke-linecap="round"${dash}/>`;
}
