import { csvLine } from '#kernel/csv.ts';
import { ok } from '#kernel/result.ts';
import { operatorOf } from '#modules/actors/index.ts';
import {
  type CalendarChange,
  HOLIDAY_COLUMNS,
  type Holiday,
  type HolidayProblem,
  holidaysBetween,
  readHolidayFile,
} from '#modules/calendar/index.ts';
import { enterHolidaysOf, previewHolidays } from '#modules/obligations/index.ts';
import { failInput, failRefused } from './exit.ts';
import { chosenTenants, withPilar } from './open-pilar.ts';
import { readInputFile } from './read-input.ts';

/** Prints a city's holidays of a year. */
export async function listHolidays({ city, year }: { city: string; year: string }): Promise<void> {
  if (!/^(19[5-9]\d|20\d\d|21[0-4]\d)$/.test(year)) failInput(`this is no year: ${year}`);
  await withPilar(async (pilar) => {
    const [tenant] = chosenTenants(pilar, city);
    if (!tenant) return;
    const list = await pilar.read(tenant.id, (tx) => holidaysBetween(tx, `${year}-01-01`, `${year}-12-31`));
    process.stdout.write(csvLine(HOLIDAY_COLUMNS));
    for (const one of list) process.stdout.write(csvLine([one.day, one.kind, one.name, one.decree]));
  });
}

/** Enters a list of holidays for a city, or says what entering it would change. */
export async function importHolidays(
  path: string,
  options: { readonly city: string; readonly dryRun?: true },
): Promise<void> {
  const list = readHolidayFile(readInputFile(path, 'en'));
  if ('reason' in list) return failInput(`${path}:${list.line}: ${FAULTS[list.reason](list.value)}`);
  await withPilar(async (pilar) => {
    const [tenant] = chosenTenants(pilar, options.city);
    if (!tenant) return;
    if (options.dryRun) {
      const seen = await pilar.read(tenant.id, (tx) => previewHolidays(tx, list));
      say(seen, seen.moves.length, 'would be ');
      for (const { obligation, from, to } of seen.moves) {
        process.stdout.write(`  ${obligation.kind} on ${obligation.subjectId}: ${from} → ${to}\n`);
      }
      return;
    }
    const operator = operatorOf(tenant.id);
    const done = await pilar.change(operator, 'offices:write', async (tx) =>
      ok(await enterHolidaysOf(tx, operator, tenant.region, list)),
    );
    if (!done.ok) return failRefused(done.refusal);
    say(done.value, done.value.moved, '');
  });
}

function say({ added, reworded }: CalendarChange, moved: number, how: string): void {
  const days = (list: readonly Holiday[]) => list.map((one) => one.day).join(', ') || 'none';
  process.stdout.write(`${how}added: ${days(added)}\n${how}changed: ${days(reworded)}\n`);
  process.stdout.write(`due days that ${how ? 'would move' : 'moved'}: ${moved}\n`);
}

const FAULTS: Readonly<Record<HolidayProblem['reason'], (value: string) => string>> = {
  quotes: () => 'a quotation mark is not closed',
  'too-many': (value) => `too many lines; at most ${value}`,
  'no-header': (value) => `the first line names no columns ${HOLIDAY_COLUMNS.join(', ')}: ${value}`,
  'no-lines': () => 'no days stand below the names of the columns',
  day: (value) => `this is no day, such as 2026-03-18: ${value}`,
  'day-order': (value) => `which is the day and which the month? Write 2026-03-18: ${value}`,
  kind: (value) => `no such kind; nasional, cuti bersama or daerah: ${value}`,
  name: (value) => `the name is empty or too long: ${value}`,
  decree: (value) => `the decree is empty or too long: ${value}`,
  twice: (value) => `this day stands above already: ${value}`,
};
