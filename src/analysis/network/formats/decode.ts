import { NetworkInputError, refuseNetwork } from '../problem.ts';
import type { NoteBook } from '../reading-note.ts';

/** Encodings that XML files name and every runtime reads. */
const DECLARED = /^<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}["']([A-Za-z0-9._-]{1,40})["']/;

/**
 * The text of a file: UTF-16 by its mark, the encoding that an XML file declares, else UTF-8. What is not UTF-8 and says nothing is
 * read as Windows-1252, the code page of western offices, and noted with the first line that is not UTF-8; what holds control
 * characters is no text and refused.
 */
export function decodeText(bytes: Uint8Array, notes: NoteBook): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  const declared = DECLARED.exec(new TextDecoder('windows-1252').decode(bytes.subarray(0, 400)))?.[1];
  if (declared !== undefined && declared.toLowerCase() !== 'utf-8') return decodedAs(declared, bytes);
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (text.includes('\0')) refuseNetwork('not-text', text.slice(0, text.indexOf('\0')).split('\n').length);
    return text;
  } catch (error) {
    if (error instanceof NetworkInputError) throw error;
    const line = firstLineNotUtf8(bytes);
    const text = new TextDecoder('windows-1252').decode(bytes);
    // Of 256 places these have no letter in any office's code page.
    if (declared !== undefined || /[^\P{Cc}\t\n\f\r\u0085]/u.test(text)) refuseNetwork('not-text', line);
    notes.add('encoding-assumed', 1, line, 'Windows-1252');
    return text;
  }
}

function decodedAs(label: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof RangeError) return refuseNetwork('unknown-encoding', 1, { encoding: label });
    return refuseNetwork('not-text', 1);
  }
}

function firstLineNotUtf8(bytes: Uint8Array): number {
  const lossy = new TextDecoder('utf-8').decode(bytes);
  const place = lossy.indexOf('\uFFFD');
  let line = 1;
  for (let i = lossy.indexOf('\n'); i >= 0 && i < place; i = lossy.indexOf('\n', i + 1)) line++;
  return line;
}
