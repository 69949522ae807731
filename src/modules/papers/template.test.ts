import { Document, Header, Packer, Paragraph, Table, TableCell, TableRow, TextRun } from 'docx';
import PizZip from 'pizzip';
import { expect, test } from 'vitest';
import type { Paper } from './paper.ts';
import { partsFor, textsOf } from './template-parts.ts';
import { checkedTemplate, writtenPaper, writtenTemplate } from './written-paper.ts';

const PAPER: Paper = {
  fileName: 'undangan',
  size: 'A4',
  letterhead: { above: ['Pemerintah Kota Bandung'], office: 'Kelurahan Pasir Impun', address: ['Jl. Satu'] },
  writer: undefined,
  title: [],
  number: '005/001/KPI/II/2026',
  body: [
    {
      is: 'facts',
      rows: [
        ['Perihal', 'Undangan'],
        ['Hari, tanggal', 'Selasa, 10 Februari 2026'],
      ],
    },
    { is: 'text', text: 'Isi surat dengan {{nomor}} yang diketik orang.' },
    { is: 'table', columns: [{ title: 'Usulan', share: 1 }], rows: [['Saluran air']] },
    {
      is: 'signatures',
      signers: [{ placeAndDay: 'Bandung, 3 Februari 2026', capacity: 'Lurah', name: 'Euis' }],
    },
  ],
  annexes: [{ title: 'Lampiran: Usulan', lies: 'upright', body: [{ is: 'text', text: 'Daftar' }] }],
  seen: { address: 'https://pilar.example/bandung/surat/1', says: 'Periksa di:' },
};

type Said = string | readonly string[];

/** A document of paragraphs; a list is one paragraph in several runs, as Word writes what was edited. */
async function word(...paragraphs: readonly Said[]): Promise<Uint8Array> {
  const written = paragraphs.map(
    (said) => new Paragraph({ children: [said].flat().map((run) => new TextRun(run)) }),
  );
  return new Uint8Array(await Packer.toBuffer(new Document({ sections: [{ children: written }] })));
}

function textIn(docx: Uint8Array, part = 'word/document.xml'): string {
  return (new PizZip(docx).file(part)?.asText() ?? '').replaceAll('</w:p>', '\n').replace(/<[^>]*>/g, '');
}

/** The same document with a part more, or with a part that says something else. */
async function changed(change: (zip: PizZip) => void): Promise<Uint8Array> {
  const zip = new PizZip(await word('{{nomor}} {{isi}}'));
  change(zip);
  return zip.generate({ type: 'uint8array', compression: 'DEFLATE' });
}

const check = (bytes: Uint8Array, form = 'undangan') => checkedTemplate({ bytes, form });

/** The Word document of a paper, from the template of its office. */
const fill = (paper: Paper, template: Uint8Array) => writtenPaper({ paper, format: 'docx', template });

test('what a template names is filled in, in lines, tables and headers, also where Word cut a name in pieces', async () => {
  const bytes = new Uint8Array(
    await Packer.toBuffer(
      new Document({
        sections: [
          {
            headers: { default: new Header({ children: [new Paragraph('{{kop}}')] }) },
            children: [
              new Paragraph({
                children: [new TextRun('Nomor: {{no'), new TextRun({ text: 'mor}} dan', bold: true })],
              }),
              new Table({
                rows: [
                  new TableRow({
                    children: [new TableCell({ children: [new Paragraph('{{ hari-tanggal }}')] })],
                  }),
                ],
              }),
              new Paragraph('{{isi}}'),
              new Paragraph('{{jabatan}}: {{penandatangan}}'),
              new Paragraph('Tembusan: Camat'),
              new Paragraph('{{lampiran}}'),
            ],
          },
        ],
      }),
    ),
  );
  expect(await check(bytes)).toEqual({
    parts: expect.arrayContaining([
      'nomor',
      'hari-tanggal',
      'isi',
      'jabatan',
      'penandatangan',
      'lampiran',
      'kop',
    ]),
  });
  const filled = await fill(PAPER, bytes);
  const said = textIn(filled);
  for (const line of [
    'Nomor: 005/001/KPI/II/2026 dan',
    'Selasa, 10 Februari 2026',
    'Saluran air',
    'Lurah: Euis',
    'Tembusan: Camat',
    'Lampiran: Usulan',
  ]) {
    expect(said).toContain(line);
  }
  expect(textIn(filled, 'word/header1.xml')).toContain('KELURAHAN PASIR IMPUN');
});

