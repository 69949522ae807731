import { statfs } from 'node:fs/promises';
import type { Settings } from '../platform/settings.ts';
import { publishedVitalSigns } from '../platform/vital-signs.ts';
import type { Need } from './health.ts';

/** Milliseconds in which the database has to answer; longer is none at all. */
const ANSWERS_WITHIN = 2000;

/** The embedded database is this process: when it has been silent for so long, only a new start helps. */
const LOST_AFTER = 120_000;

/** What the service needs: a database that answers, with the roles and tables that requests use, and room for files. */
export function needsOf({
  databaseUrl,
  dataFolder,
  diskReserve,
}: Pick<Settings, 'databaseUrl' | 'dataFolder' | 'diskReserve'>): readonly Need[] {
  return [
    {
      name: 'database',
      async look() {
        const found = await publishedVitalSigns()?.database(ANSWERS_WITHIN);
        return !found || found.state === 'answers' ? undefined : found.state;
      },
      within: ANSWERS_WITHIN + 500,
      ...(databaseUrl === undefined ? { lostAfter: LOST_AFTER } : {}),
    },
    {
      name: 'disk',
      async look() {
        const { bavail, bsize } = await statfs(dataFolder);
        return bavail * bsize < diskReserve ? 'full' : undefined;
      },
      within: ANSWERS_WITHIN,
    },
  ];
}
