import { attendanceImport } from './attendance-import.service.ts';
import type { ImportName } from './import-job.ts';
import type { ImportKind } from './import-kind.ts';
import { institutionsImport } from './institutions-import.service.ts';
import { officersImport } from './officers-import.service.ts';
import { pricesImport } from './prices-import.service.ts';
import { proposalsImport } from './proposals-import.service.ts';

/** Everything that can be taken over, and how. */
export const IMPORT_KINDS: Readonly<Record<ImportName, ImportKind>> = {
  institutions: institutionsImport,
  officers: officersImport,
  proposals: proposalsImport,
  attendance: attendanceImport,
  prices: pricesImport,
};
