/** A city from nothing: founded on an empty PostgreSQL, its first officers, the second factor, the code given in person. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Page } from 'playwright-core';
import QRCode from 'qrcode';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#kernel/actor.ts';
import { dayIn } from '#kernel/date.ts';
import { actorById, allOrganizationsIn } from '#modules/actors/index.ts';
import { recordDisbursement } from '#modules/funding/index.ts';
import { openPostgres } from '#platform/database/postgres.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { readSettings } from '#platform/settings.ts';
import { buildPilar } from '../../src/pilar.ts';
import { totp } from '../support/authenticator.ts';
import { madeBoundaries } from '../support/boundaries.ts';
import { granted, VILLAGE } from '../support/city.ts';
import { fundedProposal } from '../support/funded.ts';
import { faultsOf, journey, PHONE, pictureOnFailure, sees } from '../support/journey.ts';
import { type Installation, startInstallation } from '../support/production.ts';
import { press, readyToWrite, startWriting } from './steps.ts';
import { lookAt } from './tour.ts';

const people = journey();
const YEAR = dayIn('Asia/Jakarta', new Date()).slice(0, 4);
const PASSWORD = 'tujuh belas ayam';
const LURAH = 'lurah@pasirimpun.example';
const CAMAT = 'camat@mandalajati.example';

const FOLDER = mkdtempSync(join(tmpdir(), 'pilar-new-city-'));
const RW = join(FOLDER, 'rw.csv');
const MODEL = join(FOLDER, 'pippk.yaml');

let city: Installation;
beforeAll(async () => {
  city = await startInstallation();
  writeFileSync(RW, ['kelurahan;rw;rt', ...[1, 2, 3].map((n) => `${VILLAGE};${n};2`)].join('\n'));
  // A city edits its calendar: here proposals and forums the whole year.
  const text = readFileSync('models/pippk/2015.yaml', 'utf8');
  writeFileSync(
    MODEL,
    text.replaceAll(/window: \{[^}]*\}/g, 'window: { from: "01-01", to: "12-31", basis: kebijakan-kota }'),
  );
  const said = city.pilar([
    ...['tenant', 'create', '--region', '32.73', '--slug', 'bandung'],
    ...['--rw', RW, '--model', MODEL, '--year', YEAR],
  ]);
  expect(said).toContain('Kota Bandung stands at /bandung (Asia/Jakarta)');
  expect(said).toContain(`programme pippk-${YEAR} is open`);
  const create = (words: readonly string[], input = '') =>
    city.pilar(['user', 'create', '--city', 'bandung', ...words], input);
  const kelurahan = ['--kind', 'kelurahan', '--organization', 'Kelurahan Pasir Impun', '--region', VILLAGE];
  const rw1 = ['--kind', 'rw', '--organization', 'RW 01 Pasir Impun', '--region', `${VILLAGE}.001`];
  create(['--name', 'Euis', '--email', LURAH, '--office', 'lurah', ...kelurahan], PASSWORD);
  const kecamatan = [
    '--kind',
    'kecamatan',
    '--organization',
    'Kecamatan Mandalajati',
    '--region',
    '32.73.30',
  ];
  create(['--name', 'Dadang', '--email', CAMAT, '--office', 'camat', ...kecamatan], PASSWORD);
  create(['--name', 'Wawan', '--phone', '0812000077', '--office', 'village-treasurer', ...kelurahan]);
  create(['--name', 'Asep', '--phone', '081200000001', '--without-account', '--office', 'chair', ...rw1]);
});
afterAll(() => city?.close());

/** Somebody at the page for signing in to the new city. */
async function atTheDoor(setting: Parameters<typeof people.visitor>[0]) {
  const visit = await people.visitor(setting);
  pictureOnFailure(visit.page);
  await visit.page.goto(`${city.origin}/masuk`);
  return visit;
}

async function giveName(page: Page, name: string, password: string): Promise<void> {
  await page.getByLabel('Surel atau nomor ponsel').fill(name);
  await page.getByRole('textbox', { name: 'Kata sandi' }).fill(password);
  await press(page, 'Masuk');
}

