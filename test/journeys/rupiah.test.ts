import ExcelJS from 'exceljs';
import { expect, inject, onTestFailed, test } from 'vitest';
import { type Chance, chanceOf } from '../../bench/attack/chance.ts';
import { journey, pictureOnFailure, sees } from '../support/journey.ts';

/** From the figures that everybody sees down to their rows, and from each row to its story: by links alone, as a visitor. */

const people = journey();
const CITY = '/bandung';
const CITIES = ['/bandung', '/prabumulih'];
const CHOSEN = 30;
/** Other rupiah each time; what a run chose is chosen again by its seed. */
const SEED = Number(process.env.PILAR_SEED ?? Date.now() % 2 ** 31);

async function read(address: string): Promise<string> {
  const response = await fetch(new URL(address, inject('origin')), { headers: { accept: 'text/html' } });
  expect(response.status, address).toBe(200);
  return response.text();
}

/** The addresses that a page links to, with what stands behind the number sign. */
function linksIn(html: string): string[] {
  return [...html.matchAll(/<a\b[^>]*?\bhref="(\/[^"]*)"/g)].map((found) =>
    (found[1] ?? '').replaceAll('&amp;', '&'),
  );
}

/** The only way on is a link that the page has: answers it, or fails. */
function follow(html: string, wanted: (href: string) => boolean): string {
  const href = linksIn(html).find(wanted);
  if (href === undefined) throw new Error('no link leads on');
  return href;
}

type Row = { readonly what: string; readonly amount: bigint; readonly address: string };

/** All rows of a figure, as the page offers them to download; none where it says that there are none. */
async function rowsOf(page: string): Promise<Row[]> {
  if (page.includes('Belum ada baris.')) return [];
  const csv = await read(follow(page, (href) => href.includes('baris.csv') && !href.includes('pemisah')));
  return csv
    .replace(/^\uFEFF/, '')
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => {
      const cells = line.split(',');
      return { what: cells[1] ?? '', amount: BigInt(cells.at(-2) ?? ''), address: cells.at(-1) ?? '' };
    });
}

