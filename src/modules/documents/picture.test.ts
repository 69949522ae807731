import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import sharp from 'sharp';
import { expect, onTestFinished, test } from 'vitest';
import { isRefusal } from '#kernel/refusal.ts';
import { LARGEST_FILE, type SentFile } from '#kernel/sent-file.ts';
import { fileSize } from '#ui/format.ts';
import { type PreparedFile, prepareFile, whyUnread } from './picture.ts';

async function prepared(file: SentFile, wanted: 'picture' | 'receipt' = 'picture'): Promise<PreparedFile> {
  const result = await prepareFile('photos', file, wanted);
  if (isRefusal(result)) throw new Error(JSON.stringify(result));
  return result;
}

const drawing = (background: string, line: string) =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300">
      <rect width="400" height="300" fill="${background}"/><path d="M20 20 L380 280" stroke="${line}" stroke-width="30"/></svg>`,
  );

test.each(['png', 'webp'] as const)(
  'a transparent %s becomes a drawing on white, not a black field',
  async (format) => {
    const file = await sharp(drawing('none', '#000')).toFormat(format).toBuffer();
    const kept = await prepared(file);
    const corner = await sharp(kept.content as Uint8Array)
      .extract({ left: 380, top: 0, width: 1, height: 1 })
      .raw()
      .toBuffer();
    expect([...corner].every((value) => value > 245)).toBe(true);
    expect(kept.looks).toBe('varied');
  },
);

test.each([
  ['black', '#000', 'plain'],
  ['white on transparent', 'none', 'plain'],
  ['a drawing', '#fff', 'varied'],
])('%s looks %s', async (name, background, looks) => {
  const line = name === 'a drawing' ? '#333' : name === 'black' ? '#020202' : '#fff';
  expect((await prepared(await sharp(drawing(background, line)).png().toBuffer())).looks).toBe(looks);
});

test('the hash of what was sent stays known, of bytes and of a file on disk alike', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pilar-picture-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const bytes = await sharp(drawing('#fff', '#333')).jpeg().toBuffer();
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const path = join(folder, 'sent');
  writeFileSync(path, bytes);
  const fromBytes = await prepared(bytes);
  const fromDisk = await prepared({ path, size: bytes.length, sha256 });
  expect(fromBytes.original).toBe(sha256);
  expect(fromDisk).toEqual(fromBytes);
  const pdf = Buffer.from('%PDF-1.7\n1 0 obj\nendobj\ntrailer\n%%EOF\n');
  expect(await prepared(pdf, 'receipt')).toMatchObject({ content: pdf, mediaType: 'application/pdf' });
});

/** 108 megapixels, as the largest phones of the neighbourhood write them. */
test('a 108 MP photo as phones write it is taken', async () => {
  const file = await sharp({
    create: { width: 12_000, height: 9000, channels: 3, background: '#7a8' },
    limitInputPixels: false,
  })
    .jpeg({ quality: 60 })
    .toBuffer();
  expect(await prepared(file)).toMatchObject({ width: 1600, height: 1200 });
});

/** A small picture whose header claims to be large: enough for whoever looks at the header first. */
async function claiming(format: 'progressive jpeg' | '16-bit png', width: number, height: number) {
  const small = sharp({ create: { width: 8, height: 8, channels: 3, background: '#7a8' } });
  if (format === 'progressive jpeg') {
    const file = await small.jpeg({ progressive: true }).toBuffer();
    const frame = file.indexOf(Buffer.from([0xff, 0xc2]));
    file.writeUInt16BE(height, frame + 5);
    file.writeUInt16BE(width, frame + 7);
    return file;
  }
  const file = await small.toColourspace('rgb16').png().toBuffer();
  file.writeUInt32BE(width, 16);
  file.writeUInt32BE(height, 20);
  file.writeUInt32BE(crc32(file.subarray(12, 29)), 29);
  return file;
}

test.each([
  ['progressive jpeg', 9248, 6936, 65],
  ['16-bit png', 7740, 7740, 120],
] as const)(
  'a %s of %d × %d is refused by its header, with its megapixels',
  async (format, width, height, megapixels) => {
    expect(await prepareFile('photos', await claiming(format, width, height), 'picture')).toMatchObject({
      refusal: 'file.pixels',
      field: 'photos',
      params: { megapixels, limit: 40 },
    });
  },
);

const box = (name: string, content: string) => {
  const bytes = Buffer.alloc(8 + content.length);
  bytes.writeUInt32BE(bytes.length);
  bytes.write(name + content, 4, 'latin1');
  return bytes;
};

/** A picture with something in it, so that half of it is half of the picture. */
const noise = sharp({
  create: {
    width: 600,
    height: 400,
    channels: 3,
    background: '#888',
    noise: { type: 'gaussian', mean: 128, sigma: 40 },
  },
});

test.each<[string, () => Promise<Buffer>, string]>([
  ['nothing', async () => Buffer.alloc(0), 'file.empty'],
  ['one byte too many', async () => Buffer.alloc(LARGEST_FILE + 1, 0xff), 'file.too-large'],
  ['HEIC', async () => box('ftyp', 'heic\0\0\0\0mif1heic'), 'file.heic'],
  ['HEIF', async () => box('ftyp', 'mif1\0\0\0\0mif1heic'), 'file.heic'],
  ['half a JPEG', async () => half(await noise.clone().jpeg().toBuffer()), 'file.cut-off'],
  ['half a PNG', async () => half(await noise.clone().png().toBuffer()), 'file.cut-off'],
  ['half a WebP', async () => half(await noise.clone().webp().toBuffer()), 'file.cut-off'],
  ['half a PDF', async () => Buffer.from('%PDF-1.7\n1 0 obj\n'), 'file.cut-off'],
  ['a broken PNG', async () => spoiled(await noise.clone().png().toBuffer()), 'file.damaged'],
  ['a text', async () => Buffer.from('ini bukan foto'), 'file.type'],
  ['a drawing as text', async () => drawing('#fff', '#000'), 'file.type'],
])('%s', async (_, file, refusal) => {
  expect(await prepareFile('receipt', await file(), 'receipt')).toMatchObject({ refusal, field: 'receipt' });
});

function half(bytes: Buffer): Buffer {
  return bytes.subarray(0, Math.floor(bytes.length / 2));
}

function spoiled(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  copy.fill(0x55, 200, 2000);
  return copy;
}

test('the limit is one number and reads as one', () => {
  expect(fileSize(LARGEST_FILE, 'id').replace('\u00a0', ' ')).toBe('15 MB');
});

test('more pictures at once than can wait are refused at once, and those that wait are all made ready', async () => {
  const file = await sharp(drawing('#fff', '#333')).jpeg().toBuffer();
  // What follows the end of a picture makes it another file, and nothing else.
  const files = Array.from({ length: 200 }, (_, i) => Buffer.concat([file, Buffer.from(`${i}`)]));
  const sent = await Promise.all(files.map((one) => prepareFile('photos', one, 'picture')));
  const busy = sent.filter(isRefusal);
  expect(busy.length).toBeGreaterThan(0);
  for (const one of busy) expect(one).toMatchObject({ refusal: 'file.busy', field: 'photos' });
  expect(sent.length - busy.length).toBeGreaterThanOrEqual(62);
});

test('a picture that was sent a moment ago is not read again', async () => {
  const file = await sharp(drawing('#ffe', '#223')).jpeg().toBuffer();
  const first = await prepareFile('photos', file, 'picture');
  expect(first).toMatchObject({ mediaType: 'image/jpeg' });
  expect(await prepareFile('photos', file, 'picture')).toBe(first);
});

test('a picture whose reading takes too long is no broken one: the machine is busy, and it is as good later', async () => {
  const slow = sharp({ create: { width: 14_000, height: 14_000, channels: 3, background: '#336699' } })
    .blur(60)
    .jpeg()
    .timeout({ seconds: 1 });
  const said = await slow.toBuffer().then(String, (problem: Error) => problem.message);
  expect(whyUnread(said, false)).toMatchObject({ refusal: 'file.busy' });
  expect(whyUnread(said, true)).toMatchObject({ refusal: 'file.busy' });
});

test.each([
  ['VipsJpeg: premature end of JPEG image', false, 'file.cut-off'],
  ['VipsJpeg: Invalid SOS parameters', true, 'file.cut-off'],
  ['VipsJpeg: Invalid SOS parameters', false, 'file.damaged'],
])('%s, ending early: %s, is %s', (said, endsEarly, refusal) => {
  expect(whyUnread(said, endsEarly)).toMatchObject({ refusal });
});
