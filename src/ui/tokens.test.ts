import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const css = readFileSync(new URL('tokens.css', import.meta.url), 'utf8');

/** The colours that a block of the token file sets; the projector inherits what it leaves out. */
function colours(selector: string): Map<string, string> {
  const block = css.slice(css.indexOf(`${selector} {`)).split('}')[0] ?? '';
  return new Map(
    [...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map((match) => [match[1] ?? '', match[2] ?? '']),
  );
}

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const TEXT = 4.5;
const EDGE = 3;
const PAIRS: readonly [string, string, number][] = [
  ['ink', 'paper', TEXT],
  ['ink', 'card', TEXT],
  ['ink', 'sunk', TEXT],
  ['ink', 'teal-tint', TEXT],
  ['ink', 'ochre-tint', TEXT],
  ['ink', 'leaf-tint', TEXT],
  ['ink-2', 'paper', TEXT],
  ['ink-2', 'card', TEXT],
  ['ink-2', 'sunk', TEXT],
  ['ink-2', 'teal-tint', TEXT],
  ['ink-2', 'ochre-tint', TEXT],
  ['ink-3', 'card', TEXT],
  ['teal', 'paper', TEXT],
  ['teal', 'card', TEXT],
  ['teal-2', 'card', TEXT],
  ['teal-2', 'teal-tint', TEXT],
  ['on-teal', 'teal', TEXT],
  ['on-teal', 'teal-2', TEXT],
  ['ochre', 'ochre-tint', TEXT],
  ['leaf', 'leaf-tint', TEXT],
  ['clay', 'clay-tint', TEXT],
  ['clay', 'card', TEXT],
  ['clay', 'paper', TEXT],
  ['card', 'clay', TEXT],
  ['edge', 'card', EDGE],
  ['edge', 'paper', EDGE],
  ['focus', 'paper', EDGE],
  ['focus', 'card', EDGE],
  ['part-1', 'card', EDGE],
  ['part-2', 'card', EDGE],
  ['part-3', 'card', EDGE],
  ['part-4', 'card', EDGE],
];

test.each([':root', '.projector'])('text and edges of %s can be told from their ground', (theme) => {
  const own = colours(theme);
  expect(own.size).toBeGreaterThan(20);
  const tokens = new Map([...colours(':root'), ...own]);
  const faint = PAIRS.map(([over, under, least]) => ({
    pair: `${over} on ${under}`,
    least,
    measured: contrast(tokens.get(over) ?? '#000000', tokens.get(under) ?? '#000000'),
  })).filter(({ measured, least }) => measured < least);
  expect(faint).toEqual([]);
});
