import type { IsoDate } from '#kernel/date.ts';
import { type Rupiah, sum } from '#kernel/money.ts';
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
  /** What was withheld of it, each kind of tax as the model calls it. */
  readonly taxes: readonly { readonly name: string; readonly amount: Rupiah }[];
  /** The papers of the office that it stands on. */
  readonly papers: readonly { readonly name: string; readonly number: string; readonly datedOn: IsoDate }[];
};

/** A receipt (kwitansi): from whom, how much in words, what for, and the amount in figures. Source: context, Paper. */
export function receiptBody(said: ReceiptSaid): Block[] {
  const net = said.amount - sum(said.taxes.map((one) => one.amount));
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
        ...said.papers.map((one): [string, string] => [
          one.name,
          `Nomor ${one.number}, ${writtenDay(one.datedOn)}`,
        ]),
        ...said.taxes.map((one): [string, string] => [`Potongan ${one.name}`, writtenRupiah(one.amount)]),
      ],
    },
    { is: 'text', look: 'bold', text: `Jumlah: ${writtenRupiah(said.amount)}` },
    ...(net === said.amount
      ? []
      : [
          {
            is: 'text',
            look: 'bold',
            text: `Diterima setelah potongan: ${writtenRupiah(net)} (${spelledRupiah(net)})`,
          } as const,
        ]),
  ];
}
