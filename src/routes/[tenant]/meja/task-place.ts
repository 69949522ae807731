import type { Task, TaskKind } from '#modules/notices/index.ts';

/** Where each kind of task is done, beneath the city's address. */
const PLACES: Readonly<Record<Exclude<TaskKind, 'step.overdue'>, (subject: string) => string>> = {
  'proposal.finish': (proposal) => `usulan/${proposal}/ubah`,
  'proposal.mend': (proposal) => `usulan/${proposal}/ubah`,
  'proposal.answer': (proposal) => `usulan/${proposal}`,
  'proposal.decide': (proposal) => `usulan/${proposal}`,
  'proposal.follow-up': (proposal) => `usulan/${proposal}#tindak-lanjut`,
  'need.addressed': (need) => `kebutuhan/${need}`,
  'need.recommended': (need) => `kebutuhan/${need}#usulan-forum`,
  'match.recommended': (need) => `kebutuhan/${need}#usulan-forum`,
  'talk.taker': (need) => `kebutuhan/${need}#percakapan`,
  'talk.bringer': (need) => `kebutuhan/${need}#percakapan`,
  'talk.steers': (need) => `kebutuhan/${need}#percakapan`,
  'match.answer': (need) => `kebutuhan/${need}`,
  'match.begin': (need) => `kebutuhan/${need}`,
  'match.lapsed': (need) => `kebutuhan/${need}#gugur`,
  'need.lapsed': (need) => `kebutuhan/${need}#gugur`,
  'forum.schedule': (forum) => `musyawarah/${forum}`,
  'forum.call': (program) => `musyawarah/jadwal?program=${program}`,
  'forum.hold': (forum) => `musyawarah/${forum}`,
  'forum.resume': (forum) => `musyawarah/${forum}`,
  'activity.plan': (proposal) => `kegiatan/rencana/${proposal}`,
  'activity.carry-out': (activity) => `kegiatan/${activity}`,
  'deposit.approve': (voucher) => `dana/bukti/${voucher}`,
  'disbursement.record': (proposal) => `dana/${proposal}`,
  'refund.record': (proposal) => `dana/${proposal}#pengembalian`,
  'refund.approve': (voucher) => `dana/bukti/${voucher}`,
  'spending.record': (proposal) => `dana/${proposal}#belanja`,
  'spending.approve': (voucher) => `dana/bukti/${voucher}`,
  'levy.pay': (purse) => `dana/kas/${purse}#iuran`,
  'levy.overdue': (purse) => `dana/kas/${purse}#iuran`,
  'purse.end-year': (program) => `dana?program=${program}#akhir-tahun`,
  'disbursement.approve': (voucher) => `dana/bukti/${voucher}`,
  'filing.write': (obligation) => `laporan/tagihan/${obligation}`,
  'filing.overdue': (obligation) => `laporan/tagihan/${obligation}`,
  'filing.mend': (filing) => `laporan/${filing}`,
  'filing.review': (filing) => `laporan/${filing}`,
  'assessment.rate': (round) => `analisis/instrumen/putaran/${round}/nilai`,
  'assessment.answer': (round) => `analisis/instrumen/putaran/${round}#keberatan`,
  'assessment.close': (round) => `analisis/instrumen/putaran/${round}`,
  'award.mark': (round) => `penghargaan/${round}/nilai`,
  'award.close': (round) => `penghargaan/${round}`,
  'award.set': (round) => `penghargaan/${round}`,
  'sanction.answer': (sanction) => `sanksi/${sanction}`,
  'sanction.decide': (sanction) => `sanksi/${sanction}`,
  'sanction.appeal': (sanction) => `sanksi/${sanction}`,
  'sanction.decide-appeal': (sanction) => `sanksi/${sanction}`,
};

/** The page on which a task is done. */
export function placeOfTask(tenant: string, task: Pick<Task, 'kind' | 'subjectType' | 'subjectId'>): string {
  // A late answer is given where the answer is.
  const answer =
    task.subjectType === 'filing'
      ? 'filing.review'
      : task.subjectType === 'voucher'
        ? 'disbursement.approve'
        : 'proposal.answer';
  const kind = task.kind === 'step.overdue' ? answer : task.kind;
  return `/${tenant}/${PLACES[kind](task.subjectId)}`;
}
