import { type DrawnTie, drawnTies, GROUP_COLOURS, INK, px, svgStart, textWidth } from './drawing.ts';
import { escapeXml } from './formats/xml.ts';
import { at, degreeOf, graphOf, symmetrised } from './graph.ts';
import { type Layout, layoutGraph } from './layout.ts';
import { type Actor, attributeOf, type Network } from './network.ts';
import { betweenness, pathSums } from './paths.ts';

/** The words on a sociogram, in the reader's language. */
export interface SociogramWords {
  readonly title: string;
  readonly description: string;
  readonly person: string;
  readonly institution: string;
  readonly strong: string;
  readonly weak: string;
  readonly unstated: string;
  readonly stronger: string;
  readonly dominates: string;
  readonly oneWay: string;
  readonly protection: string;
  readonly interest: string;
  readonly size: string;
  readonly ungrouped: string;
  /** A tie in words, for the tooltip. */
  readonly tie: (from: string, to: string, tie: DrawnTie) => string;
}

export interface SociogramOptions {
  /** Prefix of the ids inside the picture; unique on its page. */
  readonly id: string;
  readonly words: SociogramWords;
  /** Colours actors; `pillar` when left out. */
  readonly attribute?: string;
  readonly seed?: number;
}

/** Up to so many actors every label is written; beyond, those who stand between most others and find room. */
const ALL_LABELS_UP_TO = 60;
const LABEL_SIZE = 13;
const LINE_HEIGHT = 15;

/**
 * A sociogram as a complete SVG text. Actors: square for institutions, round for persons, colour for the group, size for
 * betweenness. Ties: solid and wide for strong, dashed for weak, dotted where nobody said (by width alone where strengths are numbers);
 * a filled arrowhead points from who dominates to who is dominated, an open one along a one-way tie; a diamond marks interest,
 * a ring protection. The same network gives the same text.
 */
export function drawSociogram(network: Network, options: SociogramOptions): string {
  const scene = prepare(network, options);
  const legend = drawLegend(scene, options.words);
  const margin = 24;
  const width = Math.max(scene.width + 2 * margin, 360);
  const legendBox = legend(width - 2 * margin);
  const height = scene.height + 2 * margin + legendBox.height + 12;
  const parts = [
    svgStart(options.id, width, height, options.words.title, options.words.description),
    `<g transform="translate(${px((width - scene.width) / 2)} ${margin})">`,
    ...scene.ties.map((tie) => drawTie(scene, tie, options.words)),
    ...scene.spots.map(drawActor),
    ...drawLabels(scene),
    '</g>',
    `<g transform="translate(${margin} ${px(scene.height + 2 * margin)})">${legendBox.content}</g>`,
    '</svg>',
  ];
  return `${parts.join('\n')}\n`;
}

interface Spot {
  readonly actor: Actor;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly colour: string;
  readonly lines: readonly string[];
  readonly between: number;
}

interface Scene {
  readonly spots: readonly Spot[];
  readonly byId: ReadonlyMap<string, Spot>;
  readonly ties: readonly DrawnTie[];
  readonly groups: ReadonlyMap<string | null, string>;
  readonly width: number;
  readonly height: number;
  readonly small: boolean;
  /** Whether the ties say weak or strong; otherwise width shows strength. */
  readonly worded: boolean;
  readonly strongest: number;
  readonly directed: boolean;
  readonly betweennessShown: boolean;
}

