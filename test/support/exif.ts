/** Pictures with whatever a camera, or somebody who pretends to be one, wrote into them. */

type Rational = readonly [above: number, below: number];

export type Taken = {
  readonly latitude?: readonly Rational[];
  readonly longitude?: readonly Rational[];
  readonly south?: true;
  readonly takenAt?: string;
};

/** An EXIF block as a camera writes it, little end first, with whatever numbers a test wants. */
export function exifBlock({ latitude, longitude, south, takenAt }: Taken): Buffer {
  const block = Buffer.alloc(400);
  block.write('II*\0', 0, 'latin1');
  block.writeUInt32LE(8, 4);
  directory(block, 8, [
    [0x8769, 4, 1, 60],
    [0x8825, 4, 1, 100],
  ]);
  directory(block, 60, takenAt ? [[0x9003, 2, takenAt.length + 1, 200]] : []);
  block.write(takenAt ?? '', 200, 'latin1');
  directory(block, 100, [
    [1, 2, 2, (south ? 'S' : 'N').charCodeAt(0)],
    [2, 5, latitude?.length ?? 0, 240],
    [3, 2, 2, 'E'.charCodeAt(0)],
    [4, 5, longitude?.length ?? 0, 280],
  ]);
  rationals(block, 240, latitude ?? []);
  rationals(block, 280, longitude ?? []);
  return block;
}

/** A JPEG with this block as its EXIF segment. */
export function jpegWith(exif: Uint8Array, jpeg: Uint8Array): Buffer {
  const content = Buffer.concat([Buffer.from('Exif\0\0'), exif]);
  const head = Buffer.from([0xff, 0xe1, (content.length + 2) >> 8, (content.length + 2) & 0xff]);
  return Buffer.concat([jpeg.subarray(0, 2), head, content, jpeg.subarray(2)]);
}

function directory(
  block: Buffer,
  at: number,
  entries: readonly (readonly [tag: number, type: number, count: number, value: number])[],
): void {
  block.writeUInt16LE(entries.length, at);
  for (const [i, [tag, type, count, value]] of entries.entries()) {
    const entry = at + 2 + i * 12;
    block.writeUInt16LE(tag, entry);
    block.writeUInt16LE(type, entry + 2);
    block.writeUInt32LE(count, entry + 4);
    block.writeUInt32LE(value, entry + 8);
  }
}

function rationals(block: Buffer, at: number, parts: readonly Rational[]): void {
  for (const [i, [above, below]] of parts.entries()) {
    block.writeUInt32LE(above, at + i * 8);
    block.writeUInt32LE(below, at + i * 8 + 4);
  }
}
