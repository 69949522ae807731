import { figure, writtenCount, writtenRupiah, writtenShare } from '#kernel/office-words.ts';
import { absorption, type Figures, type PlaceFigures, totalOf } from '#modules/measures/index.ts';
import type { Table } from '../paper.ts';

/** What a programme comes to, place by place, with the whole beneath. Amounts in rupiah; the share is what was paid of the ceiling. */
export function recapTable(places: readonly PlaceFigures[], level: string): Table {
  const share = (figures: Figures) => {
    const paid = absorption(figures);
    return paid === undefined ? '–' : writtenShare(paid);
  };
  const cells = (figures: Figures) => [
    writtenCount(figures.proposals),
    figure(figures.ceiling),
    figure(figures.decided),
    figure(figures.disbursed),
    figure(figures.settled),
    share(figures),
    writtenCount(figures.activities),
    writtenCount(figures.people),
  ];
  return {
    is: 'table',
    columns: [
      { title: 'No.', share: 0.7, align: 'centre' },
      { title: level, share: 3.2 },
      { title: 'Usulan', share: 1.2, align: 'right' },
      { title: 'Pagu (Rp)', share: 2.4, align: 'right' },
      { title: 'Diputuskan (Rp)', share: 2.4, align: 'right' },
      { title: 'Dibayar (Rp)', share: 2.4, align: 'right' },
      { title: 'Dipertanggung-jawabkan (Rp)', share: 2.4, align: 'right' },
      { title: 'Serapan', share: 1.3, align: 'right' },
      { title: 'Kegiatan', share: 1.3, align: 'right' },
      { title: 'Penerima manfaat', share: 1.5, align: 'right' },
    ],
    rows: places.map((one, index) => [`${index + 1}`, one.name, ...cells(one)]),
    sum: ['', 'Jumlah', ...cells(totalOf(places))],
  };
}

/** The sums of a recap, as its first page tells them. */
export function recapFacts(places: readonly PlaceFigures[]): readonly (readonly [string, string])[] {
  const total = totalOf(places);
  return [
    ['Usulan', writtenCount(total.proposals)],
    ['Pagu', writtenRupiah(total.ceiling)],
    ['Diputuskan', writtenRupiah(total.decided)],
    ['Dibayar', writtenRupiah(total.disbursed)],
    ['Dipertanggungjawabkan', writtenRupiah(total.settled)],
    ['Swadaya', writtenRupiah(total.contribution)],
    ['Kegiatan', writtenCount(total.activities)],
    ['Penerima manfaat', `${writtenCount(total.people)} orang`],
  ];
}
