/**
 * The quarter of a Forum, on a phone and without JavaScript: its meeting is called and held with a quorum, its minutes sealed; the
 * mayor asks for an evaluation, which is written with figures from the records, goes up on those minutes and is received.
 */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dayIn } from '#kernel/date.ts';
import { actorById, formBody, listOrganizations, peopleIn } from '#modules/actors/index.ts';
import { readSettings } from '#platform/settings.ts';
import { buildPilar } from '../../src/pilar.ts';
import { granted } from '../support/city.ts';
import { journey, PHONE, pictureOnFailure, sees } from '../support/journey.ts';
import { type Installation, startInstallation } from '../support/production.ts';
import { press, unfold } from './steps.ts';
import { lookAt } from './tour.ts';

const people = journey();
const TODAY = dayIn('Asia/Jakarta', new Date());
const YEAR = TODAY.slice(0, 4);
const PASSWORD = 'tujuh belas ayam';
const QUESTION = 'Bidang mana yang belum tersentuh?';

let city: Installation;
let filing = '';
beforeAll(async () => {
  city = await startInstallation();
  city.pilar([
    ...['tenant', 'create', '--region', '32.73', '--slug', 'bandung'],
    ...['--model', 'models/tjsl/2014.yaml', '--year', YEAR],
  ]);
  const pilar = await buildPilar(
    readSettings({ DATABASE_URL: city.databaseUrl, PILAR_DATA: mkdtempSync(join(tmpdir(), 'pilar-')) }),
  );
  try {
    const tenant = pilar.tenants().find((one) => one.slug === 'bandung')?.id ?? '';
    const named = async (word: string) => {
      const found = await pilar.read(tenant, (tx) => listOrganizations(tx, { words: [word] }, 1));
      return found[0]?.name ?? '';
    };
    put('Wali Kota', 'mayor', 'sekretariat-daerah', await named('sekretariat'));
    const mayor = await pilar.read(tenant, async (tx) => {
      const [one] = await peopleIn(tx, '32.73', 'Wali Kota');
      return one && (await actorById(tx, one.id));
    });
    if (!mayor) throw new Error('there is no mayor');
    const program = `tjsl-${YEAR}`;
    granted(
      await formBody(pilar, mayor, { program, body: 'forum-tjsl', region: '32.73', decree: 'Kepwal 1' }),
    );
    const forum = await named('forum');
    put('Ratna', 'forum-tjsl/ketua', 'forum-tjsl', forum);
    put('Dedi', 'forum-tjsl/sekretaris', 'forum-tjsl', forum);
    put('Sari', 'forum-tjsl/bidang-pendidikan', 'forum-tjsl', forum);
  } finally {
    await pilar.close();
  }
});
afterAll(() => city?.close());

function put(name: string, office: string, kind: string, organization: string): void {
  city.pilar(
    [
      ...['user', 'create', '--city', 'bandung', '--name', name, '--email', address(name)],
      ...['--office', office, '--kind', kind, '--organization', organization, '--region', '32.73'],
      ...['--until', `${Number(YEAR) + 2}-12-31`],
    ],
    PASSWORD,
  );
}

function address(name: string): string {
  return `${name.replaceAll(' ', '').toLowerCase()}@bandung.example`;
}

async function signedIn(name: string): Promise<Page> {
  const { page } = await people.visitor({ javaScript: 'off', viewport: PHONE });
  pictureOnFailure(page);
  await page.goto(`${city.origin}/masuk`);
  await page.getByLabel('Surel atau nomor ponsel').fill(address(name));
  await page.getByRole('textbox', { name: 'Kata sandi' }).fill(PASSWORD);
  await press(page, 'Masuk');
  return page;
}

