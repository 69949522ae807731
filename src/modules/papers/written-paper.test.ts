import { inflateSync } from 'node:zlib';
import PizZip from 'pizzip';
import { expect, test } from 'vitest';
import type { Paper } from './paper.ts';
import { MEDIA_TYPES, writtenPaper } from './written-paper.ts';

const ROW = ['1', 'Saluran air Gang Sukanagara', '12.500.000'];

function paper(rows: number): Paper {
  return {
    fileName: 'berita-acara',
    size: 'F4',
    letterhead: { above: ['Pemerintah Kota Bandung'], office: 'Kelurahan Jatihandap', address: [] },
    writer: undefined,
    title: ['Berita acara'],
    number: '005/001/2026',
    body: [
      { is: 'text', look: 'justified', text: 'Pada hari ini <Rabu> & seterusnya.' },
      { is: 'marked', items: [{ mark: 'KESATU', text: 'Menyetujui.' }] },
      { is: 'facts', rows: [['Tempat', 'Balai RW 02']] },
      {
        is: 'signatures',
        signers: [{ placeAndDay: 'Bandung, 28 Januari 2026', capacity: 'Lurah', name: 'Euis' }],
      },
    ],
    annexes: [
      {
        title: 'Lampiran II',
        lies: 'across',
        body: [
          {
            is: 'table',
            columns: [
              { title: 'No.', share: 1 },
              { title: 'Usulan', share: 6 },
              { title: 'Diminta (Rp)', share: 2, align: 'right' },
            ],
            rows: Array.from({ length: rows }, () => ROW),
            sum: ['', 'Jumlah', '12.500.000'],
          },
        ],
      },
    ],
    seen: { address: 'https://pilar.example/bandung/surat/1', says: 'Dapat diperiksa di:' },
  };
}

test('a Word document holds the whole text, on F4 and turned for the annex, with its pages counted by Word', async () => {
  const zip = new PizZip(await writtenPaper({ paper: paper(3), format: 'docx' }));
  const document = zip.file('word/document.xml')?.asText() ?? '';
  for (const said of [
    'KELURAHAN JATIHANDAP',
    'Nomor: 005/001/2026',
    'Pada hari ini &lt;Rabu&gt; &amp; seterusnya.',
    'KESATU',
    'Balai RW 02',
    'Bandung, 28 Januari 2026',
    'Lampiran II',
    'https://pilar.example/bandung/surat/1',
  ]) {
    expect(document).toContain(said);
  }
  expect(document.match(/Saluran air Gang Sukanagara/g)).toHaveLength(3);
  // 215 × 330 mm in twentieths of a point, upright and across.
  expect(document).toContain('w:w="12189" w:h="18709" w:orient="portrait"');
  expect(document).toContain('w:w="18709" w:h="12189" w:orient="landscape"');
  const foot = zip.file(/word\/footer\d\.xml/)[0]?.asText() ?? '';
  expect(foot).toMatch(/Halaman[\s\S]*PAGE[\s\S]*dari[\s\S]*NUMPAGES/);
});

test('a PDF has its pages, embeds its face and leads nowhere', async () => {
  const written = await writtenPaper({ paper: paper(120), format: 'pdf' });
  const text = Buffer.from(written).toString('latin1');
  expect(text.startsWith('%PDF-1.')).toBe(true);
  // One upright, then as many across as 120 rows take.
  const boxes = [...text.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map(([, w, h]) => [
    Math.round(Number(w)),
    Math.round(Number(h)),
  ]);
  expect(boxes[0]).toEqual([609, 935]);
  expect(boxes.length).toBeGreaterThan(4);
  expect(new Set(boxes.slice(1).map(String))).toEqual(new Set(['935,609']));
  expect(text).toContain('/FontFile2');
  expect(text).not.toContain('/URI');
});

test('what a PDF is drawn with grows with its table', async () => {
  const drawn = async (rows: number) => {
    const bytes = Buffer.from(await writtenPaper({ paper: paper(rows), format: 'pdf' }));
    const text = bytes.toString('latin1');
    return [...text.matchAll(/stream\r?\n/g)].reduce((all, { index, 0: head }) => {
      const end = text.indexOf('endstream', index);
      try {
        return all + inflateSync(bytes.subarray(index + head.length, end)).length;
      } catch {
        return all;
      }
    }, 0);
  };
  expect(await drawn(200)).toBeGreaterThan((await drawn(20)) + 50_000);
});

test('each format is told by its registered media type', () => {
  expect(MEDIA_TYPES).toEqual({
    docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    pdf: 'application/pdf',
  });
});

test('who signs by hand finds a line of points', async () => {
  const signers = [{ capacity: 'Wakil peserta', name: '' }];
  const unsigned: Paper = { ...paper(0), body: [{ is: 'signatures', signers }] };
  const zip = new PizZip(await writtenPaper({ paper: unsigned, format: 'docx' }));
  expect(zip.file('word/document.xml')?.asText()).toMatch(/>\(…{12,}\)</);
});