/** Looks for faults with axe, which itself is a script. */
async function mustBeSound(page: Page, javaScript: 'on' | 'off'): Promise<void> {
  if (javaScript === 'on') expect(await faultsOf(page)).toEqual([]);
}

async function signOut(page: Page): Promise<void> {
  await page.goto(`${city.origin}/akun`);
  await press(page, 'Keluar');
}

/** What a command threw; undefined when it did what it was told. */
function endOf(words: readonly string[]): unknown {
  try {
    city.pilar(words, PASSWORD);
    return undefined;
  } catch (thrown) {
    return thrown;
  }
}

describe('a city founded on an empty database', () => {
  test.each([
    ['a slug that is taken', ['--region', '32.73', '--slug', 'bandung'], 'the slug "bandung" is taken'],
    [
      'a place that is not there',
      ['--region', '32.99', '--slug', 'lain'],
      'no kota or kabupaten or province 32.99',
    ],
    ['a place that is no city', ['--region', '32.73.30', '--slug', 'lain'], 'no code of a kota or kabupaten'],
    [
      'a list that is wrong',
      ['--region', '51.71', '--slug', 'lain', '--rw', RW],
      `${RW}:2:1: this city has no`,
    ],
    ['a plan that is wrong', ['--region', '51.71', '--slug', 'lain', '--institutions', RW], `${RW}:1:1`],
  ])('%s is refused with exit code 2 and its reason', (_, words, reason) => {
    expect(() => city.pilar(['tenant', 'create', ...words])).toThrow(
      expect.objectContaining({ status: 2, message: expect.stringContaining(reason) }),
    );
  });

  test('what was refused left nothing behind, and the same list again adds nothing', () => {
    expect(city.pilar(['tenant', 'rw', RW, '--city', 'bandung'])).toContain('0 RW and 0 institutions added');
    const said = city.pilar(['verify', '--json']);
    expect(JSON.parse(said)).toMatchObject({ sound: true, cities: [{ tenant: 'bandung' }] });
  });

  const lurah = {
    office: 'lurah',
    kind: 'kelurahan',
    organization: 'Kelurahan Pasir Impun',
    region: VILLAGE,
  };
  const user = (given: Readonly<Record<string, string>>) => [
    ...['user', 'create', '--city', 'bandung', '--name', 'Uji Coba', '--email', 'uji@example.org'],
    ...Object.entries({ ...lurah, ...given }).flatMap(([name, value]) => [`--${name}`, value]),
  ];
  test.each([
    ['an office that ended', user({ until: '2020-01-01' }), '2020-01-01 is past'],
    ['an office no model knows', user({ office: 'lurahh' }), 'nearest: lurah'],
    ['a place that is not there', user({ region: `${VILLAGE}.009` }), `nearest: ${VILLAGE}.00`],
    ['a place of another city', user({ region: '51.71' }), 'there is no place 51.71'],
    [
      'an institution that nobody founded',
      user({ organization: 'Kelurahan Pasir Imun' }),
      'Kelurahan Pasir Impun',
    ],
    ['a name that is none', user({ name: '\u200b' }), 'required'],
    ['a phone that is none', user({ phone: '000000000000' }), 'no phone number'],
    ['a region that is none', user({ region: 'x' }), 'no region code'],
    ['a second account for a phone', user({ phone: '+62 0812-0000-0001' }), 'sign-in.taken'],
    [
      'an institution that stands',
      ['tenant', 'institution', 'Lain', '--city', 'bandung', '--kind', 'kelurahan', '--region', VILLAGE],
      'already',
    ],
    [
      'an institution nowhere',
      ['tenant', 'institution', 'Lain', '--city', 'bandung', '--kind', 'pkk', '--region', '99'],
      'no place 99',
    ],
    ['a city that is not there', ['verify', '--tenant', 'x'], 'there is no city "x"'],
    ['a list that is not there', ['tenant', 'rw', 'x.csv', '--city', 'bandung'], 'x.csv'],
    [
      'an account that is not there',
      ['user', 'reset-second-factor', '--account', 'x'],
      'nobody signs in with x',
    ],
    ['an option that is none', ['verify', '--what'], '--what'],
    ['no command', ['tenant', 'what'], 'what'],
  ])('%s ends a command with a line and exit code 2, never with a stack trace', (_, words, reason) => {
    const refused = endOf(words);
    expect(refused).toMatchObject({ status: 2, message: expect.stringContaining(reason) });
    expect(String(refused)).not.toMatch(/\n\s+at .*:\d+/);
  });

  test('an institution is found by its name however it is typed, and an account takes a further office', () => {
    const said = city.pilar(
      user({
        ...{ email: LURAH, office: 'chair', kind: 'rw', region: `${VILLAGE}.002` },
        organization: ' rw 02\u00a0 pasir  impun',
      }),
    );
    expect(said).toContain('Euis holds this office too');
    expect(JSON.parse(city.pilar(['verify', '--json']))).toMatchObject({ sound: true });
  });

  test('a programme is closed once its year is over, and not before', () => {
    const close = (slug: string) =>
      city.pilar([
        'tenant',
        'close',
        slug,
        '--city',
        'bandung',
        '--reason',
        'Tahun berakhir',
        '--basis',
        'SE 1',
      ]);
    const refused = (message: string) =>
      expect.objectContaining({ status: 2, message: expect.stringContaining(message) });
    expect(() => close(`pippk-${YEAR}`)).toThrow(refused('the year of this programme is not over yet'));
    expect(() => close('pippk-1999')).toThrow(refused('bandung has no programme pippk-1999'));
    const before = String(Number(YEAR) - 1);
    const open = (model: string) =>
      city.pilar(['tenant', 'program', model, '--city', 'bandung', '--year', before]);
    // What the city published under this version is its own text, and stays it.
    expect(() => open('models/pippk/2015.yaml')).toThrow(refused('pippk 2015 is in use and never changes'));
    open(MODEL);
    expect(close(`pippk-${before}`)).toContain(`programme pippk-${before} is closed`);
    expect(() => close(`pippk-${before}`)).toThrow(refused('closed already'));
  });

  test('its first officer signs in and sees the desk, and the public its programme', async () => {
    const { page, context } = await atTheDoor({ viewport: PHONE });
    await giveName(page, LURAH, PASSWORD);
    await page.getByRole('heading', { level: 1, name: /^Selamat .*, Lurah Pasir Impun$/ }).waitFor();
    await sees(page, 'Tidak ada yang menunggu Anda');
    expect(await faultsOf(page)).toEqual([]);
    await page.goto(`${city.origin}/bandung/program/pippk-${YEAR}`);
    await sees(page, /^Rp.?45,6.M$/);
    await context.close();
  });

  test('a city founded beside the running server is there at once', async () => {
    city.pilar(['tenant', 'create', '--region', '51.71', '--slug', 'denpasar']);
    const { page, context } = await people.visitor();
    await page.goto(`${city.origin}/denpasar`);
    await page.getByRole('heading', { level: 1, name: /Denpasar/ }).waitFor();
    await context.close();
  });
});

