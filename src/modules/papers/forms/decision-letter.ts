import { ordinalOf, spelledRupiah, writtenCount, writtenDay, writtenRupiah } from '#kernel/office-words.ts';
import type { PublicMinutes } from '#modules/deliberation/index.ts';
import type { Block } from '../paper.ts';
import type { MinutesWords } from './minutes.ts';

/**
 * The decision letter (surat keputusan) that sets what a sealed forum agreed: what is considered, on what basis, what is
 * decided. It decides nothing that the minutes do not say.
 */
export function decisionBody(
  minutes: PublicMinutes,
  { program }: Pick<MinutesWords, 'program'>,
  signer: string,
): Block[] {
  const total = BigInt(minutes.total);
  const funded = minutes.agreed.filter((one) => one.amount !== null).length;
  const held = writtenDay(minutes.sittings.at(-1)?.day ?? minutes.calledFor);
  const decided = [
    funded > 0
      ? `Menetapkan ${writtenCount(funded)} usulan yang didanai dari ${program.title} (${program.short}) tahun anggaran ${program.year} dengan jumlah ${writtenRupiah(total)} (${spelledRupiah(total)}), sebagaimana tercantum dalam Lampiran.`
      : `Menetapkan ${writtenCount(minutes.agreed.length)} usulan yang disetujui dalam ${minutes.name} ${minutes.regionName}, sebagaimana tercantum dalam Lampiran.`,
    'Setiap pengusul melaksanakan kegiatannya sesuai dengan usulan yang disetujui dan melaporkan pertanggungjawabannya menurut ketentuan yang berlaku.',
    'Keputusan ini mulai berlaku pada tanggal ditetapkan.',
  ];
  return [
    { is: 'text', look: 'centred', text: `${signer.toUpperCase()},` },
    {
      is: 'facts',
      rows: [
        [
          'Menimbang',
          `bahwa ${minutes.name} ${minutes.regionName} pada tanggal ${held} telah menyepakati usulan yang didanai, sebagaimana dimuat dalam berita acaranya, sehingga perlu ditetapkan dengan keputusan.`,
        ],
        ['Mengingat', `${minutes.basis}.`],
        ['Memperhatikan', `Berita Acara ${minutes.name} ${minutes.regionName} tanggal ${held}.`],
      ],
    },
    { is: 'text', look: 'centred', text: 'MEMUTUSKAN:' },
    { is: 'text', text: 'Menetapkan:' },
    { is: 'marked', items: decided.map((text, index) => ({ mark: ordinalOf(index + 1), text })) },
  ];
}
