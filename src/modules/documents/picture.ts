import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { fileTypeFromBuffer } from 'file-type';
import sharp, { type Metadata } from 'sharp';
import { ownEntry } from '#kernel/own-entry.ts';
import { at, isRefusal, type Refusal, refuse } from '#kernel/refusal.ts';
import { LARGEST_FILE, type SentFile, sizeOf } from '#kernel/sent-file.ts';
import { type CameraPosition, readCameraPosition } from './exif.ts';
import { latest } from './latest.ts';
import { LIKENESS_SIZE, likenessOf } from './likeness.ts';
import { turnstile } from './turnstile.ts';

/** A file made safe to keep: told by its content, pictures turned upright, shrunk and without what the camera wrote in. */
export type PreparedFile = {
  readonly content: SentFile;
  /** SHA-256 (hex) of the file as it was sent. The same as that of `content` where nothing was changed. */
  readonly original: string;
  readonly mediaType: string;
  readonly width: number | null;
  readonly height: number | null;
  readonly thumbnail: Uint8Array | null;
  /** What copies of one picture have in common; null for what is no picture, or too even to tell. */
  readonly likeness: string | null;
  readonly position: CameraPosition | null;
  /** Whether there is something to see: `plain` when a picture came out as one even field, all black or all white. */
  readonly looks: 'varied' | 'plain';
};

const PICTURES: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpeg',
  'image/png': 'png',
  'image/webp': 'webp',
};
/** What phones call HEIC or HEIF. Reading it needs a licence that no free library has. */
const HEIC = new Set(['image/heic', 'image/heif', 'image/heic-sequence', 'image/heif-sequence']);
const LONGEST_SIDE = 1600;
const THUMBNAIL = 320;

/**
 * How many megapixels are read. A JPEG as cameras write it is shrunk while it is read, row by row: 200 MP take half a
 * second and no more memory than 12 MP. What has to be held as a whole (progressive JPEG, PNG, WebP) has less; 16 bits
 * a channel count twice. Measured in `bench/README.md`.
 */
const MOST_MEGAPIXELS = { streamed: 220, held: 40 } as const;

/** Pictures are read in the picture library's own threads, two at a time on the whole server. */
const decoding = turnstile({ atOnce: 2, waiting: 60, patience: 20_000 });
sharp.concurrency(1);
sharp.cache(false);

/** Who mends a refused form or presses twice sends the same picture again. */
const lately = latest<PreparedFile>(8);

/** No single step may take longer, in seconds. */
const LONGEST_STEP = 15;

/**
 * Prepares a file that somebody sent: `picture` takes JPEG, PNG and WebP, `receipt` also PDF. What the file is, its
 * content says, not its name. Transparent parts become white, as on paper. Refuses an empty file, one that is too large
 * in bytes or pixels, one that was cut off, and one that is not what is wanted. To be called only once it is known that
 * the sender may add a file to this subject now: reading a picture is dear.
 */
export async function prepareFile(
  field: string,
  file: SentFile,
  wanted: 'picture' | 'receipt',
): Promise<PreparedFile | Refusal> {
  const size = sizeOf(file);
  if (size === 0) return at(field, refuse('file.empty'));
  if (size > LARGEST_FILE) return at(field, refuse('file.too-large', undefined, { limit: LARGEST_FILE }));
  const ends = await endsOf(file);
  const type = (await fileTypeFromBuffer(ends.head))?.mime ?? 'unknown';
  if (wanted === 'receipt' && type === 'application/pdf') return preparePdf(field, file, ends.tail);
  if (HEIC.has(type)) return at(field, refuse('file.heic'));
  const format = ownEntry(PICTURES, type);
  if (!format) return at(field, refuse('file.type', undefined, { found: type }));
  const original = sha256Of(file);
  const before = lately.get(original);
  if (before) return before;
  const prepared = await decoding.through(() => preparePicture(file, format, ends));
  if (prepared === 'busy') return at(field, refuse('file.busy'));
  if (isRefusal(prepared)) return at(field, prepared);
  lately.keep(original, prepared);
  return prepared;
}

function preparePdf(field: string, file: SentFile, tail: Buffer): PreparedFile | Refusal {
  if (!tail.includes('%%EOF')) return at(field, refuse('file.cut-off'));
  return {
    content: file,
    original: sha256Of(file),
    mediaType: 'application/pdf',
    width: null,
    height: null,
    thumbnail: null,
    likeness: null,
    position: null,
    looks: 'varied',
  };
}

