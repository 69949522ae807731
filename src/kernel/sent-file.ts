/** The largest file a person may send, in bytes. People read it as 15 MB (`fileSize` in `ui/format.ts`), everywhere alike. */
export const LARGEST_FILE = 15 * 1024 * 1024;

/** The most files that one form may carry; a form whose own rule says fewer refuses the rest beside its field. */
export const MOST_FILES = 20;

/** A file that lies on disk for as long as it is worked on, with the SHA-256 (hex) of its content. */
export type FileOnDisk = { readonly path: string; readonly size: number; readonly sha256: string };

/** A file that somebody sent: received by the web server onto disk, or as bytes from a program that holds them anyway. */
export type SentFile = Uint8Array | FileOnDisk;

/** The size of a file in bytes. */
export function sizeOf(file: SentFile): number {
  return file instanceof Uint8Array ? file.length : file.size;
}
