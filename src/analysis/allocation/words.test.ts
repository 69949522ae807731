import { expect, test } from 'vitest';
import { allocate } from './allocate.ts';
import type {
  EndowmentFacts,
  EqualSharesRound,
  LossReason,
  OrderRound,
  Remedy,
  Round,
} from './allocation.ts';
import { makeElection } from './election.ts';
import type { ShareOutcome } from './limits.ts';
import { groupWords, lossWords, reasonWords, remedyWords } from './loss-words.ts';
import type { Utility } from './support.ts';
import { ruleWords, tallyWords, wordingFor } from './wording.ts';
import { allocationLines, endowmentWords, noteWords, roundWords, shareWords } from './words.ts';

const ELECTION = makeElection(
  100_000n,
  [
    { id: 'p1', name: 'Jalan', cost: 60_000n },
    { id: 'p2', name: 'Parit', cost: 50_000n },
    { id: 'p3', name: 'p3', cost: 40_000n },
  ],
  'approval',
  [{ projects: ['p1'] }, { projects: ['p1'] }, { projects: ['p2'] }],
);
const id = wordingFor(ELECTION, 'id');
const en = wordingFor(ELECTION, 'en');
const both = (say: (w: typeof id) => string) => [say(id), say(en)];
const rupiah = (part: bigint, of = 1n) => ({ part, of });

test('projects are called by name and id, or by the id alone where they have no other name', () => {
  expect(['p1', 'p3', 'p9'].map(id.nameOf)).toEqual(['Jalan (p1)', 'p3', 'p9']);
});

test.each<[string | undefined, number | undefined, bigint, string, string, string, string]>([
  // currency  decimals  amount      Indonesian     English        unit of tallies in both
  [undefined, undefined, 1_234_567n, 'Rp1.234.567', 'Rp1,234,567', 'rupiah', 'rupiah'],
  ['IDR', 2, 1_234_567n, 'Rp12.345,67', 'Rp12,345.67', 'rupiah', 'rupiah'],
  ['EUR', 2, 5n, 'EUR 0,05', 'EUR 0.05', 'EUR', 'EUR'],
  ['PLN', 0, 5000n, 'PLN 5.000', 'PLN 5,000', 'PLN', 'PLN'],
  ['', undefined, 5000n, '5.000', '5,000', 'satuan uang', 'unit of money'],
])('amounts in %s with %s decimals', (currency, decimals, amount, indonesian, english, unit, unitEn) => {
  const election = { ...ELECTION, ...(decimals === undefined ? {} : { decimals }) };
  const [one, other] = [wordingFor(election, 'id', currency), wordingFor(election, 'en', currency)];
  expect([one.money(amount), other.money(amount)]).toEqual([indonesian, english]);
  expect([one.unit, other.unit]).toEqual([unit, unitEn]);
  expect([one.language, other.language]).toEqual(['id', 'en']);
});

test('counts are parted in thousands as each language does', () => {
  expect(both((w) => w.count(12_345))).toEqual(['12.345', '12,345']);
});

test.each([
  ['score', 'skor tertinggi', 'highest score first'],
  ['priority', 'urutan prioritas', 'order of priority'],
  ['greedy', 'suara terbanyak', 'most support first'],
  ['borda', 'skor Borda', 'Borda score'],
  ['knapsack', 'paket bernilai tertinggi', 'set of the highest worth'],
  ['phragmen', 'Phragmén berurutan', 'sequential Phragmén'],
  ['equal-shares', 'bagian setara', 'equal shares'],
] as const)('the rule %s has a name', (rule, indonesian, english) => {
  expect([ruleWords(rule, 'id'), ruleWords(rule, 'en')]).toEqual([indonesian, english]);
});

