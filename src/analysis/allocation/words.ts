import type { Language } from '../words.ts';
import type { Allocation, EndowmentFacts, Loss, LossReason, Remedy, Round, Rule } from './allocation.ts';
import type { Election } from './election.ts';
import type { Fraction } from './fraction.ts';
import { ceilOf, floorOf } from './fraction.ts';
import type { Group, ShareOutcome } from './limits.ts';
import type { AllocationProblem } from './problem.ts';
import type { Utility } from './support.ts';

/** How names and amounts are written in the sentences below. */
export interface Wording {
  readonly language: Language;
  nameOf(project: string): string;
  money(amount: bigint): string;
  count(number: number): string;
}

/** Wording for an election: `Rp` unless another currency is named. */
export function wordingFor(election: Election, language: Language, currency = 'IDR'): Wording {
  const numbers = new Intl.NumberFormat(language === 'id' ? 'id-ID' : 'en');
  const names = new Map(election.projects.map((project) => [project.id, project.name]));
  const sign = currency === 'IDR' || currency === '' ? 'Rp' : `${currency} `;
  return {
    language,
    nameOf(id) {
      const name = names.get(id);
      return name === undefined || name === id ? id : `${name} (${id})`;
    },
    money: (amount) => `${sign}${numbers.format(amount)}`,
    count: (number) => numbers.format(number),
  };
}

const RULES: Readonly<Record<Rule, Readonly<Record<Language, string>>>> = {
  priority: { id: 'urutan prioritas', en: 'order of priority' },
  greedy: { id: 'suara terbanyak', en: 'most support first' },
  borda: { id: 'skor Borda', en: 'Borda score' },
  knapsack: { id: 'paket bernilai tertinggi', en: 'set of the highest worth' },
  phragmen: { id: 'Phragmén berurutan', en: 'sequential Phragmén' },
  'equal-shares': { id: 'bagian setara', en: 'equal shares' },
};

export function ruleWords(rule: Rule, language: Language): string {
  return RULES[rule][language];
}

const TALLIES: Readonly<Record<Utility, Readonly<Record<Language, string>>>> = {
  cost: { id: 'suara', en: 'votes' },
  cardinality: { id: 'suara', en: 'votes' },
  points: { id: 'poin', en: 'points' },
  borda: { id: 'poin Borda', en: 'Borda points' },
};

/** What a tally counts: votes, points or Borda points. */
export function tallyWords(utility: Utility, language: Language): string {
  return TALLIES[utility][language];
}

/** One round in a sentence or two: what was funded, on whose support, and what it left. */
export function roundWords(round: Round, utility: Utility, w: Wording): string {
  const id = w.language === 'id';
  const unit = tallyWords(utility, w.language);
  const part = round.whole
    ? ''
    : id
      ? ' (sebagian, dengan persetujuan pengusul)'
      : ' (in part, as its proposer agreed)';
  const head = `${w.nameOf(round.project)}: ${w.money(round.amount)}${part}.`;
  const rest = id ? `Sisa anggaran ${w.money(round.left)}.` : `${w.money(round.left)} of the budget is left.`;
  return [head, supportWords(round, unit, w), tieWords(round, w), rest]
    .filter((text) => text !== '')
    .join(' ');
}

function supportWords(round: Round, unit: string, w: Wording): string {
  const id = w.language === 'id';
  const tally = `${w.count(round.tally)} ${unit}`;
  switch (round.by) {
    case 'order': {
      if (round.completion)
        return id
          ? `Pelengkap: masih muat dalam sisa anggaran, dengan ${tally}.`
          : `Completion: it still fits what is left, with ${tally}.`;
      if (round.perRupiah)
        return id
          ? `Terbanyak untuk setiap rupiah di antara yang belum didanai: ${tally}.`
          : `The most per rupiah of what was not yet funded: ${tally}.`;
      return id
        ? `Terbanyak di antara yang belum didanai: ${tally}.`
        : `The most of what was not yet funded: ${tally}.`;
    }
    case 'knapsack':
      return id
        ? `Termasuk paket yang nilainya tertinggi, dengan ${tally}.`
        : `Part of the set with the highest worth, with ${tally}.`;
    case 'phragmen':
      return id
        ? `${w.count(round.votes)} pendukungnya lebih dulu mampu menanggungnya bersama: ketika setiap peserta telah menerima ${w.money(ceilOf(round.load))}.`
        : `Its ${w.count(round.votes)} supporters were first to afford it together: when everybody had been given ${w.money(ceilOf(round.load))}.`;
    case 'equal-shares': {
      const share = roundedMoney(round.share, w);
      const all = round.gaveAll === 0 ? '' : gaveAllWords(round.gaveAll, round.gaveAllMoney, w);
      return id
        ? `Dibayar ${w.count(round.paidShare + round.gaveAll)} dari ${w.count(round.votes)} pendukungnya: ${w.count(round.paidShare)} orang masing-masing ${share}${utilityNote(unit, id)}${all}.`
        : `Paid by ${w.count(round.paidShare + round.gaveAll)} of its ${w.count(round.votes)} supporters: ${w.count(round.paidShare)} paid ${share} each${utilityNote(unit, id)}${all}.`;
    }
  }
}

