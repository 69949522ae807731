import { ownEntry } from '#kernel/own-entry.ts';
import { PALETTE } from '#kernel/palette.ts';
import type { Language } from '../words.ts';
import type { CauseMap } from './cause-map.ts';
import { CARD, layoutProblemTree, type PlacedLine } from './problem-tree-layout.ts';
import { type CauseStructure, causeStructure, type Role } from './structure.ts';

/** Colours of the parts, from the design tokens; every pair of text and ground has a contrast above 4.5 to 1. */

const LOOK: Readonly<
  Record<Role, { fill: string; edge: string; label: string; text: string; dash?: string }>
> = {
  symptom: { fill: PALETTE.teal2, edge: PALETTE.teal2, label: PALETTE.tealTint, text: PALETTE.onTeal },
  root: { fill: PALETTE.clayTint, edge: PALETTE.clay, label: PALETTE.clay, text: PALETTE.ink },
  trigger: { fill: PALETTE.ochreTint, edge: PALETTE.ochre, label: PALETTE.ochre, text: PALETTE.ink },
  triggered: { fill: PALETTE.card, edge: PALETTE.teal, label: PALETTE.teal, text: PALETTE.ink },
  external: {
    fill: PALETTE.leafTint,
    edge: PALETTE.leaf,
    label: PALETTE.leaf,
    text: PALETTE.ink,
    dash: '5 4',
  },
  unconnected: {
    fill: PALETTE.card,
    edge: PALETTE.ink3,
    label: PALETTE.ink2,
    text: PALETTE.ink,
    dash: '2 4',
  },
};

const TEXT = {
  id: {
    symptom: 'Gejala',
    root: 'Akar masalah',
    trigger: 'Pemicu',
    triggered: 'Terpicu',
    external: 'Dari luar',
    unconnected: 'Tak terhubung',
    reaches: 'memengaruhi {n} faktor',
    causes: 'penyebab: {names}',
    none: 'tidak ada',
    tally: '{factors} faktor, {links} hubungan langsung. Akar: {roots}. Pemicu: {triggers}.',
    implied: '{n} hubungan langsung tidak digambar karena sudah tampak lewat jalur lain.',
    circular: 'Garis merah putus-putus: faktor yang saling menyebabkan dalam lingkar.',
    reading: 'Baca dari bawah ke atas: panah menuju akibat. Angka ▲ menyebut berapa faktor yang dipengaruhi.',
  },
  en: {
    symptom: 'Symptom',
    root: 'Root cause',
    trigger: 'Trigger',
    triggered: 'Triggered',
    external: 'From outside',
    unconnected: 'Unconnected',
    reaches: 'leads to {n} factors',
    causes: 'causes: {names}',
    none: 'none',
    tally: '{factors} factors, {links} direct links. Roots: {roots}. Triggers: {triggers}.',
    implied: '{n} direct links are not drawn because another path already shows them.',
    circular: 'Dashed red lines: factors that bring each other about in a circle.',
    reading:
      'Read from the bottom up: arrows point to the effect. The number ▲ says how many factors are led to.',
  },
} as const;

/** Room under the tree for the legend, and for each line of notes under it. */
const FOOT = { legend: 36, row: 24 } as const;
const NARROWEST = 620;
const FONT =
  "'Plus Jakarta Sans Variable','Plus Jakarta Sans',system-ui,'Segoe UI',Roboto,'Noto Sans',sans-serif";

/**
 * Draws a map of causes as a problem tree: one SVG text, the same for the same map, without scripts or outside
 * references. `name` keeps its identifiers apart from those of other drawings on the same page.
 * A screen reader gets a title, a summary, and for every factor its part, what it leads to and its direct causes.
 * Every factor's group carries its short name (`data-factor`), so that a page can make it answer.
 */
