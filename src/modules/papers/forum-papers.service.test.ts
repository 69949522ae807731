import { expect, test } from 'vitest';
import type { Actor, Visitor } from '#kernel/actor.ts';
import { isRefusal } from '#kernel/refusal.ts';
import { type City, withCity } from '../../../test/support/city.ts';
import { forumWithQuorum, fundedProposal } from '../../../test/support/funded.ts';
import { type PaperForm, paperOf } from './index.ts';
import type { Paper } from './paper.ts';

const SETTING = {
  city: 'Kota Bandung',
  timeZone: 'Asia/Jakarta',
  size: 'F4',
  home: 'https://pilar.example/bandung',
  area: undefined,
  ruleName: (rule: string) => rule,
  answer: () => '',
  occasion: (occasion: string) => occasion,
} as const;

function asked({ pilar, tenant }: City, viewer: Actor | Visitor, form: PaperForm, id: string) {
  return pilar.read(tenant, (tx) => paperOf(tx, viewer, form, id, SETTING));
}

/** All that a paper says, in one text. */
function saidIn(paper: Paper): string {
  return JSON.stringify(paper);
}

test('sealed minutes become a paper: everybody reads what was decided, officers who came', async () => {
  const city = await withCity();
  const { forum } = await fundedProposal(city);
  const visitor = { tenant: city.tenant };
  const open = await asked(city, visitor, 'berita-acara', forum);
  const whole = await asked(city, city.actors.lurah, 'berita-acara', forum);
  if (isRefusal(open) || isRefusal(whole)) throw new Error('refused');
  expect(open.fileName).toMatch(/^berita-acara-musrenbang-kelurahan-pasir-impun-\d{4}-\d\d-\d\d$/);
  expect(open.annexes.map((one) => one.title.split(':')[0])).toEqual([
    'Lampiran I',
    'Lampiran II',
    'Lampiran III',
    'Lampiran IV',
  ]);
  expect(saidIn(open)).toContain('Rp\u00a052.500.000,00 (lima puluh dua juta lima ratus ribu rupiah)');
  expect(saidIn(open)).toContain('Nama peserta tidak ditampilkan untuk umum.');
  expect(saidIn(open)).not.toContain(city.actors.lurah.name);
  expect(saidIn(whole)).toContain('Tanda tangan');
  expect(saidIn(whole)).toContain(city.actors.lurah.name);

  const decision = await asked(city, visitor, 'keputusan', forum);
  if (isRefusal(decision)) throw new Error('refused');
  expect(decision.title[0]).toBe('Keputusan Lurah Pasir Impun');
  expect(saidIn(decision)).toContain('MEMUTUSKAN');
});

test('before it is sealed there is no berita acara; the sheet of attendance is for those who may read names', async () => {
  const city = await withCity();
  const forum = await forumWithQuorum(city);
  const visitor = { tenant: city.tenant };
  for (const form of ['berita-acara', 'keputusan'] as const) {
    expect(await asked(city, city.actors.lurah, form, forum)).toMatchObject({ refusal: 'access.not-found' });
  }
  expect(await asked(city, visitor, 'daftar-hadir', forum)).toMatchObject({ refusal: 'access.not-found' });
  const sheet = await asked(city, city.actors.lurah, 'daftar-hadir', forum);
  if (isRefusal(sheet)) throw new Error('refused');
  expect(sheet.title[0]).toBe('Daftar hadir');
  const letter = await asked(city, visitor, 'undangan', forum);
  if (isRefusal(letter)) throw new Error('refused');
  expect(saidIn(letter)).toContain('Undangan Musrenbang kelurahan Pasir Impun');
  expect(saidIn(letter)).not.toContain(city.actors.lurah.name);
});
