import { expect, test } from 'vitest';
import { likenessOf } from './elsewhere.ts';

const need = { program: 'a', scope: 'buku-perpustakaan', title: 'Buku untuk perpustakaan RW 01' };

test.each([
  // what was funded                        in        about                  called                                 alike
  ['the same entry, other words', 'a', 'buku-perpustakaan', 'Seribu bacaan', 'same-entry'],
  ['an entry of that name in another programme', 'b', 'buku-perpustakaan', 'Seribu bacaan', undefined],
  ['like words in another programme', 'b', 'sosial', 'Pengadaan Buku Perpustakaan', 'like-words'],
  ['one word of two', 'b', 'sosial', 'Perpustakaan keliling', 'like-words'],
  ['words that say little', 'b', 'sosial', 'Untuk RW 01', undefined],
  ['another thing', 'b', 'sosial', 'Perbaikan drainase RW 01', undefined],
  ['nothing in its title', 'b', 'sosial', '', undefined],
  ['another entry of the same programme, other words', 'a', 'sosial', 'Seribu bacaan', undefined],
  ['one word of two, among many others', 'b', 'sosial', 'Perpustakaan keliling kampung ramah', 'like-words'],
  ['a word of four letters', 'b', 'sosial', 'Buku cerita', 'like-words'],
])('%s', (_, program, scope, title, alike) => {
  expect(likenessOf(need, { program, scope, title })).toBe(alike);
});

test.each(['untuk', 'bagi', 'pengadaan', 'perbaikan', 'pembangunan', 'kegiatan', 'warga', 'kelurahan'])(
  'that two titles say %s makes them not alike',
  (word) => {
    const titled = (title: string) => ({ program: title, scope: title, title });
    expect(likenessOf(titled(`${word} lansia`), titled(`${word} saluran`))).toBeUndefined();
  },
);