export function drawProblemTree(map: CauseMap, language: Language, name = 'pohon-masalah'): string {
  const structure = causeStructure(map);
  const text = TEXT[language];
  const titles = map.factors.map((factor) => factor.title[language]);
  const layout = layoutProblemTree(map, structure, titles);
  const width = Math.max(layout.width, NARROWEST);
  const shift = (width - layout.width) / 2;
  const notes = [
    text.reading,
    ...(layout.lines.some((line) => line.circular) ? [text.circular] : []),
    ...(layout.implied > 0 ? [filled(text.implied, { n: layout.implied })] : []),
  ];
  const height = layout.height + FOOT.legend + notes.length * FOOT.row;
  const id = name.replace(/[^a-zA-Z0-9_-]/g, '-');
  const titleOf = (slug: string) =>
    map.factors.find((factor) => factor.slug === slug)?.title[language] ?? slug;
  const list = (slugs: readonly string[]) => slugs.map(titleOf).join(', ') || text.none;
  const summary = filled(text.tally, {
    factors: map.factors.length,
    links: map.links.length,
    roots: list(structure.roots),
    triggers: list(structure.triggers),
  });
  const cards = layout.factors.map((placed) => {
    const role = roleIn(structure, placed.factor);
    const look = LOOK[role];
    const reaches = (structure.factors.find(({ factor }) => factor === placed.factor)?.driverPower ?? 1) - 1;
    const causes = map.links.filter((link) => link.to === placed.factor).map((link) => link.from);
    const spoken = `${titleOf(placed.factor)}. ${text[role]}; ${filled(text.reaches, { n: reaches })}; ${filled(text.causes, { names: list(causes) })}.`;
    const dash = look.dash ? ` stroke-dasharray="${look.dash}"` : '';
    const rows = placed.lines.map((line, i) => {
      const y = CARD.padding + CARD.labelHeight + (i + 0.75) * CARD.lineHeight;
      return `<tspan x="${CARD.padding}" y="${round(y)}">${escaped(line)}</tspan>`;
    });
    const tally =
      reaches > 0
        ? `<text x="${CARD.width - CARD.padding}" y="${CARD.padding + 10}" fill="${look.label}" font-size="11" font-weight="700" text-anchor="end">▲ ${reaches}</text>`
        : '';
    return [
      `<g role="img" data-factor="${escaped(placed.factor)}" aria-label="${escaped(spoken)}" transform="translate(${round(placed.x + shift)} ${round(placed.y)})">`,
      `<title>${escaped(spoken)}</title>`,
      `<rect width="${CARD.width}" height="${round(placed.height)}" rx="12" fill="${look.fill}" stroke="${look.edge}" stroke-width="1.5"${dash}/>`,
      `<text x="${CARD.padding}" y="${CARD.padding + 10}" fill="${look.label}" font-size="11" font-weight="700" letter-spacing=".02em">${escaped(text[role])}</text>`,
      tally,
      `<text fill="${look.text}" font-size="14" font-weight="600">${rows.join(' ')}</text>`,
      '</g>',
    ].join('');
  });
  const lines = layout.lines.map((line) => {
    const colour = line.circular ? PALETTE.clay : PALETTE.edge;
    const arrow = line.arrow ? ` marker-end="url(#${id}-${line.circular ? 'circle' : 'arrow'})"` : '';
    const dash = line.circular ? ' stroke-dasharray="6 4"' : '';
    return `<path d="${line.circular ? arcPath(line) : linePath(line)}" stroke="${colour}"${dash}${arrow}/>`;
  });
  const joints = layout.joints.map(
    (joint) => `<circle cx="${round(joint.x)}" cy="${round(joint.y)}" r="4" fill="${PALETTE.edge}"/>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${round(width)} ${round(height)}" width="${round(width)}" height="${round(height)}" role="group" aria-labelledby="${id}-title ${id}-summary" font-family="${FONT}">`,
    `<title id="${id}-title">${escaped(map.title[language])}</title>`,
    `<desc id="${id}-summary">${escaped(summary)}</desc>`,
    '<defs>',
    marker(`${id}-arrow`, PALETTE.edge),
    marker(`${id}-circle`, PALETTE.clay),
    '</defs>',
    `<rect width="100%" height="100%" fill="${PALETTE.paper}"/>`,
    `<g fill="none" stroke-width="1.75" transform="translate(${round(shift)} 0)" aria-hidden="true">`,
    ...lines,
    ...joints,
    '</g>',
    ...cards,
    legend(structure, language, notes, layout.height),
    '</svg>',
    '',
  ].join('\n');
}

function legend(
  structure: CauseStructure,
  language: Language,
  notes: readonly string[],
  top: number,
): string {
  const text = TEXT[language];
  const order: readonly Role[] = ['root', 'trigger', 'triggered', 'symptom', 'external', 'unconnected'];
  const roles = order.filter((role) => structure.factors.some((factor) => factor.role === role));
  let x = 32;
  const keys = roles.map((role) => {
    const look = LOOK[role];
    const dash = look.dash ? ` stroke-dasharray="${look.dash}"` : '';
    const key = `<rect x="${x}" y="${round(top)}" width="18" height="12" rx="4" fill="${look.fill}" stroke="${look.edge}" stroke-width="1.5"${dash}/><text x="${x + 26}" y="${round(top + 11)}">${escaped(text[role])}</text>`;
    x += 46 + text[role].length * 7;
    return key;
  });
  const lines = notes.map(
    (note, i) => `<text x="32" y="${round(top + 11 + (i + 1) * FOOT.row)}">${escaped(note)}</text>`,
  );
  return `<g font-size="12" fill="${PALETTE.ink2}">${keys.join('')}${lines.join('')}</g>`;
}

function roleIn(structure: CauseStructure, slug: string): Role {
  return structure.factors.find(({ factor }) => factor === slug)?.role ?? 'unconnected';
}

/** A line that leaves and arrives upright, bending softly in between. */
function linePath(line: PlacedLine): string {
  const end = line.points.length - 1;
  let path = '';
  for (const [i, point] of line.points.entries()) {
    // The arrowhead needs a little room before the card.
    const y = i === end && line.arrow ? point.y + 7 : point.y;
    const before = line.points[i - 1];
    if (!before) path = `M${round(point.x)} ${round(y)}`;
    else if (before.x === point.x) path += `V${round(y)}`;
    else {
      const middle = (before.y + y) / 2;
      path += `C${round(before.x)} ${round(middle)} ${round(point.x)} ${round(middle)} ${round(point.x)} ${round(y)}`;
    }
  }
  return path;
}

function arcPath(line: PlacedLine): string {
  const [start, middle, end] = line.points;
  if (!start || !middle || !end) return '';
  const gap = middle.y > end.y ? 7 : -7;
  return `M${round(start.x)} ${round(start.y)}Q${round(middle.x)} ${round(middle.y * 2 - (start.y + end.y) / 2)} ${round(end.x)} ${round(end.y + gap)}`;
}

function marker(id: string, colour: string): string {
  return `<marker id="${id}" viewBox="0 0 10 10" refX="3" refY="5" markerWidth="7" markerHeight="7" orient="auto" markerUnits="userSpaceOnUse"><path d="M0 0L10 5L0 10z" fill="${colour}"/></marker>`;
}

function filled(template: string, values: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)\}/g, (_, key: string) => String(ownEntry(values, key) ?? ''));
}

function round(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function escaped(value: string): string {
  return (
    value
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      // Characters that XML 1.0 does not allow, which a title may hold by accident.
      .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
  );
}
