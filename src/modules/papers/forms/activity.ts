import { perMille, type Rupiah } from '#kernel/money.ts';
import {
  figure,
  spelledDay,
  spelledRupiah,
  writtenCount,
  writtenDay,
  writtenRupiah,
  writtenShare,
} from '#kernel/office-words.ts';
import type { ActivityFacts } from '#modules/activities/index.ts';
import type { Block, Table } from '../paper.ts';
import { contributionBlocks } from './proposal.ts';

type Told = Pick<
  ActivityFacts,
  | 'activity'
  | 'organization'
  | 'place'
  | 'progress'
  | 'realisation'
  | 'spent'
  | 'expenses'
  | 'contributions'
  | 'participation'
>;

const POINTS = '……………………………………';

/** What an activity is, where, by whom and for how much. */
export function activityFactsBlock({ activity, organization, place }: Told, program: string): Block {
  return {
    is: 'facts',
    rows: [
      ['Program', program],
      ['Kegiatan', activity.title],
      ['Pelaksana', organization.name],
      ['Lokasi', place],
      ['Nilai kegiatan', `${writtenRupiah(activity.granted)} (${spelledRupiah(activity.granted)})`],
      ['Jadwal', `${writtenDay(activity.startsOn)} sampai ${writtenDay(activity.endsOn)}`],
      ...(activity.startedOn ? [['Mulai', writtenDay(activity.startedOn)] as const] : []),
      ...(activity.completedOn ? [['Selesai', writtenDay(activity.completedOn)] as const] : []),
    ],
  };
}

/** How far the work is: each step with its day and note, and what was spent so far. */
export function progressBody(told: Told, program: string): Block[] {
  return [
    activityFactsBlock(told, program),
    { is: 'heading', text: 'A. Kemajuan pekerjaan' },
    told.progress.length === 0
      ? { is: 'text', text: 'Belum ada kemajuan yang dicatat.' }
      : {
          is: 'table',
          columns: [
            { title: 'No.', share: 0.8, align: 'centre' },
            { title: 'Tanggal', share: 2.2 },
            { title: 'Kemajuan', share: 1.4, align: 'right' },
            { title: 'Uraian', share: 6 },
          ],
          rows: told.progress.map((one, index) => [
            `${index + 1}`,
            writtenDay(one.happenedOn),
            `${one.percent} %`,
            one.note || '–',
          ]),
        },
    { is: 'heading', text: 'B. Penggunaan dana' },
    realisationTable(told),
    ...participationBlocks(told, 'C. Peserta'),
  ];
}

/** Spending against the cost plan, line by line. Source: context, Paper (LPJ). */
export function realisationTable({ realisation }: Pick<Told, 'realisation'>): Table {
  const part = (spent: Rupiah, planned: Rupiah) =>
    planned === 0n ? '–' : writtenShare(perMille(spent, planned));
  return {
    is: 'table',
    columns: [
      { title: 'No.', share: 0.8, align: 'centre' },
      { title: 'Uraian', share: 5 },
      { title: 'Anggaran (Rp)', share: 2.2, align: 'right' },
      { title: 'Realisasi (Rp)', share: 2.2, align: 'right' },
      { title: 'Sisa (Rp)', share: 2.1, align: 'right' },
      { title: 'Bagian', share: 1.4, align: 'right' },
    ],
    rows: realisation.lines.map((one, index) => [
      `${index + 1}`,
      one.item,
      figure(one.planned),
      figure(one.spent),
      figure(one.left),
      part(one.spent, one.planned),
    ]),
    sum: [
      '',
      'Jumlah',
      figure(realisation.planned),
      figure(realisation.spent),
      figure(realisation.planned - realisation.spent),
      part(realisation.spent, realisation.planned),
    ],
  };
}

