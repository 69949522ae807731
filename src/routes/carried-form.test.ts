import { expect, test } from 'vitest';
import { CARRIED_LIMITS, carriedTarget, carry, readCarried } from './carried-form.ts';
import { ownPath } from './request.ts';

test.each([
  ['/bandung/usulan', '/bandung/usulan'],
  ['/bandung/usulan/baru?/simpan&x=1', '/bandung/usulan/baru?/simpan&x=1'],
  ['/', '/'],
  ['//evil.example/bandung', undefined],
  ['/\\evil.example', undefined],
  ['https://evil.example/', undefined],
  ['javascript:alert(1)', undefined],
  ['/bandung\n/x', undefined],
  ['/x/..//evil.example', undefined],
  ['', undefined],
  [null, undefined],
])('%j leads to %j on this site', (text, path) => {
  expect(ownPath(text)).toBe(path);
});

test('carried fields go back to a page of a known city only', () => {
  const cities = ['bandung', 'prabumulih'];
  expect(carriedTarget('/bandung/usulan/baru?/kirim', cities)).toBe('/bandung/usulan/baru?/kirim');
  expect(carriedTarget('/akun/token?/buat', cities)).toBeUndefined();
  expect(carriedTarget('//bandung/usulan', cities)).toBeUndefined();
});

test('every text field survives in its order, with its repeats; files stay behind, and where they were chosen is kept', () => {
  const form = new FormData();
  form.append('title', 'Perbaikan drainase “Gang Sukanagara” <b>');
  form.append('item', 'U-ditch');
  form.append('item', 'Pasir');
  form.append('photo', new File(['…'], 'foto.jpg'));
  form.append('photo', new File(['…'], 'dua.jpg'));
  form.append('receipt', new File([], ''));
  const carried = carry(form);
  expect(carried).toEqual({
    fields: [
      ['title', 'Perbaikan drainase “Gang Sukanagara” <b>'],
      ['item', 'U-ditch'],
      ['item', 'Pasir'],
    ],
    files: ['photo'],
  });
  expect(readCarried(JSON.stringify(carried))).toEqual(carried);
});

test('a form beyond the limit is not carried', () => {
  const form = new FormData();
  form.append('need', 'a'.repeat(CARRIED_LIMITS.characters + 1));
  expect(carry(form)).toBeUndefined();
});

test.each(['', 'no json', '[]', '{"fields":1}', '{"fields":[["a"]]}', '{"fields":[["a",1]]}', 'null'])(
  'a hidden field that somebody changed (%j) carries nothing',
  (text) => {
    expect(readCarried(text)).toBeUndefined();
  },
);
