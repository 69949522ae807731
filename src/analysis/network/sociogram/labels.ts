import { PALETTE } from '#kernel/palette.ts';
import { px, textWidth } from '../drawing.ts';
import { escapeXml } from '../formats/xml.ts';
import { LABEL_SIZE, LINE_HEIGHT, type Scene, type Spot, shortened } from './scene.ts';
import { direction } from './shapes.ts';

/** In a large network at most so many are labelled. */
const LABELS_IN_LARGE = 40;
const SMALL_LABEL_SIZE = 11;

export interface Label {
  readonly spot: Spot;
  readonly lines: readonly string[];
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/* In a small network everyone has a label, on the side where fewer ties leave; in a large one whoever finds room, the most central first. */
export function placeLabels(scene: Scene): Label[] {
  const taken: Omit<Label, 'spot' | 'lines'>[] = scene.small ? [] : scene.spots.map(boxOf);
  const labels: Label[] = [];
  const size = scene.small ? LABEL_SIZE : SMALL_LABEL_SIZE;
  for (const spot of [...scene.spots].sort((a, b) => b.between - a.between)) {
    if (!scene.small && labels.length >= LABELS_IN_LARGE) break;
    const lines = scene.small ? spot.lines : [shortened(spot.actor.label)];
    const rows = lines.length + (scene.small && spot.group !== null ? 1 : 0);
    const width = Math.max(...lines.map((line) => textWidth(line, size)));
    const top = isCrowdedBelow(scene, spot)
      ? spot.y - spot.radius - 5 - rows * LINE_HEIGHT
      : spot.y + spot.radius + (scene.small ? 4 : 2);
    const bottom = top + rows * LINE_HEIGHT;
    const label = { spot, lines, left: spot.x - width / 2, right: spot.x + width / 2, top, bottom };
    if (!scene.small && taken.some((other) => overlaps(label, other))) continue;
    taken.push(label);
    labels.push(label);
  }
  return labels;
}

function isCrowdedBelow(scene: Scene, spot: Spot): boolean {
  if (!scene.small) return false;
  let below = 0;
  let above = 0;
  for (const tie of scene.ties) {
    if (tie.from !== spot.actor.id && tie.to !== spot.actor.id) continue;
    const other = scene.byId.get(tie.from === spot.actor.id ? tie.to : tie.from);
    if (!other) continue;
    const steep = direction(spot, other).y;
    if (steep > 0.35) below++;
    if (steep < -0.35) above++;
  }
  return below > above;
}

export function boxOf(spot: Spot) {
  const { x, y, radius } = spot;
  return { left: x - radius, right: x + radius, top: y - radius, bottom: y + radius };
}

export function overlaps(a: Omit<Label, 'spot' | 'lines'>, b: Omit<Label, 'spot' | 'lines'>): boolean {
  return a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top;
}

export function drawLabel(scene: Scene, label: Label): string {
  const size = scene.small ? LABEL_SIZE : SMALL_LABEL_SIZE;
  const row = (text: string, i: number, look = '') =>
    `<tspan x="${px(label.spot.x)}" y="${px(label.top + size - 1 + i * LINE_HEIGHT)}"${look}>${escapeXml(text)}</tspan>`;
  const rows = label.lines.map((line, i) => row(line, i));
  if (scene.small && label.spot.group !== null) {
    rows.push(row(label.spot.group, rows.length, ` font-size="11" font-weight="400" fill="${PALETTE.ink2}"`));
  }
  return `<text text-anchor="middle" font-size="${size}" font-weight="600" fill="${PALETTE.ink}" stroke="${PALETTE.card}" stroke-width="4" stroke-linejoin="round" paint-order="stroke">${rows.join('')}</text>`;
}
