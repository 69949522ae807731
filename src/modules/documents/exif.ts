/** Where and when a camera says that a picture was taken. Degrees with six decimals, south and west negative. */
export type CameraPosition = {
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly takenAt: string | null;
};

/** More than a JPEG can carry in one segment is no camera's doing. */
const LONGEST_EXIF = 65_536;

/** How many entries of one directory are looked at; cameras write some dozens. */
const MOST_ENTRIES = 200;

const EXIF_DIRECTORY = 0x8769;
const GPS_DIRECTORY = 0x8825;
const DATE_TIME_ORIGINAL = 0x9003;
const LATITUDE_REF = 1;
const LATITUDE = 2;
const LONGITUDE_REF = 3;
const LONGITUDE = 4;

const ASCII = 2;
const LONG = 4;
const RATIONAL = 5;

/**
 * Reads position and time from the EXIF block of a picture. Everything in it was written by whoever made the file: only
 * what lies on the globe and in the calendar is answered, the rest is as if it were not there. Never throws, and looks
 * at no more than a few hundred entries, however many the file claims.
 * Source: Exif 2.32, tags GPSLatitude, GPSLongitude, DateTimeOriginal.
 */
export function readCameraPosition(exif: Uint8Array): CameraPosition | null {
  const tiff = tiffIn(exif);
  if (!tiff) return null;
  const first = directory(tiff, tiff.uint32(4));
  const photo = directory(tiff, pointer(tiff, first.get(EXIF_DIRECTORY)));
  const gps = directory(tiff, pointer(tiff, first.get(GPS_DIRECTORY)));
  const latitude = degrees(tiff, gps.get(LATITUDE), gps.get(LATITUDE_REF), 'S', 90);
  const longitude = degrees(tiff, gps.get(LONGITUDE), gps.get(LONGITUDE_REF), 'W', 180);
  const takenAt = moment(text(tiff, photo.get(DATE_TIME_ORIGINAL)));
  // Half a position is none.
  const isWhole = latitude !== null && longitude !== null;
  if (!isWhole && takenAt === null) return null;
  return { latitude: isWhole ? latitude : null, longitude: isWhole ? longitude : null, takenAt };
}

/** A block of TIFF whose reads never leave it: what would lie outside is undefined. */
type Tiff = {
  uint16(at: number): number | undefined;
  uint32(at: number): number | undefined;
  ascii(at: number, length: number): string;
};

type Entry = { readonly type: number; readonly count: number; readonly at: number };

function tiffIn(exif: Uint8Array): Tiff | undefined {
  const begins = String.fromCharCode(...exif.subarray(0, 6)) === 'Exif\0\0' ? 6 : 0;
  if (exif.length > LONGEST_EXIF) return undefined;
  const block = exif.subarray(begins);
  const order = String.fromCharCode(...block.subarray(0, 2));
  if (order !== 'II' && order !== 'MM') return undefined;
  const little = order === 'II';
  const view = new DataView(block.buffer, block.byteOffset, block.byteLength);
  const inside = (at: number, length: number) => at >= 0 && at + length <= block.length;
  return {
    uint16: (at) => (inside(at, 2) ? view.getUint16(at, little) : undefined),
    uint32: (at) => (inside(at, 4) ? view.getUint32(at, little) : undefined),
    ascii: (at, length) =>
      inside(at, length) ? String.fromCharCode(...block.subarray(at, at + length)) : '',
  };
}

function directory(tiff: Tiff, at: number | undefined): Map<number, Entry> {
  const entries = new Map<number, Entry>();
  const count = at === undefined ? 0 : (tiff.uint16(at) ?? 0);
  for (let index = 0; index < Math.min(count, MOST_ENTRIES); index += 1) {
    const entry = (at ?? 0) + 2 + index * 12;
    const tag = tiff.uint16(entry);
    const type = tiff.uint16(entry + 2);
    const values = tiff.uint32(entry + 4);
    if (tag === undefined || type === undefined || values === undefined) break;
    if (!entries.has(tag)) entries.set(tag, { type, count: values, at: entry + 8 });
  }
  return entries;
}

function pointer(tiff: Tiff, entry: Entry | undefined): number | undefined {
  return entry?.type === LONG && entry.count === 1 ? tiff.uint32(entry.at) : undefined;
}

/** A text of at most 40 signs: up to four stand in the entry itself, longer ones elsewhere. */
function text(tiff: Tiff, entry: Entry | undefined): string {
  if (entry?.type !== ASCII || entry.count > 40) return '';
  const at = entry.count <= 4 ? entry.at : (tiff.uint32(entry.at) ?? -1);
  return tiff.ascii(at, entry.count).replace(/\0.*/s, '');
}

/** Degrees, minutes and seconds as rationals; null unless they are numbers (`5/0` is none) and lie on the globe. */
function degrees(
  tiff: Tiff,
  entry: Entry | undefined,
  reference: Entry | undefined,
  negative: string,
  most: number,
): number | null {
  if (entry?.type !== RATIONAL || entry.count < 1 || entry.count > 3) return null;
  const at = tiff.uint32(entry.at);
  let value = 0;
  for (let part = 0; part < entry.count; part += 1) {
    const above = tiff.uint32((at ?? -1) + part * 8);
    const below = tiff.uint32((at ?? -1) + part * 8 + 4);
    if (at === undefined || above === undefined || !below) return null;
    value += above / below / 60 ** part;
  }
  if (!(value <= most)) return null;
  const signed = text(tiff, reference).trim().toUpperCase() === negative ? -value : value;
  return Math.round(signed * 1e6) / 1e6 || 0;
}

/** `2026:02:10 07:30:00` as an ISO moment without zone, which the camera does not say; null for a day there is not. */
function moment(typed: string): string | null {
  const parts = /^(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d):(\d\d)$/.exec(typed.trim());
  if (!parts) return null;
  const [, year, month, day, hour, minute, second] = parts;
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`;
  const read = new Date(iso);
  return Number.isNaN(read.getTime()) || read.toISOString() !== iso ? null : iso;
}
