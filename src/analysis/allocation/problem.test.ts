import { expect, test } from 'vitest';
import type { Language } from '../words.ts';
import { AllocationInputError, type AllocationProblem, refuseAllocation } from './problem.ts';
import { problemWords } from './problem-words.ts';

type Row = [AllocationProblem['code'], AllocationProblem['params'], string, string];

/** Every problem as the one who handed in the file reads it. */
const TOLD: readonly Row[] = [
  ['file.no-section', { section: 'META' }, 'bagian META tidak ada', 'the section META is missing'],
  [
    'file.row-too-long',
    { cells: 4, columns: 3 },
    'ada 4 kolom, padahal kepala tabelnya 3',
    '4 columns, but the header has 3',
  ],
  ['file.quote-open', {}, 'tanda kutip tidak ditutup', 'a quote is never closed'],
  [
    'file.no-column',
    { column: 'cost', section: 'PROJECTS' },
    'kolom cost tidak ada di bagian PROJECTS',
    'the column cost is missing in the section PROJECTS',
  ],
  ['file.twice', { what: 'budget' }, 'budget muncul dua kali', 'budget appears twice'],
  [
    'file.no-meta',
    { key: 'budget' },
    'budget tidak ada di bagian META',
    'budget is missing in the section META',
  ],
  [
    'file.vote-type',
    { type: 'lot' },
    'vote_type lot tidak dikenal; yang dikenal: approval, choose-1, cumulative, scoring, ordinal',
    'unknown vote_type lot; known are approval, choose-1, cumulative, scoring, ordinal',
  ],
  [
    'file.count',
    { key: 'num_votes', stated: '9', found: 8 },
    'num_votes menyebut 9, yang ada 8: berkas terpotong?',
    'num_votes says 9, there are 8: was the file cut short?',
  ],
  ['amount.unreadable', { typed: 'lima' }, '“lima” bukan jumlah uang', '“lima” is not an amount of money'],
  [
    'amount.ambiguous',
    { typed: '1,234' },
    '“1,234” dapat berarti ribuan atau pecahan; tulis tanpa pemisah ribuan, pecahan dengan titik',
    '“1,234” may mean thousands or a fraction; write thousands without a mark, fractions with a point',
  ],
  [
    'amount.fraction',
    { typed: '0.1234567', limit: 6 },
    '“0.1234567” punya lebih dari 6 angka di belakang koma',
    '“0.1234567” has more than 6 decimals',
  ],
  ['amount.negative', { typed: '-5' }, '“-5” negatif', '“-5” is negative'],
  [
    'amount.above-limit',
    { amount: '12', limit: '11' },
    '12 melampaui batas 11 (2^53)',
    '12 is above the limit of 11 (2^53)',
  ],
  [
    'budget.zero',
    { amount: '0' },
    'anggaran 0: tidak ada yang dapat dibagi',
    'a budget of 0: there is nothing to allocate',
  ],
  ['project.no-id', {}, 'usulan tanpa id', 'a project without an id'],
  ['project.id-twice', { project: 'p1' }, 'usulan p1 muncul dua kali', 'the project p1 appears twice'],
  [
    'project.zero-cost',
    { project: 'p1' },
    'biaya usulan p1 nol; usulan tanpa biaya tidak memerlukan alokasi',
    'the project p1 costs nothing; what is free needs no allocation',
  ],
  ['projects.none', {}, 'tidak ada usulan', 'there are no projects'],
  [
    'projects.too-many',
    { count: 12, limit: 10 },
    'ada 12 usulan, batasnya 10',
    '12 projects, the limit is 10',
  ],
  ['ballots.none', {}, 'tidak ada surat suara', 'there are no ballots'],
  [
    'ballot.unknown-project',
    { project: 'p9' },
    'surat suara menyebut usulan p9, yang tidak ada',
    'a ballot names the project p9, which does not exist',
  ],
  [
    'ballot.project-twice',
    { project: 'p1' },
    'surat suara menyebut usulan p1 dua kali',
    'a ballot names the project p1 twice',
  ],
  ['ballot.voter-twice', { voter: '7' }, 'pemilih 7 muncul dua kali', 'the voter 7 appears twice'],
  [
    'ballot.too-many-choices',
    { count: 2, limit: 1 },
    'surat suara memilih 2 usulan, batasnya 1',
    'a ballot with 2 choices, the limit is 1',
  ],
  ['ballot.points-count', { projects: 2, points: 1 }, '2 usulan tetapi 1 poin', '2 projects but 1 points'],
  [
    'ballot.points-unreadable',
    { points: '-1', limit: 100 },
    'poin “-1” bukan bilangan bulat dari 0 sampai 100',
    'points “-1” are not a whole number from 0 to 100',
  ],
  ['ballots.points-above-limit', {}, 'jumlah poin melampaui 2^53', 'the sum of points is above 2^53'],
  [
    'rule.needs-ranking',
    {},
    'skor Borda memerlukan surat suara peringkat (vote_type ordinal)',
    'Borda scores need ranking ballots (vote_type ordinal)',
  ],
  [
    'rule.needs-points',
    {},
    'utilitas poin memerlukan surat suara poin (vote_type cumulative atau scoring)',
    'the points utility needs ballots with points (vote_type cumulative or scoring)',
  ],
  [
    'rule.needs-approval',
    {},
    'aturan Phragmén memerlukan surat suara persetujuan (vote_type approval)',
    'the Phragmén rule needs approval ballots (vote_type approval)',
  ],
  [
    'rule.no-completion',
    { rule: 'borda', completion: 'add1' },
    'aturan borda tidak dapat dilengkapi dengan add1',
    'the rule borda cannot be completed by add1',
  ],
  [
    'limit.unknown-project',
    { project: 'p9' },
    'batasan menyebut usulan p9, yang tidak ada',
    'a limit names the project p9, which does not exist',
  ],
  [
    'limit.unknown-group',
    { by: 'field', group: 'wisata' },
    'tidak ada usulan dengan bidang wisata',
    'no project has the field wisata',
  ],
  [
    'limit.unknown-group',
    { by: 'institution', group: 'PKK' },
    'tidak ada usulan dengan lembaga PKK',
    'no project has the institution PKK',
  ],
  [
    'limit.per-mille',
    { share: '1001' },
    'bagian 1001 bukan bilangan bulat dari 0 sampai 1000 per mil',
    'the share 1001 is not a whole number from 0 to 1000 per mille',
  ],
  [
    'knapsack.too-hard',
    { limit: 5 },
    'paket terbaik tidak dapat dihitung secara pasti: lebih dari 5 paket sementara',
    'the best set cannot be found exactly: more than 5 partial sets',
  ],
];