test('what people typed into a paper is never taken for a placeholder, whichever it names', async () => {
  const typed = partsFor('usulan').map((part) => `{{${part}}}`);
  const paper: Paper = {
    ...PAPER,
    title: ['Saluran', `${typed.join(' ')} {{{qr}}}`],
    body: [...PAPER.body, { is: 'text', text: `Awal ${typed.toReversed().join(' ')} akhir` }],
  };
  const said = textIn(await fill(paper, await word('{{nomor}} {{judul}}', '{{isi}}')));
  const visible = said.replaceAll('\u2060', '');
  expect(visible).toContain(`Saluran, ${typed.join(' ')} {{{qr}}}`);
  expect(visible).toContain(`Awal ${typed.toReversed().join(' ')} akhir`);
  expect(visible).not.toContain('surat/1');
});

test('an annex that lies has a sheet that does, of the template, and the others stand', async () => {
  const wide = {
    is: 'table',
    columns: [
      { title: 'No.', share: 1 },
      { title: 'Usulan', share: 9 },
    ],
    rows: [['1', 'Trotoar']],
  } as const;
  const paper: Paper = {
    ...PAPER,
    annexes: [
      { title: 'Lampiran I', lies: 'upright', body: [{ is: 'text', text: 'Daftar' }] },
      { title: 'Lampiran II', lies: 'across', body: [wide] },
    ],
  };
  const bytes = await writtenTemplate({ size: 'F4' });
  const filled = await fill(paper, bytes);
  const xml = new PizZip(filled).file('word/document.xml')?.asText() ?? '';
  const order = [...xml.matchAll(/Lampiran I+|Daftar|Trotoar|w:w="\d+" w:h="\d+"[^>]*/g)].map(([one]) => one);
  expect(order).toEqual([
    'Lampiran I',
    'Daftar',
    'w:w="12189" w:h="18709" w:orient="portrait"/',
    'Lampiran II',
    'Trotoar',
    'w:w="18709" w:h="12189" w:orient="landscape"/',
  ]);
  // Its table is as wide as its sheet, and its foot is that of the template.
  expect(xml.match(/<w:tblW w:type="dxa" w:w="(\d+)"/g)?.at(-1)).toBe('<w:tblW w:type="dxa" w:w="16158"');
  expect(xml.match(/<w:footerReference[^>]*>/g)).toHaveLength(2);
  const names = (docx: Uint8Array) => Object.keys(new PizZip(docx).files).sort();
  expect(names(filled)).toEqual(names(await fill(PAPER, bytes)));
});