describe.each([
  ['with JavaScript', 'on', '081200000001', 'Asep'],
  ['without JavaScript', 'off', '081200000002', 'Siti'],
] as const)('a code given in person, %s', (_, javaScript, phone, name) => {
  test('opens an account for somebody without e-mail, once', async () => {
    const officer = await atTheDoor({ javaScript });
    const { page } = officer;
    await giveName(page, LURAH, PASSWORD);
    await page.getByRole('link', { name: 'Beri kode masuk kepada warga' }).click();
    if (name === 'Asep') {
      // An officer whom the operator has entered: found by the institution.
      await page.getByLabel('Nama, lembaga, atau nomor ponsel').fill('rw 01');
      await press(page, 'Cari');
      await press(page, `Beri kode kepada ${name}`);
    } else {
      await page.getByLabel('Nama lengkap').fill(name);
      await page.getByLabel('Nomor ponsel', { exact: true }).fill(phone);
      await press(page, 'Daftarkan dan beri kode');
    }
    await page.getByRole('heading', { name: `Kode untuk ${name}` }).waitFor();
    await sees(page, 'Kode ini tidak dapat ditampilkan lagi.');
    await mustBeSound(page, javaScript);
    const code = await page.getByText(/^\d{4} \d{4}$/).innerText();
    await officer.context.close();

    const redeem = async (page: Page, password: string) => {
      await page.getByRole('link', { name: 'Saya sudah punya kode' }).click();
      await page.getByLabel('Kota atau kabupaten').selectOption({ label: 'Kota Bandung' });
      await page.getByLabel('Nomor ponsel').fill(phone);
      await page.getByLabel('Kode', { exact: true }).fill(code);
      await page.getByLabel('Kata sandi baru').fill(password);
      await press(page, 'Simpan kata sandi dan masuk');
    };
    const person = await atTheDoor({ javaScript, viewport: PHONE });
    await redeem(person.page, 'kata sandi sendiri');
    await person.page.getByRole('heading', { level: 1, name: /^(Selamat|Halo)/ }).waitFor();
    await signOut(person.page);
    await person.page.goto(`${city.origin}/masuk`);
    await giveName(person.page, phone.replace(/^0/, '+62 '), 'kata sandi sendiri');
    await person.page.getByRole('heading', { level: 1, name: /^(Selamat|Halo)/ }).waitFor();

    const elsewhere = await atTheDoor({ javaScript, viewport: PHONE });
    await giveName(elsewhere.page, phone, 'kata sandi sendiri');
    await elsewhere.page.getByRole('heading', { level: 1, name: /^(Selamat|Halo)/ }).waitFor();
    await elsewhere.page.goto(`${city.origin}/akun`);
    await sees(elsewhere.page, 'sesi ini');
    await mustBeSound(elsewhere.page, javaScript);
    await press(elsewhere.page, 'Akhiri semua sesi lain');
    await sees(elsewhere.page, '1 sesi lain sudah diakhiri.');
    await person.page.goto(`${city.origin}/akun`);
    await person.page.getByRole('heading', { level: 1, name: 'Masuk' }).waitFor();
    await elsewhere.context.close();
    await person.context.close();

    const thief = await atTheDoor({ javaScript, viewport: PHONE });
    await redeem(thief.page, 'kata sandi pencuri');
    await sees(thief.page, 'Kode ini tidak berlaku.');
    await mustBeSound(thief.page, javaScript);
    await thief.page.goto(`${city.origin}/masuk`);
    await giveName(thief.page, phone, 'kata sandi pencuri');
    await sees(thief.page, 'Surel, nomor ponsel, atau kata sandi tidak cocok.');
    await thief.context.close();
  });
});

