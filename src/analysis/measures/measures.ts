import type { Words } from '../words.ts';

/** What a figure counts: a share in whole per mille, things, whole rupiah, or calendar days. */
export type Unit = 'per-mille' | 'count' | 'rupiah' | 'days';

/**
 * Of what a figure is counted: what happened in a place; what an institution brings, gives and owes; what the seats of a
 * body do. How two governments get on the records of a programme do not count by themselves.
 */
export const COUNTED_OF = ['place', 'party', 'body', 'relation'] as const;
export type CountedOf = (typeof COUNTED_OF)[number];

/**
 * One thing that the records of a programme can say by themselves. What is named here is all that an instrument, a goal
 * of a programme or a public page may hold against them; how it is read from the records stands in `modules/measures`.
 */
export type Measure = {
  readonly key: string;
  readonly label: Words;
  /** What is counted, and of what; what is left out. */
  readonly meaning: Words;
  readonly unit: Unit;
  /** For which subjects it can be counted. */
  readonly of: readonly CountedOf[];
  /** Which way it gets better. Of what neither way is better, nothing is said. */
  readonly better?: 'higher' | 'lower';
  /** Whether the records can say it as of any day that is past, or only as they stand now. */
  readonly asOf: 'any-day' | 'now';
  /** The section of a model without which nothing could ever be said; left out where none is needed. */
  readonly needs?: 'forums' | 'filings' | 'activities' | 'proposals' | 'purses';
  /** Why nothing can be said, where nothing can, and what would change it. A figure of nothing is no such case. */
  readonly missing: Words;
};

