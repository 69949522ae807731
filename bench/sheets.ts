import { day, rupiah, type TableColumn, text } from '#kernel/table-column.ts';
import { workbookParts } from '#platform/sheets/workbook-parts.ts';
import { median, say } from './measure.ts';

/**
 * A quarter of a million proposals as a workbook: seconds and memory that the process grows by, read as fast as it
 * comes and by a reader on a slow line (a part of 64 kB every tenth of a second, for so long as ten seconds).
 */

const ROWS = 250_000;
const BATCH = 1000;

const columns: TableColumn[] = [
  ...['ID', 'Program', 'Lembaga', 'Jenis', 'Pengusul', 'Kelurahan', 'Lokasi', 'Bidang', 'Judul'].map(text),
  ...['Diminta', 'Diputuskan'].map(rupiah),
  text('Keadaan'),
  day('Dikirim'),
];

async function* proposals() {
  for (let from = 0; from < ROWS; from += BATCH) {
    // The database would have the turn here.
    await new Promise((resolve) => setImmediate(resolve));
    yield Array.from({ length: BATCH }, (_, i) => proposal(from + i));
  }
}

function proposal(n: number) {
  const id = `0193b2c4-7a2c-7c11-9b1a-${n.toString(16).padStart(12, '0')}`;
  const place = `RW ${String((n % 24) + 1).padStart(2, '0')}`;
  const amount = 1_500_000n + BigInt(n);
  const sent = `2026-02-${String((n % 28) + 1).padStart(2, '0')}`;
  const who = [`${place} Pasir Impun`, 'usulan', 'rw', 'Pasir Impun', place, 'Drainase lingkungan'];
  return [id, 'pippk-2026', ...who, `Perbaikan saluran air ${n}`, amount, amount - 1n, 'Disetujui', sent];
}

async function written(
  reader: 'fast' | 'slow',
): Promise<{ seconds: number; grown: number; megabytes: number }> {
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  const start = performance.now();
  let most = before;
  let bytes = 0;
  const parts = workbookParts({ name: 'usulan', columns, batches: proposals() });
  for await (const part of parts) {
    bytes += part.length;
    most = Math.max(most, process.memoryUsage().rss);
    if (reader === 'slow') await new Promise((resolve) => setTimeout(resolve, 100));
    if (reader === 'slow' && performance.now() - start > 10_000) break;
  }
  const seconds = (performance.now() - start) / 1000;
  return { seconds, grown: (most - before) / 2 ** 20, megabytes: bytes / 2 ** 20 };
}

const fast = [];
for (let run = 0; run < 3; run += 1) fast.push(await written('fast'));
const slow = await written('slow');
say('250,000 rows of 13 columns as a workbook, s (wanted < 30)', median(fast.map((one) => one.seconds)));
say('memory grown by, MB (wanted < 80)', Math.max(...fast.map((one) => one.grown)));
say('its size, MB', fast[0]?.megabytes ?? 0);
say('memory grown by, MB, read on a slow line', slow.grown);