test('the template to begin with is one that may be used, and says what the built-in form says', async () => {
  const bytes = await writtenTemplate({ size: 'F4' });
  expect(await check(bytes)).toHaveProperty('parts');
  const said = textIn(await fill(PAPER, bytes));
  for (const line of [
    'KELURAHAN PASIR IMPUN',
    'Perihal',
    'Bandung, 3 Februari 2026',
    'Lampiran: Usulan',
    'surat/1',
  ]) {
    expect(said).toContain(line);
  }
  expect(said).not.toMatch(/\{\{(?!nomor)/);
});

test.each([
  [
    'a name that is not known',
    ['{{nomor}} {{hari_tangal}}'],
    'template.placeholder',
    { found: 'hari_tangal', near: 'hari-tanggal' },
  ],
  [
    'a fact of another form',
    ['{{nomor}} {{uang-sejumlah}}'],
    'template.placeholder',
    { found: 'uang-sejumlah' },
  ],
  [
    'a name with an object behind it',
    ['{{nomor}} {{constructor}}'],
    'template.placeholder',
    { found: 'constructor' },
  ],
  [
    'one that is not closed',
    ['{{nomor}} {{isi'],
    'template.unclosed',
    { found: expect.stringContaining('{{isi') },
  ],
  ['one over two paragraphs', ['{{nomor}} {{', 'isi}}'], 'template.unclosed', {}],
  ['no number', ['{{kop}} {{perihal}}'], 'template.no-number', {}],
  ['nothing to fill in', ['Surat'], 'template.no-number', {}],
] as const)('a template with %s is refused', async (_, paragraphs, refusal, params) => {
  expect(await check(await word(...paragraphs))).toMatchObject({ refusal, params });
});

test('a refused name tells all that there are', async () => {
  const found = await check(await word('{{nomor}} {{nama}}'));
  expect('params' in found && found.params.known).toBe(partsFor('undangan').join(', '));
});

const RELATIONS = 'word/_rels/document.xml.rels';
const OUTSIDE = (type: string) =>
  `<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="https://elsewhere.example/x" TargetMode="External"/></Relationships>`;
const relating = (type: string) => (zip: PizZip) =>
  zip.file(RELATIONS, zip.file(RELATIONS)?.asText().replace('</Relationships>', OUTSIDE(type)) ?? '');
const inDocument = (xml: string) => (zip: PizZip) =>
  zip.file(
    'word/document.xml',
    zip.file('word/document.xml')?.asText().replace('<w:sectPr', `${xml}<w:sectPr`) ?? '',
  );
const inTypes = (from: string, to: string) => (zip: PizZip) =>
  zip.file('[Content_Types].xml', zip.file('[Content_Types].xml')?.asText().replace(from, to) ?? '');

test.each([
  ['macros', (zip: PizZip) => zip.file('word/vbaProject.bin', 'x'), 'template.active'],
  [
    'macros by its kind',
    inTypes('wordprocessingml.document.main', 'ms-word.document.macroEnabled.main'),
    'template.active',
  ],
  [
    'an embedded workbook',
    (zip: PizZip) => zip.file('word/embeddings/oleObject1.bin', 'x'),
    'template.active',
  ],
  ['a template from elsewhere', relating('attachedTemplate'), 'template.outside'],
  ['a picture from elsewhere', relating('image'), 'template.outside'],
  [
    'a field that starts a program',
    inDocument(
      '<w:p><w:r><w:instrText>DDE</w:instrText></w:r><w:r><w:instrText>AUTO cmd</w:instrText></w:r></w:p>',
    ),
    'template.outside',
  ],
  ['an entity', inDocument('<!DOCTYPE x [<!ENTITY a "b">]>'), 'template.not-docx'],
  ['no document', (zip: PizZip) => zip.remove('word/document.xml'), 'template.not-docx'],
  ['broken XML', (zip: PizZip) => zip.file('word/document.xml', '<w:document><w:body>'), 'template.not-docx'],
  ['a bomb', (zip: PizZip) => zip.file('word/big.xml', 'a'.repeat(17 * 1024 * 1024)), 'template.too-large'],
  [
    'many large parts',
    (zip: PizZip) => {
      for (const n of [1, 2, 3]) zip.file(`word/big${n}.xml`, 'a'.repeat(12 * 1024 * 1024));
    },
    'template.too-large',
  ],
  [
    'a thousand parts',
    (zip: PizZip) => {
      for (let n = 0; n < 1000; n++) zip.file(`word/x${n}.xml`, '');
    },
    'template.too-large',
  ],
] as const)('a document with %s is refused', async (_, change, refusal) => {
  expect(await check(await changed((zip) => void change(zip)))).toMatchObject({ refusal });
});

test('a link that a reader may follow is no harm', async () => {
  expect(await check(await changed((zip) => void relating('hyperlink')(zip)))).toHaveProperty('parts');
});

test.each([
  ['a PDF', Buffer.from('%PDF-1.7')],
  ['an old .doc', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])],
  ['nothing', Buffer.alloc(0)],
  ['an archive that was cut off', Buffer.from('PK\u0003\u0004')],
])('%s is refused as no Word document', async (_, bytes) => {
  expect(await check(bytes)).toMatchObject({ refusal: 'template.not-docx' });
});

test('a letter that was not issued has points for its number; who signs is the last with place and day', () => {
  const { number: _, ...draft } = PAPER;
  const texts = textsOf(draft);
  expect(texts.get('nomor')).toMatch(/^…+$/);
  expect(texts.get('tempat-tanggal')).toBe('Bandung, 3 Februari 2026');
  expect(texts.get('uang-sejumlah')).toBe('');
});
