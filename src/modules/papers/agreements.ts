import { spelledRupiah, writtenCount, writtenRupiah } from '#kernel/office-words.ts';
import type { PublicMinutes } from '#modules/deliberation/index.ts';

/** What the agreements name: the programme, and the outcomes that its model offers, by id. */
export type AgreementWords = {
  readonly program: { readonly short: string; readonly year: number };
  readonly outcomes: ReadonlyMap<string, string>;
};

/** What a forum decided, each proposal in its list. */
type Agreed = Pick<PublicMinutes, 'agreed' | 'notAgreed' | 'reserved' | 'passedOn' | 'total'>;

/** What was agreed, one sentence for each kind of decision; the last says that nothing may be changed. */
export function agreementsOf(minutes: Agreed, { program, outcomes }: AgreementWords): string[] {
  const total = BigInt(minutes.total);
  const funded = minutes.agreed.filter((one) => one.amount !== null).length;
  const accepted = minutes.agreed.length - funded;
  const passed = [...new Set(minutes.passedOn.map((one) => outcomes.get(one.outcome) ?? one.outcome))].join(
    ', ',
  );
  const count = (list: readonly unknown[]) => writtenCount(list.length);
  return [
    funded > 0
      ? `Menyetujui ${writtenCount(funded)} usulan untuk didanai dari ${program.short} tahun anggaran ${program.year} dengan jumlah ${writtenRupiah(total)} (${spelledRupiah(total)}), sebagaimana Lampiran II.`
      : accepted > 0
        ? ''
        : 'Tidak ada usulan yang disetujui untuk didanai dalam musyawarah ini.',
    accepted > 0
      ? `Menyetujui ${writtenCount(accepted)} usulan tanpa pendanaan, sebagaimana Lampiran II.`
      : '',
    minutes.notAgreed.length > 0
      ? `Tidak menyetujui ${count(minutes.notAgreed)} usulan dengan alasan masing-masing, sebagaimana Lampiran III.`
      : '',
    minutes.reserved.length > 0
      ? `Menyimpan ${count(minutes.reserved)} usulan sebagai daftar cadangan untuk tahun berikutnya, sebagaimana Lampiran III.`
      : '',
    minutes.passedOn.length > 0
      ? `Meneruskan ${count(minutes.passedOn)} usulan (${passed}), sebagaimana Lampiran IV.`
      : '',
    'Berita acara ini disegel dan tidak dapat diubah; perubahan hanya dapat diputuskan dalam musyawarah berikutnya.',
  ].filter(Boolean);
}