test.each([
  ['cost', 'suara', 'votes'],
  ['cardinality', 'suara', 'votes'],
  ['points', 'poin', 'points'],
  ['borda', 'poin Borda', 'Borda points'],
  ['places', 'poin', 'points'],
] as const)('what %s counts has a name', (utility, indonesian, english) => {
  expect([tallyWords(utility, 'id'), tallyWords(utility, 'en')]).toEqual([indonesian, english]);
});

const BASE = {
  number: 1,
  project: 'p1',
  amount: 60_000n,
  whole: true,
  votes: 1200,
  tally: 3400,
  left: 40_000n,
  tiedWith: [],
};
const inOrder: OrderRound = { ...BASE, by: 'order', perRupiah: false, completion: false };
const inShares: EqualSharesRound = {
  ...BASE,
  by: 'equal-shares',
  paidShare: 1000,
  share: rupiah(101n, 2n),
  gaveAll: 0,
  gaveAllMoney: rupiah(0n),
  effectiveVotes: 1188,
  voterMoneyBefore: rupiah(100_000n),
  voterMoneyAfter: rupiah(40_000n),
};

test.each<[string, Round, Utility, string, string]>([
  [
    'from a list',
    inOrder,
    'cost',
    'Terbanyak di antara yang belum didanai: 3.400 suara.',
    'The most of what was not yet funded: 3,400 votes.',
  ],
  [
    'from a list by rupiah',
    { ...inOrder, perRupiah: true },
    'points',
    'Terbanyak untuk setiap rupiah di antara yang belum didanai: 3.400 poin.',
    'The most per rupiah of what was not yet funded: 3,400 points.',
  ],
  [
    'in completion, whatever its order',
    { ...inOrder, completion: true, perRupiah: true },
    'cost',
    'Pelengkap: masih muat dalam sisa anggaran, dengan 3.400 suara.',
    'Completion: it still fits what is left, with 3,400 votes.',
  ],
  [
    'in the best set',
    { ...BASE, by: 'knapsack', worth: 5n },
    'borda',
    'Termasuk paket yang nilainya tertinggi, dengan 3.400 poin Borda.',
    'Part of the set with the highest worth, with 3,400 Borda points.',
  ],
  [
    'by Phragmén, the load rounded up',
    { ...BASE, by: 'phragmen', load: rupiah(101n, 2n) },
    'cardinality',
    '1.200 pendukungnya lebih dulu mampu menanggungnya bersama: ketika setiap peserta telah menerima Rp51.',
    'Its 1,200 supporters were first to afford it together: when everybody had been given Rp51.',
  ],
  [
    'by shares, all alike',
    inShares,
    'cost',
    'Dibayar 1.000 dari 1.200 pendukungnya: 1.000 orang masing-masing Rp51.',
    'Paid by 1,000 of its 1,200 supporters: 1,000 paid Rp51 each.',
  ],
  [
    'by shares, some with all they had',
    { ...inShares, gaveAll: 150, gaveAllMoney: rupiah(9001n, 3n) },
    'cardinality',
    'Dibayar 1.150 dari 1.200 pendukungnya: 1.000 orang masing-masing Rp51, dan 150 orang memberikan semua sisanya, bersama-sama Rp3.001.',
    'Paid by 1,150 of its 1,200 supporters: 1,000 paid Rp51 each, and 150 gave all they had left, together Rp3,001.',
  ],
  [
    'by shares for points, for each of them',
    inShares,
    'points',
    'Dibayar 1.000 dari 1.200 pendukungnya: 1.000 orang masing-masing Rp51 untuk setiap poin yang diberikan.',
    'Paid by 1,000 of its 1,200 supporters: 1,000 paid Rp51 each for each of the points given.',
  ],
])('a round %s says on whose support', (_, round, utility, indonesian, english) => {
  expect(both((w) => roundWords(round, utility, w))).toEqual([
    `Jalan (p1): Rp60.000. ${indonesian} Sisa anggaran Rp40.000.`,
    `Jalan (p1): Rp60,000. ${english} Rp40,000 of the budget is left.`,
  ]);
});

