import fc from 'fast-check';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { exifBlock, type Taken } from '../../../test/support/exif.ts';
import { readCameraPosition } from './exif.ts';

const SIX_SOUTH: Taken['latitude'] & {} = [
  [6, 1],
  [54, 1],
  [3060, 100],
];
const BANDUNG: Taken['longitude'] & {} = [
  [107, 1],
  [36, 1],
  [0, 1],
];

test.each<[string, Taken, ReturnType<typeof readCameraPosition>]>([
  [
    'as a camera writes it',
    { latitude: SIX_SOUTH, longitude: BANDUNG, south: true, takenAt: '2026:02:10 07:30:00' },
    { latitude: -6.9085, longitude: 107.6, takenAt: '2026-02-10T07:30:00.000Z' },
  ],
  [
    'degrees alone',
    { latitude: [[6, 1]], longitude: [[107, 1]] },
    { latitude: 6, longitude: 107, takenAt: null },
  ],
  [
    '5/0 seconds',
    {
      latitude: [
        [6, 1],
        [5, 0],
      ],
      longitude: BANDUNG,
    },
    null,
  ],
  ['0/0 degrees', { latitude: [[0, 0]], longitude: BANDUNG }, null],
  ['beyond the pole', { latitude: [[91, 1]], longitude: BANDUNG }, null],
  ['beyond the date line', { latitude: SIX_SOUTH, longitude: [[4_294_967_295, 1]] }, null],
  ['half a position', { latitude: SIX_SOUTH }, null],
  ['four parts', { latitude: [...SIX_SOUTH, [1, 1]], longitude: BANDUNG }, null],
  ['a day there is not', { takenAt: '2026:02:31 07:30:00' }, null],
  ['a moment there is not', { takenAt: '2026:02:10 25:30:00' }, null],
  ['a text for a moment', { takenAt: 'kemarin sore' }, null],
])('%s', (_, taken, read) => {
  expect(readCameraPosition(exifBlock(taken))).toEqual(read);
  expect(readCameraPosition(Buffer.concat([Buffer.from('Exif\0\0'), exifBlock(taken)]))).toEqual(read);
});

test('what the picture library writes is read', async () => {
  const picture = await sharp({ create: { width: 4, height: 4, channels: 3, background: '#123456' } })
    .withExif({
      IFD2: { DateTimeOriginal: '2026:02:10 07:30:00' },
      IFD3: {
        GPSLatitudeRef: 'S',
        GPSLatitude: '6/1 54/1 3060/100',
        GPSLongitudeRef: 'E',
        GPSLongitude: '107/1 36/1 0/1',
      },
    })
    .jpeg()
    .toBuffer();
  const { exif: block } = await sharp(picture).metadata();
  expect(block && readCameraPosition(block)).toMatchObject({ latitude: -6.9085, longitude: 107.6 });
});

test('whatever stands in the block, it ends soon, throws nothing, and lies on the globe', () => {
  const whole = exifBlock({ latitude: SIX_SOUTH, longitude: BANDUNG, takenAt: '2026:02:10 07:30:00' });
  const spoiled = fc
    .array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 12 })
    .map((changes) => {
      const block = Buffer.from(whole);
      for (const [at, value] of changes) block[at] = value;
      return block;
    });
  fc.assert(
    fc.property(fc.oneof(spoiled, fc.uint8Array({ maxLength: 200 })), (block) => {
      const read = readCameraPosition(block);
      expect(Math.abs(read?.latitude ?? 0)).toBeLessThanOrEqual(90);
      expect(Math.abs(read?.longitude ?? 0)).toBeLessThanOrEqual(180);
    }),
    { numRuns: 3000 },
  );
});

test('a block of nothing but claims is not believed', () => {
  const block = Buffer.alloc(65_000, 0xff);
  block.write('II*\0', 0, 'latin1');
  block.writeUInt32LE(8, 4);
  expect(readCameraPosition(block)).toBeNull();
  expect(readCameraPosition(Buffer.concat([block, block]))).toBeNull();
});
