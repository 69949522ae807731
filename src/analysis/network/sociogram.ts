import { type DrawnTie, drawnTies, GROUP_COLOURS, INK, px, svgStart, textWidth } from './drawing.ts';
import { escapeXml } from './formats/xml.ts';
import { at, degreeOf, forEachArc, type Graph, graphOf, symmetrised } from './graph.ts';
import { type Layout, layoutGraph } from './layout.ts';
import { type Actor, attributeOf, type Nature, type Network } from './network.ts';
import { betweenness, type PathSums, pathSums } from './paths.ts';

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
/** In a large network at most so many are labelled. */
const LABELS_IN_LARGE = 40;
const LABEL_SIZE = 13;
const SMALL_LABEL_SIZE = 11;
const MARGIN = 24;
const LINE_HEIGHT = 15;
/** In a small network the clearest of so many layouts is drawn. */
const LAYOUTS_TRIED = 16;
const PLAIN_LINE = '#84908b';

/**
 * A sociogram as a complete SVG text. Actors: square for institutions, round for persons, colour for the group, size for
 * betweenness. Ties: solid and wide for strong, dashed for weak, dotted where nobody said (by width alone where strengths are numbers);
 * a filled arrowhead points from who dominates to who is dominated, an open one along a one-way tie; a diamond marks interest,
 * a ring protection. The same network gives the same text.
 */
