import ExcelJS from 'exceljs';
import { expect, test } from 'vitest';
import { organizationById } from '#modules/actors/index.ts';
import { beginImport, carryOn, importFacts, offerImport } from '#modules/imports/index.ts';
import { readSheet } from '#platform/sheets/read-sheet.ts';
import { granted, withCity } from '../../../../test/support/city.ts';
import { GET } from './+server.ts';

/** The list of institutions as a workbook, as its link hands it out. */
async function handedOut({ pilar, tenant }: Awaited<ReturnType<typeof withCity>>): Promise<ExcelJS.Workbook> {
  const city = pilar.tenants().find((one) => one.id === tenant);
  const event = {
    url: new URL('http://pilar.example/bandung/lembaga.xlsx'),
    params: { tenant: 'bandung', form: 'xlsx' },
    locals: { pilar, tenant: city, locale: 'id' },
  };
  // As much of a request as the list reads.
  const answer: Response = await Reflect.apply(GET, undefined, [event]);
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(await answer.arrayBuffer());
  return book;
}

test('the list of institutions is handed out as a workbook, changed, and taken over again', async () => {
  const city = await withCity();
  const { pilar, tenant, actors, offices } = city;
  const book = await handedOut(city);
  const [sheet] = book.worksheets;
  const titles = sheet?.getRow(1).values;
  const column = Array.isArray(titles) ? titles.indexOf('nama') : 0;
  expect(column).toBeGreaterThan(0);
  let rows = 0;
  sheet?.eachRow((row, number) => {
    if (number > 1) rows += 1;
    if (row.getCell(column).text === offices.rw2.name) row.getCell(column).value = 'RW 02 Pasir Impun Permai';
  });
  expect(rows).toBeGreaterThan(5);

  const bytes = new Uint8Array(await book.xlsx.writeBuffer());
  const read = readSheet({ bytes });
  if (!('text' in read)) throw new Error(JSON.stringify(read));
  const file = { text: read.text, sheet: read.sheet, name: 'lembaga.xlsx', bytes: Buffer.from(bytes) };
  const { job } = granted(
    await offerImport(pilar, actors.lurah, { kind: 'institutions', about: null, file }),
  );
  const counted = await pilar.read(tenant, (tx) => importFacts(tx, actors.lurah, job));
  expect(counted).toMatchObject({ job: { rows, added: 0, changed: 1, same: rows - 1, refused: 0 } });
  granted(await beginImport(pilar, actors.lurah, { job }));
  expect(await carryOn(pilar, tenant, job)).toBe(true);
  const found = await pilar.read(tenant, (tx) => organizationById(tx, offices.rw2.id));
  expect(found?.name).toBe('RW 02 Pasir Impun Permai');
});
