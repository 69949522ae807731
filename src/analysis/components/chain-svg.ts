import { ownEntry } from '#kernel/own-entry.ts';
import { PALETTE } from '#kernel/palette.ts';
import type { Language } from '../words.ts';
import type { Activity, ComponentMap } from './component-map.ts';
import { type Gap, gaps, overlaps } from './coverage.ts';
import { type ClusterMatrix, chainMatrices } from './matrix.ts';

/**
 * Grounds of the sides in the order of the map, from the design tokens; words on each have a contrast above 4.5 to 1.
 * Sides beyond them share the last.
 */
const SIDES = [
  PALETTE.teal,
  PALETTE.ochre,
  PALETTE.leaf,
  PALETTE.blue,
  PALETTE.plum,
  PALETTE.olive,
  PALETTE.ink3,
] as const;
const GAP = {
  nobody: { fill: PALETTE.clayTint, edge: PALETTE.clay },
  'one-pillar': { fill: PALETTE.ochreTint, edge: PALETTE.ochre },
} as const;

const TEXT = {
  id: {
    upstream: 'Hulu',
    downstream: 'Hilir',
    area: 'Untuk seluruh wilayah',
    nobody: 'belum ada',
    'one-pillar': 'satu pihak saja',
    training: 'pelatihan',
    extension: 'penyuluhan',
    infrastructure: 'prasarana',
    aid: 'bantuan',
    service: 'layanan',
    organisation: 'pengorganisasian',
    same: 'Bingkai merah: hal yang sama dikerjakan oleh beberapa komponen.',
    tally:
      '{components} komponen, {activities} kegiatan, {clusters} klaster; celah: {gaps}; tumpang tindih: {overlaps}.',
  },
  en: {
    upstream: 'Upstream',
    downstream: 'Downstream',
    area: 'For the whole area',
    nobody: 'nobody yet',
    'one-pillar': 'one side only',
    training: 'training',
    extension: 'extension',
    infrastructure: 'facilities',
    aid: 'aid',
    service: 'service',
    organisation: 'organising',
    same: 'Red frame: the same thing is done by several components.',
    tally:
      '{components} components, {activities} activities, {clusters} clusters; gaps: {gaps}; overlaps: {overlaps}.',
  },
} as const;

const SIZE = {
  name: 210,
  stage: 128,
  row: 46,
  band: 40,
  head: 64,
  margin: 16,
  legend: 24,
  side: 150,
} as const;
const FONT =
  "'Plus Jakarta Sans Variable','Plus Jakarta Sans',system-ui,'Segoe UI',Roboto,'Noto Sans',sans-serif";

/**
 * Draws a map of components as its chains: stages across from upstream to downstream, components down grouped by
 * cluster, one SVG text, the same for the same map, without scripts or outside references. Links that nobody or only
 * one side serves are marked in the head of each cluster; activities that several components repeat have
 * a frame. `name` keeps its identifiers apart from those of other drawings on the same page.
 */