test('a round says where only a part is funded, and with whom it was tied', () => {
  const round = { ...inOrder, whole: false, tiedWith: ['p2', 'p3'] };
  expect(both((w) => roundWords(round, 'cost', w))).toEqual([
    'Jalan (p1): Rp60.000 (sebagian, dengan persetujuan pengusul). Terbanyak di antara yang belum didanai: 3.400 suara. Seri dengan Parit (p2), p3; didahulukan menurut aturan seri. Sisa anggaran Rp40.000.',
    'Jalan (p1): Rp60,000 (in part, as its proposer agreed). The most of what was not yet funded: 3,400 votes. Tied with Parit (p2), p3; it goes first by the tie-breaking order. Rp40,000 of the budget is left.',
  ]);
});

const SHARE: ShareOutcome = {
  by: 'field',
  name: 'wisata',
  perMille: 125,
  wanted: 12_500n,
  spent: 12_500n,
  met: true,
};

test.each<[ShareOutcome, string, string]>([
  [
    SHARE,
    'Bagian minimum bidang wisata 12,5 %: disimpan Rp12.500, terpakai Rp12.500.',
    'Minimum share of the field wisata 12.5 %: Rp12,500 kept, Rp12,500 used.',
  ],
  [
    { ...SHARE, by: 'institution', name: 'PKK', spent: 2000n, met: false },
    'Bagian minimum lembaga PKK 12,5 %: disimpan Rp12.500, terpakai Rp2.000, sisanya tidak terpakai.',
    'Minimum share of the institution PKK 12.5 %: Rp12,500 kept, Rp2,000 used, the rest stays unspent.',
  ],
])('a minimum share says what was kept and what was used (%#)', (share, indonesian, english) => {
  expect(both((w) => shareWords(share, w))).toEqual([indonesian, english]);
});

const facts = (more: Partial<EndowmentFacts>): EndowmentFacts => ({
  perVoter: rupiah(100_001n, 3n),
  added: 0n,
  ended: 'not-completed',
  ...more,
});

test.each<[Partial<EndowmentFacts>, string, string]>([
  [{}, 'Setiap peserta memegang Rp33.334.', 'Every voter held Rp33,334.'],
  [
    { added: 1500n, ended: 'overshoot', overshootCost: 100_500n },
    'Setiap peserta memegang Rp33.334 (termasuk tambahan Rp1.500); satu langkah lagi akan menghabiskan Rp100.500, melampaui anggaran.',
    'Every voter held Rp33,334 (with Rp1,500 added); one step more would have cost Rp100,500, above the budget.',
  ],
  [
    { ended: 'all-fit' },
    'Setiap peserta memegang Rp33.334; tidak ditambah karena semua usulan bersama muat dalam anggaran.',
    'Every voter held Rp33,334; nothing was added because all projects together fit the budget.',
  ],
  [
    { ended: 'exhaustive' },
    'Setiap peserta memegang Rp33.334; tidak ada lagi usulan yang muat dalam sisanya.',
    'Every voter held Rp33,334; no other project fits what is left.',
  ],
  [
    { ended: 'settled' },
    'Setiap peserta memegang Rp33.334; tambahan lagi tidak mengubah apa pun.',
    'Every voter held Rp33,334; adding more changes nothing.',
  ],
  [
    { ended: 'given-up' },
    'Setiap peserta memegang Rp33.334; penambahan dihentikan di sini karena hitungannya terlalu panjang.',
    'Every voter held Rp33,334; adding was stopped here, for the computation grew too long.',
  ],
])('what voters held, and why completion ended (%#)', (more, indonesian, english) => {
  expect(both((w) => endowmentWords(facts(more), w))).toEqual([indonesian, english]);
});

test('what was read otherwise than it stands is said with the line of the first', () => {
  const note = { code: 'ballot.project-twice', ballots: 1200, line: 7 } as const;
  expect(both((w) => noteWords(note, w))).toEqual([
    'Pada 1.200 surat suara (pertama di baris 7) satu usulan ditulis dua kali; dihitung satu kali, di tempatnya yang pertama.',
    'On 1,200 ballots (the first in line 7) a project stands twice; it counts once, at its first place.',
  ]);
});

