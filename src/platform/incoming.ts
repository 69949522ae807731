import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Where files lie while the request that brought them is worked on. */
export type Incoming = {
  /** A place for the files of one request; nothing is made on disk before the first of them. */
  open(): IncomingBox;
  /** Removes what a process that ended in the middle of a request left behind; answers how many requests it was. */
  sweep(now?: Date): Promise<number>;
};

export type IncomingBox = {
  /** The path of a new file. */
  newPath(): Promise<string>;
  /** Removes all files of the request, whatever became of it. */
  clear(): Promise<void>;
};

/** Longer than any request may take, in milliseconds: what is older belongs to nobody. */
const LONGEST_REQUEST = 30 * 60_000;

export function openIncoming(folder: string): Incoming {
  return {
    open() {
      const place = join(folder, randomUUID());
      let made: Promise<unknown> | undefined;
      return {
        async newPath() {
          made ??= mkdir(place, { recursive: true });
          await made;
          return join(place, randomUUID());
        },
        async clear() {
          await made?.catch(() => {});
          if (made) await rm(place, { recursive: true, force: true });
        },
      };
    },

    async sweep(now = new Date()) {
      let removed = 0;
      for (const name of await readdir(folder).catch((): string[] => [])) {
        const place = join(folder, name);
        const about = await stat(place).catch(() => undefined);
        if (!about || now.getTime() - about.mtimeMs < LONGEST_REQUEST) continue;
        await rm(place, { recursive: true, force: true });
        removed += 1;
      }
      return removed;
    },
  };
}