test.each([
  ['without JavaScript', 'off'],
  ['with JavaScript', 'on'],
] as const)('the point of a proposal is tapped on the map of its kelurahan, %s', async (_, javaScript) => {
  if (javaScript === 'off') await handInBoundaries();
  const { page, context } = await atTheDoor({ javaScript, viewport: PHONE });
  await giveName(page, '081200000001', 'kata sandi sendiri');
  await page.getByRole('heading', { level: 1, name: /^(Selamat|Halo)/ }).waitFor();
  await startWriting(page);
  await readyToWrite(page, javaScript);
  await page.getByLabel('Judul usulan').fill('Perbaikan drainase');
  const map = page.getByRole('button', { name: 'Tandai titik di peta Pasir Impun' });
  const typed = async () => {
    const fields = [page.getByLabel('Lintang'), page.getByLabel('Bujur')];
    return Promise.all(fields.map(async (field) => Number(await field.inputValue())));
  };
  // The middle of the map is that of the kelurahan, whose square begins at its corner in the north-west.
  const { west, north } = square;
  await map.click({ position: { x: 144, y: 144 } });
  const middle = [north - 0.005, west + 0.005].map((one) => expect.closeTo(one, 3));
  await expect.poll(typed).toEqual(middle);
  expect(await page.getByLabel('Judul usulan').inputValue()).toBe('Perbaikan drainase');
  if (javaScript === 'on') {
    const before = await typed();
    await map.press('ArrowUp');
    await map.press('ArrowRight');
    // Eight of the map's 288 pixels to the north and to the east, of some 0.0124 degrees that it shows.
    await expect.poll(typed).toEqual(before.map((one) => expect.closeTo(one + 0.00034, 4)));
  }
  await mustBeSound(page, javaScript);
  await context.close();
});

