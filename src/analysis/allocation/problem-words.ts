import type { Language } from '../words.ts';
import type { AllocationProblem } from './problem.ts';

type Params = AllocationProblem['params'];

const PROBLEMS: Readonly<
  Record<AllocationProblem['code'], Readonly<Record<Language, (p: Params) => string>>>
> = {
  'file.no-section': {
    id: (p) => `bagian ${p.section} tidak ada`,
    en: (p) => `the section ${p.section} is missing`,
  },
  'file.row-too-long': {
    id: (p) => `ada ${p.cells} kolom, padahal kepala tabelnya ${p.columns}`,
    en: (p) => `${p.cells} columns, but the header has ${p.columns}`,
  },
  'file.quote-open': {
    id: () => 'tanda kutip tidak ditutup',
    en: () => 'a quote is never closed',
  },
  'file.no-column': {
    id: (p) => `kolom ${p.column} tidak ada di bagian ${p.section}`,
    en: (p) => `the column ${p.column} is missing in the section ${p.section}`,
  },
  'file.twice': { id: (p) => `${p.what} muncul dua kali`, en: (p) => `${p.what} appears twice` },
  'file.no-meta': {
    id: (p) => `${p.key} tidak ada di bagian META`,
    en: (p) => `${p.key} is missing in the section META`,
  },
  'file.vote-type': {
    id: (p) =>
      `vote_type ${p.type} tidak dikenal; yang dikenal: approval, choose-1, cumulative, scoring, ordinal`,
    en: (p) => `unknown vote_type ${p.type}; known are approval, choose-1, cumulative, scoring, ordinal`,
  },
  'file.count': {
    id: (p) => `${p.key} menyebut ${p.stated}, yang ada ${p.found}: berkas terpotong?`,
    en: (p) => `${p.key} says ${p.stated}, there are ${p.found}: was the file cut short?`,
  },
  'amount.unreadable': {
    id: (p) => `“${p.typed}” bukan jumlah uang`,
    en: (p) => `“${p.typed}” is not an amount of money`,
  },
  'amount.ambiguous': {
    id: (p) =>
      `“${p.typed}” dapat berarti ribuan atau pecahan; tulis tanpa pemisah ribuan, pecahan dengan titik`,
    en: (p) =>
      `“${p.typed}” may mean thousands or a fraction; write thousands without a mark, fractions with a point`,
  },
  'amount.fraction': {
    id: (p) => `“${p.typed}” punya lebih dari ${p.limit} angka di belakang koma`,
    en: (p) => `“${p.typed}” has more than ${p.limit} decimals`,
  },
  'amount.negative': {
    id: (p) => `“${p.typed}” negatif`,
    en: (p) => `“${p.typed}” is negative`,
  },
  'amount.above-limit': {
    id: (p) => `${p.amount} melampaui batas ${p.limit} (2^53)`,
    en: (p) => `${p.amount} is above the limit of ${p.limit} (2^53)`,
  },
  'budget.zero': {
    id: (p) => `anggaran ${p.amount}: tidak ada yang dapat dibagi`,
    en: (p) => `a budget of ${p.amount}: there is nothing to allocate`,
  },
  'project.no-id': { id: () => 'usulan tanpa id', en: () => 'a project without an id' },
  'project.id-twice': {
    id: (p) => `usulan ${p.project} muncul dua kali`,
    en: (p) => `the project ${p.project} appears twice`,
  },
  'project.zero-cost': {
    id: (p) => `biaya usulan ${p.project} nol; usulan tanpa biaya tidak memerlukan alokasi`,
    en: (p) => `the project ${p.project} costs nothing; what is free needs no allocation`,
  },
  'projects.none': { id: () => 'tidak ada usulan', en: () => 'there are no projects' },
  'projects.too-many': {
    id: (p) => `ada ${p.count} usulan, batasnya ${p.limit}`,
    en: (p) => `${p.count} projects, the limit is ${p.limit}`,
  },
  'ballots.none': { id: () => 'tidak ada surat suara', en: () => 'there are no ballots' },
  'ballot.unknown-project': {
    id: (p) => `surat suara menyebut usulan ${p.project}, yang tidak ada`,
    en: (p) => `a ballot names the project ${p.project}, which does not exist`,
  },
  'ballot.project-twice': {
    id: (p) => `surat suara menyebut usulan ${p.project} dua kali`,
    en: (p) => `a ballot names the project ${p.project} twice`,
  },
  'ballot.voter-twice': {
    id: (p) => `pemilih ${p.voter} muncul dua kali`,
    en: (p) => `the voter ${p.voter} appears twice`,
  },
  'ballot.too-many-choices': {
    id: (p) => `surat suara memilih ${p.count} usulan, batasnya ${p.limit}`,
    en: (p) => `a ballot with ${p.count} choices, the limit is ${p.limit}`,
  },
  'ballot.points-count': {
    id: (p) => `${p.projects} usulan tetapi ${p.points} poin`,
    en: (p) => `${p.projects} projects but ${p.points} points`,
  },
  'ballot.points-unreadable': {
    id: (p) => `poin “${p.points}” bukan bilangan bulat dari 0 sampai ${p.limit}`,
    en: (p) => `points “${p.points}” are not a whole number from 0 to ${p.limit}`,
  },
  'ballots.points-above-limit': {
    id: () => 'jumlah poin melampaui 2^53',
    en: () => 'the sum of points is above 2^53',
  },
  'rule.needs-ranking': {
    id: () => 'skor Borda memerlukan surat suara peringkat (vote_type ordinal)',
    en: () => 'Borda scores need ranking ballots (vote_type ordinal)',
  },
  'rule.needs-points': {
    id: () => 'utilitas poin memerlukan surat suara poin (vote_type cumulative atau scoring)',
    en: () => 'the points utility needs ballots with points (vote_type cumulative or scoring)',
  },
  'rule.needs-approval': {
    id: () => 'aturan Phragmén memerlukan surat suara persetujuan (vote_type approval)',
    en: () => 'the Phragmén rule needs approval ballots (vote_type approval)',
  },
  'rule.no-completion': {
    id: (p) => `aturan ${p.rule} tidak dapat dilengkapi dengan ${p.completion}`,
    en: (p) => `the rule ${p.rule} cannot be completed by ${p.completion}`,
  },
  'limit.unknown-project': {
    id: (p) => `batasan menyebut usulan ${p.project}, yang tidak ada`,
    en: (p) => `a limit names the project ${p.project}, which does not exist`,
  },
  'limit.unknown-group': {
    id: (p) => `tidak ada usulan dengan ${p.by === 'field' ? 'bidang' : 'lembaga'} ${p.group}`,
    en: (p) => `no project has the ${p.by} ${p.group}`,
  },
  'limit.per-mille': {
    id: (p) => `bagian ${p.share} bukan bilangan bulat dari 0 sampai 1000 per mil`,
    en: (p) => `the share ${p.share} is not a whole number from 0 to 1000 per mille`,
  },
  'knapsack.too-hard': {
    id: (p) => `paket terbaik tidak dapat dihitung secara pasti: lebih dari ${p.limit} paket sementara`,
    en: (p) => `the best set cannot be found exactly: more than ${p.limit} partial sets`,
  },
};

/** What is wrong, with the line where there is one: `baris 12: …`. */
export function problemWords(problem: AllocationProblem, language: Language): string {
  const reason = PROBLEMS[problem.code][language](problem.params);
  if (problem.line === null) return reason;
  return `${language === 'id' ? 'baris' : 'line'} ${problem.line}: ${reason}`;
}
