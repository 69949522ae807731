import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';

/** Keeps files under the SHA-256 of their content: the same content is stored once and never changes. */
export type FileStore = {
  /** Stores the bytes durably and answers their SHA-256 in hex. */
  put(bytes: Uint8Array): Promise<string>;
  get(sha256: string): Promise<Uint8Array>;
};

export function openFileStore(folder: string): FileStore {
  const place = (sha256: string) => join(folder, sha256.slice(0, 2), sha256);
  return {
    async put(bytes) {
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      await mkdir(join(folder, sha256.slice(0, 2)), { recursive: true });
      const path = place(sha256);
      // A name of its own: the same content may arrive twice at the same moment.
      const part = `${path}.${randomUUID()}.part`;
      const file = await open(part, 'wx');
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(part, path);
      return sha256;
    },
    get: (sha256) => readFile(place(sha256)),
  };
}