let paid: Promise<string> | undefined;
test.each([
  ['the lurah', 'with JavaScript', 'on', LURAH, 'Euis'],
  ['the camat', 'without JavaScript', 'off', CAMAT, 'Dadang'],
] as const)(
  '%s, who holds money, is asked for a second factor, sets it up and signs in with it, %s',
  async (_, __, javaScript, account, name) => {
    paid ??= paidProposal();
    const proposal = await paid;
    const { page, context } = await atTheDoor({ javaScript, viewport: PHONE });
    await giveName(page, account, PASSWORD);
    await sees(page, 'Tindakan ini memerlukan verifikasi dua langkah.');
    await page.goto(`${city.origin}/bandung/dana/${proposal}`);
    await sees(page, 'Tindakan ini memerlukan verifikasi dua langkah.');
    expect(await page.getByRole('button', { name: /^Setujui/ }).count()).toBe(0);

    await page.goto(`${city.origin}/bandung/meja`);
    await page.getByRole('link', { name: 'Aktifkan verifikasi dua langkah' }).click();
    await page.getByRole('textbox', { name: 'Kata sandi' }).fill(PASSWORD);
    await press(page, 'Siapkan');
    const secret = (await page.locator('code').first().innerText()).replaceAll(' ', '');
    const uri = `otpauth://totp/${encodeURIComponent(`Pilar:${name}`)}?secret=${secret}&issuer=Pilar&digits=6&period=30`;
    const drawn = Buffer.from(await QRCode.toString(uri, { type: 'svg', margin: 1 })).toString('base64');
    expect(
      await page.getByRole('img', { name: 'Kode QR untuk aplikasi autentikator' }).getAttribute('src'),
    ).toBe(`data:image/svg+xml;base64,${drawn}`);
    const codes = await page.getByRole('listitem').locator('code').allInnerTexts();
    const [backup = '', spare = ''] = codes;
    await mustBeSound(page, javaScript);
    await page.getByLabel('Enam angka dari aplikasi').fill('000000');
    await press(page, 'Aktifkan');
    await sees(page, 'Angka ini tidak cocok.');
    expect((await page.locator('code').first().innerText()).replaceAll(' ', '')).toBe(secret);
    const first = totp(secret);
    await page.getByLabel('Enam angka dari aplikasi').fill(first);
    await press(page, 'Aktifkan');
    await sees(page, 'Verifikasi dua langkah sudah aktif.');

    const codeAsked = async () => {
      await signOut(page);
      await page.goto(`${city.origin}/masuk`);
      await giveName(page, account, PASSWORD);
      await page.getByRole('heading', { level: 1, name: 'Kode kedua' }).waitFor();
    };
    const give = async (code: string) => {
      await page.getByLabel('Kode autentikator atau kode cadangan').fill(code);
      await press(page, 'Periksa kode');
    };
    await codeAsked();
    await sees(page, /Ponsel dan kode cadangan hilang\? Datanglah ke pengelola/);
    await mustBeSound(page, javaScript);
    for (const wrong of ['000 000', first]) {
      await give(wrong);
      await sees(page, 'Kode ini tidak cocok atau sudah terpakai.');
    }
    await give(totp(secret, 1));
    await page.getByRole('heading', { level: 1, name: /^Selamat/ }).waitFor();
    expect(await page.getByText('Tindakan ini memerlukan verifikasi dua langkah.').count()).toBe(0);
    await page.goto(`${city.origin}/bandung/dana/${proposal}`);
    // A working day later the code is asked for again, in place, and what was sent waits for it.
    await ageProofs();
    await page.locator('summary').filter({ hasText: 'Lanjut menyetujui' }).first().click();
    await page
      .getByRole('button', { name: /^Setujui/ })
      .first()
      .click();
    await page.getByRole('heading', { level: 1, name: 'Buktikan lagi bahwa ini Anda' }).waitFor();
    await sees(page, 'Isian Anda tidak hilang.');
    await mustBeSound(page, javaScript);
    await give('000 000');
    await sees(page, 'Kode ini tidak cocok atau sudah terpakai.');
    await give(spare);
    await sees(page, 'Kode cocok.');
    await mustBeSound(page, javaScript);
    await press(page, 'Kirim sekarang');
    await sees(page, 'Disetujui; jalannya uang tercatat');

    // The browser is known from now on.
    await page.goto(`${city.origin}/akun`);
    await page.getByRole('heading', { name: 'Perangkat yang dikenal' }).waitFor();
    expect(await page.getByRole('button', { name: /^Lupakan: Chrome/ }).count()).toBeGreaterThan(0);
    await mustBeSound(page, javaScript);
    // The phone is gone: a backup code opens the door, once.
    await codeAsked();
    await give(backup);
    await page.getByRole('heading', { level: 1, name: /^Selamat/ }).waitFor();
    await codeAsked();
    await give(backup);
    await sees(page, 'Kode ini tidak cocok atau sudah terpakai.');

    // Phone and codes are gone: the operator takes it off.
    city.pilar(['user', 'reset-second-factor', '--account', account]);
    await page.goto(`${city.origin}/masuk`);
    await giveName(page, account, PASSWORD);
    await sees(page, 'Tindakan ini memerlukan verifikasi dua langkah.');

    // Last of all: every person of this test has the stranger's address, and new browsers there wait with them.
    if (javaScript === 'off') {
      const stranger = await atTheDoor({ javaScript, viewport: PHONE });
      for (let n = 0; n < 7; n += 1) await giveName(stranger.page, account, 'tebakan buta');
      await sees(stranger.page, 'Terlalu banyak percobaan');
      await stranger.context.close();
      await page.goto(`${city.origin}/bandung/meja`);
      await sees(page, 'Percobaan masuk yang gagal');
      await mustBeSound(page, javaScript);
      await page.goto(`${city.origin}/akun`);
      await press(page, 'Saya sudah membacanya');
      expect(await page.getByText('Percobaan masuk yang gagal').count()).toBe(0);
    }
    await context.close();
  },
);