test('the meeting is called, held with its quorum, and sealed', async () => {
  const secretary = await signedIn('Dedi');
  await secretary.goto(`${city.origin}/bandung/musyawarah/jadwal?program=tjsl-${YEAR}&forum=triwulan`);
  await secretary.getByLabel('Tanggal').fill(TODAY);
  await secretary.getByLabel('Jam mulai').fill('09:00');
  await secretary.getByLabel('Tempat').fill('Balai Kota');
  await press(secretary, 'Jadwalkan');
  await press(secretary, 'Buka musyawarah');
  expect(await secretary.getByRole('button', { name: 'Segel berita acara' }).count()).toBe(0);
  for (const seat of ['Ketua Forum', 'Sekretaris Forum', 'Ketua bidang Pendidikan']) {
    await secretary.getByLabel(seat, { exact: true }).check();
  }
  await press(secretary, 'Simpan kehadiran anggota');
  await sees(secretary, 'Terpenuhi');
  await unfold(secretary, 'Segel berita acara');
  await press(secretary, 'Ya, segel sekarang');
  await sees(secretary, 'Berita acara disegel');
});

test('the mayor asks, the Forum answers on its minutes with figures that stay, and the mayor receives it', async () => {
  const mayor = await signedIn('Wali Kota');
  await mayor.goto(`${city.origin}/bandung/laporan`);
  await mayor.getByRole('link', { name: 'Minta laporan' }).click();
  await press(mayor, 'Minta');
  await sees(mayor, 'Yang ingin diketahui');
  await mayor.getByLabel('Yang ingin diketahui').fill(QUESTION);
  await press(mayor, 'Minta');
  await sees(mayor, 'Permintaan sampai di meja penyusunnya.');

  const secretary = await signedIn('Dedi');
  await secretary.goto(`${city.origin}/bandung/meja`);
  await secretary
    .getByRole('link')
    .filter({ hasText: 'Evaluasi triwulan' })
    .filter({ hasText: 'diminta' })
    .click();
  await sees(secretary, QUESTION);
  await sees(secretary, 'Angka dari catatan');
  await secretary.getByLabel('Perkembangan program TJSL').fill('Satu rapat, belum ada rencana perusahaan.');
  await secretary.getByLabel('Bidang dan wilayah yang tertinggal').fill('Semua bidang masih kosong.');
  await press(secretary, 'Sampaikan');
  filing = new URL(secretary.url()).pathname.split('/').at(-1) ?? '';
  const page = `${city.origin}/bandung/laporan/${filing}`;

  const chair = await signedIn('Ratna');
  await chair.goto(page);
  // Without the meeting it goes nowhere, and what was written stays.
  await chair.getByLabel('Catatan', { exact: true }).fill('Disetujui rapat.');
  await press(chair, 'Terima dan teruskan');
  await sees(chair, 'Rapat yang menyetujui laporan ini belum disebut.');
  expect(await chair.getByLabel('Catatan', { exact: true }).inputValue()).toBe('Disetujui rapat.');
  await chair.getByLabel('Rapat yang menyetujuinya').selectOption({ index: 1 });
  await press(chair, 'Terima dan teruskan');
  await sees(chair, 'Atas berita acara');

  await mayor.goto(`${city.origin}/bandung/meja`);
  await mayor.getByRole('link').filter({ hasText: 'Evaluasi triwulan' }).click();
  await press(mayor, 'Terima laporan');
  await sees(mayor, 'Laporan diterima pada jenjang ini.');
});

test('everybody reads the evaluation, its figures and the minutes it stands on', async () => {
  const { page, context } = await people.visitor({ viewport: PHONE });
  pictureOnFailure(page);
  await page.goto(`${city.origin}/bandung/program/tjsl-${YEAR}/badan`);
  await page.getByRole('link', { name: /Evaluasi triwulan, diminta/ }).click();
  await sees(page, 'Satu rapat, belum ada rencana perusahaan.');
  const held = page.getByRole('row').filter({ hasText: 'Musyawarah yang disegel' });
  await held.getByRole('link', { name: 'Musyawarah', exact: true }).click();
  await sees(page, 'Balai Kota');
  for (const where of [`laporan/${filing}`, `program/tjsl-${YEAR}/badan`]) {
    expect(await lookAt(page, `${city.origin}/bandung/${where}`)).toEqual([]);
  }
  await context.close();
});
