import { expect, test } from 'vitest';
import { openWorkPool } from '#platform/bounded-work/work-pool.ts';
import type { Paper } from './paper.ts';
import { writingPaper } from './writing.ts';

/** A table of fourteen hundred rows and ten columns, as a city's recapitulation by RW has: some fifty pages. */
const RECAP: Paper = {
  fileName: 'rekapitulasi',
  size: 'F4',
  letterhead: { above: ['Pemerintah Kota Bandung'], office: 'Sekretariat Daerah', address: [] },
  writer: undefined,
  title: ['Rekapitulasi'],
  body: [],
  annexes: [
    {
      title: 'Lampiran',
      lies: 'across',
      body: [
        {
          is: 'table',
          columns: Array.from({ length: 10 }, (_, n) => ({ title: `Kolom ${n + 1}`, share: 1 })),
          rows: Array.from({ length: 1400 }, (_, n) =>
            Array.from({ length: 10 }, (_, column) => `${n * column}.000.000`),
          ),
        },
      ],
    },
  ],
};

test.each(['docx', 'pdf'] as const)(
  'fifty pages are written as %s within the memory of a working process',
  async (format) => {
    const work = openWorkPool(process.cwd());
    try {
      const input = { paper: RECAP, format, pictures: new Map(), template: undefined };
      expect(await work.run(writingPaper, input, { who: 'member' })).toMatchObject({ ok: true });
    } finally {
      work.close();
    }
  },
);