test('pages that no programme of the demo has are in order: a fund, what a party owes each period, a province', async () => {
  for (const name of ['iuran-pasar', 'laporan-berkala']) {
    city.pilar(['tenant', 'program', `test/models/${name}.yaml`, '--city', 'bandung', '--year', YEAR]);
  }
  const database = await openPostgres(city.databaseUrl, () => undefined);
  const found = await sql<{ fund: string; owed: string }>`
    select (select id from purse where organization_id is null limit 1) as fund,
      (select id from obligation where kind = 'triwulan' order by due_on limit 1) as owed`.execute(
    database.sql,
  );
  await database.close();
  const [ids] = found.rows;
  // Beside the city a province founds itself, whose pages begin with its kabupaten.
  city.pilar([
    ...['tenant', 'create', '--region', '34', '--slug', 'provinsi'],
    ...['--model', 'test/models/hibah-provinsi.yaml', '--year', YEAR],
  ]);
  const { page, context } = await atTheDoor({});
  const grant = `provinsi/program/hibah-provinsi-${YEAR}`;
  const pages: [string, RegExp][] = [
    [`bandung/dana/kas/${ids?.fund}`, /Kas pasar/],
    [`bandung/laporan/tagihan/${ids?.owed}`, /Laporan triwulan/],
    [`bandung/program/iuran-pasar-${YEAR}`, /Iuran Pasar/],
    [`bandung/program/laporan-berkala-${YEAR}`, /Laporan Berkala/],
    [grant, /Kabupaten Bantul/i],
    [`${grant}/kabupaten/34.02`, /menurut kecamatan/],
    [`${grant}/kecamatan/34.02.01`, /Kabupaten Bantul/i],
    ['provinsi/usulan?kabupaten=34.02', /Kabupaten Bantul/i],
    ['provinsi/lembaga?kabupaten=34.02', /Kabupaten dan kota/],
  ];
  for (const [address, says] of pages) {
    expect(await lookAt(page, `${city.origin}/${address}`)).toEqual([]);
    await sees(page, says);
  }
  await context.close();
});

