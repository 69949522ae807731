import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const HASH = z.string().regex(/^[0-9a-f]{64}$/);

const NOTED = z.object({
  /** When it was verified last, and when whole. */
  at: z.iso.datetime(),
  whole: z.iso.datetime(),
  /** Where the journal's chain of seals stood then. */
  chain: z.object({
    number: z.number().int().nonnegative(),
    end: z.number().int().nonnegative(),
    hash: HASH,
    peaks: z.array(z.object({ height: z.number().int().nonnegative(), hash: HASH })).readonly(),
  }),
});

/** What is noted of a city that was found sound, so that the next time only what came since is looked at. */
export type Noted = z.output<typeof NOTED>;

const place = (dataFolder: string, slug: string) => join(dataFolder, 'verified', `${slug}.json`);

/** What was noted of a city; undefined where nothing was, or where it cannot be read: then everything is looked at. */
export function notedOf(dataFolder: string, slug: string): Noted | undefined {
  try {
    return NOTED.parse(JSON.parse(readFileSync(place(dataFolder, slug), 'utf8')));
  } catch {
    return undefined;
  }
}

export function noteVerified(dataFolder: string, slug: string, noted: Noted): void {
  const path = place(dataFolder, slug);
  mkdirSync(join(dataFolder, 'verified'), { recursive: true, mode: 0o700 });
  writeFileSync(`${path}.part`, JSON.stringify(noted), { mode: 0o600 });
  renameSync(`${path}.part`, path);
}