export function drawSociogram(network: Network, options: SociogramOptions): string {
  const scene = prepare(network, options);
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

interface Spot {
  readonly actor: Actor;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly colour: string;
  readonly lines: readonly string[];
  readonly group: string | null;
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
  const sums = pathSums(graph, 'step');
  const between = betweenness(graph, sums);
  const highest = between.reduce((most, score) => Math.max(most, score), 0);
  const count = network.actors.length;
  const small = count <= ALL_LABELS_UP_TO;
  const unit = small ? Math.max(150, 250 - 4 * count) : roomyUnit(count, sums);
  const [least, most] = small ? [14, 28] : [4, 13];
  const radii = between.map((score) =>
    highest === 0 ? least + 3 : least + (most - least) * Math.sqrt(score / highest),
  );
  const attribute = options.attribute ?? 'pillar';
  const lines = network.actors.map((actor) => wrapped(actor.label));
  const seed = options.seed ?? 1;
  const room = (v: number) => {
    const radius = at(radii, v);
    if (!small) return { width: (2 * radius + 8) / unit, height: (2 * radius + 8) / unit };
    const label = Math.max(...(lines[v] ?? ['']).map((line) => textWidth(line, LABEL_SIZE)));
    const tall = 2 * radius + 16 + 2 * LINE_HEIGHT * ((lines[v]?.length ?? 1) + 1);
    return { width: (Math.max(2 * radius, label) + 20) / unit, height: tall / unit };
  };
  const layout = clearest(
    graph,
    Array.from({ length: small ? LAYOUTS_TRIED : 1 }, (_, i) =>
      layoutGraph(graph, { seed: seed + i, aspect: 1.6, room }),
    ),
    radii.map((radius) => (radius + 8) / unit),
  );
  const groups = groupColours(network, attribute);
  const spots = network.actors.map(
    (actor, v): Spot => ({
      actor,
      x: at(layout.x, v) * unit,
      y: at(layout.y, v) * unit,
      radius: at(radii, v),
      colour: groups.get(groupOf(actor, attribute)) ?? INK.faint,
      lines: lines[v] ?? [],
      group: groupOf(actor, attribute),
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

/* A stress layout is about twice as wide as the mean number of steps; the unit that gives every actor some 60 pixels square. */
function roomyUnit(count: number, sums: PathSums): number {
  const pairs = sums.reached.reduce((sum, reached) => sum + reached, 0);
  const steps = sums.distance.reduce((sum, distance) => sum + distance, 0);
  const mean = pairs === 0 ? 1 : steps / pairs;
  return Math.min(220, Math.max(46, (Math.sqrt(count) * 60) / (1.9 * mean)));
}

/* The layout with the fewest lines that run through actors, then the fewest crossings. */
function clearest(graph: Graph, layouts: readonly Layout[], radii: Float64Array): Layout {
  const ties: (readonly [number, number])[] = [];
  forEachArc(graph, (a, b) => {
    if (a < b) ties.push([a, b]);
  });
  let best: Layout | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const layout of layouts) {
    const trouble =
      layouts.length === 1 ? 0 : clutter(layout, ties, radii) + layout.width * layout.height * 0.2;
    if (trouble >= least) continue;
    least = trouble;
    best = layout;
  }
  return best ?? { x: new Float64Array(0), y: new Float64Array(0), width: 0, height: 0 };
}

function clutter(layout: Layout, ties: readonly (readonly [number, number])[], radii: Float64Array): number {
  const spot = (v: number) => ({ x: at(layout.x, v), y: at(layout.y, v) });
  const turn = (a: Point, b: Point, c: Point) => (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
  let trouble = 0;
  ties.forEach(([a, b], i) => {
    const [pa, pb] = [spot(a), spot(b)];
    radii.forEach((radius, v) => {
      if (v !== a && v !== b && distanceToLine(spot(v), pa, pb) < radius) trouble += 6;
    });
    for (const [c, d] of ties.slice(i + 1)) {
      if (a === c || a === d || b === c || b === d) continue;
      const [pc, pd] = [spot(c), spot(d)];
      if (turn(pa, pb, pc) * turn(pa, pb, pd) < 0 && turn(pc, pd, pa) * turn(pc, pd, pb) < 0) trouble += 1;
    }
  });
  return trouble;
}

function distanceToLine(point: Point, a: Point, b: Point): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const share = ((point.x - a.x) * dx + (point.y - a.y) * dy) / (dx * dx + dy * dy || 1);
  const t = Math.min(1, Math.max(0, share));
  return Math.hypot(point.x - a.x - t * dx, point.y - a.y - t * dy);
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
          ? PLAIN_LINE
          : '#a9b3ae';
  if (!scene.worded) {
    const share = scene.strongest === 1 ? 0.25 : tie.strength / scene.strongest;
    return { width: (1.2 + 3.4 * share) * scale, dash: '', colour };
  }
  if (tie.bond === 'strong') return { width: 3.2 * scale, dash: '', colour };
  return { width: 1.7 * scale, dash: tie.bond === 'weak' ? '7 5' : '1.5 5', colour };
}

function drawTie(scene: Scene, tie: DrawnTie, labels: readonly Label[], words: SociogramWords): string {
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

function direction(from: Point, to: Point): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  return { x: (to.x - from.x) / length, y: (to.y - from.y) / length };
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

function natureMark(nature: Nature, { x, y }: Point): string {
  if (nature === 'protection') {
    return `<circle cx="${px(x)}" cy="${px(y)}" r="5.5" fill="${INK.card}" stroke="${INK.leaf}" stroke-width="2.4"/>`;
  }
  const r = 6.5;
  return `<path d="M${px(x - r)} ${px(y)}L${px(x)} ${px(y - r)}L${px(x + r)} ${px(y)}L${px(x)} ${px(y + r)}Z" fill="${INK.ochre}" stroke="${INK.card}" stroke-width="2"/>`;
}

interface Label {
  readonly spot: Spot;
  readonly lines: readonly string[];
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/* In a small network everyone has a label, on the side where fewer ties leave; in a large one whoever finds room, the most central first. */
function placeLabels(scene: Scene): Label[] {
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

function boxOf(spot: Spot) {
  const { x, y, radius } = spot;
  return { left: x - radius, right: x + radius, top: y - radius, bottom: y + radius };
}

function overlaps(a: Omit<Label, 'spot' | 'lines'>, b: Omit<Label, 'spot' | 'lines'>): boolean {
  return a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top;
}

function drawLabel(scene: Scene, label: Label): string {
  const size = scene.small ? LABEL_SIZE : SMALL_LABEL_SIZE;
  const row = (text: string, i: number, look = '') =>
    `<tspan x="${px(label.spot.x)}" y="${px(label.top + size - 1 + i * LINE_HEIGHT)}"${look}>${escapeXml(text)}</tspan>`;
  const rows = label.lines.map((line, i) => row(line, i));
  if (scene.small && label.spot.group !== null) {
    rows.push(row(label.spot.group, rows.length, ` font-size="11" font-weight="400" fill="${INK.quiet}"`));
  }
  return `<text text-anchor="middle" font-size="${size}" font-weight="600" fill="${INK.text}" stroke="${INK.card}" stroke-width="4" stroke-linejoin="round" paint-order="stroke">${rows.join('')}</text>`;
}

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
  const outline = `fill="none" stroke="${INK.quiet}" stroke-width="2"`;
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
      mark: `<circle cx="4" cy="3" r="3.5" fill="${INK.quiet}"/><circle cx="17" cy="0" r="8" fill="${INK.quiet}"/>`,
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
      mark: natureLine('protection', INK.leaf),
      text: words.protection,
      room: 44,
    },
    {
      shown: hasTie((tie) => tie.natures.includes('interest')),
      mark: natureLine('interest', INK.ochre),
      text: words.interest,
      room: 44,
    },
  ];
  return [...(grouped ? groups : []), ...items.filter((item) => item.shown)];
}

function sampleLine(look: LineLook): string {
  const dash = look.dash === '' ? '' : ` stroke-dasharray="${look.dash}"`;
  return `<path d="M0 0H34" stroke="${look.colour}" stroke-width="${px(look.width)}" stroke-linecap="round"${dash}/>`;
}

function drawLegend(
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
    const place = `<g transform="translate(${px(x)} ${y})">${mark}<text x="${room}" y="4" font-size="12" fill="${INK.quiet}">${escapeXml(text)}</text></g>`;
    x += needed;
    return place;
  });
  return { content: `<path d="M0 0H${px(width)}" stroke="${INK.line}"/>${drawn.join('')}`, height: y + 22 };
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
