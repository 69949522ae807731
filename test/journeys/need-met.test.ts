/** A need of an RW that a company offers to meet and the RW agrees to, on a phone and without JavaScript. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#kernel/actor.ts';
import { dayIn } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import { actorById, listOrganizations, peopleIn } from '#modules/actors/index.ts';
import { answerProposal } from '#modules/deliberation/index.ts';
import { addProposalPhoto, ProposalFields, startProposal, submitProposal } from '#modules/proposals/index.ts';
import { readSettings } from '#platform/settings.ts';
import { buildPilar } from '../../src/pilar.ts';
import { granted, photo, VILLAGE } from '../support/city.ts';
import { journey, PHONE, pictureOnFailure, sees } from '../support/journey.ts';
import { type Installation, startInstallation } from '../support/production.ts';
import { press, unfold } from './steps.ts';
import { lookAt } from './tour.ts';

const people = journey();
const YEAR = dayIn('Asia/Jakarta', new Date()).slice(0, 4);
const PASSWORD = 'tujuh belas ayam';
const RW = 'rw@pasirimpun.example';
const COMPANY = 'pt@cahaya.example';
const TITLE = 'Buku untuk perpustakaan RW 01';

let city: Installation;
let need: Id;
let company: Id;
beforeAll(async () => {
  city = await startInstallation();
  const rw = join(mkdtempSync(join(tmpdir(), 'pilar-need-met-')), 'rw.csv');
  writeFileSync(rw, `kelurahan;rw;rt\n${VILLAGE};1;2`);
  city.pilar([
    ...['tenant', 'create', '--region', '32.73', '--slug', 'bandung', '--rw', rw],
    ...['--model', 'models/tjsl/2014.yaml', '--year', YEAR],
  ]);
  const create = (
    name: string,
    office: string,
    [kind, organization, region]: readonly string[],
    email?: string,
  ) =>
    city.pilar(
      [
        ...['user', 'create', '--city', 'bandung', '--name', name, '--office', office],
        ...['--kind', kind ?? '', '--organization', organization ?? '', '--region', region ?? ''],
        ...(email ? ['--email', email] : ['--phone', `0812${name.length}000077`, '--without-account']),
      ],
      email ? PASSWORD : '',
    );
  for (const [name, kind] of [
    ['Dinas Pendidikan', 'dinas-pendidikan'],
    ['PT Cahaya Hijau', 'perusahaan'],
  ] as const) {
    city.pilar(['tenant', 'institution', name, '--city', 'bandung', '--kind', kind, '--region', '32.73']);
  }
  create('Asep', 'chair', ['rw', 'RW 01 Pasir Impun', `${VILLAGE}.001`], RW);
  create('Euis', 'lurah', ['kelurahan', 'Kelurahan Pasir Impun', VILLAGE]);
  create('Nurhayati', 'kepala-dinas-pendidikan', ['dinas-pendidikan', 'Dinas Pendidikan', '32.73']);
  create('Kartika', 'direksi', ['perusahaan', 'PT Cahaya Hijau', '32.73'], COMPANY);
  await openNeed();
});
afterAll(() => city?.close());

/** The need of the RW, accepted by kelurahan and agency through the same use cases beside the server. */
async function openNeed(): Promise<void> {
  const pilar = await buildPilar(
    readSettings({ DATABASE_URL: city.databaseUrl, PILAR_DATA: mkdtempSync(join(tmpdir(), 'pilar-')) }),
  );
  try {
    const tenant = pilar.tenants().find((one) => one.slug === 'bandung')?.id ?? '';
    const { rw, lurah, agency, office } = await pilar.read(tenant, async (tx) => {
      const named = async (name: string): Promise<Actor> => {
        const [one] = await peopleIn(tx, '32.73', name);
        const found = one && (await actorById(tx, one.id));
        if (!found) throw new Error(`${name} is missing`);
        return found;
      };
      const [taker] = await listOrganizations(tx, { words: ['cahaya'] }, 1);
      company = taker?.id ?? '';
      const chair = await named('Asep');
      return {
        rw: chair,
        lurah: await named('Euis'),
        agency: await named('Nurhayati'),
        office: chair.mandates[0]?.organization.id ?? '',
      };
    });
    const joining = ['--kind', 'perusahaan', '--region', '32.73', '--name', 'PT Cahaya Hijau'];
    city.pilar(['institution', 'join', '--city', 'bandung', '--program', `tjsl-${YEAR}`, ...joining]);
    const draft = granted(
      await startProposal(pilar, rw, {
        program: `tjsl-${YEAR}`,
        kind: 'permohonan',
        organization: office,
        fields: ProposalFields.parse({
          scope: 'buku-perpustakaan',
          title: TITLE,
          need: 'Anak-anak belajar bersama setiap sore, bukunya belum ada.',
          place: `${VILLAGE}.001`,
          volume: '200',
          unit: 'buku',
          people: '60',
          total: 'Rp 15 juta',
          answers: { bentuk: 'barang' },
        }),
      }),
    );
    granted(await addProposalPhoto(pilar, rw, { proposal: draft.id, file: await photo(), caption: '' }));
    granted(await submitProposal(pilar, rw, { proposal: draft.id }));
    for (const who of [lurah, agency]) {
      granted(await answerProposal(pilar, who, { proposal: draft.id, outcome: 'accept', remark: '' }));
    }
    need = draft.id;
  } finally {
    await pilar.close();
  }
}

