/** A company whose plan is overdue is called to be heard, answers, is warned, appeals, and is told what became of it. */
import { expect, test } from 'vitest';
import { dayIn } from '#kernel/date.ts';
import { journey, PHONE, pictureOnFailure, sees } from '../support/journey.ts';
import { PLACES } from '../support/places.ts';
import { press } from './steps.ts';
import { lookAt } from './tour.ts';

const people = journey();
const TODAY = dayIn('Asia/Jakarta', new Date());
const COMPANY = 'Perusahaan yang rencananya terlambat';
const ANSWER = 'Rencana tertunda karena laporan keuangan kami baru selesai diaudit.';
const APPEAL = 'Rencana sudah kami tetapkan dan akan kami kirim minggu ini.';

// Before, nothing is overdue in the year that the demo tells.
test.skipIf(TODAY.slice(5) < '11-10')(
  'a warning from its draft to the decided appeal, on a phone without JavaScript for the company',
  async () => {
    const as = async (label: string) => {
      const visit = await people.person(
        label,
        label === COMPANY ? { javaScript: 'off', viewport: PHONE } : {},
      );
      pictureOnFailure(visit.page);
      return visit.page;
    };
    const company = await as(COMPANY);
    const greeting = await company.getByRole('heading', { level: 1 }).innerText();
    const institution = greeting.replace(/^.*Direksi /, '');
    const economy = await as('Bagian Perekonomian');
    await economy.goto(
      `/bandung/program/tjsl-${TODAY.slice(0, 4)}/kepatuhan?kata=${encodeURIComponent(institution)}`,
    );
    await economy.getByRole('link', { name: 'Susun sanksi' }).first().click();
    await sees(economy, `Menyusun sanksi bagi ${institution}`);
    // The hearing is not shortened, and nothing typed is lost.
    await economy.getByLabel('Alasan').fill('Rencana tahun ini belum disampaikan.');
    const earliest = await economy.getByLabel('Didengar sampai').inputValue();
    await economy.getByLabel('Didengar sampai').fill(TODAY);
    await press(economy, 'Panggil untuk didengar');
    await sees(economy, 'Waktu didengar terlalu pendek.');
    expect(await economy.getByLabel('Alasan').inputValue()).toBe('Rencana tahun ini belum disampaikan.');
    await economy.getByLabel('Didengar sampai').fill(earliest);
    await press(economy, 'Panggil untuk didengar');
    await sees(economy, 'Lembaga dipanggil untuk didengar.');
    const sanction = new URL(economy.url()).pathname;

    // Nobody decides before the company was heard.
    const setda = await as(PLACES['a sanction'].city);
    await setda.goto(sanction);
    await sees(setda, 'Lembaga ini masih didengar.');
    expect(await setda.getByRole('button', { name: 'Putuskan', exact: true }).count()).toBe(0);

    await company.goto('/bandung/meja');
    await company.getByRole('link', { name: /Jawab panggilan dengar pendapat/ }).click();
    await company.getByRole('textbox', { name: 'Jawaban lembaga' }).fill(ANSWER);
    await press(company, 'Kirim jawaban');
    await sees(company, 'Jawaban terkirim.');

    // What it answered is not public before the decision.
    const visitor = await people.visitor();
    await visitor.page.goto(sanction);
    expect(await visitor.page.getByText(ANSWER).count()).toBe(0);

    await setda.goto('/bandung/meja');
    await setda
      .getByRole('link', { name: /Putuskan sanksi/ })
      .first()
      .click();
    await setda.getByLabel('Jatuhkan', { exact: true }).check();
    await setda
      .getByRole('textbox', { name: 'Alasan', exact: true })
      .fill('Audit tidak menunda kewajiban menyampaikan rencana.');
    await press(setda, 'Putuskan');
    await sees(setda, 'Putusan tersimpan.');

    await company.goto('/bandung/meja');
    await company.getByRole('link', { name: /terima atau ajukan keberatan/ }).click();
    await company.getByRole('textbox', { name: 'Alasan keberatan' }).fill(APPEAL);
    await press(company, 'Ajukan keberatan');
    await sees(company, 'Keberatan diajukan.');

    const mayor = await as('Wali Kota');
    await mayor
      .getByRole('link', { name: /Putuskan keberatan atas sanksi/ })
      .first()
      .click();
    await mayor.getByLabel('Sanksi dicabut', { exact: true }).check();
    await mayor.getByRole('textbox', { name: 'Alasan putusan' }).fill('Rencananya sudah diterima Forum.');
    await press(mayor, 'Putuskan keberatan');
    await sees(mayor, 'Keberatan diputus.');

    // Everybody reads it whole afterwards.
    await visitor.page.goto(sanction);
    await sees(visitor.page, ANSWER);
    await sees(visitor.page, 'Sanksi dicabut');
    expect(await lookAt(visitor.page, sanction)).toEqual([]);
  },
);
