import { PALETTE } from '#kernel/palette.ts';
import { type DrawnTie, px } from '../drawing.ts';
import { escapeXml } from '../formats/xml.ts';
import { type Label, overlaps } from './labels.ts';
import type { Scene, Spot } from './scene.ts';
import {
  arrowHead,
  direction,
  distanceToLine,
  type LineLook,
  natureMark,
  PLAIN_LINE,
  type Point,
} from './shapes.ts';
import type { SociogramWords } from './words.ts';

/** Width, dashes and colour of the line of a tie. */
export function lookOf(scene: Scene, tie: Pick<DrawnTie, 'bond' | 'natures' | 'strength'>): LineLook {
  const scale = scene.small ? 1 : 0.55;
  const [nature] = tie.natures;
  const colour =
    nature === 'interest'
      ? PALETTE.ochre
      : nature === 'protection'
        ? PALETTE.leaf
        : scene.small
          ? PLAIN_LINE
          : PALETTE.mist;
  if (!scene.worded) {
    const share = scene.strongest === 1 ? 0.25 : tie.strength / scene.strongest;
    return { width: (1.2 + 3.4 * share) * scale, dash: '', colour };
  }
  if (tie.bond === 'strong') return { width: 3.2 * scale, dash: '', colour };
  return { width: 1.7 * scale, dash: tie.bond === 'weak' ? '7 5' : '1.5 5', colour };
}

export function drawTie(
  scene: Scene,
  tie: DrawnTie,
  labels: readonly Label[],
  words: SociogramWords,
): string {
  const a = scene.byId.get(tie.from);
  const b = scene.byId.get(tie.to);
  if (!a || !b) return '';
  const look = lookOf(scene, tie);
  const bend = bendPoint(scene, a, b);
  const head = scene.small ? 13 : 6;
  const heads: string[] = [];
  const end = (spot: Spot, dominated: boolean, reached: boolean): Point => {
    const inward = direction(bend, spot);
    const outline = edgeOf(spot, inward) + 3;
    const tip = { x: spot.x - inward.x * outline, y: spot.y - inward.y * outline };
    if (!dominated && reached) heads.push(arrowHead(tip, inward, head * 0.8, look.colour, 'open'));
    if (!dominated) return tip;
    heads.push(arrowHead(tip, inward, head, look.colour, 'filled'));
    return { x: tip.x - inward.x * (head - 1), y: tip.y - inward.y * (head - 1) };
  };
  const from = end(a, tie.dominants.includes(b.actor.id), tie.back);
  const to = end(b, tie.dominants.includes(a.actor.id), tie.forward);
  const middle = clearPoint(labels, (t) => ({
    x: (1 - t) ** 2 * from.x + 2 * t * (1 - t) * bend.x + t ** 2 * to.x,
    y: (1 - t) ** 2 * from.y + 2 * t * (1 - t) * bend.y + t ** 2 * to.y,
  }));
  const along = direction(from, to);
  const dash = look.dash === '' ? '' : ` stroke-dasharray="${look.dash}"`;
  const path = `M${px(from.x)} ${px(from.y)}Q${px(bend.x)} ${px(bend.y)} ${px(to.x)} ${px(to.y)}`;
  const line = `<path d="${path}" stroke="${look.colour}" stroke-width="${px(look.width)}" stroke-linecap="round" fill="none"${dash}/>`;
  const marks = tie.natures.map((nature, i) => {
    const shift = (i - (tie.natures.length - 1) / 2) * 16;
    return natureMark(nature, { x: middle.x + along.x * shift, y: middle.y + along.y * shift });
  });
  const title = `<title>${escapeXml(words.tie(a.actor.label, b.actor.label, tie))}</title>`;
  return `<g>${title}${line}${heads.join('')}${scene.small ? marks.join('') : ''}</g>`;
}

/* The point nearest the middle of a line where a mark does not hide behind a label. */
function clearPoint(labels: readonly Label[], pointAt: (t: number) => Point): Point {
  for (const t of [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82]) {
    const { x, y } = pointAt(t);
    const mark = { left: x - 7, right: x + 7, top: y - 7, bottom: y + 7 };
    if (!labels.some((label) => overlaps(mark, label))) return { x, y };
  }
  return pointAt(0.5);
}

/* Where the line between two actors is pulled to: straight on, or aside where it would run through a third. */
function bendPoint(scene: Scene, a: Spot, b: Spot): Point {
  const middle = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
  if (!scene.small) return middle;
  const along = direction(a, b);
  let pull = 0;
  for (const spot of scene.spots) {
    if (spot === a || spot === b) continue;
    const wanted = spot.radius + 9;
    if (distanceToLine(spot, a, b) >= wanted) continue;
    const side = along.x * (spot.y - a.y) - along.y * (spot.x - a.x);
    const needed = (side > 0 ? -1 : 1) * 2.2 * (wanted - Math.abs(side));
    if (Math.abs(needed) > Math.abs(pull)) pull = needed;
  }
  return { x: middle.x - along.y * pull, y: middle.y + along.x * pull };
}

/* How far the outline of an actor's shape is from its middle in a direction. */
function edgeOf(spot: Spot, along: Point): number {
  if (spot.actor.entity !== 'institution') return spot.radius;
  return Math.min(spot.radius / Math.max(Math.abs(along.x), Math.abs(along.y)), spot.radius * 1.28);
}
