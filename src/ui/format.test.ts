import { describe, expect, test } from 'vitest';
import {
  clockTime,
  count,
  day,
  dueTone,
  fileSize,
  list,
  moment,
  percent,
  period,
  quantity,
  relativeDue,
  rupiah,
  rupiahFigure,
  shortRupiah,
  spelledRupiah,
} from './format.ts';

const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

describe('rupiah', () => {
  test.each([
    [0n, 'Rp 0', 'Rp 0'],
    [1_000_000n, 'Rp 1.000.000', 'Rp 1,000,000'],
    [9_000_000_000_000_000n, 'Rp 9.000.000.000.000.000', 'Rp 9,000,000,000,000,000'],
    [-52_500_000n, '−Rp 52.500.000', '−Rp 52,500,000'],
  ])('%s in full', (amount, id, en) => {
    expect(plain(rupiah(amount, 'id'))).toBe(id);
    expect(plain(rupiah(amount, 'en'))).toBe(en);
  });

  test.each([
    [999_999n, 'Rp 999.999', 'Rp 999,999'],
    [1_000_000n, 'Rp1 jt', 'Rp1 m'],
    [52_500_000n, 'Rp52,5 jt', 'Rp52.5 m'],
    [999_949_999n, 'Rp999,9 jt', 'Rp999.9 m'],
    [999_950_000n, 'Rp1 M', 'Rp1 bn'],
    [1_234_567_890n, 'Rp1,2 M', 'Rp1.2 bn'],
    [207_900_000_000n, 'Rp207,9 M', 'Rp207.9 bn'],
    [1_500_000_000_000n, 'Rp1,5 T', 'Rp1.5 tn'],
    [9_000_000_000_000_000n, 'Rp9.000 T', 'Rp9,000 tn'],
    [-1_200_000_000n, '−Rp1,2 M', '−Rp1.2 bn'],
  ])('%s for a chart', (amount, id, en) => {
    expect(plain(shortRupiah(amount, 'id'))).toBe(id);
    expect(plain(shortRupiah(amount, 'en'))).toBe(en);
  });

  test('as a figure in a column, and spelled out on a receipt', () => {
    expect(rupiahFigure(-1_500_000n, 'id')).toBe('−1.500.000');
    expect(spelledRupiah(52_500_000n)).toBe('lima puluh dua juta lima ratus ribu rupiah');
  });
});

describe('numbers', () => {
  test('counts, quantities and shares follow the language', () => {
    expect([count(2841, 'id'), count(2841, 'en')]).toEqual(['2.841', '2,841']);
    expect([quantity(12_500n, 'm', 'id'), quantity(1_200_000n, undefined, 'en')].map(plain)).toEqual([
      '12,5 m',
      '1,200',
    ]);
    expect([percent(384, 'id'), percent(1000, 'id'), percent(384, 'en')].map(plain)).toEqual([
      '38,4 %',
      '100 %',
      '38.4%',
    ]);
    expect(plain(fileSize(1_468_006, 'id'))).toBe('1,4 MB');
    expect(list(['RT', 'RW', 'tokoh wanita'], 'id')).toBe('RT, RW, dan tokoh wanita');
    expect(list(['Lurah', 'Sekretariat Daerah', 'Sekretariat Daerah'], 'id')).toBe(
      'Lurah dan Sekretariat Daerah',
    );
  });
});

describe('days', () => {
  test('are written out, whatever the time zone of the server', () => {
    expect(day('2026-11-21', 'long', 'id')).toBe('21 November 2026');
    expect(day('2026-11-21', 'weekday', 'id')).toBe('Sabtu, 21 November 2026');
    expect(day('2026-08-01', 'short', 'en')).toBe('1 Aug 2026');
    expect(period('2026-01-05', '2026-03-31', 'id')).toBe('5 Januari 2026 sampai 31 Maret 2026');
  });

  test.each([
    ['Asia/Jakarta', '28 Januari 2026, 23.30 WIB'],
    ['Asia/Makassar', '29 Januari 2026, 00.30 WITA'],
    ['Asia/Jayapura', '29 Januari 2026, 01.30 WIT'],
  ])('a moment in %s', (zone, worded) => {
    expect(moment('2026-01-28T16:30:00Z', zone, 'long', 'id')).toBe(worded);
  });

  test('the time of day alone', () => {
    expect(clockTime(new Date('2026-01-28T12:05:00Z'), 'Asia/Jakarta', 'id')).toBe('19.05 WIB');
  });

  test.each([
    ['2026-01-23', '3 hari lewat', '3 days late', 'no'],
    ['2026-01-25', '1 hari lewat', '1 day late', 'no'],
    ['2026-01-26', 'hari ini', 'today', 'wait'],
    ['2026-01-27', 'besok', 'tomorrow', 'wait'],
    ['2026-01-28', '2 hari lagi', '2 days left', 'wait'],
    ['2026-02-03', '8 hari lagi', '8 days left', 'quiet'],
  ])('on 26 January, what is due on %s', (due, id, en, tone) => {
    expect(relativeDue(due, '2026-01-26', 'id')).toBe(id);
    expect(relativeDue(due, '2026-01-26', 'en')).toBe(en);
    expect(dueTone(due, '2026-01-26')).toBe(tone);
  });
});
