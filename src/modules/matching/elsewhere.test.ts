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
])('%s', (_, program, scope, title, alike) => {
  expect(likenessOf(need, { program, scope, title })).toBe(alike);
});
