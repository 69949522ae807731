import { expect, test } from 'vitest';
import { likeness, repeatedIn, similarIn } from './likeness.ts';

const BOOKS = {
  title: 'Buku untuk perpustakaan RW 01',
  need: 'Anak-anak belajar bersama setiap sore, bukunya belum ada.',
};

test.each([
  // what is asked for again                    title                                     why                                                      all words  title
  ['the same', BOOKS.title, BOOKS.need, 1000, 1000],
  ['the same, shouted', 'BUKU, untuk Perpustakaan RW 01!', BOOKS.need.toUpperCase(), 1000, 1000],
  ['the same in other order', 'RW 01: buku perpustakaan', BOOKS.need, 1000, 1000],
  ['the same name for another reason', BOOKS.title, 'Lansia ingin membaca koran pagi.', 380, 1000],
  ['another', 'Tong sampah untuk gang', 'Sampah menumpuk di ujung gang.', 0, 0],
  ['nothing', '', '', 0, 0],
])('%s has %4$s of 1000 in common, its title %5$s', (_, title, need, all, inTitle) => {
  expect(likeness(BOOKS, { title, need })).toEqual({ all, title: inTitle });
});

test('nearly the same is refused, the similar is asked about, the rest is let be', () => {
  const near = { ...BOOKS, need: `${BOOKS.need} Tolong.` };
  const similar = { ...BOOKS, need: 'Lansia ingin membaca koran pagi.' };
  const other = { title: 'Tong sampah', need: 'Sampah menumpuk.' };
  expect(repeatedIn(BOOKS, [other, similar, near])).toBe(near);
  expect(repeatedIn(BOOKS, [other, similar])).toBeUndefined();
  expect(similarIn(BOOKS, [other, similar, near])).toEqual([similar, near]);
});
