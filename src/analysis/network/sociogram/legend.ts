import { PALETTE } from '#kernel/palette.ts';
import { type DrawnTie, px, textWidth } from '../drawing.ts';
import { escapeXml } from '../formats/xml.ts';
import type { Nature } from '../network.ts';
import type { Scene } from './scene.ts';
import { arrowHead, type LineLook, natureMark, PLAIN_LINE, sampleLine } from './shapes.ts';
import { lookOf } from './ties.ts';
import type { SociogramWords } from './words.ts';

interface LegendItem {
  readonly mark: string;
  readonly text: string;
  /** Width of the mark with its space. */
  readonly room: number;
}

/* Only what the picture shows. */
function legendItems(scene: Scene, words: SociogramWords): LegendItem[] {
  const has = (entity: 'person' | 'institution') => scene.spots.some((spot) => spot.actor.entity === entity);
  const hasTie = (test: (tie: DrawnTie) => boolean) => scene.ties.some(test);
  const grouped = scene.groups.size > 1 || !scene.groups.has(null);
  const groups = [...scene.groups].map(([group, colour]): LegendItem => {
    return {
      mark: `<circle cx="8" cy="0" r="7" fill="${colour}"/>`,
      text: group ?? words.ungrouped,
      room: 22,
    };
  });
  const outline = `fill="none" stroke="${PALETTE.ink2}" stroke-width="2"`;
  const strengthsDiffer = new Set(scene.ties.map((tie) => tie.strength)).size > 1;
  const plain = (bond: DrawnTie['bond']) =>
    lookOf({ ...scene, small: true }, { bond, natures: [], strength: 1 });
  const thin: LineLook = { width: 1.8, dash: '', colour: PLAIN_LINE };
  const head = (kind: 'filled' | 'open') => arrowHead({ x: 36, y: 0 }, { x: 1, y: 0 }, 12, PLAIN_LINE, kind);
  const natureLine = (nature: Nature, colour: string) =>
    sampleLine({ ...thin, colour }) + natureMark(nature, { x: 17, y: 0 });
  const items: readonly (LegendItem & { readonly shown: boolean })[] = [
    {
      shown: has('institution'),
      mark: `<rect x="1" y="-7" width="14" height="14" rx="4" ${outline}/>`,
      text: words.institution,
      room: 22,
    },
    { shown: has('person'), mark: `<circle cx="8" cy="0" r="7" ${outline}/>`, text: words.person, room: 22 },
    {
      shown: scene.betweennessShown,
      mark: `<circle cx="4" cy="3" r="3.5" fill="${PALETTE.ink2}"/><circle cx="17" cy="0" r="8" fill="${PALETTE.ink2}"/>`,
      text: words.size,
      room: 32,
    },
    {
      shown: scene.worded && hasTie((tie) => tie.bond === 'strong'),
      mark: sampleLine(plain('strong')),
      text: words.strong,
      room: 44,
    },
    {
      shown: scene.worded && hasTie((tie) => tie.bond === 'weak'),
      mark: sampleLine(plain('weak')),
      text: words.weak,
      room: 44,
    },
    {
      shown: scene.worded && hasTie((tie) => tie.bond === null),
      mark: sampleLine(plain(null)),
      text: words.unstated,
      room: 44,
    },
    {
      shown: !scene.worded && strengthsDiffer,
      mark: `<path d="M0 1L34 4V-4L0 -1Z" fill="${PLAIN_LINE}"/>`,
      text: words.stronger,
      room: 44,
    },
    {
      shown: hasTie((tie) => tie.dominants.length > 0),
      mark: sampleLine(thin) + head('filled'),
      text: words.dominates,
      room: 44,
    },
    { shown: scene.directed, mark: sampleLine(thin) + head('open'), text: words.oneWay, room: 44 },
    {
      shown: hasTie((tie) => tie.natures.includes('protection')),
      mark: natureLine('protection', PALETTE.leaf),
      text: words.protection,
      room: 44,
    },
    {
      shown: hasTie((tie) => tie.natures.includes('interest')),
      mark: natureLine('interest', PALETTE.ochre),
      text: words.interest,
      room: 44,
    },
  ];
  return [...(grouped ? groups : []), ...items.filter((item) => item.shown)];
}

/** The legend in as many rows as the width asks for. */
export function drawLegend(
  scene: Scene,
  words: SociogramWords,
  width: number,
): { readonly content: string; readonly height: number } {
  const items = legendItems(scene, words);
  if (items.length === 0) return { content: '', height: 0 };
  let x = 0;
  let y = 26;
  const drawn = items.map(({ mark, text, room }) => {
    const needed = room + textWidth(text, 12) + 20;
    if (x > 0 && x + needed > width) {
      x = 0;
      y += 26;
    }
    const place = `<g transform="translate(${px(x)} ${y})">${mark}<text x="${room}" y="4" font-size="12" fill="${PALETTE.ink2}">${escapeXml(text)}</text></g>`;
    x += needed;
    return place;
  });
  return {
    content: `<path d="M0 0H${px(width)}" stroke="${PALETTE.line}"/>${drawn.join('')}`,
    height: y + 22,
  };
}
