/** What people do on the pages, step by step; each works with JavaScript and without. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { cameraPicture, sees } from '../support/journey.ts';

/** One proposal on its way. Addresses are paths, known once the step that makes the thing is taken. */
export type Way = {
  readonly title: string;
  /** Whose it is, for example "RW 03 Karang Pamulang". */
  readonly institution: string;
  readonly village: string;
  /** The scope of the catalogue that is asked for. */
  readonly scope: string;
  proposal: string;
  forum: string;
  activity: string;
  report: string;
};

/** What is asked for, and what the forum grants. */
export const REQUESTED = 'Rp 6.500.000';
export const GRANTED = 'Rp 6.000.000';
export const REASON = 'Harga satuan buis beton disesuaikan dengan standar kota.';
export const REMARK = 'Nota tukang belum menyebut jumlah hari. Mohon dilengkapi.';

/** The button that saves on this page, by its words. */
export async function press(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click();
}

/** Follows what waits for somebody on their desk. */
export async function takeUp(page: Page, task: string, way: Way): Promise<void> {
  await page.goto('/bandung/meja');
  // Several payments of one proposal wait side by side, and all stand on its page.
  await page.getByRole('link').filter({ hasText: task }).filter({ hasText: way.title }).first().click();
}

/** Opens a part that asks before it does something: the first press. */
export async function unfold(page: Page | Locator, name: string | RegExp): Promise<void> {
  await page.locator('summary').filter({ hasText: name }).click();
}

/**
 * Counts from now on how often something is pressed and on how many pages; answers both when asked. A link, a button and the
 * choice of a file are one press, a list is two: it is opened, and something other than what stood there is chosen. Into what
 * is typed one goes by key, from the field before.
 */
export async function countPresses(
  page: Page,
): Promise<() => Promise<{ presses: number; screens: string[] }>> {
  const kept = 'presses counted';
  const listen = (key: string) => {
    const count = (more: number) =>
      sessionStorage.setItem(key, String(Number(sessionStorage.getItem(key)) + more));
    addEventListener('click', () => count(1), true);
    addEventListener(
      'change',
      ({ target }) => {
        if (target instanceof HTMLInputElement && target.type === 'file') count(1);
        if (!(target instanceof HTMLSelectElement)) return;
        const stood = [...target.options].find((one) => one.defaultSelected) ?? target.options[0];
        if (stood?.value !== target.value) count(2);
      },
      true,
    );
  };
  await page.addInitScript(listen, kept);
  await page.evaluate(listen, kept);
  const screens = new Set<string>();
  page.on('framenavigated', (frame) => {
    if (frame === page.mainFrame()) screens.add(new URL(frame.url()).pathname);
  });
  return async () => ({
    presses: await page.evaluate((key) => Number(sessionStorage.getItem(key)), kept),
    screens: [...screens],
  });
}

export async function startWriting(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Ajukan usulan', exact: true }).click();
  await press(page, /^Mulai menulis usulan: .*PIPPK/);
  await page.getByRole('heading', { level: 1, name: 'Tulis usulan' }).waitFor();
}

/** Until the form is ready to be written in: with JavaScript it then keeps itself. */
export async function readyToWrite(page: Page, javaScript: 'on' | 'off'): Promise<void> {
  await sees(
    page,
    javaScript === 'on' ? 'Perubahan disimpan sendiri.' : 'Tekan “Simpan draf” agar tidak hilang.',
  );
}