function utilityNote(unit: string, id: boolean): string {
  if (unit === 'suara' || unit === 'votes') return '';
  return id ? ` untuk setiap ${unit} yang diberikan` : ` for each of the ${unit} given`;
}

function gaveAllWords(voters: number, money: Fraction, w: Wording): string {
  return w.language === 'id'
    ? `, dan ${w.count(voters)} orang memberikan semua sisanya, bersama-sama ${roundedMoney(money, w)}`
    : `, and ${w.count(voters)} gave all they had left, together ${roundedMoney(money, w)}`;
}

/** Fractions of a rupiah are shown rounded up; they are counted exactly. */
function roundedMoney(money: Fraction, w: Wording): string {
  return w.money(ceilOf(money));
}

function tieWords(round: Round, w: Wording): string {
  if (round.tiedWith.length === 0) return '';
  const others = round.tiedWith.map((project) => w.nameOf(project)).join(', ');
  return w.language === 'id'
    ? `Seri dengan ${others}; didahulukan menurut aturan seri.`
    : `Tied with ${others}; it goes first by the tie-breaking order.`;
}

/** Why a project was not funded, and what alone would have changed it. */
export function lossWords(loss: Loss, utility: Utility, w: Wording): string {
  const unit = tallyWords(utility, w.language);
  const head = `${w.nameOf(loss.project)} (${w.count(loss.tally)} ${unit}): ${reasonWords(loss.reason, w)}.`;
  if (loss.remedies.length === 0) return head;
  const ways = loss.remedies
    .map((remedy) => remedyWords(remedy, unit, w))
    .join(w.language === 'id' ? ', atau ' : ', or ');
  return w.language === 'id'
    ? `${head} Akan didanai bila ${ways}.`
    : `${head} It would have been funded if ${ways}.`;
}

export function reasonWords(reason: LossReason, w: Wording): string {
  const id = w.language === 'id';
  switch (reason.code) {
    case 'budget':
      return id
        ? `ketika gilirannya tiba, anggaran tinggal ${w.money(reason.left)}`
        : `when its turn came, ${w.money(reason.left)} of the budget was left`;
    case 'stopped':
      return id
        ? `daftar berhenti pada ${w.nameOf(reason.at)}, yang tidak muat lagi dalam sisa ${w.money(reason.left)}`
        : `the list ended at ${w.nameOf(reason.at)}, which no longer fitted the ${w.money(reason.left)} left`;
    case 'support':
      return id
        ? `didukung ${w.count(reason.votes)} orang, paling sedikit harus ${w.count(reason.wanted)}`
        : `supported by ${w.count(reason.votes)}, at least ${w.count(reason.wanted)} are needed`;
    case 'incompatible':
      return id
        ? `tidak dapat dijalankan bersama ${w.nameOf(reason.with)}, yang sudah didanai`
        : `cannot be carried out together with ${w.nameOf(reason.with)}, which was funded`;
    case 'ceiling':
      return id
        ? `pagu ${groupWords(reason.group, w)} tinggal ${w.money(reason.left)}`
        : `the ceiling of ${groupWords(reason.group, w)} had ${w.money(reason.left)} left`;
    case 'reserve':
      return id
        ? `sisa uang disimpan untuk bagian minimum ${reason.groups.map((group) => groupWords(group, w)).join(', ')}`
        : `what was left is kept for the minimum share of ${reason.groups.map((group) => groupWords(group, w)).join(', ')}`;
    case 'no-support':
      return id ? 'tidak ada yang mendukung' : 'nobody supported it';
    case 'outweighed':
      return id
        ? 'uangnya memberi nilai lebih pada usulan lain'
        : 'its money is worth more on other projects';
    case 'supporters-spent': {
      const shared = reason.sharedWith
        .map(({ project, voters }) =>
          id
            ? `${w.nameOf(project)} (${w.count(voters)} orang)`
            : `${w.nameOf(project)} (${w.count(voters)} of them)`,
        )
        .join(', ');
      const had = w.money(floorOf(reason.money));
      const where =
        shared === '' ? '' : id ? `; mereka juga mendukung ${shared}` : `; they also supported ${shared}`;
      return id
        ? `pendukungnya bersama-sama tinggal punya ${had}${where}`
        : `its supporters had ${had} left between them${where}`;
    }
  }
}

export function remedyWords(remedy: Remedy, unit: string, w: Wording): string {
  const id = w.language === 'id';
  switch (remedy.code) {
    case 'cost-at-most':
      return id
        ? `biayanya paling banyak ${w.money(remedy.amount)}`
        : `it cost at most ${w.money(remedy.amount)}`;
    case 'more-tally': {
      const more = `${w.count(remedy.count)} ${unit}`;
      const ahead = remedy.before === undefined ? '' : w.nameOf(remedy.before);
      if (id) return `mendapat ${more} lagi${ahead && ` sehingga mendahului ${ahead}`}`;
      return `it had ${more} more${ahead && ` and so stood before ${ahead}`}`;
    }
    case 'without':
      return id ? `${w.nameOf(remedy.project)} tidak didanai` : `${w.nameOf(remedy.project)} was not funded`;
    case 'more-voters':
      return id
        ? `${w.count(remedy.count)} peserta lain yang uangnya belum terpakai ikut mendukungnya`
        : `${w.count(remedy.count)} others whose money is still unspent supported it too`;
  }
}

