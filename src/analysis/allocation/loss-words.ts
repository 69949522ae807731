import type { Loss, LossReason, Remedy } from './allocation.ts';
import { floorOf } from './fraction.ts';
import type { Group } from './limits.ts';
import type { Utility } from './support.ts';
import type { Wording } from './wording.ts';
import { some, tallyAmount } from './wording.ts';

/** Why a project was not funded, and what alone would have changed it. */
export function lossWords(loss: Loss, utility: Utility, w: Wording): string {
  const head = `${w.nameOf(loss.project)} (${tallyAmount(loss.tally, utility, w)}): ${reasonWords(loss.reason, w)}.`;
  if (loss.remedies.length === 0) return head;
  const ways = loss.remedies
    .map((remedy) => remedyWords(remedy, utility, w))
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
    case 'no-points':
      return id
        ? `disebut pada ${w.count(reason.voters)} surat suara, tetapi tanpa poin`
        : `named on ${some(reason.voters, 'ballot', w)}, but without a point`;
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

export function remedyWords(remedy: Remedy, utility: Utility, w: Wording): string {
  const id = w.language === 'id';
  switch (remedy.code) {
    case 'cost-at-most':
      return id
        ? `biayanya paling banyak ${w.money(remedy.amount)}`
        : `it cost at most ${w.money(remedy.amount)}`;
    case 'more-tally': {
      const more = tallyAmount(remedy.count, utility, w);
      const ahead = remedy.before === undefined ? '' : w.nameOf(remedy.before);
      if (id) return `mendapat ${more} lagi${ahead && ` sehingga mendahului ${ahead}`}`;
      return `it had ${more} more${ahead && ` and so stood before ${ahead}`}`;
    }
    case 'without':
      return id ? `${w.nameOf(remedy.project)} tidak didanai` : `${w.nameOf(remedy.project)} was not funded`;
    case 'more-voters':
      return id
        ? `${w.count(remedy.count)} peserta lain yang uangnya belum terpakai ikut mendukungnya`
        : `${some(remedy.count, 'other', w)} whose money is still unspent supported it too`;
  }
}

export function groupWords(group: Group, w: Wording): string {
  if (w.language === 'id') return `${group.by === 'field' ? 'bidang' : 'lembaga'} ${group.name}`;
  return `${group.by === 'field' ? 'the field' : 'the institution'} ${group.name}`;
}
