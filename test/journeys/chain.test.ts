import { afterAll, beforeEach, describe, expect, onTestFailed, test } from 'vitest';
import { DESK, faultsOf, journey, PHONE, pictureOnFailure, sees, type Visit } from '../support/journey.ts';
import { PLACES } from '../support/places.ts';
import * as steps from './steps.ts';
import { lookAt } from './tour.ts';

const people = journey();

// A forum is called there already, and other proposals wait for it. The same without JavaScript: `pippk-year.test.ts`.
const place = PLACES.chain;

describe(`from an idea of ${place.institution} to an accepted report`, () => {
  const { village, institution } = place;
  const way: steps.Way = {
    title: `Sumur resapan pos ronda ${institution}`,
    institution,
    village,
    scope: 'Infrastruktur',
    proposal: '',
    forum: '',
    activity: '',
    report: '',
  };
  const here = new Map<string, Visit>();
  /** Somebody who has signed in once and stays; the RW at a phone, officers at a desk. */
  async function as(label: string): Promise<Visit['page']> {
    const viewport = label.startsWith('Ketua') ? PHONE : DESK;
    const visit = here.get(label) ?? (await people.person(label, { viewport }));
    here.set(label, visit);
    pictureOnFailure(visit.page);
    return visit.page;
  }
  /** Looks at the page as it stands. */
  async function inOrder(page: Visit['page']): Promise<void> {
    expect(await faultsOf(page)).toEqual([]);
  }
  const chair = () => as(`Ketua ${institution}`);
  const lurah = () => as(`Lurah ${village}`);
  const treasurer = () => as(`Bendahara Kelurahan ${village}`);
  const camat = () => as(place.above);
  const secretariat = () => as(place.city);
  // Each step stands on the one before: after a failure the others have nothing to tell.
  let failed = '';
  beforeEach(({ task }) => {
    if (failed) throw new Error(`the chain broke when ${failed}`);
    onTestFailed(() => {
      failed = task.name;
    });
  });
  afterAll(async () => {
    await Promise.all([...here.values()].map(({ context }) => context.close()));
  });

  test('the chair writes a proposal with a photo and submits it, in nine presses and on three pages', async () => {
    const page = await chair();
    const counted = await steps.countPresses(page);
    await steps.startWriting(page);
    await steps.readyToWrite(page, 'on');
    await steps.fillProposal(page, way);
    await steps.addPhoto(page, 'on');
    await inOrder(page);
    await steps.submitProposal(page, way);
    const { presses, screens } = await counted();
    // And one into the first field.
    expect(presses + 1).toBeLessThanOrEqual(9);
    expect(screens.map((one) => one.split('/').at(-1))).toEqual([
      'baru',
      'ubah',
      'periksa',
      // The proposal itself, with its receipt.
      way.proposal.split('/').at(-1),
    ]);
    await sees(page, steps.REQUESTED);
    await sees(page, 'Diajukan');
  });

  test('without quorum the lurah is told who is missing, and no decision is taken', async () => {
    const page = await lurah();
    await steps.goToForum(page, way);
    await steps.openForum(page);
    const last = await steps.recordBoards(page, 'all but the last RW');
    await sees(page, 'Kuorum musyawarah belum terpenuhi.');
    await page.getByText('Siapa yang belum hadir').first().click();
    await page.getByLabel('Kuorum', { exact: true }).getByText(last).first().waitFor();
    expect(await page.getByRole('button', { name: 'Simpan keputusan' }).count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Segel berita acara' }).isDisabled()).toBe(true);

    const id = way.proposal.split('/').at(-1) ?? '';
    const forged = await page.request.post(`${way.forum}?/putuskan`, {
      headers: { accept: 'text/html', origin: new URL(page.url()).origin },
      form: {
        proposal: id,
        [`outcome.${id}`]: 'fund',
        [`amount.${id}`]: '6.000.000',
        [`reason.${id}`]: 'x',
      },
    });
    expect(forged.status()).toBe(409);
    expect(await forged.text()).toContain('Kuorum musyawarah belum terpenuhi.');
  });

  test('with quorum the forum funds a smaller amount, for a reason, and seals the minutes', async () => {
    const page = await lurah();
    await steps.recordBoards(page, 'the last RW');
    await steps.recordLeaders(page);
    await sees(page, 'Terpenuhi');
    await inOrder(page);

    await steps.discuss(page, way);
    const outcome = 'Didanai dari PIPPK';
    await steps.decide(await steps.itemOf(page, way.title), { outcome, amount: '6.000.000', reason: '' });
    await sees(page, 'Belum tersimpan: perbaiki dahulu');
    await steps.decide(await steps.itemOf(page, way.title), {
      outcome,
      amount: '6.000.000',
      reason: steps.REASON,
    });
    await sees(page, /Keputusan dicatat/);
    await steps.decideTheOthers(page);
    await steps.seal(page);
    expect(await page.getByRole('button', { name: 'Cabut keputusan' }).count()).toBe(0);
    await page.getByRole('link', { name: 'Berita acara', exact: true }).click();
    await sees(page, steps.REASON);
  });

  test('the lurah issues the minutes with a number and attaches them as they were signed; a visitor reads of it', async () => {
    const page = await lurah();
    await page.goto(way.forum);
    const letter = await steps.issueMinutes(page);
    await inOrder(page);
    await steps.attachSigned(page);
    const { page: visitors, context } = await people.visitor({ viewport: PHONE });
    pictureOnFailure(visitors);
    await visitors.goto(letter);
    await sees(visitors, 'SHA-256 pindaian');
    expect(await visitors.getByRole('link', { name: 'Buka pindaian' }).count()).toBe(0);
    await inOrder(visitors);
    await context.close();
  });

  test('the treasurer pays three suppliers on one sheet with their receipts and may not approve it; the lurah does', async () => {
    const treasurers = await treasurer();
    await steps.goToUnpaid(treasurers, way);
    const money = new URL(treasurers.url()).pathname;
    expect(await lookAt(treasurers, `${money}/sekaligus`)).toEqual([]);
    await treasurers.goto(money);
    await steps.recordDisbursement(treasurers, way);
    await sees(treasurers, 'Jabatan Anda tidak berwenang melakukan ini.');
    expect(await treasurers.getByRole('button', { name: /^Setujui/ }).count()).toBe(0);

    const page = await lurah();
    await steps.takeUp(page, 'Periksa dan setujui pencairan', way);
    await steps.approveAll(page);

    await treasurers.reload();
    await steps.recordRefund(treasurers, '50.000');
    await page.reload();
    await steps.approveAll(page);
  });

  test('the chair plans, starts, photographs, pays, counts those who came, and hands over', async () => {
    const page = await chair();
    await steps.takeUp(page, 'Rencanakan kegiatan', way);
    await inOrder(page);
    await steps.plan(page, way);
    await steps.start(page, way);
    await steps.advance(page, way, 0);
    await steps.advance(page, way, 50);
    await steps.recordExpense(page, way, 1, 'Toko Bangunan Mekar');
    await steps.recordExpense(page, way, 2, 'UD Sinar Galih');
    await steps.recordExpense(page, way, 2, 'Kelompok Tukang Saluyu');
    await steps.recordContribution(page, way);
    await steps.recordParticipants(page, way);
    await steps.advance(page, way, 100);
    await page.goto(`${way.activity}/serah-terima`);
    await inOrder(page);
    await steps.handOver(page, way);
    await page.goto(way.activity);
    expect(await page.getByRole('img', { name: /kemajuan/ }).count()).toBe(3);
  });

  test('the chair reports, the lurah returns it with a remark, the chair mends it, and the ladder accepts it', async () => {
    const chairs = await chair();
    await steps.takeUp(chairs, 'Tulis laporan', way);
    await steps.sendReport(chairs, 'Lima sumur resapan digali dan dipasang buis beton.');

    const page = await lurah();
    await steps.takeUp(page, 'Periksa laporan', way);
    way.report = new URL(page.url()).pathname;
    await inOrder(page);
    await steps.unfold(page, 'Kembalikan dengan catatan');
    await page.getByLabel('Apa yang harus diperbaiki').fill(steps.REMARK);
    await steps.unfold(page, /^Uraian kegiatan$/);
    await page.getByLabel('Catatan untuk Uraian kegiatan').fill('Sebutkan jumlah hari kerja.');
    await steps.press(page, 'Kembalikan dengan catatan');
    await sees(page, 'Laporan dikembalikan.');

    await steps.takeUp(chairs, 'Perbaiki laporan yang dikembalikan', way);
    await sees(chairs, steps.REMARK);
    await chairs.getByRole('link', { name: 'Perbaiki laporan' }).click();
    await inOrder(chairs);
    await sees(chairs, 'Sebutkan jumlah hari kerja.');
    await chairs.getByLabel('Jawaban untuk Uraian kegiatan').fill('Sepuluh hari, ditambahkan.');
    await steps.sendReport(chairs, 'Lima sumur resapan digali oleh tiga tukang selama sepuluh hari.');

    await page.goto(way.report);
    await sees(page, 'Sebelum dan sesudah diperbaiki');
    await sees(page, 'Sepuluh hari, ditambahkan.');
    await inOrder(page);
    await steps.acceptReport(page, way, 'Terima dan teruskan');
    await steps.acceptReport(await camat(), way, 'Terima dan teruskan');
    const last = await secretariat();
    await steps.acceptReport(last, way, 'Terima laporan');
    await last.getByText('Diterima', { exact: true }).first().waitFor();
  });

  test('a visitor who has not signed in reads all of it, without any name, and verifies an entry', async () => {
    const { page, context } = await people.visitor({ viewport: PHONE });
    pictureOnFailure(page);
    const names = ['Nandang Setiawan', 'Wakil Tokoh'];
    for (const { page: own } of here.values()) {
      names.push((await own.locator('header .who b').first().textContent()) ?? '');
    }
    async function reads(...texts: readonly string[]): Promise<void> {
      for (const text of texts) await sees(page, text);
      const whole = await page.content();
      expect(names.filter((name) => name === '' || whole.includes(name))).toEqual([]);
    }

    await page.goto('/bandung');
    await page.getByRole('link', { name: 'Buka PIPPK' }).first().click();
    await reads('Perjalanan uang', 'Segel terakhir');
    await page.goto('/bandung/usulan');
    await page.getByLabel('Kata dalam judul').fill(way.title);
    await steps.press(page, 'Cari');
    await page.getByRole('link', { name: way.title, exact: true }).click();
    await reads('Didanai', steps.REQUESTED, steps.GRANTED, steps.REASON);
    await page.goto(way.forum);
    await reads(way.title, steps.REASON);
    await page.getByRole('link', { name: 'Berita acara', exact: true }).click();
    await reads('Memeriksa keaslian', way.title, steps.REASON);
    await page.goto(way.activity);
    await reads('Diserahterimakan', steps.GRANTED, 'Keadaan pada 50 persen', 'Kerja bakti');
    await page.goto(way.report);
    await reads('Diterima', steps.REMARK, 'Lima sumur resapan digali oleh tiga tukang selama sepuluh hari.');
    await page.goto(way.proposal.replace('usulan', 'dana'));
    await reads('Dipertanggungjawabkan', 'Toko Bangunan Mekar');

    await page.goto('/bandung/jurnal');
    const accepted = 'Laporan diterima, belanja dipertanggungjawabkan';
    await page.getByRole('link', { name: accepted }).first().click();
    await reads(place.city, accepted);
    await expect
      .poll(
        async () => {
          await page.reload();
          return page.getByText('Cocok: catatan ini tidak berubah sejak disegel.').count();
        },
        { interval: 500 },
      )
      .toBe(1);
    const proof = await context.request.get(`${new URL(page.url()).pathname}/bukti.json`);
    expect(steps.verifyProof(await proof.body())).toMatch(/^sound: /);
    await context.close();
  });
});