async function preparePicture(file: SentFile, format: string, ends: Ends): Promise<PreparedFile | Refusal> {
  const input = file instanceof Uint8Array ? file : file.path;
  // The library looks at the pixels that would be held; what they may be depends on the format, and is asked below.
  const options = { limitInputPixels: MOST_MEGAPIXELS.streamed * 1e6, failOn: 'error' } as const;
  try {
    // Of the header alone, so that too many pixels are told as such.
    const about = await sharp(input, { ...options, limitInputPixels: false }).metadata();
    if (about.format !== format) return refuse('file.damaged');
    const tooMany = megapixelsTooMany(about);
    if (tooMany) return tooMany;
    const picture = await sharp(input, options)
      .autoOrient()
      .resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: 80, mozjpeg: true })
      .timeout({ seconds: LONGEST_STEP })
      .toBuffer({ resolveWithObject: true });
    const thumbnail = await sharp(picture.data)
      .resize(THUMBNAIL, THUMBNAIL, { fit: 'cover' })
      .webp({ quality: 70 })
      .toBuffer();
    return {
      content: picture.data,
      original: sha256Of(file),
      mediaType: 'image/jpeg',
      width: picture.info.width,
      height: picture.info.height,
      thumbnail,
      position: about.exif ? readCameraPosition(about.exif) : null,
      likeness: await likenessIn(picture.data),
      looks: await looksOf(picture.data),
    };
  } catch (problem) {
    const said = problem instanceof Error ? problem.message : '';
    return whyUnread(said, isCutOff(format, ends, sizeOf(file)));
  }
}

/**
 * Why a picture of a size that is read could not be, by what the library says: broken off on the way, or broken. One that
 * took too long was read on a machine that does too much else, and is as good later.
 */
export function whyUnread(said: string, endsEarly: boolean): Refusal {
  if (/^timeout:/.test(said)) return refuse('file.busy');
  return refuse(endsEarly || /premature end of JPEG/.test(said) ? 'file.cut-off' : 'file.damaged');
}

/** Refuses more pixels than are read. `isProgressive` says of any format that it comes in several passes. */
function megapixelsTooMany(about: Metadata): Refusal | undefined {
  const pixels = about.width * about.height * (about.depth === 'ushort' ? 2 : 1);
  const limit =
    about.format === 'jpeg' && !about.isProgressive ? MOST_MEGAPIXELS.streamed : MOST_MEGAPIXELS.held;
  if (pixels <= limit * 1e6) return undefined;
  return refuse('file.pixels', undefined, { megapixels: Math.ceil(pixels / 1e6), limit });
}

/** What the picture has in common with copies of it; null where it is too even to tell. */
async function likenessIn(picture: Uint8Array): Promise<string | null> {
  const { width, height } = LIKENESS_SIZE;
  const greys = await sharp(picture).resize(width, height, { fit: 'fill' }).greyscale().raw().toBuffer();
  return likenessOf(greys) ?? null;
}

/** A picture reduced to 64 by 64 greys: plain when the lightest and the darkest are nearly the same. */
async function looksOf(picture: Uint8Array): Promise<PreparedFile['looks']> {
  const greys = await sharp(picture).resize(64, 64, { fit: 'fill' }).greyscale().raw().toBuffer();
  return Math.max(...greys) - Math.min(...greys) < 16 ? 'plain' : 'varied';
}

/** The first and the last bytes of a file: enough to know what it is, and whether it has its end. */
type Ends = { readonly head: Buffer; readonly tail: Buffer };

const HEAD = 4200;
const TAIL = 65_536;

async function endsOf(file: SentFile): Promise<Ends> {
  if (file instanceof Uint8Array) {
    const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
    return { head: bytes.subarray(0, HEAD), tail: bytes.subarray(-TAIL) };
  }
  const handle = await open(file.path);
  try {
    const head = Buffer.alloc(Math.min(HEAD, file.size));
    const tail = Buffer.alloc(Math.min(TAIL, file.size));
    await handle.read(head, 0, head.length, 0);
    await handle.read(tail, 0, tail.length, file.size - tail.length);
    return { head, tail };
  } finally {
    await handle.close();
  }
}

/** Whether a picture lacks its end: the mark that closes it, or for WebP the bytes that its beginning announces. */
function isCutOff(format: string, { head, tail }: Ends, size: number): boolean {
  if (format === 'jpeg') return tail.lastIndexOf(Buffer.from([0xff, 0xd9])) < 0;
  if (format === 'png') return !tail.includes('IEND');
  return head.length < 12 || head.readUInt32LE(4) + 8 > size;
}

function sha256Of(file: SentFile): string {
  return file instanceof Uint8Array ? createHash('sha256').update(file).digest('hex') : file.sha256;
}
