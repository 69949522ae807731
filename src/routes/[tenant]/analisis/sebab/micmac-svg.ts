import type { CauseStructure } from '#analysis/causes/index.ts';
import { PALETTE } from '#kernel/palette.ts';
import { m } from '#paraglide/messages.js';
import { count } from '#ui/format.ts';

const SIDE = { left: 56, top: 20, plot: 340, bottom: 48, right: 20 } as const;

/** A factor of the scatter: its number there and in the table beside it. */
export type Numbered = { readonly number: number; readonly factor: string };

/**
 * Draws driver power (upwards) against dependence (to the right) with the cut-off at half the number of factors
 * (MICMAC). Factors at the same point share one dot that carries all their numbers.
 */
export function drawMicmac(structure: CauseStructure, numbered: readonly Numbered[]): string {
  const total = Math.max(1, structure.factors.length);
  const across = (value: number) => SIDE.left + (value / total) * SIDE.plot;
  const up = (value: number) => SIDE.top + SIDE.plot - (value / total) * SIDE.plot;
  const width = SIDE.left + SIDE.plot + SIDE.right;
  const height = SIDE.top + SIDE.plot + SIDE.bottom;
  const half = total / 2;
  const text = (x: number, y: number, words: string, more = '') =>
    `<text x="${round(x)}" y="${round(y)}" font-size="12" fill="${PALETTE.ink2}" ${more}>${escaped(words)}</text>`;
  const points = Map.groupBy(structure.factors, (factor) => `${factor.dependence} ${factor.driverPower}`);
  const dots = [...points.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const numbers = group.map((one) => numbered.find(({ factor }) => factor === one.factor)?.number ?? 0);
    const shown = runs(numbers);
    const x = across(first.dependence);
    const y = up(first.driverPower);
    const left = x > SIDE.left + SIDE.plot * 0.8;
    return [
      `<circle cx="${round(x)}" cy="${round(y)}" r="${group.length > 1 ? 7 : 5}" fill="${PALETTE.teal}" stroke="${PALETTE.card}" stroke-width="1.5"/>`,
      `<text x="${round(left ? x - 10 : x + 10)}" y="${round(y + 4)}" font-size="13" font-weight="700" fill="${PALETTE.ink}"${left ? ' text-anchor="end"' : ''}>${escaped(shown)}</text>`,
    ];
  });
  const corner = SIDE.left + SIDE.plot;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="micmac-title" font-family="system-ui,'Segoe UI',Roboto,'Noto Sans',sans-serif">`,
    `<title id="micmac-title">${escaped(m['causes.micmac.picture']({ factors: count(structure.factors.length) }))}</title>`,
    `<rect x="${SIDE.left}" y="${SIDE.top}" width="${SIDE.plot}" height="${SIDE.plot}" fill="${PALETTE.paper}" stroke="${PALETTE.line2}"/>`,
    `<path d="M${round(across(half))} ${SIDE.top}V${SIDE.top + SIDE.plot}M${SIDE.left} ${round(up(half))}H${corner}" stroke="${PALETTE.line2}" stroke-dasharray="4 4"/>`,
    text(SIDE.left + 8, SIDE.top + 18, m['causes.quadrant.driver']()),
    text(corner - 8, SIDE.top + 18, m['causes.quadrant.linkage'](), 'text-anchor="end"'),
    text(SIDE.left + 8, SIDE.top + SIDE.plot - 8, m['causes.quadrant.autonomous']()),
    text(corner - 8, SIDE.top + SIDE.plot - 8, m['causes.quadrant.dependent'](), 'text-anchor="end"'),
    text(
      SIDE.left + SIDE.plot / 2,
      height - 10,
      `${m['causes.micmac.dependence']()} →`,
      'text-anchor="middle"',
    ),
    `<text transform="translate(16 ${SIDE.top + SIDE.plot / 2}) rotate(-90)" font-size="12" fill="${PALETTE.ink2}" text-anchor="middle">${escaped(`${m['causes.micmac.power']()} →`)}</text>`,
    ...[0, total].map((value) =>
      text(across(value), SIDE.top + SIDE.plot + 16, count(value), 'text-anchor="middle"'),
    ),
    ...[0, total].map((value) => text(SIDE.left - 6, up(value) + 4, count(value), 'text-anchor="end"')),
    ...dots,
    '</svg>',
  ].join('');
}

/** Numbers in order, those that follow each other as a run: `2, 7–11`. */
function runs(numbers: readonly number[]): string {
  const parts: { from: number; to: number }[] = [];
  for (const number of numbers.toSorted((a, b) => a - b)) {
    const last = parts.at(-1);
    if (last && last.to === number - 1) last.to = number;
    else parts.push({ from: number, to: number });
  }
  return parts.map(({ from, to }) => (from === to ? String(from) : `${from}–${to}`)).join(', ');
}

function round(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
