/*
 * How long a paper of forty pages takes as PDF and as Word document, made as in use: in a process of its own, beside the
 * server. A recapitulation of so many RW that its annex fills them; told with the longest that this thread stood still.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { PlaceFigures } from '#modules/measures/index.ts';
import { recapFacts, recapTable } from '#modules/papers/forms/recap.ts';
import type { Paper } from '#modules/papers/paper.ts';
import { writingPaper } from '#modules/papers/writing.ts';
import { openWorkPool } from '#platform/bounded-work/work-pool.ts';
import { median, say } from './measure.ts';

const PAGES = 40;
const RUNS = 7;

function recapOf(rows: number): Paper {
  const places = Array.from({ length: rows }, (_, n): PlaceFigures => {
    const ceiling = 100_000_000n + BigInt(n) * 1_000n;
    return {
      code: `32.73.30.${1001 + Math.floor(n / 20)}.${String((n % 20) + 1).padStart(3, '0')}`,
      whole: true,
      name: `RW ${String((n % 20) + 1).padStart(2, '0')} Kelurahan nomor ${Math.floor(n / 20) + 1}`,
      ceiling,
      decided: ceiling - 5_000_000n,
      disbursed: ceiling - 9_000_000n,
      settled: ceiling - 12_000_000n,
      contribution: 4_000_000n,
      proposals: BigInt((n % 9) + 1),
      activities: BigInt(n % 7),
      people: BigInt(n % 700),
      'poor-households': BigInt(n % 40),
    };
  });
  return {
    fileName: 'rekapitulasi',
    size: 'F4',
    letterhead: {
      above: ['Pemerintah Kota Bandung'],
      office: 'Sekretariat Daerah',
      address: ['Jalan Wastukancana 2'],
    },
    writer: undefined,
    title: ['Rekapitulasi Kota Bandung', 'Tahun 2026'],
    body: [
      { is: 'facts', rows: recapFacts(places) },
      {
        is: 'signatures',
        signers: [{ placeAndDay: 'Bandung, 28 Januari 2026', capacity: 'Mengetahui', name: 'Euis' }],
      },
    ],
    annexes: [
      { title: 'Lampiran: Kota Bandung menurut RW', lies: 'across', body: [recapTable(places, 'RW')] },
    ],
    seen: { address: 'https://pilar.example/bandung/program/pippk-2026', says: 'Berkas ini di Pilar' },
  };
}

const work = openWorkPool(process.cwd());

async function write(paper: Paper, format: 'pdf' | 'docx'): Promise<Uint8Array> {
  const input = { paper, format, pictures: new Map(), template: undefined };
  const written = await work.run(writingPaper, input, { who: 'member' });
  if (!written.ok) throw new Error(written.refusal.refusal);
  return written.value;
}

const pagesOf = (pdf: Uint8Array) =>
  Buffer.from(pdf)
    .toString('latin1')
    .match(/\/Type\s*\/Page\b/g)?.length ?? 0;

/** As many rows as fill the pages; the first paper also starts the process. */
const started = performance.now();
const some = pagesOf(await write(recapOf(400), 'pdf'));
say('the first paper, with the start of its process, ms', performance.now() - started);
const rows = Math.ceil((400 / (some - 1)) * (PAGES - 1.5));
for (const format of ['pdf', 'docx'] as const) {
  const paper = recapOf(rows);
  const stood = monitorEventLoopDelay({ resolution: 5 });
  const taken: number[] = [];
  let bytes = new Uint8Array();
  stood.enable();
  for (let i = 0; i < RUNS; i += 1) {
    const begun = performance.now();
    bytes = Uint8Array.from(await write(paper, format));
    taken.push(performance.now() - begun);
  }
  stood.disable();
  const pages = format === 'pdf' ? `${pagesOf(bytes)} pages` : 'the same';
  say(
    `${rows} rows, ${pages}, ${format}, ${Math.round(bytes.length / 1024)} kB, ms (median, worst)`,
    median(taken),
    Math.max(...taken),
  );
  say('this thread stood still for at most, ms', stood.max / 1e6);
}
work.close();
