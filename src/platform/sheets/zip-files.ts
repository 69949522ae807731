import { inflateRawSync } from 'node:zlib';

/** What an archive may be before anything in it is read. */
export type ArchiveLimits = {
  readonly entries: number;
  /** What one file may come to, unpacked. */
  readonly bytes: number;
};

/** Why an archive is not read. */
export type NoArchive = 'not-an-archive' | 'locked' | 'too-large';

/** An archive whose list was read; nothing of it is unpacked before it is asked for. */
export type Archive = {
  /** The files that are listed, in their order. */
  readonly names: readonly string[];
  /** A file's bytes; undefined where there is none of that name. */
  read(name: string): Buffer | NoArchive | undefined;
};

const END = 0x06054b50;
const LISTED = 0x02014b50;
const LOCAL = 0x04034b50;
/** A comment behind the end is at most so long. */
const LONGEST_COMMENT = 0xffff;
const ZIP64 = 0xffffffff;

type Entry = { readonly packed: number; readonly size: number; readonly start: number; readonly how: number };

/**
 * Reads the list of an archive (APPNOTE 6.3.10, without ZIP64). An archive that says of a file, or of all together, that
 * it is larger than it may be is refused unread; one that lies about it is refused at the byte that is too many.
 */
export function openArchive(bytes: Buffer, limits: ArchiveLimits): Archive | NoArchive {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  if (end < 0 || end + 22 > bytes.length || end < bytes.length - 22 - LONGEST_COMMENT)
    return 'not-an-archive';
  if (bytes.readUInt32LE(end) !== END) return 'not-an-archive';
  const count = bytes.readUInt16LE(end + 10);
  if (count > limits.entries) return 'too-large';
  const entries = new Map<string, Entry>();
  let at = bytes.readUInt32LE(end + 16);
  let total = 0;
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== LISTED) return 'not-an-archive';
    if (bytes.readUInt16LE(at + 8) & 1) return 'locked';
    const [name, extra, comment] = [28, 30, 32].map((place) => bytes.readUInt16LE(at + place));
    const entry: Entry = {
      how: bytes.readUInt16LE(at + 10),
      packed: bytes.readUInt32LE(at + 20),
      size: bytes.readUInt32LE(at + 24),
      start: bytes.readUInt32LE(at + 42),
    };
    total += entry.size;
    if ([entry.packed, entry.size, entry.start].includes(ZIP64) || total > limits.bytes * 4)
      return 'too-large';
    const from = at + 46;
    // The first of two files of one name would be shown by one program and the last by another.
    const called = bytes.toString('utf8', from, from + (name ?? 0));
    if (entries.has(called)) return 'not-an-archive';
    entries.set(called, entry);
    at = from + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return {
    names: [...entries.keys()],
    read: (name) => {
      const entry = entries.get(name);
      return entry && unpacked(bytes, entry, limits.bytes);
    },
  };
}

function unpacked(bytes: Buffer, { packed, size, start, how }: Entry, most: number): Buffer | NoArchive {
  if (size > most) return 'too-large';
  if (start + 30 > bytes.length || bytes.readUInt32LE(start) !== LOCAL) return 'not-an-archive';
  const from = start + 30 + bytes.readUInt16LE(start + 26) + bytes.readUInt16LE(start + 28);
  const content = bytes.subarray(from, from + packed);
  if (content.length !== packed) return 'not-an-archive';
  if (how === 0) return content.length > most ? 'too-large' : content;
  if (how !== 8) return 'not-an-archive';
  try {
    return inflateRawSync(content, { maxOutputLength: most });
  } catch (problem) {
    if (!(problem instanceof Error)) throw problem;
    return 'code' in problem && problem.code === 'ERR_BUFFER_TOO_LARGE' ? 'too-large' : 'not-an-archive';
  }
}
