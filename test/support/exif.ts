/** Pictures with whatever a camera, or somebody who pretends to be one, wrote into them. */

type Rational = readonly [above: number, below: number];

export type Taken = {
  readonly latitude?: readonly Rational[];
  readonly longitude?: readonly Rational[];
  readonly south?: true;
  readonly west?: true;
  readonly takenAt?: string;
};

/** The same block with its numbers the big end first, as half of the cameras write them. */
export function bigEnd(block: Buffer): Buffer {
  const turned = Buffer.from(block);
  turned.write('MM\0*', 0, 'latin1');
  turned.writeUInt32BE(block.readUInt32LE(4), 4);
  for (const at of [8, 60, 100]) {
    const entries = block.readUInt16LE(at);
    turned.writeUInt16BE(entries, at);
    for (let entry = at + 2; entry < at + 2 + entries * 12; entry += 12) {
      turned.writeUInt16BE(block.readUInt16LE(entry), entry);
      turned.writeUInt16BE(block.readUInt16LE(entry + 2), entry + 2);
      turned.writeUInt32BE(block.readUInt32LE(entry + 4), entry + 4);
      // A text of up to four signs stands in the entry itself and has no end.
      const isText = block.readUInt16LE(entry + 2) === 2 && block.readUInt32LE(entry + 4) <= 4;
      if (!isText) turned.writeUInt32BE(block.readUInt32LE(entry + 8), entry + 8);
    }
  }
  for (let at = 240; at < 320; at += 4) turned.writeUInt32BE(block.readUInt32LE(at), at);
  return turned;
}

/** An EXIF block as a camera writes it, little end first, with whatever numbers a test wants. */
export function exifBlock({ latitude, longitude, south, west, takenAt }: Taken): Buffer {
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
    [3, 2, 2, (west ? 'W' : 'E').charCodeAt(0)],
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
