import { expect, test } from 'vitest';
import type { MinutesDecision, PublicMinutes } from '#modules/deliberation/index.ts';
import { agreementsOf } from './agreements.ts';

type Lists = Pick<PublicMinutes, 'agreed' | 'notAgreed' | 'reserved' | 'passedOn' | 'total'>;

const decided = (outcome: string, amount: string | null = null): MinutesDecision => ({
  proposal: outcome,
  title: 'Perbaikan drainase',
  proposer: 'RW 01',
  place: 'RW 01',
  volume: '96',
  unit: 'm',
  requested: '52500000',
  outcome,
  amount,
  reason: '',
  sitting: 1,
  passedTo: null,
  earlier: [],
});
const NONE: Lists = { agreed: [], notAgreed: [], reserved: [], passedOn: [], total: '0' };
const WORDS = {
  program: { short: 'PIPPK', year: 2026 },
  outcomes: new Map([
    ['musrenbang', 'Diteruskan ke Musrenbang'],
    ['dinas', 'Diserahkan ke dinas'],
  ]),
};
const SEALED =
  'Berita acara ini disegel dan tidak dapat diubah; perubahan hanya dapat diputuskan dalam musyawarah berikutnya.';

test.each<[string, Partial<Lists>, string[]]>([
  // a forum that decided                      has agreed
  ['nothing', {}, ['Tidak ada usulan yang disetujui untuk didanai dalam musyawarah ini.']],
  [
    'two with money',
    { agreed: [decided('fund', '52500000'), decided('fund', '1000000')], total: '53500000' },
    [
      'Menyetujui 2 usulan untuk didanai dari PIPPK tahun anggaran 2026 dengan jumlah Rp 53.500.000,00 (lima puluh tiga juta lima ratus ribu rupiah), sebagaimana Lampiran II.',
    ],
  ],
  [
    'one without money',
    { agreed: [decided('accept')] },
    ['Menyetujui 1 usulan tanpa pendanaan, sebagaimana Lampiran II.'],
  ],
  [
    'one with and two without money',
    { agreed: [decided('fund', '1000000'), decided('accept'), decided('accept')], total: '1000000' },
    [
      'Menyetujui 1 usulan untuk didanai dari PIPPK tahun anggaran 2026 dengan jumlah Rp 1.000.000,00 (satu juta rupiah), sebagaimana Lampiran II.',
      'Menyetujui 2 usulan tanpa pendanaan, sebagaimana Lampiran II.',
    ],
  ],
  [
    'that some are not agreed, kept and passed on',
    {
      notAgreed: [decided('reject')],
      reserved: [decided('reserve'), decided('reserve')],
      passedOn: [decided('musrenbang'), decided('dinas'), decided('musrenbang'), decided('unknown')],
    },
    [
      'Tidak ada usulan yang disetujui untuk didanai dalam musyawarah ini.',
      'Tidak menyetujui 1 usulan dengan alasan masing-masing, sebagaimana Lampiran III.',
      'Menyimpan 2 usulan sebagai daftar cadangan untuk tahun berikutnya, sebagaimana Lampiran III.',
      'Meneruskan 4 usulan (Diteruskan ke Musrenbang, Diserahkan ke dinas, unknown), sebagaimana Lampiran IV.',
    ],
  ],
])('a forum that decided %s says so, and last that nothing may be changed', (_, lists, said) => {
  const agreed = agreementsOf({ ...NONE, ...lists }, WORDS);
  expect(agreed.map((one) => one.replaceAll('\u00a0', ' '))).toEqual([...said, SEALED]);
});
