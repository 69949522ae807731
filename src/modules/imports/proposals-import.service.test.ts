import ExcelJS from 'exceljs';
import { expect, test } from 'vitest';
import type { Actor } from '#kernel/actor.ts';
import type { CsvCell } from '#kernel/csv.ts';
import { csvLine } from '#kernel/csv.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { isRefusal } from '#kernel/refusal.ts';
import { attendanceOf, openForum, recordAttendance, scheduleForum } from '#modules/deliberation/index.ts';
import { verifyRecords } from '#modules/journal/index.ts';
import { draftsOf, startProposal, submitProposal } from '#modules/proposals/index.ts';
import { readSheet } from '#platform/sheets/read-sheet.ts';
import { workbookParts } from '#platform/sheets/workbook-parts.ts';
import { type City, DRAINAGE, everybody, granted, VILLAGE, withCity } from '../../../test/support/city.ts';
import {
  beginImport,
  carryOn,
  IMPORT_KINDS,
  type ImportName,
  importFacts,
  offerImport,
  presentRows,
} from './index.ts';

const COLUMNS = IMPORT_KINDS.proposals.columns.map((one) => ({ name: one.names[0], kind: one.type }));

/** A workbook of the template's columns. */
async function workbook(kind: ImportName, rows: readonly (readonly CsvCell[])[]) {
  async function* batches() {
    yield rows;
  }
  const columns = IMPORT_KINDS[kind].columns.map((one) => ({ name: one.names[0], kind: one.type }));
  return Buffer.concat(await Array.fromAsync(workbookParts({ name: 'Isian', columns, batches: batches() })));
}

/** The same as Pilar hands it out as text. */
function textFile(kind: ImportName, rows: readonly (readonly CsvCell[])[]) {
  const columns = IMPORT_KINDS[kind].columns.map((one) => one.names[0]);
  return Buffer.from([columns, ...rows].map((row) => csvLine(row)).join(''));
}

function readSheetText(bytes: Buffer) {
  const read = readSheet({ bytes });
  if (!('text' in read)) throw new Error(JSON.stringify(read));
  return read;
}

function offer(city: City, who: Actor, kind: ImportName, bytes: Buffer) {
  const read = readSheetText(bytes);
  const about = kind === 'proposals' ? city.program.id : null;
  return offerImport(city.pilar, who, { kind, about, file: { ...read, name: 'isian.xlsx', bytes } });
}

async function takenOver(city: City, who: Actor, kind: ImportName, bytes: Buffer) {
  const { job } = granted(await offer(city, who, kind, bytes));
  granted(await beginImport(city.pilar, who, { job }));
  await carryOn(city.pilar, city.tenant, job);
  return city.pilar.read(city.tenant, async (tx) => {
    const facts = await importFacts(tx, who, job);
    if (isRefusal(facts)) throw new Error(facts.refusal);
    const { state, added, changed, same, refused } = facts.job;
    return { state, added, changed, same, refused };
  });
}

async function present(city: City, who: Actor, kind: ImportName): Promise<CsvCell[][]> {
  const about = kind === 'proposals' ? city.program.id : null;
  const rows = await presentRows(city.pilar, who, { kind, about });
  if (isRefusal(rows)) throw new Error(rows.refusal);
  return (await Array.fromAsync(rows)).flat().map((row) => [...row]);
}

function row(cells: Readonly<Record<string, CsvCell>>, kind: ImportName = 'proposals'): CsvCell[] {
  return IMPORT_KINDS[kind].columns.map((column) => cells[column.key] ?? '');
}

function places(refusal: Refusal): string[] {
  return (refusal.issues ?? [refusal]).map(
    ({ refusal: code, params: { line, column } }) => `${line} ${column} ${code}`,
  );
}

const DITCH = {
  title: 'Perbaikan saluran air',
  need: '=SUM(A1) bukan rumus',
  scope: 'rw-infrastruktur',
  address: 'Gang Melati',
  volume: 96,
  unit: 'm',
  people: 184,
  item: 'U-ditch',
  quantity: 12.5,
  itemUnit: 'm',
  unitPrice: 285_000n,
  form: 'tenaga',
  description: 'Kerja bakti',
  value: 5_400_000n,
};