/** What the workbook of the same rows adds up to, as a spreadsheet reads it. */
async function sumInWorkbook(page: string): Promise<bigint> {
  const address = follow(page, (href) => href.includes('baris.xlsx'));
  const response = await fetch(new URL(address, inject('origin')));
  expect(response.headers.get('content-disposition')).toMatch(/\.xlsx"$/);
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(await response.arrayBuffer());
  const [sheet] = workbook.worksheets;
  const amounts = (sheet?.getSheetValues() ?? [])
    .slice(2)
    .map((row) => (Array.isArray(row) ? row.at(-2) : 0));
  return amounts.reduce<bigint>((all, amount) => all + BigInt(Number(amount)), 0n);
}

const sumOf = (rows: readonly Row[]) => rows.reduce((all, one) => all + one.amount, 0n);
const shown = (amount: bigint) => `Rp\u00a0${amount.toString().replaceAll(/\B(?=(\d{3})+$)/g, '.')}`;

test.each(['diputuskan', 'dibayar', 'dipertanggungjawabkan'])(
  'what was %s is, on the front page, on a programme’s and on a kecamatan’s, the sum of its rows, three presses away at most',
  async (figure) => {
    const front = await read(CITY);
    const program = follow(front, (href) => /\/program\/pippk-\d+$/.test(href));
    const whole = await read(program);
    const place = await read(follow(whole, (href) => href.includes('/kecamatan/')));
    for (const page of [front, whole, place]) {
      const rows = await read(follow(page, (href) => href.includes(`angka=${figure}`)));
      const all = await rowsOf(rows);
      expect(rows).toContain(shown(sumOf(all)));
      if (all.length === 0) continue;
      expect(await sumInWorkbook(rows)).toBe(sumOf(all));
      // Down to the story of a row, and up again to the programme.
      const [story = '', anchor = ''] = follow(rows, (href) => /\/usulan\/[0-9a-f-]{36}#/.test(href)).split(
        '#',
      );
      expect(await read(story)).toContain(`id="${anchor}"`);
      expect(linksIn(rows)).toContain(program);
    }
  },
);

test('what residents gave is, on a programme’s page and on a kecamatan’s, the sum of its rows, each of which leads to its activity', async () => {
  const program = follow(await read(CITY), (href) => /\/program\/pippk-\d+$/.test(href));
  const whole = await read(program);
  const given = await read(follow(whole, (href) => href.includes('angka=swadaya')));
  const all = await rowsOf(given);
  expect(all.length).toBeGreaterThan(0);
  expect(given).toContain(shown(sumOf(all)));
  const [activity = '', anchor = ''] = follow(given, (href) => /\/kegiatan\/[0-9a-f-]{36}#/.test(href)).split(
    '#',
  );
  expect(await read(activity)).toContain(`id="${anchor}"`);
  const place = await read(follow(whole, (href) => href.includes('/kecamatan/')));
  const there = await read(follow(place, (href) => href.includes('angka=swadaya')));
  expect(there).toContain(shown(sumOf(await rowsOf(there))));
});

test(`${CHOSEN} rupiah chosen by chance are each followed from a front page to their receipt in three presses`, async () => {
  onTestFailed(() => console.error(`chosen by PILAR_SEED=${SEED}`));
  const everywhere = [];
  for (const city of CITIES) {
    for (const href of linksIn(await read(city)).filter((one) => one.includes('angka=dibayar'))) {
      const rows = await read(href);
      everywhere.push(...(await rowsOf(rows)).map((row) => ({ ...row, page: rows })));
    }
  }
  // Every rupiah is as likely as every other; of a payment that came back in part, all that was paid.
  const paid = everywhere.filter((one) => one.amount > 0n);
  expect(paid.length).toBeGreaterThanOrEqual(CHOSEN);
  const chance = chanceOf(SEED);
  let [byTheCity, warranted] = [0, 0];
  for (let n = 0; n < CHOSEN; n += 1) {
    const row = rupiahOf(paid, chance);
    const wanted = new URL(row.address).pathname + new URL(row.address).hash;
    // The first press is the figure, the second the row on its page: both are links that stand there.
    const [story = '', anchor = ''] = follow(row.page, (href) => href === wanted).split('#');
    const html = await read(story);
    for (const stage of ['usulan', 'keputusan', 'dana', anchor]) expect(html).toContain(`id="${stage}"`);
    const told = html.slice(html.indexOf(`id="${anchor}"`));
    const payment = told.slice(0, told.indexOf('</li>'));
    expect(payment).toContain(shown(row.amount));
    expect(payment).toContain('bukti tersimpan');
    // From the payment on to where its proof lies and its movements stand, and to whom else was paid.
    const ledger = follow(payment, (href) => href.includes('#bukti-'));
    const proof = await read(ledger);
    expect(proof).toContain(`id="${ledger.split('#')[1]}"`);
    // Whom the city paid has a page of its own; what a company bought itself stands with the company.
    const payee = linksIn(payment).find((href) => href.includes('/penyedia/'));
    const provider = payee === undefined ? '' : await read(payee);
    if (payee !== undefined) expect(linksIn(provider).some((href) => href.startsWith(story))).toBe(true);
    if (payee !== undefined) byTheCity += 1;
    if (/SP2D \d/.test(payment)) warranted += 1;
    // Number of a receipt, tax number and account of whom was paid are not for everybody.
    for (const page of [html, proof, provider]) expect(page).not.toMatch(/KW-\d|099\d{13}|Bank Contoh/);
  }
  // Of what the city paid, two in three went by the treasury's warrant and tell its number.
  if (byTheCity >= CHOSEN / 3) expect(warranted).toBeGreaterThan(0);
});

/** The payment that a rupiah chosen by chance from all of them went with. */
function rupiahOf<One extends Row>(rows: readonly One[], chance: Chance): One {
  let left = BigInt(chance.below(Number(sumOf(rows))));
  for (const row of rows) {
    if (left < row.amount) return row;
    left -= row.amount;
  }
  throw new Error('no rupiah was paid');
}

test('the same in a browser: figure, row, story; the row that was pressed stands in sight', async () => {
  const { page, context } = await people.visitor();
  pictureOnFailure(page);
  await page.goto(CITY);
  await page.locator('a[href*="angka=dibayar"]').first().click();
  await sees(page, 'Dibayar, baris demi baris');
  await page.locator('a[href*="#bayar-"]').first().click();
  await page.locator('li:target, .back:target').waitFor();
  expect(await page.locator(':target').isVisible()).toBe(true);
  await context.close();
});
