import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type CauseMap, causeStructure, drawProblemTree, readCauseMap } from './index.ts';
import { CARD, layoutProblemTree } from './problem-tree-layout.ts';

function readCase(name: string): CauseMap {
  const read = readCauseMap(
    readFileSync(join(import.meta.dirname, '../../../demo/cases', `${name}.causes.json`), 'utf8'),
  );
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.value;
}

describe.each(['telang', 'batu-betumpang'])('the problem tree of %s', (name) => {
  const map = readCase(name);
  const layout = layoutProblemTree(
    map,
    causeStructure(map),
    map.factors.map((factor) => factor.title.id),
  );
  const at = new Map(layout.factors.map((placed) => [placed.factor, placed]));

  test('every factor has its place, and no two cards touch', () => {
    expect(layout.factors).toHaveLength(map.factors.length);
    for (const [i, one] of layout.factors.entries()) {
      for (const other of layout.factors.slice(i + 1)) {
        const apart =
          one.x + CARD.width <= other.x ||
          other.x + CARD.width <= one.x ||
          one.y + one.height <= other.y ||
          other.y + other.height <= one.y;
        expect(apart, `${one.factor} and ${other.factor}`).toBe(true);
      }
    }
  });

  test('every cause stands below its effects, the symptom at the top, the root at the bottom', () => {
    for (const link of map.links) {
      expect(at.get(link.from)?.y, `${link.from} → ${link.to}`).toBeGreaterThan(
        at.get(link.to)?.y ?? Number.NaN,
      );
    }
    const heights = layout.factors.map((placed) => placed.y);
    expect(at.get('sinergi')?.y).toBe(Math.min(...heights));
    expect(at.get('kapabilitas-kolaborasi')?.y).toBe(Math.max(...heights));
  });

  test('everything lies inside the drawing', () => {
    for (const { x, y, height } of layout.factors) {
      expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
      expect(x + CARD.width).toBeLessThanOrEqual(layout.width);
      expect(y + height).toBeLessThanOrEqual(layout.height);
    }
  });

  test('is the same every time, and tells a screen reader its roots', () => {
    const svg = drawProblemTree(map, 'id');
    expect(drawProblemTree(map, 'id')).toBe(svg);
    expect(svg).toMatch(/<desc[^>]*>.*Akar: Kapabilitas kolaborasi kurang\./);
    expect(svg).toContain('aria-label="Komitmen bersinergi kurang. Terpicu; memengaruhi 1 faktor; penyebab:');
    expect(drawProblemTree(map, 'en')).toContain('Roots: Weak collaborative capability.');
  });
});

test('lines pass beside the cards of the rows between, never through them', () => {
  const map = readCase('batu-betumpang');
  const layout = layoutProblemTree(
    map,
    causeStructure(map),
    map.factors.map((factor) => factor.title.id),
  );
  for (const line of layout.lines) {
    for (const point of line.points.slice(1, -1)) {
      const hit = layout.factors.find(
        (card) =>
          point.x > card.x &&
          point.x < card.x + CARD.width &&
          point.y > card.y &&
          point.y < card.y + card.height,
      );
      expect(hit?.factor, `${line.from} → ${line.to}`).toBeUndefined();
    }
  }
});

test('titles cannot break out of the drawing', () => {
  const title = { id: '</text><script>alert("1")</script> & \u0007', en: 'x' };
  const map = readCauseMap(
    JSON.stringify({
      title,
      factors: [
        { slug: 'a', title },
        { slug: 'b', title },
      ],
      links: [{ from: 'a', to: 'b', evidence: [{ text: title }] }],
    }),
  );
  const svg = map.ok ? drawProblemTree(map.value, 'id', '"><x') : '';
  for (const unwanted of ['<script', '<x', '\u0007']) expect(svg).not.toContain(unwanted);
  expect(svg).toContain('&amp;');
});

test('a large map is still laid out at once', () => {
  const words = { id: 'Faktor dengan nama yang panjang sekali sampai beberapa baris', en: 'x' };
  const factors = Array.from({ length: 200 }, (_, i) => ({ slug: `f${i}`, title: words }));
  const links = factors.slice(1).flatMap((factor, i) =>
    [...new Set([Math.floor(i / 2), Math.floor(i / 3)])].map((to) => ({
      from: factor.slug,
      to: `f${to}`,
      evidence: [{ text: words }],
    })),
  );
  const map = readCauseMap(JSON.stringify({ title: words, shape: 'tree', factors, links }));
  expect(map.ok && drawProblemTree(map.value, 'id').match(/role="img"/g)).toHaveLength(200);
});
