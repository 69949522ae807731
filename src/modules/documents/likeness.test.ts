import sharp from 'sharp';
import { expect, test } from 'vitest';
import { photo } from '../../../test/support/city.ts';
import { ALIKE, likenessOf } from './likeness.ts';
import { prepareFile } from './picture.ts';

/** Houses in a row, as seen by a camera that moves by `shift`. */
async function houses(shift: number): Promise<Buffer> {
  const bars = [0, 1, 2, 3].map(
    (i) =>
      `<rect x="${i * 90 + shift}" y="${60 + i * 30}" width="60" height="200" fill="rgb(${40 + i * 50},90,${200 - i * 40})"/>`,
  );
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300"><rect width="400" height="300" fill="#dde"/>${bars.join('')}</svg>`;
  return sharp(Buffer.from(svg)).jpeg({ quality: 90 }).toBuffer();
}

async function likeness(picture: Uint8Array): Promise<string | null> {
  const prepared = await prepareFile('photo', picture, 'picture');
  if ('refusal' in prepared) throw new Error(prepared.refusal);
  return prepared.likeness;
}

function differ(one: string | null, other: string | null): number {
  const bits = (BigInt(`0x${one}`) ^ BigInt(`0x${other}`)).toString(2);
  return [...bits].filter((bit) => bit === '1').length;
}

test('a picture that is shrunk, lightened and saved again keeps its likeness; another has another', async () => {
  const first = await houses(0);
  const again = await sharp(first).resize(200).modulate({ brightness: 1.1 }).webp({ quality: 50 }).toBuffer();
  expect(differ(await likeness(first), await likeness(again))).toBeLessThanOrEqual(ALIKE);
  expect(differ(await likeness(first), await likeness(await houses(45)))).toBeGreaterThan(ALIKE);
});

test('a picture of one colour is like none', async () => {
  expect(await likeness(await photo())).toBeNull();
  expect(likenessOf(new Uint8Array(72).fill(99))).toBeUndefined();
});