/** Each expense with its day and the number of its receipt, for those who may read receipts. */
export function expenseBlocks({ expenses }: Pick<Told, 'expenses'>): Block[] {
  if (!expenses) return [{ is: 'text', look: 'small', text: 'Bukti belanja tidak ditampilkan untuk umum.' }];
  if (expenses.length === 0) return [{ is: 'text', text: 'Belum ada belanja yang dicatat.' }];
  return [
    {
      is: 'table',
      columns: [
        { title: 'No.', share: 0.8, align: 'centre' },
        { title: 'Tanggal', share: 2 },
        { title: 'Uraian', share: 4.6 },
        { title: 'Nomor bukti', share: 2.4 },
        { title: 'Jumlah (Rp)', share: 2.2, align: 'right' },
      ],
      rows: expenses.map((one, index) => [
        `${index + 1}`,
        writtenDay(one.paidOn),
        one.description,
        one.receiptNumber,
        figure(one.amount),
      ]),
      sum: ['', 'Jumlah', '', '', figure(expenses.reduce((all, one) => all + one.amount, 0n))],
    },
  ];
}

/** Who took part, occasion by occasion, in numbers. */
export function participationBlocks(
  { participation }: Pick<Told, 'participation'>,
  heading: string,
): Block[] {
  if (participation.length === 0) return [];
  return [
    { is: 'heading', text: heading },
    {
      is: 'table',
      columns: [
        { title: 'No.', share: 0.8, align: 'centre' },
        { title: 'Tanggal', share: 2.2 },
        { title: 'Kesempatan', share: 5 },
        { title: 'Orang', share: 1.3, align: 'right' },
        { title: 'Perempuan', share: 1.6, align: 'right' },
        { title: 'Keluarga miskin', share: 1.8, align: 'right' },
      ],
      rows: participation.map((one, index) => [
        `${index + 1}`,
        writtenDay(one.happenedOn),
        one.occasion,
        writtenCount(one.people),
        writtenCount(one.women),
        writtenCount(one.poorHouseholds),
      ]),
    },
  ];
}

/** The handover (BAST): on which day, who gives, who takes over, what. Names stand in it for those who may read them. */
export function handoverBody(told: Told & Pick<ActivityFacts, 'persons'>, program: string): Block[] {
  const { activity, organization, place, persons, spent } = told;
  const on = activity.handedOverOn ?? activity.endsOn;
  return [
    {
      is: 'text',
      look: 'justified',
      text: `Pada hari ini, ${spelledDay(on)} (${writtenDay(on)}), yang bertanda tangan di bawah ini:`,
    },
    {
      is: 'facts',
      rows: [
        ['Nama', persons?.responsible || POINTS],
        ['Bertindak untuk', `${organization.name}, selanjutnya disebut PIHAK PERTAMA`],
        ['Nama', POINTS],
        [
          'Bertindak untuk',
          `${persons?.handedOverTo || POINTS}, penerima dan pemelihara hasil kegiatan, selanjutnya disebut PIHAK KEDUA`,
        ],
      ],
    },
    {
      is: 'text',
      look: 'justified',
      text: 'PIHAK PERTAMA menyerahkan kepada PIHAK KEDUA, dan PIHAK KEDUA menerima dari PIHAK PERTAMA, hasil kegiatan berikut:',
    },
    {
      is: 'facts',
      rows: [
        ['Kegiatan', activity.title],
        ['Program', program],
        ['Lokasi', place],
        ['Nilai kegiatan', `${writtenRupiah(spent)} (${spelledRupiah(spent)})`],
        ['Kemajuan', `${activity.progress} %`],
        ...(persons?.handoverNote ? [['Catatan', persons.handoverNote] as const] : []),
      ],
    },
    {
      is: 'text',
      look: 'justified',
      text: 'Sejak ditandatanganinya berita acara ini, pemanfaatan dan pemeliharaan hasil kegiatan menjadi tanggung jawab PIHAK KEDUA.',
    },
    {
      is: 'text',
      look: 'justified',
      text: 'Demikian berita acara serah terima ini dibuat dalam rangkap dua untuk dipergunakan sebagaimana mestinya.',
    },
  ];
}

/** What residents gave, as it came. */
export function realisedContributions({ contributions }: Pick<Told, 'contributions'>): Block[] {
  return contributionBlocks(contributions);
}
