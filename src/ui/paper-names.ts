import { m } from '#paraglide/messages.js';

/** How each paper is called on pages. */
export const PAPER_NAMES = {
  'berita-acara': m['papers.form.berita-acara'],
  keputusan: m['papers.form.keputusan'],
  undangan: m['papers.form.undangan'],
  'daftar-hadir': m['papers.form.daftar-hadir'],
  usulan: m['papers.form.usulan'],
  formulir: m['papers.form.formulir'],
  kwitansi: m['papers.form.kwitansi'],
  kemajuan: m['papers.form.kemajuan'],
  'serah-terima': m['papers.form.serah-terima'],
  laporan: m['papers.form.laporan'],
  rekapitulasi: m['papers.form.rekapitulasi'],
} as const;