test('drafts go out, are changed, and come back in, with their cost plans', async () => {
  const city = await withCity();
  const { actors, tenant, pilar, program, offices } = city;
  const first = [
    row(DITCH),
    row({ item: 'Tenaga kerja', quantity: 120, itemUnit: 'OH', unitPrice: 135_000n }),
    row({ title: 'Lampu gang', place: `${VILLAGE}.001` }),
  ];
  expect(await takenOver(city, actors.rw1, 'proposals', await workbook('proposals', first))).toEqual({
    state: 'done',
    added: 2,
    changed: 0,
    same: 0,
    refused: 0,
  });
  const drafts = () => pilar.read(tenant, (tx) => draftsOf(tx, program.id, [offices.rw1.id], 10));
  expect(await drafts()).toMatchObject([
    {
      fields: {
        title: 'Perbaikan saluran air',
        need: '=SUM(A1) bukan rumus',
        scope: 'rw-infrastruktur',
        costLines: [
          { item: 'U-ditch', quantity: '12,5', unit: 'm', unitPrice: '285000' },
          { item: 'Tenaga kerja', quantity: '120', unit: 'OH', unitPrice: '135000' },
        ],
        contributions: [{ form: 'labour', description: 'Kerja bakti', value: '5400000' }],
      },
    },
    { fields: { title: 'Lampu gang', costLines: [] } },
  ]);

  // As a workbook and as text it is the same again; one cell changed is one draft changed.
  const out = await present(city, actors.rw1, 'proposals');
  expect(out).toHaveLength(3);
  const unchanged = { state: 'done', added: 0, changed: 0, same: 2, refused: 0 };
  expect(await takenOver(city, actors.rw1, 'proposals', await workbook('proposals', out))).toEqual(unchanged);
  expect(await takenOver(city, actors.rw1, 'proposals', textFile('proposals', out))).toEqual(unchanged);
  const at = IMPORT_KINDS.proposals.columns.findIndex((column) => column.key === 'people');
  const changed = out.map((cells, i) => (i === 2 ? cells.with(at, '40') : cells));
  expect(await takenOver(city, actors.rw1, 'proposals', await workbook('proposals', changed))).toEqual({
    ...unchanged,
    changed: 1,
    same: 1,
  });
  expect((await drafts())[1]).toMatchObject({ fields: { people: '40' } });
  expect(await pilar.read(tenant, (tx) => verifyRecords(tx))).toMatchObject({ faults: [] });
});

test('two servers that go on with one import at once begin no draft twice', async () => {
  const city = await withCity();
  const { actors, tenant, pilar, program, offices } = city;
  const many = Array.from({ length: 150 }, (_, i) => row({ title: `Lampu gang ${i + 1}` }));
  const { job } = granted(await offer(city, actors.rw1, 'proposals', await workbook('proposals', many)));
  granted(await beginImport(pilar, actors.rw1, { job }));
  await Promise.all([carryOn(pilar, tenant, job), carryOn(pilar, tenant, job)]);
  const begun = await pilar.read(tenant, (tx) => draftsOf(tx, program.id, [offices.rw1.id], 400));
  expect(begun).toHaveLength(150);
});

test('each cell that cannot stand is named, and nothing is begun', async () => {
  const city = await withCity();
  const { actors, tenant, pilar, program, offices } = city;
  const sent = granted(
    await startProposal(pilar, actors.rw1, {
      program: program.slug,
      organization: offices.rw1.id,
      fields: DRAINAGE,
    }),
  );
  const result = await offer(
    city,
    actors.rw1,
    'proposals',
    await workbook('proposals', [
      row({ need: 'tanpa judul' }),
      row({ title: 'Satu', people: 'banyak', unitPrice: '1.000,5.3', volume: '-' }),
      row({ title: 'Dua', scope: 'tidak ada' }),
      row({ title: 'Tiga', place: `${VILLAGE}.002` }),
      row({ title: 'Empat', institution: 'RW 02 Pasir Impun' }),
      row({ title: 'Lima' }),
      row({ title: ' LIMA ' }),
      row({ title: 'Enam', kind: 'hibah' }),
      row({ title: 'Tujuh', id: offices.rw1.id }),
      row({ title: DRAINAGE.title, address: DRAINAGE.address }),
      row({ title: 'Sembilan', form: 'doa' }),
    ]),
  );
  expect(result.ok).toBe(false);
  if (result.ok) return;
  expect(places(result.refusal)).toEqual([
    '2 judul input.required',
    '3 volume quantity.unreadable',
    '3 penerima manfaat input.number',
    '3 harga satuan money.unreadable',
    '4 lingkup scope.unknown',
    '5 kode wilayah region.unknown',
    '6 lembaga input.choice',
    '8 judul import.twice',
    '9 jenis pengajuan input.choice',
    '10 id access.not-found',
    '11 judul import.stands',
    '12 bentuk swadaya input.choice',
  ]);
  expect(await pilar.read(tenant, (tx) => draftsOf(tx, program.id, [offices.rw1.id], 10))).toMatchObject([
    { id: sent.id },
  ]);
  expect(COLUMNS).toHaveLength(20);
});