function prepare(network: Network, options: SociogramOptions): Scene {
  const graph = symmetrised(graphOf(network));
  const between = betweenness(graph, pathSums(graph, 'step'));
  const highest = between.reduce((most, score) => Math.max(most, score), 0);
  const small = network.actors.length <= ALL_LABELS_UP_TO;
  const unit = small ? 150 : Math.max(46, 110 - network.actors.length / 6);
  const [least, most] = small ? [13, 27] : [4.5, 14];
  const radii = between.map((score) =>
    highest === 0 ? least + 3 : least + (most - least) * Math.sqrt(score / highest),
  );
  const lines = network.actors.map((actor) => wrapped(actor.label));
  const layout: Layout = layoutGraph(graph, {
    seed: options.seed ?? 1,
    aspect: 1.6,
    room: (v) => {
      const radius = at(radii, v);
      if (!small) return { width: (2 * radius + 8) / unit, height: (2 * radius + 8) / unit };
      const label = Math.max(...(lines[v] ?? ['']).map((line) => textWidth(line, LABEL_SIZE)));
      const tall = 2 * radius + 12 + 2 * LINE_HEIGHT * (lines[v]?.length ?? 1);
      return { width: (Math.max(2 * radius, label) + 18) / unit, height: tall / unit };
    },
  });
  const groups = groupColours(network, options.attribute ?? 'pillar');
  const spots = network.actors.map(
    (actor, v): Spot => ({
      actor,
      x: at(layout.x, v) * unit,
      y: at(layout.y, v) * unit,
      radius: at(radii, v),
      colour: groups.get(groupOf(actor, options.attribute ?? 'pillar')) ?? INK.faint,
      lines: lines[v] ?? [],
      between: at(between, v) + degreeOf(graph.starts, v) * 1e-6,
    }),
  );
  const ties = drawnTies(network);
  return {
    spots,
    byId: new Map(spots.map((spot) => [spot.actor.id, spot])),
    ties,
    groups,
    width: layout.width * unit,
    height: layout.height * unit,
    small,
    worded: network.ties.some((tie) => tie.bond !== null),
    strongest: Math.max(1, ...ties.map((tie) => tie.strength)),
    directed: network.directed,
    betweennessShown: highest > 0,
  };
}

function groupOf(actor: Actor, attribute: string): string | null {
  const value = attributeOf(actor, attribute);
  return value === null ? null : String(value);
}

function groupColours(network: Network, attribute: string): ReadonlyMap<string | null, string> {
  const groups = new Map<string | null, string>();
  for (const actor of network.actors) {
    const group = groupOf(actor, attribute);
    if (groups.has(group)) continue;
    const number = [...groups.keys()].filter((known) => known !== null).length;
    groups.set(
      group,
      group === null ? INK.faint : (GROUP_COLOURS[number % GROUP_COLOURS.length] ?? INK.teal),
    );
  }
  return groups;
}

function drawActor(spot: Spot): string {
  const { x, y, radius } = spot;
  const shape =
    spot.actor.entity === 'institution'
      ? `<rect x="${px(x - radius)}" y="${px(y - radius)}" width="${px(2 * radius)}" height="${px(2 * radius)}" rx="${px(radius * 0.32)}"`
      : `<circle cx="${px(x)}" cy="${px(y)}" r="${px(radius)}"`;
  return `${shape} fill="${spot.colour}" stroke="${INK.card}" stroke-width="2"><title>${escapeXml(spot.actor.label)}</title></${
    spot.actor.entity === 'institution' ? 'rect' : 'circle'
  }>`;
}

interface LineLook {
  readonly width: number;
  readonly dash: string;
  readonly colour: string;
}

function lookOf(scene: Scene, tie: Pick<DrawnTie, 'bond' | 'natures' | 'strength'>): LineLook {
  const scale = scene.small ? 1 : 0.55;
  const [nature] = tie.natures;
  const colour =
    nature === 'interest'
      ? INK.ochre
      : nature === 'protection'
        ? INK.leaf
        : scene.small
          ? INK.faint
          : '#a9b3ae';
  if (!scene.worded) {
    const share = scene.strongest === 1 ? 0.25 : tie.strength / scene.strongest;
    return { width: (1.2 + 3.4 * share) * scale, dash: '', colour };
  }
  if (tie.bond === 'strong') return { width: 3.6 * scale, dash: '', colour };
  return { width: 1.8 * scale, dash: tie.bond === 'weak' ? '7 5' : '1.5 5', colour };
}

