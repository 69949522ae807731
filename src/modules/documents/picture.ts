import readExif from 'exif-reader';
import { fileTypeFromBuffer } from 'file-type';
import sharp from 'sharp';
import { at, type Refusal, refuse } from '#kernel/refusal.ts';

/** The largest file a person may send: 15 MB. */
export const MAX_FILE_BYTES = 15_000_000;

/** A file made safe to keep: told by its content, pictures turned upright, shrunk and without what the camera wrote in. */
export type PreparedFile = {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  readonly width: number | null;
  readonly height: number | null;
  readonly thumbnail: Uint8Array | null;
  readonly position: { latitude: number | null; longitude: number | null; takenAt: string | null } | null;
};

const PICTURES = new Set(['image/jpeg', 'image/png', 'image/webp']);
const LONGEST_SIDE = 1600;
const THUMBNAIL = 320;

/**
 * Prepares a file that somebody sent: `picture` takes JPEG, PNG and WebP, `receipt` also PDF. What the file is, its
 * content says, not its name. Refuses an empty file, one above 15 MB, and one that is not what is wanted.
 */
export async function prepareFile(
  field: string,
  bytes: Uint8Array,
  wanted: 'picture' | 'receipt',
): Promise<PreparedFile | Refusal> {
  if (bytes.length === 0) return at(field, refuse('file.empty'));
  if (bytes.length > MAX_FILE_BYTES)
    return at(field, refuse('file.too-large', undefined, { limit: '15 MB' }));
  const type = (await fileTypeFromBuffer(bytes))?.mime ?? 'unknown';
  if (wanted === 'receipt' && type === 'application/pdf') {
    return { bytes, mediaType: type, width: null, height: null, thumbnail: null, position: null };
  }
  if (!PICTURES.has(type)) return at(field, refuse('file.type', undefined, { found: type }));
  try {
    const source = sharp(bytes, { limitInputPixels: 60_000_000, failOn: 'error' });
    const { exif } = await source.metadata();
    const upright = source.rotate();
    const picture = await upright
      .clone()
      .resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true })
      .jpeg({ quality: 80, mozjpeg: true })
      .toBuffer({ resolveWithObject: true });
    const thumbnail = await sharp(picture.data)
      .resize(THUMBNAIL, THUMBNAIL, { fit: 'cover' })
      .webp({ quality: 70 })
      .toBuffer();
    return {
      bytes: picture.data,
      mediaType: 'image/jpeg',
      width: picture.info.width,
      height: picture.info.height,
      thumbnail,
      position: exif ? positionIn(exif) : null,
    };
  } catch {
    // The content begins like a picture but cannot be decoded: for the sender the same as a wrong type.
    return at(field, refuse('file.type', undefined, { found: type }));
  }
}

function positionIn(exif: Buffer): PreparedFile['position'] {
  try {
    const { GPSInfo, Photo } = readExif(exif);
    const latitude = degrees(GPSInfo?.GPSLatitude, GPSInfo?.GPSLatitudeRef === 'S');
    const longitude = degrees(GPSInfo?.GPSLongitude, GPSInfo?.GPSLongitudeRef === 'W');
    const taken = Photo?.DateTimeOriginal;
    const takenAt = taken instanceof Date && !Number.isNaN(taken.getTime()) ? taken.toISOString() : null;
    return latitude === null && takenAt === null ? null : { latitude, longitude, takenAt };
  } catch {
    // Cameras write broken EXIF; a picture without its position is still a picture.
    return null;
  }
}

function degrees(parts: readonly number[] | undefined, negative: boolean): number | null {
  const [degree, minute = 0, second = 0] = parts ?? [];
  if (degree === undefined || !Number.isFinite(degree)) return null;
  const value = degree + minute / 60 + second / 3600;
  return Math.round((negative ? -value : value) * 1e6) / 1e6;
}
