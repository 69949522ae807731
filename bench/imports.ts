/*
 * Ten thousand proposals from a workbook of 16 columns, as the server takes them over: seconds from the check to the end, and by how much
 * the process grows. On PostgreSQL, or with BENCH_DATABASE=embedded on the embedded database, in this process.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { isRefusal } from '#kernel/refusal.ts';
import { beginImport, carryOn, IMPORT_KINDS, importFacts, offerImport } from '#modules/imports/index.ts';
import type { Settings } from '#platform/settings.ts';
import { readingSheet } from '#platform/sheets/read-sheet.ts';
import { workbookParts } from '#platform/sheets/workbook-parts.ts';
import { buildPilar } from '../src/pilar.ts';
import { addCity, granted, VILLAGE } from '../test/support/city.ts';
import { onEmptyBench } from './empty-bench.ts';
import { say } from './measure.ts';

const ROWS = Number(process.env.BENCH_ROWS ?? 10_000);

const { columns } = IMPORT_KINDS.proposals;
async function* rows(from0: number, to: number) {
  const line = (n: number) => ({
    title: `Perbaikan saluran air ${n}`,
    institution: `RW 0${(n % 3) + 1} Pasir Impun`,
    need: 'Setiap hujan gang tergenang dan air masuk ke rumah warga.',
    scope: 'rw-infrastruktur',
    place: `${VILLAGE}.00${(n % 3) + 1}`,
    address: `Gang ${n}`,
    ...{ volume: 96, unit: 'm', people: 184, poorHouseholds: 23 },
    ...{ item: 'U-ditch 40 × 40 cm', quantity: 96, itemUnit: 'm', unitPrice: 285_000n },
    ...{ form: 'tenaga', description: '40 hari kerja warga', value: 5_400_000n },
  });
  for (let from = from0; from < to; from += 1000) {
    yield Array.from({ length: Math.min(1000, to - from) }, (_, i) => {
      const cells = new Map<string, string | number | bigint>(Object.entries(line(from + i)));
      return columns.map((column) => cells.get(column.key) ?? '');
    });
  }
}

async function measure(settings: Settings): Promise<void> {
  const pilar = await buildPilar(settings, { log: pino({ level: 'silent' }), patience: 'long' });
  const { tenant, actors, program } = await addCity(pilar);
  const named = columns.map((one) => ({ name: one.names[0], kind: one.type }));
  const workbook = async (from: number, to: number) =>
    Buffer.concat(
      await Array.fromAsync(workbookParts({ name: 'Usulan', columns: named, batches: rows(from, to) })),
    );
  const takeOver = async (bytes: Buffer, checked: () => void) => {
    const read = granted(await pilar.analyse(readingSheet, { bytes }, { who: 'member' }));
    if (!('text' in read)) throw new Error('the workbook of the bench is no table');
    const file = { ...read, name: 'usulan.xlsx', bytes };
    const about = { kind: 'proposals', about: program.id } as const;
    const { job } = granted(await offerImport(pilar, actors.lurah, { ...about, file }));
    checked();
    granted(await beginImport(pilar, actors.lurah, { job }));
    await carryOn(pilar, tenant, job);
    const facts = await pilar.read(tenant, (tx) => importFacts(tx, actors.lurah, job));
    if (isRefusal(facts) || facts.job.added !== facts.job.rows)
      throw new Error('not every row was taken over');
  };
  // A server that has run for a while has loaded its code.
  await takeOver(await workbook(ROWS, ROWS + 500), () => {});
  const bytes = await workbook(0, ROWS);
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  let most = before;
  const watching = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 20);
  const start = performance.now();
  const used = process.cpuUsage();
  let checked = 0;
  await takeOver(bytes, () => {
    checked = performance.now();
  });
  const ended = performance.now();
  const { user, system } = process.cpuUsage(used);
  clearInterval(watching);
  const where = settings.databaseUrl ? 'PostgreSQL' : 'embedded';
  say(`${ROWS} proposals of a workbook, ${where}: read and checked, s`, (checked - start) / 1000);
  say('and all taken over, s (wanted < 60)', (ended - start) / 1000);
  say('of which this process was on a processor, s', (user + system) / 1e6);
  say('memory grown by, MB (wanted < 80)', (most - before) / 2 ** 20);
  say('size of the workbook, MB', bytes.length / 2 ** 20);
  await pilar.close();
}

if (process.env.BENCH_DATABASE === 'embedded') {
  const dataFolder = mkdtempSync(join(tmpdir(), 'pilar-bench-'));
  await onEmptyBench(async ({ settings }) => measure({ ...settings, dataFolder, databaseUrl: undefined }));
  rmSync(dataFolder, { recursive: true, force: true });
} else {
  await onEmptyBench(({ settings }) => measure(settings));
}