async function signedIn(email: string): Promise<Page> {
  const { page } = await people.visitor({ javaScript: 'off', viewport: PHONE });
  pictureOnFailure(page);
  await page.goto(`${city.origin}/masuk`);
  await page.getByLabel('Surel atau nomor ponsel').fill(email);
  await page.getByRole('textbox', { name: 'Kata sandi' }).fill(PASSWORD);
  await press(page, 'Masuk');
  return page;
}

test('a company states its offer, finds the need with its reasons, and the RW agrees', async () => {
  const officer = await signedIn(COMPANY);
  const list = `${city.origin}/bandung/kebutuhan`;
  await officer.goto(list);
  await officer.getByRole('link', { name: 'Diurutkan untuk PT Cahaya Hijau' }).click();
  await officer.getByRole('link', { name: 'Isi tawaran' }).click();
  await officer.getByLabel('Paling banyak tahun ini').fill('Rp 10 juta');
  await officer.getByLabel('Pendidikan').check();
  await officer.getByLabel('Barang').check();
  await press(officer, 'Simpan tawaran');
  await sees(officer, 'Tawaran tersimpan');
  await sees(officer, 'Pendidikan: bidang pilihan');
  await sees(officer, 'Belum ada yang menyanggupi');

  // More than it offers is refused beside the field, and what was typed stays.
  await officer.getByRole('link', { name: TITLE }).click();
  await officer.getByLabel('Nilai yang diberikan').fill('Rp 15 juta');
  await officer.getByLabel('Apa yang diberikan, dan kapan').fill('130 buku, bulan Agustus.');
  await press(officer, 'Tawarkan kepada pengusul');
  await sees(officer, 'Nilainya melebihi tawaran lembaga ini');
  expect(await officer.getByLabel('Apa yang diberikan, dan kapan').inputValue()).toBe(
    '130 buku, bulan Agustus.',
  );
  await officer.getByLabel('Nilai yang diberikan').fill('Rp 10 juta');
  await press(officer, 'Tawarkan kepada pengusul');
  await sees(officer, 'Penawaran terkirim');

  const chair = await signedIn(RW);
  await chair.goto(`${city.origin}/bandung/meja`);
  await chair.getByRole('link').filter({ hasText: 'Jawab penawaran' }).click();
  await sees(chair, 'PT Cahaya Hijau');
  await press(chair, 'Sepakati');
  await sees(chair, 'Jawaban tersimpan.');
  await unfold(chair, 'Tutup kebutuhan ini');
  await chair.getByLabel('Mengapa tidak diperlukan lagi').fill('Sisanya dibelikan warga.');
  await press(chair, 'Tutup kebutuhan');
  await sees(chair, 'Kebutuhan ditutup.');

  await officer.goto(`${list}/${need}`);
  await press(officer, 'Susun kegiatannya');
  expect(await officer.getByLabel('Judul usulan').inputValue()).toBe(TITLE);
});

test('everybody reads who meets it and how much, and its pages are in order', async () => {
  const { page, context } = await people.visitor({ viewport: PHONE });
  pictureOnFailure(page);
  await page.goto(`${city.origin}/bandung/usulan/${need}`);
  await sees(page, 'PT Cahaya Hijau');
  for (const address of [`kebutuhan/${need}`, 'kebutuhan', `usulan/${need}`]) {
    expect(await lookAt(page, `${city.origin}/bandung/${address}`)).toEqual([]);
  }
  await page.goto(`${city.origin}/masuk`);
  await page.getByLabel('Surel atau nomor ponsel').fill(COMPANY);
  await page.getByRole('textbox', { name: 'Kata sandi' }).fill(PASSWORD);
  await press(page, 'Masuk');
  for (const address of [
    `kebutuhan/untuk/${company}`,
    `kebutuhan/untuk/${company}/tawaran?program=tjsl-${YEAR}`,
  ]) {
    expect(await lookAt(page, `${city.origin}/bandung/${address}`)).toEqual([]);
  }
  await context.close();
});
