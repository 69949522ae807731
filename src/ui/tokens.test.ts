import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { PALETTE } from '#kernel/palette.ts';

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
  ['on-pale', 'step-1', TEXT],
  ['on-pale', 'step-2', TEXT],
  ['on-pale', 'step-3', TEXT],
  ['on-deep', 'step-4', TEXT],
  ['on-deep', 'step-5', TEXT],
  ['part-1', 'card', EDGE],
  ['part-2', 'card', EDGE],
  ['part-3', 'card', EDGE],
  ['part-4', 'card', EDGE],
];

test.each([
  [':root', 20],
  ['.projector', 5],
])('text and edges of %s can be told from their ground', (theme, least) => {
  const own = colours(theme);
  expect(own.size).toBeGreaterThan(least);
  const tokens = new Map([...colours(':root'), ...own]);
  const faint = PAIRS.map(([over, under, least]) => ({
    pair: `${over} on ${under}`,
    least,
    measured: contrast(tokens.get(over) ?? '#000000', tokens.get(under) ?? '#000000'),
  })).filter(({ measured, least }) => measured < least);
  expect(faint).toEqual([]);
});

/** Fills of groups in a network beyond the first four, which no page uses. */
const GROUPS = ['blue', 'plum', 'olive'] as const;
/** Nor do pages use these: lines where there are many, the mark of the brand. */
const IN_DRAWINGS_ALONE = new Set<string>([...GROUPS, 'mist', 'gold']);

test('drawings and pages that stand alone have the colours of the tokens', () => {
  const tokens = colours(':root');
  const named = Object.entries(PALETTE).filter(([name]) => !IN_DRAWINGS_ALONE.has(name));
  const other = named.filter(
    ([name, colour]) => tokens.get(name.replace(/(?<=[a-z])(?=[A-Z\d])/g, '-').toLowerCase()) !== colour,
  );
  expect(other).toEqual([]);
  for (const group of GROUPS) {
    expect(contrast(PALETTE[group], PALETTE.card), `${group} on a card`).toBeGreaterThanOrEqual(TEXT);
  }
});

const HEX_COLOUR = /#(?:[0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3})\b/gi;

/** Where a colour may be written out, and why. */
const WRITTEN_OUT: Readonly<Record<string, string>> = {
  'ui/tokens.css': 'decides them',
  'kernel/palette.ts': 'decides them for what no stylesheet reaches',
  'demo/pictures.ts': 'draws pictures as if they were photographs',
  'demo/receipts.ts': 'draws receipts as if they were photographs',
  'modules/documents/picture.ts': 'lays transparent pictures on white, whatever the paper of a page',
  'ui/enhance/shrink-picture.ts': 'the same in the browser',
};

test('a colour is written out in the palette and nowhere else', () => {
  const source = new URL('../', import.meta.url);
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(
    (path) => /\.(ts|svelte|css|html)$/.test(path) && !/\.test\.ts$|^paraglide/.test(path),
  );
  expect(files.length).toBeGreaterThan(500);
  const known = new Set<string>(Object.values(PALETTE));
  const found = files.flatMap((path) => {
    const colours = readFileSync(new URL(encodeURI(path), source), 'utf8').match(HEX_COLOUR) ?? [];
    // What is answered when nothing else can be has no way to the palette: it must agree with it.
    const stray = path.endsWith('.html') ? colours.filter((one) => !known.has(one)) : colours;
    return stray.length > 0 && !Object.hasOwn(WRITTEN_OUT, path) ? [`${path}: ${stray.join(' ')}`] : [];
  });
  expect(found).toEqual([]);
});