export function drawChains(map: ComponentMap, language: Language, name = 'rantai'): string {
  const text = TEXT[language];
  const id = name.replace(/[^a-zA-Z0-9_-]/g, '-');
  const matrices = chainMatrices(map);
  const found = gaps(map);
  const repeated = overlaps([map]);
  const doubled = new Set(repeated.flatMap((overlap) => overlap.activities.map(keyOf)));
  const across = Math.max(1, ...matrices.map((matrix) => matrix.stages.length));
  const width = Math.max(SIZE.margin * 2 + SIZE.name + across * SIZE.stage, 640);
  const parts: string[] = [];
  let y: number = SIZE.margin;
  for (const matrix of matrices) {
    parts.push(drawMatrix(map, matrix, found, doubled, language, y));
    y += SIZE.head + matrix.rows.length * SIZE.row + SIZE.margin;
  }
  const sides = legend(map, language, y, width);
  const height = y + sides.height;
  const summary = filled(text.tally, {
    components: map.components.length,
    activities: map.activities.length,
    clusters: map.clusters.length,
    gaps: found.filter((gap) => gap.kind === 'nobody').length,
    overlaps: repeated.length,
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="${id}-title ${id}-summary" font-family="${FONT}">`,
    `<title id="${id}-title">${escaped(map.title[language])}</title>`,
    `<desc id="${id}-summary">${escaped(summary)}</desc>`,
    `<rect width="100%" height="100%" fill="${PALETTE.paper}"/>`,
    ...parts,
    sides.drawn,
    '</svg>',
    '',
  ].join('\n');
}

function drawMatrix(
  map: ComponentMap,
  matrix: ClusterMatrix,
  found: readonly Gap[],
  doubled: ReadonlySet<string>,
  language: Language,
  top: number,
): string {
  const text = TEXT[language];
  const titles = (list: readonly { slug: string; title: { id: string; en: string } }[], slug: string) =>
    list.find((one) => one.slug === slug)?.title[language] ?? slug;
  const left = SIZE.margin + SIZE.name;
  const wide = SIZE.name + matrix.stages.length * SIZE.stage;
  const cluster = matrix.cluster === null ? text.area : titles(map.clusters, matrix.cluster);
  const chain = new Set(map.stages.filter((stage) => stage.chain).map((stage) => stage.slug));
  const heads = matrix.stages.map((stage, i) => {
    const x = left + i * SIZE.stage;
    const gap = found.find((one) => one.cluster === matrix.cluster && one.stage === stage);
    const look = gap ? GAP[gap.kind] : undefined;
    const mark =
      gap && look
        ? `<rect x="${x + 4}" y="${top + 40}" width="${SIZE.stage - 8}" height="18" rx="6" fill="${look.fill}" stroke="${look.edge}"${gap.kind === 'nobody' ? ' stroke-dasharray="4 3"' : ''}/><text x="${x + SIZE.stage / 2}" y="${top + 53}" fill="${look.edge}" font-size="11" font-weight="700" text-anchor="middle">${escaped(text[gap.kind])}</text>`
        : '';
    const arrow =
      i > 0 && chain.has(stage)
        ? `<path d="M${x - 7} ${top + 13}l6 6l-6 6" fill="none" stroke="${PALETTE.ink2}" stroke-width="1.75"/>`
        : '';
    return [
      arrow,
      lines(titles(map.stages, stage), 17)
        .map(
          (line, row) =>
            `<text x="${x + 6}" y="${top + 16 + row * 14}" fill="${PALETTE.ink}" font-size="12" font-weight="700">${escaped(line)}</text>`,
        )
        .join(''),
      mark,
    ].join('');
  });
  const rows = matrix.rows.map((row, r) => {
    const y = top + SIZE.head + r * SIZE.row;
    const names = lines(titles(map.components, row.component), 30).map(
      (line, i) =>
        `<text x="${SIZE.margin + 6}" y="${y + 19 + i * 14}" fill="${PALETTE.ink}" font-size="12">${escaped(line)}</text>`,
    );
    const cells = row.cells.map((cell, i) => {
      if (cell.length === 0) return '';
      const x = left + i * SIZE.stage + 4;
      const fill = sideColour(map, row.pillar);
      const kinds = [...new Set(cell.map((activity) => text[activity.kind]))].join(', ');
      const told = cell.map((activity) => activity.title[language]).join('; ');
      const frame = cell.some((activity) => doubled.has(keyOf(activity)))
        ? `<rect x="${x - 2.5}" y="${y + 1.5}" width="${SIZE.stage - 3}" height="${SIZE.row - 3}" rx="10" fill="none" stroke="${PALETTE.clay}" stroke-width="2.5"/>`
        : '';
      const words = lines(kinds, 18).map(
        (line, n, all) =>
          `<text x="${x + (SIZE.stage - 8) / 2}" y="${y + 27 - (all.length - 1) * 7 + n * 14}" fill="${PALETTE.onTeal}" font-size="11" font-weight="600" text-anchor="middle">${escaped(line)}</text>`,
      );
      return `<g><title>${escaped(`${titles(map.components, row.component)}: ${told}`)}</title><rect x="${x}" y="${y + 4}" width="${SIZE.stage - 8}" height="${SIZE.row - 8}" rx="8" fill="${fill}"/>${frame}${words.join('')}</g>`;
    });
    return `<path d="M${SIZE.margin} ${y}h${wide}" stroke="${PALETTE.line2}"/>${names.join('')}${cells.join('')}`;
  });
  return [
    `<rect x="${SIZE.margin}" y="${top}" width="${wide}" height="${SIZE.head}" rx="8" fill="${PALETTE.sunk}"/>`,
    ...lines(cluster, 24).map(
      (line, i) =>
        `<text x="${SIZE.margin + 10}" y="${top + 22 + i * 18}" fill="${PALETTE.ink}" font-size="15" font-weight="700">${escaped(line)}</text>`,
    ),
    ...heads,
    ...rows,
  ].join('');
}

/** What the colours mean, side by side as far as the picture is wide, then which way a chain runs and what frames mean. */
function legend(
  map: ComponentMap,
  language: Language,
  top: number,
  width: number,
): { readonly drawn: string; readonly height: number } {
  const text = TEXT[language];
  const across = Math.max(1, Math.floor((width - SIZE.margin * 2) / SIZE.side));
  const told = [
    ...map.pillars.map((one) => short(one.title[language], 20)),
    `${text.upstream} → ${text.downstream}`,
  ];
  const parts = told.map((words, i) => {
    const x = SIZE.margin + (i % across) * SIZE.side;
    const y = top + Math.floor(i / across) * SIZE.legend;
    const side = map.pillars[i];
    return side
      ? `<rect x="${x}" y="${y}" width="18" height="12" rx="4" fill="${sideColour(map, side.slug)}"/><text x="${x + 26}" y="${y + 11}">${escaped(words)}</text>`
      : `<text x="${x}" y="${y + 11}">${escaped(words)}</text>`;
  });
  const rows = Math.ceil(told.length / across);
  const same = `<text x="${SIZE.margin}" y="${top + rows * SIZE.legend + 12}">${escaped(text.same)}</text>`;
  return {
    drawn: `<g font-size="12" fill="${PALETTE.ink2}">${parts.join('')}${same}</g>`,
    height: (rows + 1) * SIZE.legend + SIZE.margin,
  };
}

function sideColour(map: ComponentMap, pillar: string): string {
  const place = map.pillars.findIndex((one) => one.slug === pillar);
  return SIDES[place] ?? PALETTE.ink3;
}

function keyOf(activity: Activity): string {
  return [activity.component, activity.topic, activity.kind, activity.stage, activity.title.id].join(' | ');
}

/** A text in at most two lines of about so many letters; what is longer ends with an ellipsis. */
function lines(text: string, letters: number): string[] {
  const rows: string[] = [];
  for (const word of text.split(' ')) {
    const last = rows.at(-1);
    if (last !== undefined && last.length + word.length < letters) rows[rows.length - 1] = `${last} ${word}`;
    else rows.push(word);
  }
  const [first = '', ...rest] = rows;
  if (rest.length === 0) return [short(first, letters)];
  return [short(first, letters), short(rest.join(' '), letters)];
}

function short(text: string, letters: number): string {
  return text.length > letters + 2 ? `${text.slice(0, letters)}…` : text;
}

function filled(text: string, values: Readonly<Record<string, number>>): string {
  return text.replace(/\{(\w+)\}/g, (_, key: string) => String(ownEntry(values, key) ?? ''));
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