function drawTie(scene: Scene, tie: DrawnTie, words: SociogramWords): string {
  const a = scene.byId.get(tie.from);
  const b = scene.byId.get(tie.to);
  if (!a || !b) return '';
  const look = lookOf(scene, tie);
  const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
  const along = { x: (b.x - a.x) / length, y: (b.y - a.y) / length };
  const heads: string[] = [];
  const head = scene.small ? 12 : 6;
  let start = edgeOf(a, along) + 3;
  let stop = length - edgeOf(b, { x: -along.x, y: -along.y }) - 3;
  const point = (distance: number) => ({ x: a.x + along.x * distance, y: a.y + along.y * distance });
  if (tie.dominants.includes(a.actor.id)) {
    heads.push(arrowHead(point(stop), along, head, look.colour, 'filled'));
    stop -= head - 1;
  } else if (tie.forward) heads.push(arrowHead(point(stop), along, head * 0.8, look.colour, 'open'));
  const backward = { x: -along.x, y: -along.y };
  if (tie.dominants.includes(b.actor.id)) {
    heads.push(arrowHead(point(start), backward, head, look.colour, 'filled'));
    start += head - 1;
  } else if (tie.back) heads.push(arrowHead(point(start), backward, head * 0.8, look.colour, 'open'));
  const from = point(start);
  const to = point(Math.max(start, stop));
  const dash = look.dash === '' ? '' : ` stroke-dasharray="${look.dash}"`;
  const line = `<path d="M${px(from.x)} ${px(from.y)}L${px(to.x)} ${px(to.y)}" stroke="${look.colour}" stroke-width="${px(look.width)}" stroke-linecap="round" fill="none"${dash}/>`;
  const marks = scene.small
    ? tie.natures.map((nature, i) =>
        natureMark(nature, point((start + stop) / 2 + (i - (tie.natures.length - 1) / 2) * 16)),
      )
    : [];
  const title = `<title>${escapeXml(words.tie(a.actor.label, b.actor.label, tie))}</title>`;
  return `<g>${title}${line}${heads.join('')}${marks.join('')}</g>`;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/* How far the outline of an actor's shape is from its middle in a direction. */
function edgeOf(spot: Spot, along: Point): number {
  if (spot.actor.entity !== 'institution') return spot.radius;
  return Math.min(spot.radius / Math.max(Math.abs(along.x), Math.abs(along.y)), spot.radius * 1.28);
}

function arrowHead(tip: Point, along: Point, size: number, colour: string, kind: 'filled' | 'open'): string {
  const base = { x: tip.x - along.x * size, y: tip.y - along.y * size };
  const half = size * 0.55;
  const left = { x: base.x - along.y * half, y: base.y + along.x * half };
  const right = { x: base.x + along.y * half, y: base.y - along.x * half };
  const path = `M${px(left.x)} ${px(left.y)}L${px(tip.x)} ${px(tip.y)}L${px(right.x)} ${px(right.y)}`;
  return kind === 'filled'
    ? `<path d="${path}Z" fill="${colour}"/>`
    : `<path d="${path}" fill="none" stroke="${colour}" stroke-width="1.6" stroke-linejoin="round"/>`;
}

function natureMark(nature: 'interest' | 'protection', { x, y }: Point): string {
  if (nature === 'protection') {
    return `<circle cx="${px(x)}" cy="${px(y)}" r="5.5" fill="${INK.card}" stroke="${INK.leaf}" stroke-width="2.4"/>`;
  }
  const r = 6.5;
  return `<path d="M${px(x - r)} ${px(y)}L${px(x)} ${px(y - r)}L${px(x + r)} ${px(y)}L${px(x)} ${px(y + r)}Z" fill="${INK.ochre}" stroke="${INK.card}" stroke-width="2"/>`;
}

function drawLabels(scene: Scene): string[] {
  const taken: { left: number; right: number; top: number; bottom: number }[] = scene.small
    ? []
    : scene.spots.map((s) => ({
        left: s.x - s.radius,
        right: s.x + s.radius,
        top: s.y - s.radius,
        bottom: s.y + s.radius,
      }));
  const order = [...scene.spots].sort((a, b) => b.between - a.between);
  const size = scene.small ? LABEL_SIZE : 11;
  const most = scene.small ? order.length : 40;
  const drawn: string[] = [];
  for (const spot of order) {
    if (drawn.length >= most) break;
    const lines = scene.small ? spot.lines : [shortened(spot.actor.label)];
    const width = Math.max(...lines.map((line) => textWidth(line, size)));
    const top = spot.y + spot.radius + (scene.small ? 4 : 2);
    const box = {
      left: spot.x - width / 2,
      right: spot.x + width / 2,
      top,
      bottom: top + lines.length * LINE_HEIGHT,
    };
    const crowded = taken.some(
      (other) =>
        other.left < box.right && other.right > box.left && other.top < box.bottom && other.bottom > box.top,
    );
    if (!scene.small && crowded) continue;
    taken.push(box);
    const rows = lines.map(
      (line, i) =>
        `<tspan x="${px(spot.x)}" y="${px(top + size - 1 + i * LINE_HEIGHT)}">${escapeXml(line)}</tspan>`,
    );
    drawn.push(
      `<text text-anchor="middle" font-size="${size}" font-weight="600" fill="${INK.text}" stroke="${INK.card}" stroke-width="4" stroke-linejoin="round" paint-order="stroke">${rows.join('')}</text>`,
    );
  }
  return drawn;
}

/** The legend as rows that fit a width: only what the picture shows. */
function drawLegend(
  scene: Scene,
  words: SociogramWords,
): (width: number) => { content: string; height: number } {
  const items: { mark: string; text: string }[] = [];
  const line = (look: LineLook, more = '') => {
    const dash = look.dash === '' ? '' : ` stroke-dasharray="${look.dash}"`;
    return `<path d="M0 0H34" stroke="${look.colour}" stroke-width="${px(look.width)}" stroke-linecap="round"${dash}/>${more}`;
  };
  for (const [group, colour] of scene.groups) {
    if (group === null && scene.groups.size === 1) continue;
    items.push({ mark: `<circle cx="9" cy="0" r="7" fill="${colour}"/>`, text: group ?? words.ungrouped });
  }
  const entities = new Set(scene.spots.map((spot) => spot.actor.entity));
  if (entities.has('institution')) {
    items.push({
      mark: `<rect x="2" y="-7" width="14" height="14" rx="4" fill="none" stroke="${INK.quiet}" stroke-width="2"/>`,
      text: words.institution,
    });
  }
  if (entities.has('person')) {
    items.push({
      mark: `<circle cx="9" cy="0" r="7" fill="none" stroke="${INK.quiet}" stroke-width="2"/>`,
      text: words.person,
    });
  }
  if (scene.betweennessShown) {
    items.push({
      mark: `<circle cx="5" cy="3" r="3.5" fill="${INK.quiet}"/><circle cx="19" cy="0" r="8" fill="${INK.quiet}"/>`,
      text: words.size,
    });
  }
  const plain = (bond: 'weak' | 'strong' | null): LineLook =>
    lookOf({ ...scene, small: true }, { bond, natures: [], strength: scene.strongest });
  if (scene.worded) {
    for (const [bond, text] of [
      ['strong', words.strong],
      ['weak', words.weak],
      [null, words.unstated],
    ] as const) {
      if (scene.ties.some((tie) => tie.bond === bond)) items.push({ mark: line(plain(bond)), text });
    }
  } else if (new Set(scene.ties.map((tie) => tie.strength)).size > 1) {
    items.push({ mark: `<path d="M0 1.5L34 4V-4L0 -1.5Z" fill="${INK.faint}"/>`, text: words.stronger });
  }
  const thin: LineLook = { width: 1.8, dash: '', colour: INK.faint };
  const right = { x: 1, y: 0 };
  if (scene.ties.some((tie) => tie.dominants.length > 0)) {
    items.push({
      mark: line({ ...thin }, arrowHead({ x: 36, y: 0 }, right, 12, INK.faint, 'filled')),
      text: words.dominates,
    });
  }
  if (scene.directed) {
    items.push({
      mark: line({ ...thin }, arrowHead({ x: 36, y: 0 }, right, 9, INK.faint, 'open')),
      text: words.oneWay,
    });
  }
  for (const nature of ['protection', 'interest'] as const) {
    if (!scene.ties.some((tie) => tie.natures.includes(nature))) continue;
    const colour = nature === 'interest' ? INK.ochre : INK.leaf;
    items.push({ mark: line({ ...thin, colour }, natureMark(nature, { x: 17, y: 0 })), text: words[nature] });
  }
  return (width) => {
    let x = 0;
    let y = 24;
    const drawn = items.map(({ mark, text }) => {
      const markWidth =
        mark.includes('H34') || mark.includes('L34') ? 44 : mark.includes('cx="19"') ? 34 : 24;
      const needed = markWidth + textWidth(text, 12) + 22;
      if (x > 0 && x + needed > width) {
        x = 0;
        y += 26;
      }
      const place = `<g transform="translate(${px(x)} ${y})">${mark}<text x="${markWidth}" y="4" font-size="12" fill="${INK.quiet}">${escapeXml(text)}</text></g>`;
      x += needed;
      return place;
    });
    if (items.length === 0) return { content: '', height: 0 };
    return {
      content: `<path d="M0 0H${px(width)}" stroke="${INK.line}"/>${drawn.join('')}`,
      height: y + 16,
    };
  };
}

function wrapped(label: string): string[] {
  const words = label.split(/\s+/).filter((word) => word !== '');
  const lines: string[] = [];
  for (const word of words) {
    const last = lines[lines.length - 1];
    if (last !== undefined && last.length + 1 + word.length <= 18)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.length > 3
    ? [...lines.slice(0, 2), shortened(lines.slice(2).join(' '))]
    : lines.map(shortened);
}

function shortened(text: string): string {
  return text.length > 24 ? `${text.slice(0, 23)}…` : text;
}