export async function fillProposal(page: Page, way: Way): Promise<void> {
  await page.getByLabel('Judul usulan').fill(way.title);
  await page
    .getByLabel('Mengapa diperlukan')
    .fill('Setiap hujan deras air menggenang setinggi mata kaki di depan pos ronda.');
  await page.getByLabel('Lingkup').selectOption({ label: way.scope });
  await page.getByLabel('Volume').first().fill('5');
  await page.getByLabel('Satuan').first().fill('titik');
  await page.getByLabel('Alamat atau patokan').fill('Depan pos ronda');
  await page.getByLabel('Penerima manfaat').fill('240');
  await page.getByLabel('Keluarga miskin').fill('18');
  await fillCost(page, 1, ['Buis beton', '20', 'buah', '250.000']);
  await fillCost(page, 2, ['Upah tukang', '10', 'hari', '150.000']);
  const given = page.getByRole('group', { name: 'Swadaya 1' });
  await given.getByLabel('Bentuk').selectOption({ label: 'Tenaga' });
  await given.getByLabel('Uraian').fill('Kerja bakti dua hari');
  await given.getByLabel('Nilai').fill('1.200.000');
}

async function fillCost(page: Page, number: number, cells: readonly [string, string, string, string]) {
  const line = page.getByRole('group', { name: `Baris ${number}`, exact: true });
  if ((await line.count()) === 0) await press(page, 'Tambah baris');
  const [item, quantity, unit, price] = cells;
  await line.getByLabel('Uraian', { exact: true }).fill(item);
  await line.getByLabel('Volume', { exact: true }).fill(quantity);
  await line.getByLabel('Satuan', { exact: true }).fill(unit);
  await line.getByLabel('Harga satuan (Rp)', { exact: true }).fill(price);
}

/** A photo is sent by itself where there is JavaScript, else with the draft. */
export async function addPhoto(page: Page, javaScript: 'on' | 'off'): Promise<void> {
  await page.getByLabel('Tambah foto').setInputFiles(await cameraPicture('#5b7a8c'));
  if (javaScript === 'off') await press(page, 'Simpan draf');
  await page.getByRole('img', { name: 'Foto 1' }).waitFor();
}

export async function submitProposal(page: Page, way: Way): Promise<void> {
  await press(page, 'Periksa dan ajukan');
  await page.getByRole('heading', { level: 1, name: 'Periksa sebelum diajukan' }).waitFor();
  await page.getByRole('heading', { level: 2, name: way.title }).waitFor();
  await press(page, 'Ajukan sekarang');
  await sees(page, 'Usulan sudah diajukan.');
  way.proposal = new URL(page.url()).pathname;
}

/** Today as the city's calendar has it. */
function today(): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Jakarta' }).format(new Date());
}

export async function callForum(page: Page, way: Way): Promise<void> {
  await page.goto('/bandung/musyawarah');
  await page.getByRole('link', { name: 'Jadwalkan musyawarah' }).first().click();
  await page.getByLabel('Tanggal').fill(today());
  await page.getByLabel('Jam mulai').fill('19:30');
  await page.getByLabel('Tempat').fill(`Balai RW 02 ${way.village}`);
  await press(page, 'Jadwalkan');
  await sees(page, 'Musyawarah sudah dijadwalkan.');
}

/** The forum that is to come, found from the proposal that waits for it. */
export async function goToForum(
  page: Page,
  way: Way,
  level: 'kelurahan' | 'kecamatan' = 'kelurahan',
): Promise<void> {
  await page.goto(way.proposal);
  await page.getByRole('link', { name: /Putuskan dalam musyawarah|Buka musyawarah/ }).click();
  await page.getByRole('heading', { level: 1, name: `Musrenbang ${level} ${way.village}` }).waitFor();
  way.forum = new URL(page.url()).pathname;
}

export async function openForum(page: Page): Promise<void> {
  await press(page, 'Buka musyawarah');
  await sees(page, 'Musyawarah dibuka.');
}

/** Records RW and RT boards: those of every RW but the last, or the last alone. Answers the name of the last RW. */
export async function recordBoards(
  page: Page,
  which: 'all but the last RW' | 'the last RW',
): Promise<string> {
  const groups = page.locator('#kehadiran details.group');
  const names = await groups.locator('summary b').allInnerTexts();
  const last = names.length - 1;
  for (const [place, name] of names.entries()) {
    if ((place === last) !== (which === 'the last RW')) continue;
    await groups.nth(place).locator('summary').click();
    await groups.nth(place).getByLabel(`Semua yang belum tercatat di ${name}`).check();
  }
  await press(page, 'Simpan kehadiran pengurus');
  await sees(page, /orang baru dicatat hadir/);
  return names[last] ?? '';
}