test.each(TOLD)('%s is told in both languages', (code, params, id, en) => {
  const said = (language: Language) => problemWords({ code, params, line: null }, language);
  expect([said('id'), said('en')]).toEqual([id, en]);
});

test('where it lies on a line of the file, the line is named first', () => {
  const problem = { code: 'project.no-id', params: {}, line: 12 } as const;
  expect(problemWords(problem, 'id')).toBe('baris 12: usulan tanpa id');
  expect(problemWords(problem, 'en')).toBe('line 12: a project without an id');
});

test.each<[Parameters<typeof refuseAllocation>, AllocationProblem, string]>([
  // what is refused                                what it carries                                                              what a log says
  [['ballots.none'], { code: 'ballots.none', line: null, params: {} }, 'ballots.none'],
  [['project.no-id', 4], { code: 'project.no-id', line: 4, params: {} }, 'line 4: project.no-id'],
  [
    ['projects.too-many', null, { count: 12, limit: 10 }],
    { code: 'projects.too-many', line: null, params: { count: 12, limit: 10 } },
    'projects.too-many (count=12, limit=10)',
  ],
])('a refusal carries code, line and facts, and says them in one line (%#)', (given, problem, message) => {
  let thrown: unknown;
  try {
    refuseAllocation(...given);
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(AllocationInputError);
  expect(thrown).toMatchObject({ problem, message, name: 'AllocationInputError' });
});
