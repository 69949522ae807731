/** The longest side of a photo that is sent; the server keeps no more. */
const LONGEST_SIDE = 1600;

/**
 * A camera picture made small enough for a slow link: at most 1600 px, JPEG, with what the camera wrote about place and
 * time carried along, so that the server can keep it apart. What the browser cannot read is sent as it is: the server
 * judges it by its content.
 */
export async function shrinkPicture(file: File): Promise<Blob> {
  try {
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
    const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(picture.width * scale));
    canvas.height = Math.max(1, Math.round(picture.height * scale));
    const context = canvas.getContext('2d');
    if (!context) return file;
    // JPEG knows no transparency: without paper beneath, it would come out black.
    context.fillStyle = '#ffffff';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const small = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.85));
    if (!small || small.size >= file.size) return file;
    const bytes = carryExif(
      new Uint8Array(await file.arrayBuffer()),
      new Uint8Array(await small.arrayBuffer()),
    );
    return new Blob([bytes], { type: 'image/jpeg' });
  } catch {
    return file;
  }
}

/**
 * The EXIF segment of one JPEG put into another, its orientation set to upright, since the shrunk picture stands upright
 * already. Without such a segment the second is answered unchanged.
 */
export function carryExif(from: Uint8Array, into: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const segment = exifSegment(from);
  if (!segment) return into;
  setUpright(segment);
  const joined = new Uint8Array(into.length + segment.length);
  joined.set(into.subarray(0, 2));
  joined.set(segment, 2);
  joined.set(into.subarray(2), 2 + segment.length);
  return joined;
}

/** A copy of the APP1 segment that holds EXIF, with its marker and length. */
function exifSegment(jpeg: Uint8Array): Uint8Array | undefined {
  const view = new DataView(jpeg.buffer, jpeg.byteOffset, jpeg.byteLength);
  if (jpeg.length < 4 || view.getUint16(0) !== 0xffd8) return undefined;
  for (let at = 2; at + 4 <= jpeg.length && view.getUint8(at) === 0xff; ) {
    const marker = view.getUint16(at);
    if (marker === 0xffda) return undefined;
    const length = 2 + view.getUint16(at + 2);
    const isExif = marker === 0xffe1 && at + 10 <= jpeg.length && view.getUint32(at + 4) === 0x45786966;
    if (isExif && at + length <= jpeg.length) return jpeg.slice(at, at + length);
    at += length;
  }
  return undefined;
}

const ORIENTATION = 0x0112;

function setUpright(segment: Uint8Array): void {
  const tiff = 10;
  if (segment.length < tiff + 8) return;
  const view = new DataView(segment.buffer, segment.byteOffset, segment.byteLength);
  const little = view.getUint16(tiff) === 0x4949;
  const directory = tiff + view.getUint32(tiff + 4, little);
  if (directory + 2 > segment.length) return;
  const entries = view.getUint16(directory, little);
  for (let entry = 0; entry < entries; entry += 1) {
    const at = directory + 2 + entry * 12;
    if (at + 12 > segment.length) return;
    if (view.getUint16(at, little) === ORIENTATION) view.setUint16(at + 8, 1, little);
  }
}