export function recordLeaders(page: Page): Promise<void> {
  return recordNames(page, ['Tokoh masyarakat', 'Tokoh agama', 'Tokoh wanita', 'Tokoh pemuda']);
}

/** Records somebody by name for each of those who are to be represented. */
export async function recordNames(page: Page, represented: readonly string[]): Promise<void> {
  for (const leader of represented) {
    await page.getByLabel('Mewakili').selectOption({ label: leader });
    await page.getByLabel('Nama', { exact: true }).fill(`Wakil ${leader}`);
    await press(page, 'Simpan nama');
    await sees(page, /^1 orang baru dicatat hadir/);
  }
}

/** The part of the agenda where one proposal is decided, opened. */
export async function itemOf(page: Page, title: string | undefined): Promise<Locator> {
  const items = page.locator('#agenda .item');
  const item = title === undefined ? items.first() : items.filter({ hasText: title });
  const form = item.locator('details.decide');
  if (!(await form.evaluate((element) => element.hasAttribute('open'))))
    await form.locator('summary').click();
  return item;
}

/** Points the screen of the hall at a proposal, looks at it there, and comes back. */
export async function discuss(page: Page, way: Way): Promise<void> {
  await page.getByLabel('Dibahas sekarang').selectOption({ label: `${way.title} · ${way.institution}` });
  await press(page, 'Tampilkan di layar');
  await sees(page, 'Layar menampilkan usulan itu.');
  await page.goto(`${way.forum}/layar?jeda`);
  await page.getByRole('heading', { name: way.title }).waitFor();
  await page.goto(way.forum);
}

export async function decide(
  item: Locator,
  decision: { outcome: string; amount?: string; reason: string },
): Promise<void> {
  await item.getByRole('radio', { name: decision.outcome }).check();
  if (decision.amount !== undefined) await item.getByLabel('Nilai yang disetujui').fill(decision.amount);
  await item.getByLabel('Alasan').fill(decision.reason);
  await item.getByRole('button', { name: 'Simpan keputusan' }).click();
}

/** Decides everything else on the agenda, so that the minutes can be sealed. */
export async function decideTheOthers(page: Page): Promise<void> {
  for (let left = await page.locator('#agenda .item').count(); left > 0; left -= 1) {
    await decide(await itemOf(page, undefined), {
      outcome: 'Disimpan untuk tahun depan',
      reason: 'Diutamakan tahun depan menurut kesepakatan warga.',
    });
    await sees(page, /Keputusan dicatat/);
  }
}

export async function seal(page: Page): Promise<void> {
  await unfold(page, 'Segel berita acara');
  await press(page, 'Ya, segel sekarang');
  await sees(page, /Berita acara disegel/);
}

