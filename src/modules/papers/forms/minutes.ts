import {
  figure,
  ordinalOf,
  spelledDay,
  spelledRupiah,
  writtenCount,
  writtenDay,
  writtenQuantity,
  writtenRupiah,
  writtenTime,
  writtenWeekday,
} from '#kernel/office-words.ts';
import { readQuantity } from '#kernel/readers/number.ts';
import { isRefusal } from '#kernel/refusal.ts';
import { type MinutesDecision, type PublicMinutes, SEATS } from '#modules/deliberation/index.ts';
import { agreementsOf } from '../agreements.ts';
import type { Annex, Block, Column, Table } from '../paper.ts';

/** Who came to a sitting, by name. */
export type NamedAttendance = { readonly name: string; readonly represents: string; readonly power: string };

/** What the text of minutes needs beside the minutes themselves. */
export type MinutesWords = {
  readonly program: { readonly short: string; readonly title: string; readonly year: number };
  /** Names of the outcomes that the model offers, by id. */
  readonly outcomes: ReadonlyMap<string, string>;
  readonly ruleName: (rule: string) => string;
  readonly timeZone: string;
};

type Sitting = PublicMinutes['sittings'][number];

/** Of a body the seats alone: those that must be there are among them. */
const seatsOf = (sitting: Sitting) => sitting.quorum.find((one) => one.element === SEATS);
const cameTo = (sitting: Sitting) =>
  seatsOf(sitting)?.came ?? sitting.quorum.reduce((all, one) => all + one.came, 0);
const whoCame = (sitting: Sitting) => (seatsOf(sitting) ? 'anggota' : 'wakil unsur masyarakat');

const QUORUM = {
  met: 'kuorum terpenuhi',
  'not-met': 'kuorum tidak terpenuhi',
  'cannot-tell': 'kuorum tidak dapat dipastikan',
} as const;
const KINDS = { approval: 'setuju', points: 'poin', ranking: 'peringkat' } as const;
const TALLIES = { approval: 'Suara', points: 'Poin', ranking: 'Poin Borda' } as const;

/** The text of sealed minutes: when and where, who came, how it was voted, what was agreed. */
export function minutesBody(minutes: PublicMinutes, words: MinutesWords): Block[] {
  const [first, ...later] = minutes.sittings;
  return [
    ...(first ? [opening(minutes, first, words)] : []),
    ...(later.length > 0 ? sittings(minutes, words) : []),
    ...voteSaid(minutes, words),
    { is: 'text', text: 'Setelah membahas usulan yang diajukan, musyawarah menyepakati:' },
    {
      is: 'marked',
      items: agreementsOf(minutes, words).map((text, index) => ({ mark: ordinalOf(index + 1), text })),
    },
    {
      is: 'text',
      look: 'justified',
      text: 'Demikian berita acara ini dibuat untuk dipergunakan sebagaimana mestinya.',
    },
  ];
}

function opening(minutes: PublicMinutes, first: Sitting, { timeZone }: MinutesWords): Block {
  const other =
    first.day === minutes.calledFor ? '' : ` yang dijadwalkan untuk ${writtenDay(minutes.calledFor)},`;
  return {
    is: 'text',
    look: 'justified',
    text:
      `Pada hari ini, ${spelledDay(first.day)} (${writtenDay(first.day)}), pukul ${writtenTime(first.openedAt, timeZone)},${other} ` +
      `bertempat di ${minutes.place}, telah dilaksanakan ${minutes.name} ${minutes.regionName} berdasarkan ${minutes.basis}, ` +
      `dihadiri ${writtenCount(cameTo(first))} ${whoCame(first)} sebagaimana Lampiran I${first.answer === 'met' ? ' sehingga ' : '; '}${QUORUM[first.answer]}.`,
  };
}

function sittings(minutes: PublicMinutes, { timeZone }: MinutesWords): Block[] {
  const all = [minutes.agreed, minutes.notAgreed, minutes.reserved, minutes.passedOn].flat();
  const decidedIn = (number: number) => all.filter((one) => one.sitting === number).length;
  return [
    { is: 'text', text: `Musyawarah berlangsung dalam ${minutes.sittings.length} sidang:` },
    {
      is: 'marked',
      items: minutes.sittings.map((sitting, index) => ({
        mark: `${index + 1}.`,
        text: [
          `${writtenWeekday(sitting.day)}, pukul ${writtenTime(sitting.openedAt, timeZone)} sampai ${writtenTime(sitting.endedAt, timeZone)},`,
          `dihadiri ${writtenCount(cameTo(sitting))} ${whoCame(sitting)}; ${QUORUM[sitting.answer]};`,
          `diputuskan ${writtenCount(decidedIn(sitting.number))} usulan.`,
          sitting.adjourned ? `Diskors dengan alasan: ${sitting.adjourned.reason}` : '',
          sitting.adjourned?.resumesOn ? `Dilanjutkan ${writtenDay(sitting.adjourned.resumesOn)}.` : '',
        ]
          .filter(Boolean)
          .join(' '),
      })),
    },
  ];
}