test('the kelurahan enters drafts for its institutions and reads none of theirs; what was sent stays', async () => {
  const city = await withCity();
  const { actors, pilar, program, offices, tenant } = city;
  const file = await workbook('proposals', [
    row({ title: 'Lampu gang', institution: 'RW 01 Pasir Impun' }),
    row({ title: 'Lampu gang', institution: 'RW 02 Pasir Impun' }),
    row({ title: 'Mesin jahit', institution: 'PKK Pasir Impun' }),
  ]);
  expect(await offer(city, actors.resident, 'proposals', file)).toMatchObject({
    refusal: { refusal: 'access.office' },
  });
  expect(await takenOver(city, actors.lurah, 'proposals', file)).toMatchObject({ added: 3 });
  expect(await present(city, actors.lurah, 'proposals')).toEqual([]);
  const [draft] = await pilar.read(tenant, (tx) => draftsOf(tx, program.id, [offices.rw1.id], 10));
  expect(draft).toMatchObject({ author: actors.lurah.person, fields: { title: 'Lampu gang' } });
  // Its own institution goes on with it; once sent, no file changes it.
  const [own = []] = await present(city, actors.rw1, 'proposals');
  expect(await submitProposal(pilar, actors.rw1, { proposal: draft?.id ?? '' })).toMatchObject({ ok: false });
  const at = IMPORT_KINDS.proposals.columns.findIndex((column) => column.key === 'need');
  expect(
    await takenOver(city, actors.rw1, 'proposals', await workbook('proposals', [own.with(at, 'Gelap')])),
  ).toMatchObject({ changed: 1 });
});

test('officers go out, are changed, and come back in', async () => {
  const city = await withCity();
  const { actors } = city;
  const out = await present(city, actors.lurah, 'officers');
  expect(out.length).toBeGreaterThan(3);
  const unchanged = { state: 'done', added: 0, changed: 0, same: out.length, refused: 0 };
  expect(await takenOver(city, actors.lurah, 'officers', await workbook('officers', out))).toEqual(unchanged);
  const fresh = {
    name: 'Sekretaris Baru',
    phone: '0812-3456-7890',
    office: 'Sekretaris',
    institution: 'RW 01 Pasir Impun',
    startsOn: '2026-03-01',
    decree: '141/09/2026',
  };
  const end = IMPORT_KINDS.officers.columns.findIndex((column) => column.key === 'endsOn');
  const decree = IMPORT_KINDS.officers.columns.findIndex((column) => column.key === 'decree');
  const [one = [], ...others] = out;
  const changed = [
    one.with(end, '2026-06-30').with(decree, '141/10/2026'),
    ...others,
    row(fresh, 'officers'),
    row({ ...fresh, institution: 'RW 02 Pasir Impun' }, 'officers'),
  ];
  expect(await takenOver(city, actors.lurah, 'officers', await workbook('officers', changed))).toEqual({
    ...unchanged,
    added: 2,
    changed: 1,
    same: out.length - 1,
  });
  const again = await present(city, actors.lurah, 'officers');
  expect(again.filter((cells) => cells[0] === 'Sekretaris Baru').map((cells) => cells[1])).toEqual([
    '+6281234567890',
    '+6281234567890',
  ]);

  const wrong = await offer(
    city,
    actors.lurah,
    'officers',
    await workbook('officers', [
      row({ ...fresh, phone: '12' }, 'officers'),
      row({ ...fresh, office: 'Raja', phone: '0812 1111 1111' }, 'officers'),
      row({ ...fresh, institution: 'Antah', phone: '0812 1111 1112' }, 'officers'),
      row({ ...fresh, startsOn: '1 Maret', phone: '0812 1111 1113' }, 'officers'),
      row({ ...fresh, startsOn: '2026-04-01' }, 'officers'),
      row({ ...fresh, acting: 'plt', phone: '0812 1111 1114', startsOn: '2026-05-01' }, 'officers'),
    ]),
  );
  expect(wrong.ok).toBe(false);
  if (wrong.ok) return;
  expect(places(wrong.refusal)).toEqual([
    '2 nomor telepon phone.unreadable',
    '3 jabatan office.unknown',
    '4 lembaga input.choice',
    '5 mulai input.date',
    '6 nama office.held',
    '7 sampai input.required',
  ]);
  expect(await offer(city, actors.rw1, 'officers', await workbook('officers', out))).toMatchObject({
    refusal: { refusal: 'access.office' },
  });
});