/** Issues the sealed minutes as a letter of the office, with the next number; answers its address. */
export async function issueMinutes(page: Page): Promise<string> {
  await page
    .getByRole('link', { name: /^Terbitkan bernomor/ })
    .first()
    .click();
  await unfold(page, 'Terbitkan');
  await press(page, 'Terbitkan');
  await sees(page, 'Surat diterbitkan dan tercatat di jurnal.');
  await sees(page, /^001\//);
  return new URL(page.url()).pathname;
}

/** Attaches the letter that stands on the page as it was signed. */
export async function attachSigned(page: Page): Promise<void> {
  await page.getByLabel('Pindaian (PDF atau foto)').setInputFiles(await cameraPicture('#efe9d8'));
  await press(page, 'Lampirkan');
  await sees(page, 'Pindaian dilampirkan.');
}

/** A funded proposal that no payment is recorded for, found on the page of the money. */
export async function goToUnpaid(page: Page, way: Way): Promise<void> {
  await page.getByRole('link', { name: 'Dana', exact: true }).first().click();
  await page.getByRole('link').filter({ hasText: way.title }).click();
}

/** Who is paid on one sheet, and how much: together what was granted. */
export const SUPPLIERS = [
  ['Toko Bangunan Mekar', '4.600.000'],
  ['UD Sinar Galih', '1.000.000'],
  ['Kelompok Tukang Saluyu', '400.000'],
] as const;

/** Approves all that waits on the page, each after looking at it once more. */
export async function approveAll(page: Page): Promise<void> {
  const waiting = page.locator('li[id^="bukti-"]').filter({ has: page.locator('button[value="approve"]') });
  for (let left = await waiting.count(); left > 0; left -= 1) {
    const id = await waiting.first().getAttribute('id');
    await unfold(waiting.first(), 'Lanjut menyetujui');
    await waiting.first().locator('button[value="approve"]').click();
    await page.locator(`#${id} button[value="approve"]`).waitFor({ state: 'detached' });
    await sees(page, 'Disetujui; jalannya uang tercatat');
  }
}

/** Records that a part of the last payment came back, with its proof; without the proof nothing is recorded. */
export async function recordRefund(page: Page, amount: string): Promise<void> {
  await unfold(page, 'Catat pengembalian');
  const form = page.locator('form[action^="?/kembali"]');
  const option = form.locator('option').filter({ hasText: 'Kelompok Tukang Saluyu' });
  await form.locator('select').selectOption((await option.getAttribute('value')) ?? '');
  await form.locator('[name="refunded"]').fill(amount);
  await form.locator('[name="reason"]').fill('Upah lebih murah');
  await form.locator('[name="number"]').fill('STS-01');
  await form.locator('[name="refundedOn"]').fill(today());
  await form.locator('[name="depositSlip"]').setInputFiles(await cameraPicture('#c8d4d8'));
  await press(page, 'Catat untuk disetujui');
  await sees(page, 'Pengembalian dicatat dan menunggu persetujuan pejabat lain.');
}

/** Records the payments on one sheet, which stands on these papers of the office. */
export async function recordDisbursement(
  page: Page,
  { institution }: Way,
  papers: readonly string[] = [],
): Promise<void> {
  await page.getByRole('link', { name: 'Catat beberapa pencairan' }).click();
  for (const paper of papers) {
    await page.locator(`[name="papers.${paper}.number"]`).fill(`${paper.toUpperCase()}-1 ${institution}`);
    await page.locator(`[name="papers.${paper}.day"]`).fill(today());
  }
  for (const [row, [provider, amount]] of SUPPLIERS.entries()) {
    const field = (name: string) => page.locator(`[name="${name}.${row}"]`);
    await field('provider').fill(provider);
    await field('purpose').fill('Buis beton dan upah');
    await field('amount').fill(amount);
    await field('receiptNumber').fill(`KW-01${row} ${institution}`);
    await field('paidOn').fill(today());
    await field('receipt').setInputFiles(await cameraPicture('#d8d4c8'));
  }
  // One line is wrong: it is said there, and nothing that was typed is lost.
  await page.locator('[name="amount.2"]').fill('-1');
  await press(page, 'Catat semuanya untuk disetujui');
  await page.locator('.field.wrong [name="amount.2"]').waitFor();
  await page.locator('[name="amount.2"]').fill(SUPPLIERS[2][1]);
  for (const row of SUPPLIERS.keys()) {
    await page.locator(`[name="receipt.${row}"]`).setInputFiles(await cameraPicture('#d8d4c8'));
  }
  await press(page, 'Catat semuanya untuk disetujui');
  await sees(page, 'Pencairan dicatat dan menunggu persetujuan pejabat lain.');
}

export async function plan(page: Page, way: Way): Promise<void> {
  await page.getByLabel('Rencana selesai').fill(`${today().slice(0, 4)}-12-31`);
  await page.getByLabel('Pelaksana').fill(`Kelompok masyarakat ${way.institution}`);
  await page.getByLabel('Penanggung jawab').fill('Nandang Setiawan');
  await press(page, 'Simpan rencana');
  await page.getByRole('heading', { level: 1, name: way.title }).waitFor();
  way.activity = new URL(page.url()).pathname;
}

export async function start(page: Page, way: Way): Promise<void> {
  await page.goto(way.activity);
  await page.getByRole('link', { name: 'Catat mulai' }).click();
  await press(page, 'Kegiatan sudah mulai');
  await sees(page, 'Kegiatan dimulai.');
}

export async function advance(page: Page, way: Way, percent: 0 | 50 | 100): Promise<void> {
  await page.goto(way.activity);
  await page.getByRole('link', { name: 'Catat kemajuan' }).click();
  await page.getByRole('heading', { level: 1, name: `Catat kemajuan ${percent} %` }).waitFor();
  await page.getByLabel('Potret sekarang').setInputFiles(await cameraPicture(`#4a${6 + percent / 50}a5a`));
  await page.getByLabel('Catatan').fill(`Keadaan pada ${percent} persen`);
  await press(page, `Simpan kemajuan ${percent} %`);
  await sees(page, 'Kemajuan tercatat');
}

export async function recordExpense(page: Page, way: Way, line: number, provider: string): Promise<void> {
  await page.goto(`${way.activity}/belanja`);
  const form = page.locator('form[action="?/bayar"]');
  await form.getByLabel('Untuk baris rincian biaya').selectOption({ index: line });
  const option = form.locator('select[name="payment"] option').filter({ hasText: provider });
  await form
    .locator('select[name="payment"]')
    .selectOption((await option.first().getAttribute('value')) ?? '');
  await press(page, 'Catat dari pembayaran');
  await sees(page, 'Tercatat.');
}

export async function recordContribution(page: Page, way: Way): Promise<void> {
  await page.goto(`${way.activity}/swadaya`);
  await page.getByRole('radio', { name: 'Tenaga' }).check();
  await page.getByLabel('Apa yang diberikan').fill('Kerja bakti dua hari');
  await page.getByLabel('Nilainya').fill('1.350.000');
  await press(page, 'Simpan swadaya');
  await sees(page, 'Tercatat.');
}

export async function recordParticipants(page: Page, way: Way): Promise<void> {
  await page.goto(`${way.activity}/peserta`);
  await page.getByLabel('Acara').fill('Kerja bakti');
  await page.getByLabel('Peserta', { exact: true }).fill('41');
  await page.getByLabel('Perempuan').fill('17');
  await page.getByLabel('Keluarga miskin').fill('9');
  await press(page, 'Simpan peserta');
  await sees(page, 'Tercatat.');
}

export async function handOver(page: Page, way: Way): Promise<void> {
  await page.getByLabel('Diserahkan kepada').fill(`Kelurahan ${way.village}`);
  await page.getByLabel('Berita acara serah terima').setInputFiles(await cameraPicture('#d8d4c8'));
  await press(page, 'Simpan serah terima');
  await sees(page, 'Serah terima tercatat.');
}

/** Writes or mends the report and sends it up the ladder. */
export async function sendReport(page: Page, narrative: string): Promise<void> {
  await page.getByLabel('Uraian kegiatan', { exact: true }).fill(narrative);
  await page.getByLabel('Hasil dan manfaat').fill('Air surut dalam satu jam; 240 orang merasakannya.');
  await press(page, 'Sampaikan');
  await page.getByText('Sedang diperiksa').first().waitFor();
}

export async function acceptReport(page: Page, way: Way, words: 'Terima dan teruskan' | 'Terima laporan') {
  await takeUp(page, 'Periksa laporan', way);
  await press(page, words);
  await sees(page, 'Laporan diterima pada jenjang ini.');
}

/** Checks a downloaded proof as anyone can, away from the server. Answers what the command says; fails when it does not hold. */
export function verifyProof(proof: Uint8Array): string {
  const file = join(mkdtempSync(join(tmpdir(), 'pilar-proof-')), 'bukti.json');
  writeFileSync(file, proof);
  return execFileSync('bin/pilar', ['journal', 'verify', '--proof', file], { encoding: 'utf8' });
}
