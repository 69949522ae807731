import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, copyFile, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { SentFile } from '#kernel/sent-file.ts';

/** Keeps files under the SHA-256 of their content: the same content is stored once and never changes. */
export type FileStore = {
  /** Stores the content durably and answers its SHA-256 in hex. A file on disk is copied and stays where it is. */
  put(content: SentFile): Promise<string>;
  get(sha256: string): Promise<Uint8Array>;
  has(sha256: string): Promise<boolean>;
  /**
   * Whether a file is kept and still is what its name says; read whole unless it was last touched well before `unless`.
   * What lies aside counts as missing: nobody should refer to it.
   */
  look(sha256: string, unless?: Date): Promise<'whole' | 'not read' | 'altered' | 'missing'>;
  /** Puts aside what nobody refers to, and removes what has lain aside long enough. */
  sweep(rules: SweepRules): Promise<SweepCounts>;
};

export type SweepRules = {
  /** Those of some hashes that are referred to. */
  referred(hashes: readonly string[]): Promise<ReadonlySet<string>>;
  /** Only what was put before this moment is looked at: what is newer may belong to a change in progress. */
  putBefore: Date;
  /** What was laid aside before this moment is removed. */
  asideBefore: Date;
  now: Date;
};

/** What a sweep did, in files: looked at, laid aside, brought back, removed for good; and beginnings that broke off. */
export type SweepCounts = {
  readonly looked: number;
  readonly aside: number;
  readonly back: number;
  readonly removed: number;
  readonly broken: number;
};

const HASH = /^[0-9a-f]{64}$/;
const AT_ONCE = 500;

/** By how much the clock of a disk may lie behind ours, in milliseconds. */
const CLOCKS_DIFFER = 60_000;

export function openFileStore(folder: string): FileStore {
  const place = (sha256: string) => join(folder, sha256.slice(0, 2), sha256);
  const aside = join(folder, 'aside');

  /** Files laid aside: their hash, and since when. Both stand in the name, so that no clock of a disk is asked. */
  async function laidAside(): Promise<{ name: string; sha256: string; since: number }[]> {
    const names = await namesIn(aside);
    return names.flatMap((name) => {
      const [sha256 = '', since = ''] = name.split('.');
      return HASH.test(sha256) ? [{ name, sha256, since: Number(since) }] : [];
    });
  }

  async function bringBack(sha256: string, name: string): Promise<void> {
    await mkdir(join(folder, sha256.slice(0, 2)), { recursive: true });
    await rename(join(aside, name), place(sha256));
  }

  /** Lays one file aside; `kept` when it was put again at this very moment, or another server was faster. */
  async function layAside(sha256: string, rules: SweepRules): Promise<'aside' | 'kept'> {
    // A name of its own: two servers may sweep in the same millisecond.
    const name = `${sha256}.${rules.now.getTime()}.${randomUUID()}`;
    if (!(await moved(place(sha256), join(aside, name)))) return 'kept';
    // Whoever puts this content now renames a new file into its place, or did so before the move: then the file that
    // was moved is the new one, and goes back. Nobody can miss it meanwhile: `get` looks here too.
    if (await isOlder(join(aside, name), rules.putBefore)) return 'aside';
    // Another server may have brought it back by now.
    await bringBack(sha256, name).catch(unlessMissing);
    return 'kept';
  }

  return {
    async put(content) {
      const isBytes = content instanceof Uint8Array;
      const sha256 = isBytes ? createHash('sha256').update(content).digest('hex') : content.sha256;
      await mkdir(join(folder, sha256.slice(0, 2)), { recursive: true });
      const path = place(sha256);
      // A name of its own: the same content may arrive twice at the same moment.
      const part = `${path}.${randomUUID()}.part`;
      try {
        if (!isBytes) await copyFile(content.path, part);
        const file = await open(part, isBytes ? 'wx' : 'r+');
        try {
          if (isBytes) await file.writeFile(content);
          const now = new Date();
          await file.utimes(now, now);
          await file.sync();
        } finally {
          await file.close();
        }
        await rename(part, path);
      } catch (problem) {
        await rm(part, { force: true });
        throw problem;
      }
      return sha256;
    },

    has: (sha256) =>
      access(place(sha256)).then(
        () => true,
        () => false,
      ),

    async look(sha256, unless) {
      try {
        const { ctime } = await stat(place(sha256));
        if (unless && ctime.getTime() < unless.getTime() - CLOCKS_DIFFER) return 'not read';
        const hash = createHash('sha256');
        for await (const chunk of createReadStream(place(sha256))) hash.update(chunk);
        return hash.digest('hex') === sha256 ? 'whole' : 'altered';
      } catch (problem) {
        if (isMissing(problem)) return 'missing';
        throw problem;
      }
    },

    async get(sha256) {
      const kept = await readIfThere(place(sha256));
      if (kept) return kept;
      const found = (await laidAside()).find((one) => one.sha256 === sha256);
      // Where it is not aside either, it may have come back while we looked.
      return (found && (await readIfThere(join(aside, found.name)))) ?? readFile(place(sha256));
    },

    async sweep(rules) {
      const counts = { looked: 0, aside: 0, back: 0, removed: 0, broken: 0 };
      await mkdir(aside, { recursive: true });
      for (const some of chunks(await laidAside(), AT_ONCE)) {
        const wanted = await rules.referred(some.map((one) => one.sha256));
        for (const { name, sha256, since } of some) {
          if (wanted.has(sha256)) {
            await bringBack(sha256, name).catch(unlessMissing);
            counts.back += 1;
          } else if (since < rules.asideBefore.getTime()) {
            await rm(join(aside, name), { force: true });
            counts.removed += 1;
          }
        }
      }
      for (const prefix of (await namesIn(folder)).filter((name) => /^[0-9a-f]{2}$/.test(name))) {
        const old: string[] = [];
        for (const name of await namesIn(join(folder, prefix))) {
          const path = join(folder, prefix, name);
          if (!(await isOlder(path, rules.putBefore))) continue;
          if (HASH.test(name)) old.push(name);
          else if (name.endsWith('.part')) {
            await rm(path, { force: true });
            counts.broken += 1;
          }
        }
        for (const some of chunks(old, AT_ONCE)) {
          counts.looked += some.length;
          const wanted = await rules.referred(some);
          for (const sha256 of some) {
            if (!wanted.has(sha256) && (await layAside(sha256, rules)) === 'aside') counts.aside += 1;
          }
        }
      }
      return counts;
    },
  };
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (problem) {
    if (isMissing(problem)) return [];
    throw problem;
  }
}

async function readIfThere(path: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(path);
  } catch (problem) {
    if (isMissing(problem)) return undefined;
    throw problem;
  }
}

/** Moves a file; false when it is not there (any more). */
async function moved(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (problem) {
    if (isMissing(problem)) return false;
    throw problem;
  }
}

async function isOlder(path: string, moment: Date): Promise<boolean> {
  try {
    return (await stat(path)).mtime < moment;
  } catch (problem) {
    if (isMissing(problem)) return false;
    throw problem;
  }
}

function unlessMissing(problem: unknown): void {
  if (!isMissing(problem)) throw problem;
}

function isMissing(problem: unknown): boolean {
  return problem instanceof Error && 'code' in problem && problem.code === 'ENOENT';
}

function chunks<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size));
}
