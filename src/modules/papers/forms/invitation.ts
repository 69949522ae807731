import type { IsoDate } from '#kernel/date.ts';
import { figure, writtenCount, writtenTime, writtenWeekday } from '#kernel/office-words.ts';
import type { Block, Table } from '../paper.ts';

/** What an invitation to a forum says. */
export type InvitationFacts = {
  readonly title: string;
  readonly number: string | undefined;
  readonly program: { readonly title: string; readonly year: number };
  readonly basis: string;
  readonly day: IsoDate;
  readonly startsAt: Date;
  readonly timeZone: string;
  readonly place: string;
  /** Whom it goes to: the elements of the quorum. */
  readonly elements: readonly string[];
  readonly proxies: boolean;
  readonly agenda: readonly AgendaLine[];
};

export type AgendaLine = {
  readonly title: string;
  readonly proposer: string;
  readonly place: string;
  readonly requested: bigint;
};

/** The letter itself: head, addressees, when and where, what it takes to decide. */
export function invitationBody(facts: InvitationFacts): Block[] {
  const basis = facts.basis === '' ? '' : ` berdasarkan ${facts.basis}`;
  return [
    {
      is: 'facts',
      rows: [
        ['Nomor', facts.number ?? '………………………………'],
        ['Sifat', 'Penting'],
        ['Lampiran', facts.agenda.length > 0 ? '1 (satu) berkas' : '–'],
        ['Perihal', `Undangan ${facts.title}`],
      ],
    },
    { is: 'text', text: 'Kepada Yth.' },
    { is: 'marked', items: facts.elements.map((text, index) => ({ mark: `${index + 1}.`, text })) },
    { is: 'text', text: 'di tempat' },
    {
      is: 'text',
      look: 'justified',
      text: `Dalam rangka ${facts.program.title} tahun ${facts.program.year}${basis}, dengan hormat Bapak/Ibu diundang menghadiri ${facts.title} pada:`,
    },
    {
      is: 'facts',
      rows: [
        ['Hari, tanggal', writtenWeekday(facts.day)],
        ['Waktu', `${writtenTime(facts.startsAt, facts.timeZone)} sampai selesai`],
        ['Tempat', facts.place],
        [
          'Acara',
          facts.agenda.length > 0
            ? `Pembahasan dan keputusan atas ${writtenCount(facts.agenda.length)} usulan sebagaimana terlampir`
            : 'Pembahasan dan keputusan atas usulan',
        ],
      ],
    },
    {
      is: 'text',
      look: 'justified',
      text: `Musyawarah hanya dapat mengambil keputusan bila setiap unsur terwakili. ${
        facts.proxies
          ? 'Yang berhalangan dapat memberi kuasa dengan surat; tanpa surat, kuasa tidak dicatat.'
          : 'Kehadiran tidak dapat dikuasakan.'
      }`,
    },
    {
      is: 'text',
      look: 'justified',
      text: 'Demikian undangan ini disampaikan. Atas perhatian dan kehadiran Bapak/Ibu diucapkan terima kasih.',
    },
  ];
}

/** What is to be discussed, in its order. */
export function agendaTable(agenda: readonly AgendaLine[]): Table {
  return {
    is: 'table',
    columns: [
      { title: 'No.', share: 0.8, align: 'centre' },
      { title: 'Usulan', share: 5 },
      { title: 'Pengusul', share: 3 },
      { title: 'Lokasi', share: 3 },
      { title: 'Diminta (Rp)', share: 2.2, align: 'right' },
    ],
    rows: agenda.map((one, index) => [
      `${index + 1}`,
      one.title,
      one.proposer,
      one.place,
      figure(one.requested),
    ]),
    sum: ['', 'Jumlah', '', '', figure(agenda.reduce((all, one) => all + one.requested, 0n))],
  };
}
