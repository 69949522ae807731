import sharp from 'sharp';
import { expect, test } from 'vitest';
import { carryExif } from './shrink-picture.ts';

async function jpeg(): Promise<Uint8Array<ArrayBuffer>> {
  const made = await sharp({ create: { width: 40, height: 20, channels: 3, background: '#446688' } })
    .jpeg()
    .toBuffer();
  return new Uint8Array(made);
}

test('the shrunk photo keeps what the camera wrote, but stands upright', async () => {
  const camera = await sharp(await jpeg())
    .withExif({ IFD0: { Make: 'Ponsel' }, IFD3: { GPSLatitudeRef: 'S', GPSLatitude: '6/1 54/1 0/1' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
  const small = await jpeg();
  const carried = await sharp(carryExif(camera, small)).metadata();
  expect(carried.orientation).toBe(1);
  expect(carried.exif?.includes(Buffer.from('Ponsel'))).toBe(true);
  expect((await sharp(carryExif(camera, small)).raw().toBuffer()).length).toBe(40 * 20 * 3);
});

test.each([
  ['a photo without EXIF', () => jpeg()],
  ['something else', async () => new Uint8Array([1, 2, 3])],
  ['a photo that was cut off', async () => (await jpeg()).slice(0, 5)],
])('%s carries nothing', async (_, make) => {
  const small = await jpeg();
  expect(carryExif(await make(), small)).toBe(small);
});
