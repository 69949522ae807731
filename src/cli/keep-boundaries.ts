import { readFileSync, statSync } from 'node:fs';
import { operatorOf } from '#modules/actors/index.ts';
import { BOUNDARY_FILE_LIMITS } from '#modules/regions/index.ts';
import { keepBoundariesOf } from '#modules/steering/index.ts';
import { wordBoundary } from '#ui/word-boundary.ts';
import { failInput, failRefused } from './exit.ts';
import { chosenTenants, withPilar } from './open-pilar.ts';

/** Keeps the boundaries of a file for a city, or says what is wrong with it. */
export async function importBoundaries(
  path: string,
  options: {
    readonly city: string;
    readonly level: string;
    readonly source: string;
    readonly property?: string;
  },
): Promise<void> {
  const bytes = bytesOf(path);
  await withPilar(async (pilar) => {
    const [tenant] = chosenTenants(pilar, options.city);
    if (!tenant) return;
    const { level, source, property = '' } = options;
    const done = await keepBoundariesOf(pilar, operatorOf(tenant.id), tenant.region, {
      level,
      source,
      property,
      bytes,
    });
    if (done.ok) {
      process.stdout.write(`boundaries of ${done.value.places} places kept (${done.value.level})\n`);
      return;
    }
    const said = wordBoundary(done.refusal, 'en');
    return said === undefined ? failRefused(done.refusal) : failInput(`${path}: ${said}`);
  });
}

/** The bytes of a file that is no larger than one of boundaries may be. */
function bytesOf(path: string): Uint8Array {
  try {
    const { size } = statSync(path);
    if (size > BOUNDARY_FILE_LIMITS.bytes) {
      failInput(`${path}: the file is too large: ${size} bytes, the limit is ${BOUNDARY_FILE_LIMITS.bytes}`);
    }
    return readFileSync(path);
  } catch {
    return failInput(`${path}: the file cannot be read`);
  }
}
