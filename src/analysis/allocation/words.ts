import type { Allocation, EndowmentFacts, Round } from './allocation.ts';
import type { Election } from './election.ts';
import type { Fraction } from './fraction.ts';
import { ceilOf } from './fraction.ts';
import type { ShareOutcome } from './limits.ts';
import { groupWords, lossWords } from './loss-words.ts';
import type { ReadingNote } from './pabulib.ts';
import type { Utility } from './support.ts';
import type { Wording } from './wording.ts';
import { roundedMoney, ruleWords, some, tallyAmount, tallyWords } from './wording.ts';

/** One round in a sentence or two: what was funded, on whose support, and what it left. */
export function roundWords(round: Round, utility: Utility, w: Wording): string {
  const id = w.language === 'id';
  const part = round.whole
    ? ''
    : id
      ? ' (sebagian, dengan persetujuan pengusul)'
      : ' (in part, as its proposer agreed)';
  const head = `${w.nameOf(round.project)}: ${w.money(round.amount)}${part}.`;
  const rest = id ? `Sisa anggaran ${w.money(round.left)}.` : `${w.money(round.left)} of the budget is left.`;
  return [head, supportWords(round, utility, w), tieWords(round, w), rest]
    .filter((text) => text !== '')
    .join(' ');
}

function supportWords(round: Round, utility: Utility, w: Wording): string {
  const id = w.language === 'id';
  const unit = tallyWords(utility, w.language);
  const tally = tallyAmount(round.tally, utility, w);
  switch (round.by) {
    case 'order': {
      if (round.completion)
        return id
          ? `Pelengkap: masih muat dalam sisa anggaran, dengan ${tally}.`
          : `Completion: it still fits what is left, with ${tally}.`;
      if (round.perRupiah)
        return id
          ? `Terbanyak untuk setiap ${w.unit} di antara yang belum didanai: ${tally}.`
          : `The most per ${w.unit} of what was not yet funded: ${tally}.`;
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
        : round.votes === 1
          ? `Its one supporter was first to afford it: when everybody had been given ${w.money(ceilOf(round.load))}.`
          : `Its ${w.count(round.votes)} supporters were first to afford it together: when everybody had been given ${w.money(ceilOf(round.load))}.`;
    case 'equal-shares': {
      const share = roundedMoney(round.share, w);
      const all = round.gaveAll === 0 ? '' : gaveAllWords(round.gaveAll, round.gaveAllMoney, w);
      return id
        ? `Dibayar ${w.count(round.paidShare + round.gaveAll)} dari ${w.count(round.votes)} pendukungnya: ${w.count(round.paidShare)} orang masing-masing ${share}${utilityNote(unit, id)}${all}.`
        : `Paid by ${w.count(round.paidShare + round.gaveAll)} of its ${some(round.votes, 'supporter', w)}: ${w.count(round.paidShare)} paid ${share} each${utilityNote(unit, id)}${all}.`;
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

function tieWords(round: Round, w: Wording): string {
  if (round.tiedWith.length === 0) return '';
  const others = round.tiedWith.map((project) => w.nameOf(project)).join(', ');
  return w.language === 'id'
    ? `Seri dengan ${others}; didahulukan menurut aturan seri.`
    : `Tied with ${others}; it goes first by the tie-breaking order.`;
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

/** What was read otherwise than it stands in the file. */
export function noteWords(note: ReadingNote, w: Wording): string {
  return w.language === 'id'
    ? `Pada ${w.count(note.ballots)} surat suara (pertama di baris ${note.line}) satu usulan ditulis dua kali; dihitung satu kali, di tempatnya yang pertama.`
    : `On ${some(note.ballots, 'ballot', w)} (the first in line ${note.line}) a project stands twice; it counts once, at its first place.`;
}

/** The whole result as lines of plain text, ready for a terminal or a document. */
export function allocationLines(allocation: Allocation, election: Election, w: Wording): string[] {
  const id = w.language === 'id';
  const lines = [
    id
      ? `Menurut ${ruleWords(allocation.rule, 'id')}: ${allocation.winners.length} dari ${election.projects.length} usulan, ${w.money(allocation.cost)} dari ${w.money(election.budget)} (sisa ${w.money(allocation.left)}), ${w.count(election.voters)} surat suara.`
      : `By ${ruleWords(allocation.rule, 'en')}: ${allocation.winners.length} of ${some(election.projects.length, 'project', w)}, ${w.money(allocation.cost)} of ${w.money(election.budget)} (${w.money(allocation.left)} left), ${some(election.voters, 'ballot', w)}.`,
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