function groupWords(group: Group, w: Wording): string {
  if (w.language === 'id') return `${group.by === 'field' ? 'bidang' : 'lembaga'} ${group.name}`;
  return `${group.by === 'field' ? 'the field' : 'the institution'} ${group.name}`;
}

export function shareWords(share: ShareOutcome, w: Wording): string {
  const percent = w.count(share.perMille / 10);
  const group = groupWords(share, w);
  if (w.language === 'id')
    return `Bagian minimum ${group} ${percent} %: disimpan ${w.money(share.wanted)}, terpakai ${w.money(share.spent)}${share.met ? '' : ', sisanya tidak terpakai'}.`;
  return `Minimum share of ${group} ${percent} %: ${w.money(share.wanted)} kept, ${w.money(share.spent)} used${share.met ? '' : ', the rest stays unspent'}.`;
}

/** What every voter held in Equal Shares, and why completion ended. */
export function endowmentWords(facts: EndowmentFacts, w: Wording): string {
  const id = w.language === 'id';
  const each = roundedMoney(facts.perVoter, w);
  const start = id ? `Setiap peserta memegang ${each}` : `Every voter held ${each}`;
  const added =
    facts.added === 0n
      ? ''
      : id
        ? ` (termasuk tambahan ${w.money(facts.added)})`
        : ` (with ${w.money(facts.added)} added)`;
  return `${start}${added}${endedWords(facts, w)}.`;
}

function endedWords(facts: EndowmentFacts, w: Wording): string {
  const id = w.language === 'id';
  switch (facts.ended) {
    case 'not-completed':
      return '';
    case 'all-fit':
      return id
        ? '; tidak ditambah karena semua usulan bersama muat dalam anggaran'
        : '; nothing was added because all projects together fit the budget';
    case 'overshoot':
      return id
        ? `; satu langkah lagi akan menghabiskan ${w.money(facts.overshootCost ?? 0n)}, melampaui anggaran`
        : `; one step more would have cost ${w.money(facts.overshootCost ?? 0n)}, above the budget`;
    case 'exhaustive':
      return id ? '; tidak ada lagi usulan yang muat dalam sisanya' : '; no other project fits what is left';
    case 'settled':
      return id ? '; tambahan lagi tidak mengubah apa pun' : '; adding more changes nothing';
    case 'given-up':
      return id
        ? '; penambahan dihentikan di sini karena hitungannya terlalu panjang'
        : '; adding was stopped here, for the computation grew too long';
  }
}

/** The whole result as lines of plain text, ready for a terminal or a document. */
export function allocationLines(allocation: Allocation, election: Election, w: Wording): string[] {
  const id = w.language === 'id';
  const lines = [
    id
      ? `Menurut ${ruleWords(allocation.rule, 'id')}: ${allocation.winners.length} dari ${election.projects.length} usulan, ${w.money(allocation.cost)} dari ${w.money(election.budget)} (sisa ${w.money(allocation.left)}), ${w.count(election.voters)} surat suara.`
      : `By ${ruleWords(allocation.rule, 'en')}: ${allocation.winners.length} of ${election.projects.length} projects, ${w.money(allocation.cost)} of ${w.money(election.budget)} (${w.money(allocation.left)} left), ${w.count(election.voters)} ballots.`,
  ];
  if (allocation.endowment) lines.push(endowmentWords(allocation.endowment, w));
  for (const share of allocation.shares) lines.push(shareWords(share, w));
  lines.push('', id ? 'Didanai' : 'Funded');
  for (const round of allocation.rounds)
    lines.push(`${String(round.number).padStart(3)}. ${roundWords(round, allocation.utility, w)}`);
  if (allocation.rounds.length === 0) lines.push(id ? '     Tidak ada.' : '     None.');
  if (allocation.losses.length > 0) {
    lines.push('', id ? 'Tidak didanai' : 'Not funded');
    for (const loss of allocation.losses) lines.push(`   - ${lossWords(loss, allocation.utility, w)}`);
  }
  lines.push(
    '',
    id
      ? 'Hasil ini bahan pertimbangan; yang memutuskan adalah musyawarah.'
      : 'This is advice to the forum; the forum decides.',
  );
  return lines;
}

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
  'amount.fraction': {
    id: (p) => `“${p.typed}” bukan bilangan bulat; uang dihitung dalam rupiah utuh`,
    en: (p) => `“${p.typed}” is not whole; money is counted in whole rupiah`,
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
    id: (p) => `poin ${p.points} bukan bilangan bulat dari 0 sampai ${p.limit}`,
    en: (p) => `points ${p.points} are not a whole number from 0 to ${p.limit}`,
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
