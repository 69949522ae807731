import { describe, expect, test } from 'vitest';
import { unworded } from '../journeys/languages.ts';

const page = (lang: string, body: string) => `<html lang="${lang}"><body>${body}</body></html>`;

describe('what nobody worded is found on a page', () => {
  test.each([
    ['a word of the code in a sentence', 'id', '<p>Keputusan: fund</p>'],
    ['a state as it is stored', 'id', '<td>accepted</td>'],
    ['an office by its code', 'en', '<li>Waits for village-treasurer</li>'],
    ['the name of a field', 'id', '<p>terkunci lewat sidik jari detailsDigest.</p>'],
    ['a column', 'en', '<th>due_on</th>'],
    ['the name of a message', 'id', '<p>desk.task.filing.review</p>'],
    ['a parameter', 'en', '<p>{count} proposals</p>'],
    ['a value that is none', 'id', '<p>Sisa Rp NaN</p>'],
    ['an object', 'id', '<p>[object Object]</p>'],
    ['a moment as programs write it', 'id', '<time>2026-03-01T08:00:00.000Z</time>'],
    ['a hash outside its markup', 'id', `<p>${'a1'.repeat(32)}</p>`],
    ['a sentence of the other language', 'en', '<h2>Tidak ada yang menunggu Anda</h2>'],
    ['one with figures in it', 'en', '<p>masa jabatan sampai 3 Mei 2027</p>'],
    ['English in Indonesian', 'id', '<h2>Nothing waits for you</h2>'],
    ['the name of an instrument', 'en', '<small>Tangga partisipasi masyarakat</small>'],
    ['what is read aloud', 'id', '<a aria-label="funded">x</a>'],
  ] as const)('%s', (_, lang, body) => {
    expect(unworded(page(lang, body), lang)).toHaveLength(1);
  });

  test('a page marked as another language', () => {
    expect(unworded(page('id', ''), 'en')).toEqual(['is not marked as en']);
  });
});

test.each([
  ['what a person wrote', 'en', '<p>Perbaikan drainase Gang Melati, anak-anak lewat setiap hari</p>'],
  ['codes in their own markup', 'id', `<code>detailsDigest</code><pre>bin/pilar verify</pre>`],
  ['what is typed', 'id', '<textarea>costLines.0.item</textarea>'],
  [
    'papers that are Indonesian by law',
    'en',
    '<article lang="id"><h2>Tidak ada yang menunggu Anda</h2></article>',
  ],
  ['addresses', 'id', '<p>lurah@pasirimpun.contoh.id</p>'],
  ['words that both know', 'id', '<p>program model</p>'],
] as const)('%s is left alone', (_, lang, body) => {
  expect(unworded(page(lang, body), lang)).toEqual([]);
});