const FIELD = { by: 'field', name: 'wisata' } as const;
const PKK = { by: 'institution', name: 'PKK' } as const;

test('groups are called by what they are', () => {
  expect(both((w) => groupWords(FIELD, w))).toEqual(['bidang wisata', 'the field wisata']);
  expect(both((w) => groupWords(PKK, w))).toEqual(['lembaga PKK', 'the institution PKK']);
});

test.each<[LossReason, string, string]>([
  [
    { code: 'budget', left: 4000n },
    'ketika gilirannya tiba, anggaran tinggal Rp4.000',
    'when its turn came, Rp4,000 of the budget was left',
  ],
  [
    { code: 'stopped', at: 'p2', left: 4000n },
    'daftar berhenti pada Parit (p2), yang tidak muat lagi dalam sisa Rp4.000',
    'the list ended at Parit (p2), which no longer fitted the Rp4,000 left',
  ],
  [
    { code: 'support', votes: 1200, wanted: 1500 },
    'didukung 1.200 orang, paling sedikit harus 1.500',
    'supported by 1,200, at least 1,500 are needed',
  ],
  [
    { code: 'incompatible', with: 'p2' },
    'tidak dapat dijalankan bersama Parit (p2), yang sudah didanai',
    'cannot be carried out together with Parit (p2), which was funded',
  ],
  [
    { code: 'ceiling', group: PKK, left: 4000n },
    'pagu lembaga PKK tinggal Rp4.000',
    'the ceiling of the institution PKK had Rp4,000 left',
  ],
  [
    { code: 'reserve', groups: [FIELD, PKK], left: 0n },
    'sisa uang disimpan untuk bagian minimum bidang wisata, lembaga PKK',
    'what was left is kept for the minimum share of the field wisata, the institution PKK',
  ],
  [{ code: 'no-support' }, 'tidak ada yang mendukung', 'nobody supported it'],
  [
    { code: 'no-points', voters: 1200 },
    'disebut pada 1.200 surat suara, tetapi tanpa poin',
    'named on 1,200 ballots, but without a point',
  ],
  [
    { code: 'outweighed', worth: 5n },
    'uangnya memberi nilai lebih pada usulan lain',
    'its money is worth more on other projects',
  ],
  [
    { code: 'supporters-spent', money: rupiah(9001n, 2n), sharedWith: [] },
    'pendukungnya bersama-sama tinggal punya Rp4.500',
    'its supporters had Rp4,500 left between them',
  ],
  [
    {
      code: 'supporters-spent',
      money: rupiah(9001n, 2n),
      sharedWith: [
        { project: 'p2', voters: 1200 },
        { project: 'p3', voters: 2 },
      ],
    },
    'pendukungnya bersama-sama tinggal punya Rp4.500; mereka juga mendukung Parit (p2) (1.200 orang), p3 (2 orang)',
    'its supporters had Rp4,500 left between them; they also supported Parit (p2) (1,200 of them), p3 (2 of them)',
  ],
])('why it was not funded (%#)', (reason, indonesian, english) => {
  expect(both((w) => reasonWords(reason, w))).toEqual([indonesian, english]);
});