/** Everything that the records can say by themselves. */
export const MEASURES = [
  {
    key: 'attendance',
    label: { id: 'Unsur yang hadir di musyawarah', en: 'Attendance at the forums' },
    meaning: {
      id: 'Bagian dari wakil yang harus didengar yang hadir di musyawarah yang sudah disegel. Hadir lebih banyak dari satu unsur tidak menutup kekurangan unsur lain.',
      en: 'The part of those who must be heard that came to the sealed forums. More from one element does not make up for another.',
    },
    unit: 'per-mille',
    of: ['place', 'body'],
    better: 'higher',
    asOf: 'any-day',
    needs: 'forums',
    missing: {
      id: 'Belum ada musyawarah yang disegel sampai tanggal itu.',
      en: 'No forum had been sealed by that day.',
    },
  },
  {
    key: 'reports-in-time',
    label: { id: 'Laporan tepat waktu', en: 'Reports in time' },
    meaning: {
      id: 'Bagian dari laporan yang sudah jatuh tempo atau sudah masuk yang diserahkan paling lambat pada hari jatuh temponya. Yang dibebaskan tidak dihitung.',
      en: 'The part of the reports that fell due or were delivered that came by their due day. What was waived is not counted.',
    },
    unit: 'per-mille',
    of: ['place', 'party', 'body'],
    better: 'higher',
    asOf: 'any-day',
    needs: 'filings',
    missing: {
      id: 'Belum ada laporan yang jatuh tempo sampai tanggal itu.',
      en: 'No report was due by that day.',
    },
  },
  {
    key: 'plan-deviation',
    label: {
      id: 'Penyimpangan realisasi dari rencana',
      en: 'Deviation of what was done from what was planned',
    },
    meaning: {
      id: 'Selisih rupiah antara rencana yang disetujui dan realisasi yang diterima, per kegiatan dan kelurahan, dibanding rencananya. Lebih dan kurang tidak saling menutup; kegiatan di luar rencana dihitung penuh; yang belum dilaksanakan dihitung sesudah tahunnya berakhir.',
      en: 'The difference in rupiah between accepted plans and accepted accounts, by activity and kelurahan, against what was planned. More and less do not make up for each other; what was in no plan counts in full; what was not carried out counts once its year is over.',
    },
    unit: 'per-mille',
    of: ['place', 'party'],
    better: 'lower',
    asOf: 'any-day',
    needs: 'filings',
    missing: {
      id: 'Belum ada rencana yang disetujui dan dapat dibandingkan sampai tanggal itu.',
      en: 'By that day there was no accepted plan to hold anything against.',
    },
  },
  {
    key: 'poor-households-reached',
    label: { id: 'Keluarga miskin yang terjangkau', en: 'Poor families reached' },
    meaning: {
      id: 'Bagian dari keluarga miskin di wilayah itu yang pasti ikut dalam kegiatan. Yang mungkin sama tidak dihitung dua kali.',
      en: 'The part of the poor families of the area that certainly took part in activities. Those who may be the same are not counted twice.',
    },
    unit: 'per-mille',
    of: ['place'],
    better: 'higher',
    asOf: 'any-day',
    needs: 'activities',
    missing: {
      id: 'Jumlah keluarga miskin wilayah ini belum diisi.',
      en: 'The number of poor families of the area has not been given.',
    },
  },
  {
    key: 'contribution-kept',
    label: { id: 'Sumbangan yang dipenuhi', en: 'Contributions kept' },
    meaning: {
      id: 'Bagian dari sumbangan yang dijanjikan usulan yang sudah diberikan dalam kegiatan yang selesai. Yang melebihi janji tidak menutup janji lain.',
      en: 'The part of what proposals promised to contribute that was given in completed activities. More than was promised does not make up for another promise.',
    },
    unit: 'per-mille',
    of: ['place', 'party'],
    better: 'higher',
    asOf: 'any-day',
    needs: 'activities',
    missing: {
      id: 'Belum ada kegiatan selesai yang menjanjikan sumbangan.',
      en: 'No completed activity had promised a contribution.',
    },
  },
  {
    key: 'women-present',
    label: { id: 'Perempuan di antara yang hadir', en: 'Women among those who came' },
    meaning: {
      id: 'Bagian perempuan dari semua yang dihitung hadir pada kegiatan. Yang datang dua kali dihitung dua kali.',
      en: 'The part of women among all who were counted at activities. Who came twice counts twice.',
    },
    unit: 'per-mille',
    of: ['place', 'party'],
    better: 'higher',
    asOf: 'any-day',
    needs: 'activities',
    missing: {
      id: 'Belum ada kehadiran yang dicatat pada kegiatan.',
      en: 'Nobody has been counted at an activity yet.',
    },
  },
  {
    key: 'answers-in-time',
    label: { id: 'Jawaban tepat waktu', en: 'Answers in time' },
    meaning: {
      id: 'Bagian dari jawaban pejabat yang sudah jatuh tempo atau sudah diberikan yang datang paling lambat pada harinya.',
      en: 'The part of the answers of offices that fell due or were given that came by their day.',
    },
    unit: 'per-mille',
    of: ['place', 'party', 'body'],
    better: 'higher',
    asOf: 'any-day',
    needs: 'proposals',
    missing: {
      id: 'Belum ada jawaban yang jatuh tempo sampai tanggal itu.',
      en: 'No answer was due by that day.',
    },
  },
  {
    key: 'days-to-answer',
    label: { id: 'Lama menunggu jawaban', en: 'Days until an answer' },
    meaning: {
      id: 'Hari kalender dari diminta sampai dijawab yang tidak dilampaui separuh jawaban yang sudah diberikan (median). Hari ketika tenggatnya berhenti ikut dihitung.',
      en: 'Calendar days from asking to answering that half of the answers given did not exceed (the median). Days on which the clock stood are counted too.',
    },
    unit: 'days',
    of: ['place', 'party', 'body'],
    better: 'lower',
    asOf: 'any-day',
    needs: 'proposals',
    missing: {
      id: 'Belum ada jawaban bertenggat yang diberikan.',
      en: 'No answer that has a clock has been given yet.',
    },
  },
  {
    key: 'decided-share',
    label: { id: 'Bagian pagu yang diputuskan', en: 'Part of the ceiling decided' },
    meaning: {
      id: 'Uang yang diputuskan dibagi semua yang boleh dibelanjakan tahun itu.',
      en: 'The money decided, of all that may be spent in the year.',
    },
    unit: 'per-mille',
    of: ['place', 'party'],
    better: 'higher',
    asOf: 'now',
    needs: 'purses',
    missing: { id: 'Tidak ada pagu di sini.', en: 'There is no ceiling here.' },
  },
  {
    key: 'disbursed-share',
    label: { id: 'Bagian pagu yang dibayar (serapan)', en: 'Part of the ceiling paid (absorption)' },
    meaning: {
      id: 'Realisasi belanja yang dibayar, dikurangi yang dikembalikan, dibagi semua yang boleh dibelanjakan tahun itu (PP 12/2019).',
      en: 'The money disbursed and not returned, of all that may be spent in the year (PP 12/2019).',
    },
    unit: 'per-mille',
    of: ['place', 'party'],
    better: 'higher',
    asOf: 'now',
    needs: 'purses',
    missing: { id: 'Tidak ada pagu di sini.', en: 'There is no ceiling here.' },
  },
  {
    key: 'settled-share',
    label: { id: 'Bagian pagu yang dipertanggungjawabkan', en: 'Part of the ceiling accounted for' },
    meaning: {
      id: 'Uang yang dibelanjakan dan laporannya diterima, dibagi semua yang boleh dibelanjakan tahun itu.',
      en: 'The money spent whose report was accepted, of all that may be spent in the year.',
    },
    unit: 'per-mille',
    of: ['place', 'party'],
    better: 'higher',
    asOf: 'now',
    needs: 'purses',
    missing: { id: 'Tidak ada pagu di sini.', en: 'There is no ceiling here.' },
  },
  {
    key: 'ceiling',
    label: { id: 'Pagu', en: 'Ceiling' },
    meaning: {
      id: 'Semua yang boleh dibelanjakan lembaga di tempat itu dalam tahun itu; untuk seluruh kota juga kas program.',
      en: 'All that the institutions of the place may be granted in the year; for the whole city with the funds of the programme.',
    },
    unit: 'rupiah',
    of: ['place', 'party'],
    asOf: 'now',
    needs: 'purses',
    missing: { id: 'Tidak ada pagu di sini.', en: 'There is no ceiling here.' },
  },
  {
    key: 'decided',
    label: { id: 'Uang yang diputuskan', en: 'Money decided' },
    meaning: {
      id: 'Diputuskan musyawarah atau pejabat, dikurangi yang kemudian dilepaskan.',
      en: 'Decided by forums or offices, less what was released afterwards.',
    },
    unit: 'rupiah',
    of: ['place', 'party'],
    asOf: 'now',
    needs: 'purses',
    missing: { id: 'Program ini tidak membawa uang.', en: 'This programme moves no money.' },
  },
  {
    key: 'disbursed',
    label: { id: 'Uang yang dibayar', en: 'Money paid' },
    meaning: {
      id: 'Dibayarkan kepada penyedia atau penerima, dikurangi yang dikembalikan.',
      en: 'Paid to providers or recipients, less what was refunded.',
    },
    unit: 'rupiah',
    of: ['place', 'party'],
    asOf: 'now',
    needs: 'purses',
    missing: { id: 'Program ini tidak membawa uang.', en: 'This programme moves no money.' },
  },
  {
    key: 'settled',
    label: { id: 'Uang yang sudah dipertanggungjawabkan', en: 'Money accounted for' },
    meaning: {
      id: 'Dibelanjakan, dilaporkan, dan diterima oleh jenjang terakhir.',
      en: 'Spent, reported, and accepted by the last step.',
    },
    unit: 'rupiah',
    of: ['place', 'party'],
    asOf: 'now',
    needs: 'purses',
    missing: { id: 'Program ini tidak membawa uang.', en: 'This programme moves no money.' },
  },
  {
    key: 'contribution',
    label: { id: 'Sumbangan warga', en: "Residents' contributions" },
    meaning: {
      id: 'Uang, tenaga, dan bahan yang diberikan warga, dinilai dalam rupiah.',
      en: 'Money, labour and material that residents gave, valued in rupiah.',
    },
    unit: 'rupiah',
    of: ['place', 'party'],
    better: 'higher',
    asOf: 'now',
    needs: 'activities',
    missing: { id: 'Program ini tidak mengenal kegiatan.', en: 'This programme has no activities.' },
  },
  {
    key: 'proposals',
    label: { id: 'Usulan', en: 'Proposals' },
    meaning: {
      id: 'Usulan yang sudah diajukan, bagaimana pun akhirnya. Konsep dan yang ditarik tidak dihitung.',
      en: 'Proposals that were sent in, whatever became of them. Drafts and what was withdrawn are not counted.',
    },
    unit: 'count',
    of: ['place', 'party'],
    asOf: 'now',
    needs: 'proposals',
    missing: { id: 'Program ini tidak menerima usulan.', en: 'This programme takes no proposals.' },
  },
  {
    key: 'activities',
    label: { id: 'Kegiatan', en: 'Activities' },
    meaning: {
      id: 'Kegiatan yang direncanakan, berjalan, atau selesai.',
      en: 'Activities planned, running or completed.',
    },
    unit: 'count',
    of: ['place', 'party'],
    asOf: 'now',
    needs: 'activities',
    missing: { id: 'Program ini tidak mengenal kegiatan.', en: 'This programme has no activities.' },
  },
  {
    key: 'people',
    label: { id: 'Orang penerima manfaat', en: 'People who benefit' },
    meaning: {
      id: 'Yang disebut usulan yang didanai sebagai penerima manfaat.',
      en: 'Those whom funded proposals name as beneficiaries.',
    },
    unit: 'count',
    of: ['place', 'party'],
    asOf: 'now',
    needs: 'proposals',
    missing: { id: 'Program ini tidak menerima usulan.', en: 'This programme takes no proposals.' },
  },
  {
    key: 'poor-households',
    label: { id: 'Keluarga miskin penerima manfaat', en: 'Poor households that benefit' },
    meaning: {
      id: 'Yang disebut usulan yang didanai sebagai keluarga miskin penerima manfaat.',
      en: 'Those whom funded proposals name as poor households that benefit.',
    },
    unit: 'count',
    of: ['place', 'party'],
    asOf: 'now',
    needs: 'proposals',
    missing: { id: 'Program ini tidak menerima usulan.', en: 'This programme takes no proposals.' },
  },
  {
    key: 'women',
    label: { id: 'Perempuan yang hadir', en: 'Women who came' },
    meaning: {
      id: 'Perempuan yang dihitung hadir pada kegiatan. Yang datang dua kali dihitung dua kali.',
      en: 'Women who were counted at activities. Who came twice counts twice.',
    },
    unit: 'count',
    of: ['place', 'party'],
    better: 'higher',
    asOf: 'any-day',
    needs: 'activities',
    missing: { id: 'Program ini tidak mengenal kegiatan.', en: 'This programme has no activities.' },
  },
  {
    key: 'given',
    label: { id: 'Uang yang diberikan', en: 'Money given' },
    meaning: {
      id: 'Dibelanjakan pemberi sendiri untuk usulan yang didanai, dan disetor ke kas program, sesudah diperiksa dan dikurangi yang kembali.',
      en: 'Spent by givers themselves on funded proposals, and paid into the funds of the programme, once examined and less what came back.',
    },
    unit: 'rupiah',
    of: ['place', 'party'],
    better: 'higher',
    asOf: 'any-day',
    needs: 'purses',
    missing: { id: 'Program ini tidak membawa uang.', en: 'This programme moves no money.' },
  },
  {
    key: 'forums-held',
    label: { id: 'Musyawarah yang disegel', en: 'Forums sealed' },
    meaning: {
      id: 'Musyawarah yang sudah selesai dan berita acaranya disegel.',
      en: 'Forums that are over and whose minutes are sealed.',
    },
    unit: 'count',
    of: ['place', 'body'],
    asOf: 'any-day',
    needs: 'forums',
    missing: { id: 'Program ini tidak mengenal musyawarah.', en: 'This programme has no forums.' },
  },
  {
    key: 'decisions',
    label: { id: 'Keputusan musyawarah', en: 'Decisions of forums' },
    meaning: {
      id: 'Keputusan yang berlaku dari musyawarah yang disegel, apa pun isinya. Yang dicabut tidak dihitung.',
      en: 'Decisions that stand of sealed forums, whatever they say. What was revoked is not counted.',
    },
    unit: 'count',
    of: ['place', 'body'],
    asOf: 'any-day',
    needs: 'forums',
    missing: { id: 'Program ini tidak mengenal musyawarah.', en: 'This programme has no forums.' },
  },
  {
    key: 'seats-filled',
    label: { id: 'Kursi yang terisi', en: 'Seats filled' },
    meaning: {
      id: 'Bagian dari kursi sebuah badan yang hari ini diduduki orang.',
      en: 'The part of the seats of a body on which somebody sits today.',
    },
    unit: 'per-mille',
    of: ['body'],
    better: 'higher',
    asOf: 'now',
    missing: { id: 'Badan ini tidak punya kursi.', en: 'This body has no seats.' },
  },
] as const satisfies readonly Measure[];

