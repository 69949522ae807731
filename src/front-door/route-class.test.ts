import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CARRIED_LIMITS } from '../routes/carried-form.ts';
import { BOUNDS, classOf } from './route-class.ts';

const PARTS = 'multipart/form-data; boundary=x';
const FORM = 'application/x-www-form-urlencoded';

test.each([
  ['GET', '/_app/immutable/chunks/a.js', '', 'asset'],
  ['GET', '/favicon.svg', '', 'asset'],
  ['GET', '/', '', 'page'],
  ['GET', '/bandung', '', 'page'],
  ['GET', '/bandung/usulan?program=x.csv', '', 'page'],
  ['GET', '/bandung/usulan/1/__data.json?x=1', '', 'page'],
  ['GET', '/bandung/berkas/1/kecil', '', 'file'],
  ['GET', '/bandung/program/pippk-2026', '', 'figures'],
  ['GET', '/bandung/analisis/keseimbangan', '', 'figures'],
  ['GET', '/bandung/analisis/keseimbangan/__data.json', '', 'figures'],
  ['GET', '/bandung/musyawarah/1/suara/mes', '', 'figures'],
  ['GET', '/bandung/musyawarah/1', '', 'page'],
  ['GET', '/bandung/musyawarah/1/siaran', '', 'stream'],
  ['GET', '/bandung/musyawarah/1/siaran/1', '', 'page'],
  ['GET', '/bandung/usulan.csv', '', 'export'],
  ['GET', '/bandung/usulan.xlsx?program=pippk-2026', '', 'export'],
  ['GET', '/bandung/program/pippk-2026/kecamatan.csv', '', 'export'],
  ['GET', '/bandung/analisis/jejaring/unduh/gexf', '', 'export'],
  ['POST', '/masuk?/masuk', FORM, 'sign-in'],
  ['POST', '/masuk/kode', FORM, 'sign-in'],
  ['POST', '/masuk?/lanjut&kembali=%2Fbandung', PARTS, 'carried'],
  ['POST', '/masuk?/masuk&membawa', FORM, 'carried'],
  ['POST', '/akun/bukti?/buktikan&membawa', FORM, 'carried'],
  ['POST', '/akun/bukti?/buktikan', FORM, 'sign-in'],
  ['POST', '/masuk?kembali=/lanjut', FORM, 'sign-in'],
  ['POST', '/bahasa', FORM, 'sign-in'],
  ['POST', '/bandung/suara', FORM, 'ballot'],
  ['POST', '/bandung/analisis/suara', PARTS, 'analysis'],
  ['POST', '/bandung/model/1?/simpan', FORM, 'analysis'],
  ['POST', '/bandung/usulan/1/ubah?/simpan', FORM, 'write'],
  ['POST', '/bandung/usulan/1/ubah?/simpan', PARTS, 'upload'],
  ['POST', '/bandung/usulan/1/foto', 'image/jpeg', 'upload'],
  ['POST', '/bandung/usulan/1', PARTS, 'write'],
  ['PUT', '/bandung/usulan/1/draf', 'application/json', 'write'],
  ['GET', '/api/v1/bandung/programs', '', 'api-read'],
  ['GET', '/api/v1/bandung/forums/1/vote/comparison', '', 'figures'],
  ['POST', '/api/v1/bandung/proposals', 'application/json', 'api-write'],
  ['POST', '/api/v1/bandung/proposals/1/photos', PARTS, 'upload'],
  ['DELETE', '/anything', '', 'write'],
] as const)('%s %s %s is of kind %#', (method, address, type, kind) => {
  expect(classOf(method, address, type)).toBe(kind);
});

test('every page with a file field may be sent a file', () => {
  const pages = readdirSync('src/routes', { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('+page.svelte'))
    .filter((path) => /multipart\/form-data/.test(readFileSync(`src/routes/${path}`, 'utf8')))
    .map(
      (path) =>
        `/${path
          .replaceAll('\\', '/')
          .replace('/+page.svelte', '')
          .replaceAll(/\[(\w+)\]/g, '$1')}`,
    );
  expect(pages.length).toBeGreaterThan(6);
  for (const page of pages) expect(['upload', 'analysis'], page).toContain(classOf('POST', page, PARTS));
});

test('fields that travel through signing in fit where they travel', () => {
  const text = 'é'.repeat(CARRIED_LIMITS.characters);
  // Two bytes of UTF-8 for each, three signs for each byte.
  expect(new URLSearchParams({ carried: text }).toString().length).toBeLessThan(BOUNDS.carried.body.bytes);
  expect(CARRIED_LIMITS.fields).toBeLessThan(BOUNDS.carried.body.fields);
});
