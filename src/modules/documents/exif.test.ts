import fc from 'fast-check';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { bigEnd, exifBlock, type Taken } from '../../../test/support/exif.ts';
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
  [
    'on the pole and the date line, in the west',
    { latitude: [[90, 1]], longitude: [[180, 1]], west: true },
    { latitude: 90, longitude: -180, takenAt: null },
  ],
  [
    'half a position and a moment',
    { latitude: SIX_SOUTH, takenAt: '2026:02:10 07:30:00' },
    { latitude: null, longitude: null, takenAt: '2026-02-10T07:30:00.000Z' },
  ],
  [
    'a moment with blanks around it',
    { takenAt: ' 2026:02:10 07:30:00 ' },
    { latitude: null, longitude: null, takenAt: '2026-02-10T07:30:00.000Z' },
  ],
  [
    'a moment with something after its end',
    { takenAt: '2026:02:10 07:30:00\0\0lain' },
    { latitude: null, longitude: null, takenAt: '2026-02-10T07:30:00.000Z' },
  ],
  [
    'a moment of 40 signs, blanks and all',
    { takenAt: '2026:02:10 07:30:00'.padEnd(39) },
    { latitude: null, longitude: null, takenAt: '2026-02-10T07:30:00.000Z' },
  ],
  ['a moment of 41 signs', { takenAt: '2026:02:10 07:30:00'.padEnd(40) }, null],
  ['a moment behind something', { takenAt: 'x2026:02:10 07:30:00' }, null],
  ['a moment before something', { takenAt: '2026:02:10 07:30:00x' }, null],
  ['a day there is not', { takenAt: '2026:02:31 07:30:00' }, null],
  ['a moment there is not', { takenAt: '2026:02:10 25:30:00' }, null],
  ['a text for a moment', { takenAt: 'kemarin sore' }, null],
])('%s', (_, taken, read) => {
  expect(readCameraPosition(exifBlock(taken))).toEqual(read);
  expect(readCameraPosition(Buffer.concat([Buffer.from('Exif\0\0'), exifBlock(taken)]))).toEqual(read);
  expect(readCameraPosition(bigEnd(exifBlock(taken)))).toEqual(read);
});

const WHOLE = exifBlock({ latitude: SIX_SOUTH, longitude: BANDUNG, takenAt: '2026:02:10 07:30:00' });
const ENTRY = { photo: 62, latitude: 114, eastRef: 126 } as const;

/** The whole block with something else written over a place. */
function written(at: number, value: number, bits: 16 | 32 = 32): Buffer {
  const block = Buffer.from(WHOLE);
  if (bits === 16) block.writeUInt16LE(value, at);
  else block.writeUInt32LE(value, at);
  return block;
}

/** The whole block with a longitude whose reference is four signs long, blanks and all. */
function fourSigns(sign: string): Buffer {
  const block = written(ENTRY.eastRef + 4, 4);
  block.write(sign.padEnd(4), ENTRY.eastRef + 8, 'latin1');
  return block;
}

test.each<[string, Buffer, Partial<NonNullable<ReturnType<typeof readCameraPosition>>> | null]>([
  ['neither end first', Buffer.concat([Buffer.from('XX'), bigEnd(WHOLE).subarray(2)]), null],
  ['not even a head', WHOLE.subarray(0, 7), null],
  ['a head alone', WHOLE.subarray(0, 8), null],
  ['a head alone behind its mark', Buffer.concat([Buffer.from('Exif\0\0'), WHOLE.subarray(0, 8)]), null],
  [
    'as long as a segment can be',
    Buffer.concat([WHOLE, Buffer.alloc(65_536 - WHOLE.length)]),
    { latitude: 6.9085 },
  ],
  ['longer than a segment can be', Buffer.concat([WHOLE, Buffer.alloc(65_537 - WHOLE.length)]), null],
  ['a directory that lies outside', written(4, 399), null],
  [
    'pointers of another type',
    written(8 + 2 + 12 + 2, 3, 16),
    { latitude: null, takenAt: '2026-02-10T07:30:00.000Z' },
  ],
  ['two pointers where one is wanted', written(8 + 2 + 12 + 4, 2), { latitude: null }],
  ['a moment of another type', written(ENTRY.photo + 2, 7, 16), { takenAt: null, latitude: 6.9085 }],
  ['a moment that lies outside', written(ENTRY.photo + 8, 395), { takenAt: null, latitude: 6.9085 }],
  ['degrees that lie outside', written(ENTRY.latitude + 8, 396), { latitude: null, longitude: null }],
  ['degrees that end outside', written(ENTRY.latitude + 8, 392), { latitude: null, longitude: null }],
  ['a west that is told with a blank', written(ENTRY.eastRef + 8, 0x2057), { longitude: -107.6 }],
  ['a west that is told by four signs', fourSigns('W'), { longitude: -107.6 }],
  ['an east that is told by a long text', written(ENTRY.eastRef + 4, 50), { longitude: 107.6 }],
])('a block with %s', (_, block, wanted) => {
  const read = readCameraPosition(block);
  if (wanted === null) expect(read).toBeNull();
  else expect(read).toMatchObject(wanted);
});

test('of a tag that stands twice the first counts', () => {
  const block = Buffer.from(WHOLE);
  block.writeUInt16LE(2, 60);
  block.copy(block, 74, 62, 74);
  block.writeUInt32LE(340, 74 + 8);
  block.write('2025:01:01 00:00:00\0', 340, 'latin1');
  expect(readCameraPosition(block)?.takenAt).toBe('2026-02-10T07:30:00.000Z');
});

test.each([
  [199, '2026-02-10T07:30:00.000Z'],
  [200, null],
])('a moment behind %i other entries of its directory is %s', (others, takenAt) => {
  const block = Buffer.concat([WHOLE, Buffer.alloc(4000)]);
  block.writeUInt32LE(400, 8 + 2 + 8);
  block.writeUInt16LE(others + 1, 400);
  for (let i = 0; i < others; i += 1) block.writeUInt16LE(0x1000 + i, 402 + i * 12);
  WHOLE.copy(block, 402 + others * 12, 62, 74);
  expect(readCameraPosition(block)?.takenAt).toBe(takenAt);
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
