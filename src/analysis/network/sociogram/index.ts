import { PALETTE } from '#kernel/palette.ts';
import { px, svgStart } from '../drawing.ts';
import { escapeXml } from '../formats/xml.ts';
import type { Network } from '../network.ts';
import { boxOf, drawLabel, placeLabels } from './labels.ts';
import { drawLegend } from './legend.ts';
import { type Spot, sceneOf } from './scene.ts';
import { drawTie } from './ties.ts';
import type { SociogramOptions } from './words.ts';

const MARGIN = 24;

/**
 * A sociogram as a complete SVG text. Actors: square for institutions, round for persons, colour for the group, size for
 * betweenness. Ties: solid and wide for strong, dashed for weak, dotted where nobody said (by width alone where strengths are numbers);
 * a filled arrowhead points from who dominates to who is dominated, an open one along a one-way tie; a diamond marks interest,
 * a ring protection. The same network gives the same text.
 */
export function drawSociogram(network: Network, options: SociogramOptions): string {
  const scene = sceneOf(network, options);
  const labels = placeLabels(scene);
  const boxes = [...scene.spots.map(boxOf), ...labels];
  const left = Math.min(...boxes.map((box) => box.left));
  const top = Math.min(...boxes.map((box) => box.top));
  const pictureWidth = Math.max(...boxes.map((box) => box.right)) - left;
  const pictureHeight = Math.max(...boxes.map((box) => box.bottom)) - top;
  const width = Math.max(pictureWidth + 2 * MARGIN, 720);
  const legend = drawLegend(scene, options.words, width - 2 * MARGIN);
  const legendTop = pictureHeight + 2 * MARGIN;
  const parts = [
    svgStart(options.id, width, legendTop + legend.height, options.words.title, options.words.description),
    `<g transform="translate(${px((width - pictureWidth) / 2 - left)} ${px(MARGIN - top)})">`,
    ...scene.ties.map((tie) => drawTie(scene, tie, labels, options.words)),
    ...scene.spots.map(drawActor),
    ...labels.map((label) => drawLabel(scene, label)),
    '</g>',
    `<g transform="translate(${MARGIN} ${px(legendTop)})">${legend.content}</g>`,
    '</svg>',
  ];
  return `${parts.join('\n')}\n`;
}

function drawActor(spot: Spot): string {
  const { x, y, radius } = spot;
  const shape =
    spot.actor.entity === 'institution'
      ? `<rect x="${px(x - radius)}" y="${px(y - radius)}" width="${px(2 * radius)}" height="${px(2 * radius)}" rx="${px(radius * 0.32)}"`
      : `<circle cx="${px(x)}" cy="${px(y)}" r="${px(radius)}"`;
  return `${shape} fill="${spot.colour}" stroke="${PALETTE.card}" stroke-width="2"><title>${escapeXml(spot.actor.label)}</title></${
    spot.actor.entity === 'institution' ? 'rect' : 'circle'
  }>`;
}
