import { pipeline, Readable } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';

/** A file of an archive. Its content is asked for part by part, and no faster than the archive is read. */
export type ZipEntry = {
  readonly name: string;
  readonly parts: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>;
};

type Written = { name: Buffer; start: number; crc: number; packed: number; size: number };

/** The form's first day: nothing tells when a file was made, so that the same rows are the same bytes. */
const DAY = 0x0021;
/** Sizes follow the content, and names are UTF-8. */
const FLAGS = 0x0808;
const DEFLATED = 8;
const VERSION = 20;

/**
 * An archive (APPNOTE 6.3.10, without ZIP64: each file and the whole below 4 GB) as parts of bytes. What was written is
 * not kept: a reader that stops reading stops the writing.
 */
export async function* zipParts(
  entries: AsyncIterable<ZipEntry> | Iterable<ZipEntry>,
): AsyncGenerator<Buffer> {
  const written: Written[] = [];
  let place = 0;
  for await (const entry of entries) {
    const name = Buffer.from(entry.name);
    const one: Written = { name, start: place, crc: 0, packed: 0, size: 0 };
    written.push(one);
    const head = fields(
      [4, 0x04034b50],
      [2, VERSION],
      ...common(one, { known: false }),
      [2, name.length],
      [2, 0],
    );
    yield Buffer.concat([head, name]);
    for await (const part of deflated(entry.parts, one)) yield part;
    const end = fields([4, 0x08074b50], [4, one.crc], [4, one.packed], [4, one.size]);
    yield end;
    place += head.length + name.length + one.packed + end.length;
  }
  const list = Buffer.concat(written.flatMap(listed));
  const count: Field[] = [
    [2, written.length],
    [2, written.length],
  ];
  yield Buffer.concat([
    list,
    fields([4, 0x06054b50], [4, 0], ...count, [4, list.length], [4, place], [2, 0]),
  ]);
}

async function* deflated(parts: ZipEntry['parts'], one: Written): AsyncGenerator<Buffer> {
  async function* counted() {
    for await (const part of parts) {
      const bytes = Buffer.from(part);
      one.crc = crc32(bytes, one.crc);
      one.size += bytes.length;
      yield bytes;
    }
  }
  const deflate = createDeflateRaw({ level: 3 });
  // What breaks the source breaks the loop below; a loop that is left ends the source.
  pipeline(Readable.from(counted(), { objectMode: false }), deflate, () => {});
  for await (const part of deflate) {
    const bytes: Buffer = part;
    one.packed += bytes.length;
    yield bytes;
  }
}

function listed(one: Written): Buffer[] {
  const sizes = common(one, { known: true });
  const rest: Field[] = [
    [2, one.name.length],
    [2, 0],
    [2, 0],
    [2, 0],
    [2, 0],
    [4, 0],
    [4, one.start],
  ];
  return [fields([4, 0x02014b50], [2, VERSION], [2, VERSION], ...sizes, ...rest), one.name];
}

/** A number and how many bytes it takes, the lowest first. */
type Field = readonly [bytes: 2 | 4, value: number];

function common({ crc, packed, size }: Written, { known }: { known: boolean }): Field[] {
  const sizes = known ? [crc, packed, size] : [0, 0, 0];
  return [[2, FLAGS], [2, DEFLATED], [2, 0], [2, DAY], ...sizes.map((value): Field => [4, value])];
}

function fields(...all: readonly Field[]): Buffer {
  const buffer = Buffer.alloc(all.reduce((sum, [bytes]) => sum + bytes, 0));
  let at = 0;
  for (const [bytes, value] of all) at = buffer.writeUIntLE(value, at, bytes);
  return buffer;
}
