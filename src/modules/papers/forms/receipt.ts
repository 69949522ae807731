import type { IsoDate } from '#kernel/date.ts';
import type { Rupiah } from '#kernel/money.ts';
import { spelledRupiah, writtenDay, writtenRupiah } from '#kernel/office-words.ts';
import type { Block } from '../paper.ts';

export type ReceiptSaid = {
  readonly number: string;
  readonly from: string;
  readonly to: string;
  readonly amount: Rupiah;
  readonly purpose: string;
  /** What it is a part of. */
  readonly activity: string;
  readonly program: string;
  readonly paidOn: IsoDate;
};

/** A receipt (kwitansi): from whom, how much in words, what for, and the amount in figures. Source: context, Paper. */
export function receiptBody(said: ReceiptSaid): Block[] {
  return [
    {
      is: 'facts',
      rows: [
        ['Nomor', said.number],
        ['Sudah terima dari', said.from],
        ['Uang sejumlah', `${said.amount === 0n ? '' : spelledRupiah(said.amount)}`],
        ['Untuk pembayaran', said.purpose],
        ['Kegiatan', said.activity],
        ['Program', said.program],
        ['Dibayarkan kepada', said.to],
        ['Tanggal', writtenDay(said.paidOn)],
      ],
    },
    { is: 'text', look: 'bold', text: `Jumlah: ${writtenRupiah(said.amount)}` },
  ];
}