function voteSaid({ vote }: PublicMinutes, { ruleName }: MinutesWords): Block[] {
  if (!vote) return [];
  const followed =
    vote.followed === null
      ? 'Hasilnya menjadi bahan pertimbangan.'
      : vote.followed === 'none'
        ? `Musyawarah menyatakan tidak mengikuti satu cara pun dengan alasan: ${vote.followedReason ?? ''}`
        : `Musyawarah menyatakan mengikuti cara “${ruleName(vote.followed)}” dengan alasan: ${vote.followedReason ?? ''}`;
  return [
    {
      is: 'text',
      look: 'justified',
      text:
        `Sebelum memutuskan, musyawarah memungut suara secara rahasia dengan surat suara bentuk ${KINDS[vote.kind]}: ` +
        `${writtenCount(vote.ballots)} surat suara dari ${writtenCount(vote.attendance)} peserta, sebagaimana Lampiran V. ${followed}`,
    },
  ];
}

/**
 * The annexes of minutes: I who came, II what was agreed, III what was not and what waits in reserve, IV what goes on to the
 * next level, V how it was voted. Names stand in annex I where `attendance` gives them. Source: context, How plans are made.
 */
export function minutesAnnexes(
  minutes: PublicMinutes,
  attendance: readonly (readonly NamedAttendance[])[] | undefined,
  words: MinutesWords,
): Annex[] {
  const orNone = (list: readonly MinutesDecision[], amounts: 'granted' | 'requested'): Block =>
    list.length === 0 ? { is: 'text', text: 'Nihil.' } : proposalTable(list, amounts);
  return [
    { title: 'Lampiran I: Daftar hadir', lies: 'upright', body: attendanceBlocks(minutes, attendance) },
    {
      title: 'Lampiran II: Usulan yang disetujui',
      lies: 'across',
      body: [
        orNone(minutes.agreed, 'granted'),
        ...(minutes.agreed.length > 0
          ? [{ is: 'text' as const, text: `Terbilang: ${spelledRupiah(BigInt(minutes.total))}.` }]
          : []),
      ],
    },
    {
      title: 'Lampiran III: Usulan yang tidak disetujui dan daftar cadangan',
      lies: 'across',
      body: [
        { is: 'heading', text: 'A. Tidak disetujui' },
        orNone(minutes.notAgreed, 'requested'),
        { is: 'heading', text: 'B. Daftar cadangan' },
        orNone(minutes.reserved, 'requested'),
      ],
    },
    {
      title: 'Lampiran IV: Usulan yang diteruskan',
      lies: 'across',
      body: [orNone(minutes.passedOn, 'requested')],
    },
    ...voteAnnex(minutes, words),
  ];
}

function attendanceBlocks(
  minutes: PublicMinutes,
  attendance: readonly (readonly NamedAttendance[])[] | undefined,
): Block[] {
  const number = (value: number | null) => (value === null ? '–' : writtenCount(value));
  const blocks = minutes.sittings.flatMap((sitting, place): Block[] => [
    ...(minutes.sittings.length > 1
      ? [{ is: 'heading' as const, text: `Sidang ${sitting.number}, ${writtenDay(sitting.day)}` }]
      : []),
    {
      is: 'table',
      columns: [
        { title: 'Unsur', share: 6 },
        { title: 'Hadir', share: 1.4, align: 'right' },
        { title: 'Syarat', share: 1.4, align: 'right' },
        { title: 'Dari', share: 1.4, align: 'right' },
      ],
      rows: sitting.quorum.map((one) => [
        one.label,
        writtenCount(one.came),
        number(one.wanted),
        number(one.of),
      ]),
    },
    ...(sitting.countedOnce > 0
      ? [{ is: 'text' as const, look: 'small' as const, text: countedOnceSaid(sitting) }]
      : []),
    ...(attendance ? [attendanceTable(attendance[place] ?? [])] : []),
  ]);
  return attendance
    ? blocks
    : [...blocks, { is: 'text', look: 'small', text: 'Nama peserta tidak ditampilkan untuk umum.' }];
}

function countedOnceSaid(sitting: Sitting): string {
  const what = seatsOf(sitting)
    ? 'kursi; masing-masing dihitung sekali'
    : 'unsur; masing-masing dihitung untuk satu unsur';
  return `${writtenCount(sitting.countedOnce)} orang tercatat untuk lebih dari satu ${what} saja.`;
}

/** Number, name, whom they represent, signature. */
export function attendanceTable(people: readonly NamedAttendance[]): Table {
  return {
    is: 'table',
    toSign: true,
    columns: [
      { title: 'No.', share: 0.8, align: 'centre' },
      { title: 'Nama', share: 4 },
      { title: 'Mewakili', share: 4 },
      { title: 'Tanda tangan', share: 3 },
    ],
    rows: people.map((one, index) => [
      `${index + 1}`,
      one.name || '……………………',
      one.power ? `${one.represents}\ndengan kuasa: ${one.power}` : one.represents,
      '',
    ]),
  };
}