test.each<[Remedy, string, string]>([
  [{ code: 'cost-at-most', amount: 4000n }, 'biayanya paling banyak Rp4.000', 'it cost at most Rp4,000'],
  [{ code: 'more-tally', count: 1200 }, 'mendapat 1.200 poin lagi', 'it had 1,200 points more'],
  [
    { code: 'more-tally', count: 3, before: 'p2' },
    'mendapat 3 poin lagi sehingga mendahului Parit (p2)',
    'it had 3 points more and so stood before Parit (p2)',
  ],
  [{ code: 'more-tally', count: 1 }, 'mendapat 1 poin lagi', 'it had 1 point more'],
  [
    { code: 'more-voters', count: 1 },
    '1 peserta lain yang uangnya belum terpakai ikut mendukungnya',
    '1 other whose money is still unspent supported it too',
  ],
  [{ code: 'without', project: 'p2' }, 'Parit (p2) tidak didanai', 'Parit (p2) was not funded'],
  [
    { code: 'more-voters', count: 1200 },
    '1.200 peserta lain yang uangnya belum terpakai ikut mendukungnya',
    '1,200 others whose money is still unspent supported it too',
  ],
])('what would have helped (%#)', (remedy, indonesian, english) => {
  expect(both((w) => remedyWords(remedy, 'points', w))).toEqual([indonesian, english]);
});

test('a loss says its tally and why, and what alone would have helped', () => {
  const loss = {
    project: 'p2',
    votes: 7,
    tally: 1200,
    reason: { code: 'no-support' },
    remedies: [],
  } as const;
  expect(both((w) => lossWords(loss, 'points', w))).toEqual([
    'Parit (p2) (1.200 poin): tidak ada yang mendukung.',
    'Parit (p2) (1,200 points): nobody supported it.',
  ]);
  const remedies: Remedy[] = [
    { code: 'cost-at-most', amount: 4000n },
    { code: 'more-tally', count: 2 },
  ];
  expect(both((w) => lossWords({ ...loss, remedies }, 'points', w))).toEqual([
    'Parit (p2) (1.200 poin): tidak ada yang mendukung. Akan didanai bila biayanya paling banyak Rp4.000, atau mendapat 2 poin lagi.',
    'Parit (p2) (1,200 points): nobody supported it. It would have been funded if it cost at most Rp4,000, or it had 2 points more.',
  ]);
});

test('the whole result, line by line: the rule, what was funded, what was not, and who decides', () => {
  const allocation = allocate(ELECTION, { rule: 'greedy' });
  expect(allocationLines(allocation, ELECTION, id)).toEqual([
    'Menurut suara terbanyak: 2 dari 3 usulan, Rp100.000 dari Rp100.000 (sisa Rp0), 3 surat suara.',
    '',
    'Didanai',
    '  1. Jalan (p1): Rp60.000. Terbanyak di antara yang belum didanai: 2 suara. Sisa anggaran Rp40.000.',
    '  2. p3: Rp40.000. Terbanyak di antara yang belum didanai: 0 suara. Sisa anggaran Rp0.',
    '',
    'Tidak didanai',
    '   - Parit (p2) (1 suara): ketika gilirannya tiba, anggaran tinggal Rp40.000. Akan didanai bila biayanya paling banyak Rp40.000, atau mendapat 2 suara lagi sehingga mendahului Jalan (p1).',
    '',
    'Hasil ini bahan pertimbangan; yang memutuskan adalah musyawarah.',
  ]);
});

test('a result with endowment and minimum share, in which all or nothing is funded', () => {
  const allocation = allocate(ELECTION, { rule: 'greedy' });
  const told = { ...allocation, endowment: facts({}), shares: [SHARE], losses: [], rounds: [], winners: [] };
  expect(allocationLines(told, ELECTION, en)).toEqual([
    'By most support first: 0 of 3 projects, Rp100,000 of Rp100,000 (Rp0 left), 3 ballots.',
    'Every voter held Rp33,334.',
    'Minimum share of the field wisata 12.5 %: Rp12,500 kept, Rp12,500 used.',
    '',
    'Funded',
    '     None.',
    '',
    'This is advice to the forum; the forum decides.',
  ]);
  expect(allocationLines(told, ELECTION, id)).toContain('     Tidak ada.');
  expect(allocationLines(allocation, ELECTION, en)).toEqual(
    expect.arrayContaining(['Not funded', 'This is advice to the forum; the forum decides.']),
  );
});