export type MeasureKey = (typeof MEASURES)[number]['key'];

/** Names of all measures, in their order. */
export const MEASURE_KEYS: readonly MeasureKey[] = MEASURES.map((one) => one.key);

/** The measures that are a share as of any day: an instrument sets limits to them, whatever day it is about. */
export type ShareKey = Extract<
  (typeof MEASURES)[number],
  { readonly unit: 'per-mille'; readonly asOf: 'any-day' }
>['key'];

/** Names of the measures that an instrument may set limits to. */
export const SHARE_KEYS: readonly ShareKey[] = MEASURES.flatMap((one) =>
  one.unit === 'per-mille' && one.asOf === 'any-day' ? [one.key] : [],
);

/** A measure by its key. */
export function measureNamed(key: MeasureKey): Measure {
  const found = MEASURES.find((one) => one.key === key);
  if (!found) throw new RangeError(`no measure ${key}`);
  return found;
}

/** Whether a text is the key of a measure. */
export function isMeasure(key: string): key is MeasureKey {
  return MEASURE_KEYS.some((one) => one === key);
}

/** Whether a measure can be counted of something. */
export function countsFor(key: MeasureKey, of: CountedOf): boolean {
  return measureNamed(key).of.includes(of);
}

const NOT_COUNTED: Readonly<Record<CountedOf, Words>> = {
  place: {
    id: 'Hanya dihitung untuk sebuah badan: kursi ada pada badan, bukan pada wilayah.',
    en: 'Counted of a body alone: seats belong to bodies, not to places.',
  },
  party: {
    id: 'Tidak dihitung untuk satu lembaga: catatannya menyebut wilayah atau badan, bukan lembaga ini.',
    en: 'Not counted of one institution: its records name places or bodies, not this institution.',
  },
  body: {
    id: 'Tidak dihitung untuk sebuah badan: badan bermusyawarah dan memutuskan; yang mengusulkan dan melaksanakan adalah lembaga.',
    en: 'Not counted of a body: bodies meet and decide; institutions propose and carry out.',
  },
  relation: {
    id: 'Hubungan dua pemerintah tidak dihitung dari catatan program.',
    en: 'How two governments get on is not counted from the records of a programme.',
  },
};

/** Why nothing can be said of a measure of something: because it is not counted of such, else what it says itself. */
export function missingOf(key: MeasureKey, of: CountedOf): Words {
  return countsFor(key, of) ? measureNamed(key).missing : NOT_COUNTED[of];
}