test('a file with formulas, merged cells or a hundred thousand rows is told as what it is', async () => {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('Isian');
  sheet.addRow(COLUMNS.map((one) => one.name));
  sheet.addRow(['Satu', { formula: 'A2', result: 'Satu' }]);
  sheet.mergeCells('A3:B3');
  expect(readSheet({ bytes: Buffer.from(await book.xlsx.writeBuffer()) })).toMatchObject({
    problems: [
      { cell: 'B2', reason: 'formula' },
      { cell: 'A3:B3', reason: 'merged' },
    ],
  });
  const city = await withCity();
  const many = Array.from({ length: 30_000 }, (_, i) => row({ title: `Usulan ${i}` }));
  expect(await offer(city, city.actors.rw1, 'proposals', textFile('proposals', many))).toMatchObject({
    refusal: { issues: [{ refusal: 'input.too-many-lines', params: { limit: 20_000 } }] },
  });
  const rows = Array.from({ length: 100_020 }, () => row({ item: 'Semen' }));
  expect(await offer(city, city.actors.rw1, 'proposals', textFile('proposals', rows))).toMatchObject({
    refusal: { issues: [{ refusal: 'input.too-many-lines', params: { limit: 100_000 } }] },
  });
});

test('a list of who came goes out, is longer, and comes back in', async () => {
  const city = await withCity();
  const { pilar, actors, program, tenant } = city;
  const place = { program: program.slug, region: VILLAGE, place: 'Balai', startsAt: pilar.clock.now() };
  const { forum } = granted(await scheduleForum(pilar, actors.lurah, place));
  granted(await openForum(pilar, actors.lurah, { forum }));
  granted(await recordAttendance(pilar, actors.lurah, { forum, people: everybody().slice(0, 4) }));
  const found = await presentRows(pilar, actors.lurah, { kind: 'attendance', about: forum });
  if (isRefusal(found)) throw new Error(found.refusal);
  const rows = (await Array.fromAsync(found)).flat();
  expect(rows).toHaveLength(4);
  const longer = [
    ...rows,
    ['', 'RT', 'RT 02 RW 01'],
    ['Bu Ani', 'women-leader', ''],
    ['Pak Umar', 'others', ''],
  ];
  const bytes = await workbook('attendance', longer);
  const file = { ...readSheetText(bytes), name: 'hadir.xlsx', bytes };
  const about = { kind: 'attendance', about: forum } as const;
  expect(await offerImport(pilar, actors.rw1, { ...about, file })).toMatchObject({ ok: false });
  const { job } = granted(await offerImport(pilar, actors.lurah, { ...about, file }));
  granted(await beginImport(pilar, actors.lurah, { job }));
  await carryOn(pilar, tenant, job);
  const facts = await pilar.read(tenant, (tx) => importFacts(tx, actors.lurah, job));
  expect(facts).toMatchObject({ job: { state: 'done', same: 4, added: 3, refused: 0 } });
  const came = await pilar.read(tenant, (tx) => attendanceOf(tx, forum));
  expect(came).toHaveLength(7);

  const wrong = await workbook('attendance', [
    ['Bu Ani', 'women-leader', ''],
    ['bu ani', 'women-leader', ''],
    ['', 'RT', 'RT 09 RW 01'],
    ['', 'women-leader', ''],
    ['Pak Amin', 'raja', ''],
  ]);
  const refused = await offerImport(pilar, actors.lurah, {
    ...about,
    file: { ...readSheetText(wrong), name: 'hadir.xlsx', bytes: wrong },
  });
  expect(refused.ok).toBe(false);
  if (refused.ok) return;
  expect(places(refused.refusal)).toEqual([
    '3 nama import.twice',
    '4 rt atau rw input.choice',
    '5 nama input.required',
    '6 unsur input.choice',
  ]);
});
