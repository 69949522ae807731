import { describe, expect, test } from 'vitest';
import { csvLine } from '#kernel/csv.ts';
import { IMPORT_NAMES, type ImportName } from './import-job.ts';
import { EXAMPLE_MARK, itemsIn } from './import-kind.ts';
import { IMPORT_KINDS } from './import-kinds.ts';

/** What an office finds in each template, and under which further names the same is read. */
const TEMPLATES: Readonly<
  Record<ImportName, readonly (readonly [string, string, string, string, string])[]>
> = {
  institutions: [
    // in Indonesian     in English              also               what stands in it     in the example
    ['nama *', 'name', 'nama lembaga', 'text', 'RW 05 Pasir Impun'],
    ['jenis *', 'kind', 'jenis lembaga', 'text', 'rw'],
    ['kecamatan', 'district', '', 'text', 'Mandalajati'],
    ['kelurahan', 'village', 'desa', 'text', 'Pasir Impun'],
    ['rw', 'rw number', 'nomor rw', 'number', '5'],
    ['jumlah rt', 'number of rt', 'rt', 'number', '4'],
    ['kode wilayah', 'region code', 'kode', 'text', ''],
    ['id', 'id', '', 'text', ''],
  ],
  officers: [
    ['nama *', 'name', '', 'text', 'Nama lengkap'],
    ['nomor telepon *', 'phone', 'telepon', 'text', '0812 0000 0000'],
    ['jabatan *', 'office', '', 'text', 'Ketua'],
    ['lembaga *', 'institution', '', 'text', 'RW 05 Pasir Impun'],
    ['mulai *', 'from', '', 'day', '2026-01-05'],
    ['sampai', 'until', '', 'day', '2029-01-04'],
    ['keputusan *', 'decree', 'sk', 'text', '141/07/2026'],
    ['kedudukan', 'acting', '', 'text', ''],
    ['id lembaga', 'institution id', '', 'text', ''],
  ],
  proposals: [
    ['judul *', 'title', '', 'text', 'Perbaikan saluran air Gang Melati'],
    ['lembaga', 'institution', '', 'text', 'RW 05 Pasir Impun'],
    ['jenis pengajuan', 'kind of proposal', '', 'text', ''],
    ['alasan', 'why it is needed', '', 'text', 'Setiap hujan gang tergenang.'],
    ['lingkup', 'scope', '', 'text', ''],
    ['kode wilayah', 'region code', '', 'text', ''],
    ['alamat', 'address', '', 'text', 'Gang Melati'],
    ['volume', 'volume', '', 'number', '96'],
    ['satuan', 'unit', '', 'text', 'm'],
    ['penerima manfaat', 'people reached', '', 'number', '184'],
    ['keluarga miskin', 'poor households', '', 'number', '23'],
    ['uraian biaya', 'cost item', '', 'text', 'U-ditch 40 × 40 cm'],
    ['banyaknya', 'quantity', '', 'number', '96'],
    ['satuan biaya', 'cost unit', '', 'text', 'm'],
    ['harga satuan', 'unit price', '', 'rupiah', '285000'],
    ['jumlah diminta', 'total requested', '', 'rupiah', ''],
    ['bentuk swadaya', 'form of contribution', '', 'text', 'tenaga'],
    ['uraian swadaya', 'contribution', '', 'text', '40 hari kerja warga'],
    ['nilai swadaya', 'value of contribution', '', 'rupiah', '5400000'],
    ['id', 'id', '', 'text', ''],
  ],
  attendance: [
    ['nama *', 'name', '', 'text', 'Nama lengkap'],
    ['unsur *', 'element', '', 'text', 'Tokoh masyarakat'],
    ['rt atau rw', 'rt or rw', 'unit', 'text', ''],
  ],
  prices: [
    ['tahun *', 'year', '', 'number', '2026'],
    ['kode', 'code', '', 'text', '1.1.7.01'],
    ['uraian *', 'item', 'nama barang', 'text', 'Semen portland 50 kg'],
    ['satuan *', 'unit', '', 'text', 'zak'],
    ['harga satuan *', 'unit price', 'harga', 'rupiah', '72000'],
  ],
};

describe.each(IMPORT_NAMES.map((name) => [name] as const))('the template of %s', (name) => {
  const kind = IMPORT_KINDS[name];

  test('has the columns that an office is told, those with a star needed', () => {
    const told = kind.columns.map(({ names: [id, en, ...also], optional, type, example }) => [
      `${id}${optional ? '' : ' *'}`,
      en ?? id,
      also.join(', '),
      type,
      String(example),
    ]);
    expect(told).toEqual(TEMPLATES[name]);
  });

  test.each([
    ['in Indonesian', 0],
    ['in English', 1],
    ['by its further names', 2],
  ] as const)('is read %s, without its example', (_, language) => {
    const heads = TEMPLATES[name].map((told) => (told[language] || told[0]).replace(' *', ''));
    const filled = heads.map((_, i) => `isi ${i}`);
    const text = [heads, [`${EXAMPLE_MARK} ini`, ...filled.slice(1)], filled].map((cells) => csvLine(cells));
    const items = itemsIn(kind, { text: text.join(''), sheet: '' });
    expect(items).toMatchObject([[{ line: 3 }]]);
    if (!('refusal' in items)) expect(Object.values(items[0]?.[0].cells ?? {})).toEqual(filled);
  });
});