const PROPOSAL_COLUMNS: readonly Column[] = [
  { title: 'No.', share: 0.7, align: 'centre' },
  { title: 'Usulan', share: 5 },
  { title: 'Pengusul', share: 2.6 },
  { title: 'Lokasi', share: 2.6 },
  { title: 'Volume', share: 1.5, align: 'right' },
  { title: 'Diminta (Rp)', share: 2.1, align: 'right' },
];

/** Proposer, proposal, place, volume, cost and remark, as minutes list them. Source: context, How plans are made. */
function proposalTable(list: readonly MinutesDecision[], amounts: 'granted' | 'requested'): Table {
  const granted = amounts === 'granted';
  const money = (amount: string | null) => (amount === null ? '–' : figure(BigInt(amount)));
  const sum = (of: (one: MinutesDecision) => string | null) =>
    figure(list.reduce((all, one) => all + BigInt(of(one) ?? '0'), 0n));
  return {
    is: 'table',
    columns: [
      ...PROPOSAL_COLUMNS,
      ...(granted ? [{ title: 'Disetujui (Rp)', share: 2.1, align: 'right' as const }] : []),
      { title: 'Keterangan', share: 4 },
    ],
    rows: list.map((one, index) => [
      `${index + 1}`,
      one.title,
      one.proposer,
      one.place,
      volumeOf(one),
      money(one.requested),
      ...(granted ? [money(one.amount)] : []),
      remarksOf(one),
    ]),
    sum: [
      '',
      'Jumlah',
      '',
      '',
      '',
      sum((one) => one.requested),
      ...(granted ? [sum((one) => one.amount)] : []),
      '',
    ],
  };
}

function volumeOf(one: MinutesDecision): string {
  const volume = readQuantity(one.volume);
  return isRefusal(volume) ? '–' : writtenQuantity(volume, one.unit);
}

function remarksOf(one: MinutesDecision): string {
  return (
    [
      one.reason,
      one.passedTo === null ? '' : `Diteruskan ke ${one.passedTo}.`,
      ...one.earlier.map(
        (before) =>
          `${before.forum}, ${writtenDay(before.day)}: ${before.outcome}${before.reason ? ` (${before.reason})` : ''}.`,
      ),
    ]
      .filter(Boolean)
      .join('\n') || '–'
  );
}

function voteAnnex({ vote }: PublicMinutes, { ruleName }: MinutesWords): Annex[] {
  if (!vote) return [];
  const tally =
    vote.kind === 'approval' ? [] : [{ title: TALLIES[vote.kind], share: 1.3, align: 'right' as const }];
  const points = vote.points === null ? '' : ` (${vote.points} poin setiap surat suara)`;
  return [
    {
      title: 'Lampiran V: Hasil pemungutan suara',
      lies: 'upright',
      body: [
        {
          is: 'text',
          look: 'justified',
          text:
            `Bentuk ${KINDS[vote.kind]}${points}; ${writtenCount(vote.ballots)} surat suara dari ${writtenCount(vote.attendance)} peserta; ` +
            `uang yang dibagi ${writtenRupiah(BigInt(vote.budget))}. Hasil hitungan tidak mengikat; yang memutuskan adalah musyawarah.`,
        },
        {
          is: 'table',
          columns: [
            { title: 'No.', share: 0.8, align: 'centre' },
            { title: 'Usulan', share: 5 },
            { title: 'Diminta (Rp)', share: 2.2, align: 'right' },
            { title: 'Surat suara', share: 1.4, align: 'right' },
            ...tally,
            { title: 'Terpilih', share: 2.2, align: 'right' },
          ],
          rows: vote.counts.map((one) => [
            `${one.number}`,
            one.title,
            figure(BigInt(one.requested)),
            writtenCount(one.votes),
            ...(tally.length > 0 ? [writtenCount(one.tally)] : []),
            `${one.rules} dari ${vote.rules.length} cara`,
          ]),
        },
        ...conditionBlocks(vote),
        { is: 'text', text: `Cara yang dibandingkan: ${vote.rules.map(ruleName).join(', ')}.` },
        { is: 'text', look: 'small', text: `SHA-256 hasil hitungan: ${vote.sha256}` },
      ],
    },
  ];
}

function conditionBlocks(vote: NonNullable<PublicMinutes['vote']>): Block[] {
  const listed = (text: string, items: readonly string[]): Block[] =>
    items.length === 0
      ? []
      : [
          { is: 'text', text },
          { is: 'marked', items: items.map((one) => ({ mark: '–', text: one })) },
        ];
  return [
    ...listed(
      'Yang dinyatakan pimpinan musyawarah tidak dapat dijalankan bersama, sebelum pemungutan suara dibuka:',
      (vote.exclusions ?? []).map((one) => `nomor ${one.numbers.join(' dan ')}: ${one.reason}`),
    ),
    ...listed(
      'Yang pengusulnya bersedia didanai sebagian:',
      (vote.parts ?? []).map(
        (one) => `nomor ${one.number}, paling sedikit ${writtenRupiah(BigInt(one.least))}: ${one.instead}`,
      ),
    ),
  ];
}
