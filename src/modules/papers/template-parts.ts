import { ownEntry } from '#kernel/own-entry.ts';
import type { Paper } from './paper.ts';

/** What an office's template may be filled with, whatever the paper: texts within a line, and blocks that take a paragraph of their own. */
export const TEXT_PARTS = [
  'nomor',
  'judul',
  'kantor',
  'alamat-kantor',
  'tempat-tanggal',
  'jabatan',
  'penandatangan',
  'alamat-periksa',
] as const;
export const BLOCK_PARTS = ['kop', 'kepala', 'isi', 'tanda-tangan', 'qr', 'lampiran'] as const;
export type BlockPart = (typeof BLOCK_PARTS)[number];

/** What else the papers of a form tell in pairs of label and text, as they are called on the paper. */
const FACTS: Readonly<Record<string, readonly string[]>> = {
  keputusan: ['Menimbang', 'Mengingat', 'Memperhatikan'],
  undangan: ['Perihal', 'Hari, tanggal', 'Waktu', 'Tempat', 'Acara'],
  'daftar-hadir': ['Hari, tanggal', 'Tempat'],
  usulan: ['Program', 'Pengusul', 'Bidang', 'Lokasi', 'Volume', 'Penerima manfaat', 'Diajukan'],
  kwitansi: [
    'Sudah terima dari',
    'Uang sejumlah',
    'Untuk pembayaran',
    'Kegiatan',
    'Program',
    'Dibayarkan kepada',
    'Tanggal',
  ],
  kemajuan: ['Program', 'Kegiatan', 'Pelaksana', 'Lokasi', 'Nilai kegiatan', 'Jadwal', 'Mulai', 'Selesai'],
  'serah-terima': ['Kegiatan', 'Program', 'Lokasi', 'Nilai kegiatan', 'Kemajuan', 'Catatan'],
  laporan: ['Program', 'Kegiatan', 'Pelaksana', 'Lokasi', 'Nilai kegiatan', 'Jadwal', 'Mulai', 'Selesai'],
};

/** A letter without its number is none: it stands by itself, or in one of these. */
export function bearsNumber(form: string, part: string): boolean {
  return part === 'nomor' || part === 'kepala' || (form === 'undangan' && part === 'isi');
}

/** `Hari, tanggal` is called `hari-tanggal` in a template. */
function partName(label: string): string {
  return label.toLowerCase().replace(/[^a-z0-9]+/g, '-');
}

/** What the papers of a form may be filled with of their own. */
export function factParts(form: string): string[] {
  return (ownEntry(FACTS, form) ?? []).map(partName);
}

/** All that a template for a form may name. */
export function partsFor(form: string): string[] {
  return [...TEXT_PARTS, ...factParts(form), ...BLOCK_PARTS];
}

/** The number is not known before a paper is issued. */
const NO_NUMBER = '………………………………';

/** The texts of a paper by the names of their parts; what this one does not tell is empty. */
export function textsOf(paper: Paper): Map<string, string> {
  const signers = paper.body.flatMap((block) => (block.is === 'signatures' ? block.signers : []));
  const last = signers.findLast((one) => one.placeAndDay !== undefined) ?? signers.at(-1);
  const told = paper.body.flatMap((block) => (block.is === 'facts' ? block.rows : []));
  const facts = new Map(told.toReversed().map(([label, said]) => [partName(label), said]));
  return new Map<string, string>([
    ...Object.values(FACTS)
      .flat()
      .map((label): [string, string] => [partName(label), facts.get(partName(label)) ?? '']),
    ['nomor', paper.number ?? facts.get('nomor') ?? NO_NUMBER],
    ['judul', paper.title.join(', ')],
    ['kantor', paper.letterhead.office],
    ['alamat-kantor', paper.letterhead.address.join(', ')],
    ['tempat-tanggal', last?.placeAndDay ?? ''],
    ['jabatan', last?.capacity ?? ''],
    ['penandatangan', last?.name || NO_NUMBER],
    ['alamat-periksa', paper.seen?.address ?? ''],
  ]);
}