/** The square of a hundredth of a degree that the boundaries of Pasir Impun are in this city. */
let square = { west: 0, north: 0 };

/** Gives every kelurahan of the city a boundary. */
async function handInBoundaries(): Promise<void> {
  const database = await openPostgres(city.databaseUrl, () => undefined);
  const found = await sql<{ code: string }>`
    select code from region where level = 'village' and code like '32.73.%' order by code`.execute(
    database.sql,
  );
  await database.close();
  const codes = found.rows.map((row) => row.code);
  const file = join(FOLDER, 'batas.geojson');
  writeFileSync(
    file,
    madeBoundaries(codes, (feature) => {
      const [, , , corner] = feature.geometry.coordinates[0] ?? [];
      if (feature.properties.kode === VILLAGE) square = { west: corner?.[0] ?? 0, north: corner?.[1] ?? 0 };
      return feature;
    }),
  );
  city.pilar([
    ...['boundaries', 'import', file, '--city', 'bandung', '--level', 'village'],
    ...['--source', 'Peta buatan untuk uji'],
  ]);
}

/** Lets nine hours pass for every proof of a second factor. */
async function ageProofs(): Promise<void> {
  const database = await openPostgres(city.databaseUrl, () => undefined);
  await sql`update sign_in_session set proved_at = proved_at - interval '9 hours'`.execute(database.sql);
  await database.close();
}

/** A funded proposal of RW 01 with two payments that wait for approval, done by the same use cases beside the server. */
async function paidProposal(): Promise<string> {
  const settings = readSettings({
    DATABASE_URL: city.databaseUrl,
    PILAR_DATA: mkdtempSync(join(tmpdir(), 'pilar-')),
  });
  const pilar = await buildPilar(settings);
  try {
    const tenant = pilar.tenants().find((one) => one.slug === 'bandung')?.id ?? '';
    const found = await pilar.read(tenant, async (tx) => ({
      rw1: await named(tx, 'Asep'),
      lurah: await named(tx, 'Euis'),
      treasurer: await named(tx, 'Wawan'),
      office: (await allOrganizationsIn(tx, `${VILLAGE}.001`, 1))[0],
    }));
    const { rw1, lurah, treasurer, office } = found;
    if (!office) throw new Error('RW 01 is missing');
    const { proposal } = await fundedProposal({
      pilar,
      actors: { rw1, lurah },
      offices: { rw1: office },
      program: { slug: `pippk-${YEAR}` },
    });
    for (const receiptNumber of ['KW-001', 'KW-002']) {
      granted(
        await recordDisbursement(pilar, treasurer, {
          proposal,
          provider: 'Toko Bangunan Jaya',
          purpose: 'U-ditch dan bahan',
          amount: '20.000.000',
          receiptNumber,
          paidOn: dayIn('Asia/Jakarta', new Date()),
        }),
      );
    }
    return proposal;
  } finally {
    await pilar.close();
  }
}

async function named(tx: Tx, name: string): Promise<Actor> {
  const found = await sql<{ id: string }>`
    select id from person where tenant_id = ${tx.tenant} and name = ${name}`.execute(tx.sql);
  const actor = await actorById(tx, found.rows[0]?.id ?? '');
  if (!actor) throw new Error(`nobody is called ${name}`);
  return actor;
}
