import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ownPath, signInPath, wholeIn } from './request.ts';

test.each([
  ['/bandung', '/bandung'],
  ['/bandung/usulan?keadaan=funded', '/bandung/usulan?keadaan=funded'],
  ['/bandung/../masuk', '/masuk'],
  // What a browser would take for another host once it is put right.
  ['/.//x', undefined],
  ['//x', undefined],
  ['/\\x', undefined],
  ['/a/..//x', undefined],
  ['/%2e//x', undefined],
  ['https://x/', undefined],
  ['javascript:alert(1)', undefined],
  ['bandung', undefined],
  ['/a\u0000b', undefined],
  ['/a\nb', undefined],
  ['', undefined],
  [null, undefined],
  [`/${'x'.repeat(3000)}`, undefined],
])('%j leads back to %j', (typed, path) => {
  expect(ownPath(typed)).toBe(path);
});

test.each([
  ['/bandung/dana?program=a', '/masuk?kembali=%2Fbandung%2Fdana%3Fprogram%3Da'],
  [`/bandung/dana?x=${'%20'.repeat(3000)}`, '/masuk?kembali=%2Fbandung%2Fdana'],
  [`/${'%20'.repeat(3000)}`, '/masuk'],
])('signing in leads back as far as a header takes it', (back, page) => {
  expect(signInPath(back)).toBe(page);
});

test('whatever leads back can be sent as an address', () => {
  for (const typed of ['/ä/é?x=ü', '/a b', '/[x]', '/a?b#c', '/\ud800']) {
    const path = ownPath(typed);
    if (path !== undefined) expect(() => new Headers({ location: path })).not.toThrow();
  }
});

test.each([
  ['?mulai=40', 40],
  ['?mulai=9999999', 9_999_999],
  ['?mulai=Infinity', 0],
  ['?mulai=1e30', 0],
  ['?mulai=99999999999999999999', 0],
  ['?mulai=-1', 0],
  ['?mulai=1.5', 0],
  ['?mulai=0x10', 0],
  ['?mulai', 0],
  ['', 0],
])('%s goes on at %i', (query, place) => {
  expect(wholeIn(new URL(query, 'http://pilar.test/'), 'mulai')).toBe(place);
});

test('no route reads a number from an address by itself', () => {
  const found = readdirSync('src/routes', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .filter((name) =>
      /(Number|BigInt|parseInt|parseFloat)\([^)]*searchParams/.test(
        readFileSync(`src/routes/${name}`, 'utf8'),
      ),
    );
  expect(found).toEqual([]);
});
