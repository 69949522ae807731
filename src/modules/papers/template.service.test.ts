import { Document, Packer, Paragraph } from 'docx';
import PizZip from 'pizzip';
import { expect, test } from 'vitest';
import { isRefusal } from '#kernel/refusal.ts';
import { handOverActivity, recordExpense, recordParticipation } from '#modules/activities/index.ts';
import { documentsOf } from '#modules/documents/index.ts';
import { answerFiling } from '#modules/filings/index.ts';
import { recordDisbursement, reviewVoucher } from '#modules/funding/index.ts';
import { historyOf } from '#modules/journal/index.ts';
import { handIn } from '#modules/reporting/index.ts';
import { carriedOut } from '../../../test/support/carried-out.ts';
import { type City, granted, photo, withCity } from '../../../test/support/city.ts';
import { forumWithQuorum } from '../../../test/support/funded.ts';
import { PAPER_SETTING } from '../../../test/support/paper-setting.ts';
import { reportOwed } from '../../../test/support/report-owed.ts';
import {
  askToKeepTemplate,
  endTemplate,
  issuePaper,
  keepTemplate,
  LARGEST_TEMPLATE,
  letterOverview,
  type PaperForm,
  paperOf,
  templateLists,
  templateOverview,
  writePaper,
} from './index.ts';
import { factParts, TEXT_PARTS, textsOf } from './template-parts.ts';

async function word(...lines: readonly string[]): Promise<Uint8Array> {
  const children = lines.map((line) => new Paragraph(line));
  return new Uint8Array(await Packer.toBuffer(new Document({ sections: [{ children }] })));
}

function saidIn(docx: Uint8Array): string {
  const xml = new PizZip(docx).file('word/document.xml')?.asText() ?? '';
  return xml
    .replaceAll('</w:p>', '\n')
    .replaceAll('\u00a0', ' ')
    .replace(/<[^<>]*>/g, '');
}

async function paperIn({ pilar, tenant, actors }: City, form: PaperForm, id: string, who = actors.lurah) {
  const paper = await pilar.read(tenant, (tx) => paperOf(tx, who, form, id, PAPER_SETTING));
  if (isRefusal(paper)) throw new Error('refused');
  return paper;
}

async function written(city: City, form: PaperForm, id: string): Promise<string> {
  const paper = await paperIn(city, form, id);
  const asked = { form, paper, format: 'docx' } as const;
  return saidIn(granted(await writePaper(city.pilar, city.tenant, asked, { who: 'member' })));
}

const sent = async ({ offices }: City, ...lines: readonly string[]) => ({
  office: offices.kelurahan.id,
  form: 'undangan',
  file: await word(...lines),
  fileName: 'undangan kami.docx',
});

test('the Word documents of a form are made from the template of the office, read or issued; PDF is not', async () => {
  const city = await withCity();
  const { pilar, tenant, actors } = city;
  const forum = await forumWithQuorum(city);
  const before = await written(city, 'undangan', forum);
  granted(
    await keepTemplate(pilar, actors.lurah, await sent(city, 'Nomor: {{nomor}}', 'Sampurasun, {{perihal}}')),
  );
  const filled = await written(city, 'undangan', forum);
  expect(filled).toContain('Sampurasun, Undangan');
  expect(filled).not.toContain('Dengan hormat');
  // Another form, and the same of another office, are written as before.
  expect(await written(city, 'daftar-hadir', forum)).not.toContain('Sampurasun');

  const issue = { form: 'undangan', id: forum, number: '', setting: PAPER_SETTING } as const;
  const { letter } = granted(await issuePaper(pilar, actors.lurah, issue));
  const seen = await pilar.read(tenant, (tx) => letterOverview(tx, { tenant }, letter));
  if (isRefusal(seen)) throw new Error('refused');
  const docx = saidIn(await pilar.files.get(seen.letter.docxSha256));
  expect(docx).toContain('Nomor: 001/KPI/II/2026');
  expect(docx).toContain('Sampurasun');

  granted(await endTemplate(pilar, actors.lurah, { office: city.offices.kelurahan.id, form: 'undangan' }));
  expect(await written(city, 'undangan', forum)).toBe(before);
  const still = await pilar.read(tenant, (tx) => letterOverview(tx, { tenant }, letter));
  expect(!isRefusal(still) && still.letter.docxSha256).toBe(seen.letter.docxSha256);
});

test('each version stays with who handed it in and when; the newest counts', async () => {
  const city = await withCity();
  const { pilar, tenant, actors, offices } = city;
  const office = offices.kelurahan.id;
  granted(await keepTemplate(pilar, actors.lurah, await sent(city, '{{nomor}} satu')));
  granted(await keepTemplate(pilar, actors.treasurer, await sent(city, '{{nomor}} dua')));
  granted(await endTemplate(pilar, actors.lurah, { office, form: 'undangan' }));
  // Ended twice is ended once.
  granted(await endTemplate(pilar, actors.lurah, { office, form: 'undangan' }));
  const found = await pilar.read(tenant, (tx) =>
    templateOverview(tx, actors.lurah, { office, form: 'undangan' }),
  );
  if (isRefusal(found)) throw new Error('refused');
  expect(found.current).toBeUndefined();
  expect(found.versions.map(({ version, by, sha256 }) => [version, by, sha256 !== null])).toEqual([
    [3, actors.lurah.person, false],
    [2, actors.treasurer.person, true],
    [1, actors.lurah.person, true],
  ]);
  const documents = await pilar.read(tenant, (tx) => documentsOf(tx, office));
  expect(documents.map(({ role, public: open }) => [role, open])).toEqual([
    ['paper-template', false],
    ['paper-template', false],
  ]);
  const told = await pilar.read(tenant, (tx) => historyOf(tx, office));
  expect(told.map((one) => one.action).filter((one) => one.startsWith('letter.'))).toEqual([
    'letter.template-kept',
    'letter.template-kept',
    'letter.template-ended',
  ]);
  granted(await keepTemplate(pilar, actors.lurah, await sent(city, '{{nomor}} tiga')));
  const lists = await pilar.read(tenant, (tx) => templateLists(tx, actors.lurah));
  expect(lists[0]?.forms.find((one) => one.form === 'undangan')?.kept?.version).toBe(4);
  expect(lists[0]?.forms.find((one) => one.form === 'usulan')?.kept).toBeUndefined();
});

test('two who hand one in at once get a version each, or the later is told', async () => {
  const city = await withCity();
  const { pilar, tenant, actors, offices } = city;
  const both = await Promise.all([
    keepTemplate(pilar, actors.lurah, await sent(city, '{{nomor}} a')),
    keepTemplate(pilar, actors.treasurer, await sent(city, '{{nomor}} b')),
  ]);
  for (const one of both) {
    if (!one.ok) expect(one.refusal.refusal).toBe('input.stale');
  }
  const asked = { office: offices.kelurahan.id, form: 'undangan' };
  const found = await pilar.read(tenant, (tx) => templateOverview(tx, actors.lurah, asked));
  expect(!isRefusal(found) && found.versions).toHaveLength(both.filter((one) => one.ok).length);
});

test('an office keeps its own templates alone, of letters alone; what is wrong with one leaves the last in use', async () => {
  const city = await withCity();
  const { pilar, tenant, actors, offices } = city;
  const good = await sent(city, '{{nomor}} pertama');
  for (const other of [actors.rw1, actors.camat, actors.setda]) {
    expect(await keepTemplate(pilar, other, good)).toMatchObject({ refusal: { refusal: 'access.office' } });
    expect(await askToKeepTemplate(pilar, other, good)).toMatchObject({ refusal: 'access.office' });
    expect(await endTemplate(pilar, other, good)).toMatchObject({ refusal: { refusal: 'access.office' } });
  }
  expect(await keepTemplate(pilar, actors.lurah, { ...good, form: 'rekapitulasi' })).toMatchObject({
    refusal: { refusal: 'access.not-found' },
  });
  granted(await keepTemplate(pilar, actors.lurah, good));
  for (const [file, refusal] of [
    [undefined, 'input.required'],
    [new Uint8Array(LARGEST_TEMPLATE + 1), 'file.too-large'],
    [new TextEncoder().encode('bukan docx'), 'template.not-docx'],
    [await word('{{nomor}} {{nama_lurah}}'), 'template.placeholder'],
  ] as const) {
    expect(await keepTemplate(pilar, actors.lurah, { ...good, file })).toMatchObject({
      refusal: { refusal, field: 'template' },
    });
  }
  const found = await pilar.read(tenant, (tx) =>
    templateOverview(tx, actors.lurah, { office: offices.kelurahan.id, form: 'undangan' }),
  );
  expect(!isRefusal(found) && found.current).toMatchObject({ version: 1, fileName: 'undangan kami.docx' });
});

test('what a form is said to tell, its papers do tell', async () => {
  const city = await withCity();
  const { forum, proposal, activity, voucher, filing } = await accountedFor(city);
  for (const [form, id] of [
    ['kwitansi', voucher],
    ['kemajuan', activity],
    ['undangan', forum],
    ['daftar-hadir', forum],
    ['keputusan', forum],
    ['usulan', proposal],
    ['serah-terima', activity],
    ['laporan', filing],
  ] as const) {
    const texts = textsOf(await paperIn(city, form, id));
    expect(
      factParts(form).filter((part) => texts.get(part) === ''),
      form,
    ).toEqual([]);
  }
});

test('a handover and a report that are made from a template tell what the records say, in each of its places', async () => {
  const city = await withCity();
  const { pilar, actors, offices } = city;
  const { activity, filing } = await accountedFor(city);
  const TOLD: Readonly<Record<string, string>> = {
    kegiatan: 'Perbaikan drainase Gang Sukanagara',
    lokasi: 'RW 01',
    'nilai-kegiatan': 'Rp 52.500.000,00 (lima puluh dua juta lima ratus ribu rupiah)',
    pelaksana: 'RW 01 Pasir Impun',
    jadwal: '10 Februari 2026 sampai 15 Maret 2026',
    mulai: '10 Februari 2026',
    selesai: '10 Februari 2026',
    kemajuan: '100 %',
    catatan: 'Kunci pintu air diserahkan',
    program: 'tahun 2026',
    kantor: 'RW 01 Pasir Impun',
    'tempat-tanggal': 'Bandung, 10 Februari 2026',
  };
  for (const [form, id, own] of [
    [
      'serah-terima',
      activity,
      { judul: 'Berita acara serah terima', penandatangan: 'Ketua Pokmas', jabatan: 'PIHAK PERTAMA' },
    ],
    ['laporan', filing, { penandatangan: actors.rw1.name, jabatan: 'RW 01 Pasir Impun' }],
  ] as const) {
    const names = [...TEXT_PARTS, ...factParts(form)];
    const lines = names.map((name) => `${name}=[{{${name}}}]`);
    const file = await word(...lines, '{{isi}}', '{{tanda-tangan}}', '{{lampiran}}');
    granted(
      await keepTemplate(pilar, actors.rw1, { office: offices.rw1.id, form, file, fileName: 'kami.docx' }),
    );
    const paper = await paperIn(city, form, id, actors.rw1);
    const asked = { form, paper, format: 'docx' } as const;
    const said = saidIn(granted(await writePaper(pilar, city.tenant, asked, { who: 'member' })));
    const filled = new Map(
      [...said.matchAll(/^([a-z-]+)=\[(.*)\]$/gm)].map(([, name = '', is = '']) => [name, is]),
    );
    expect([...filled.keys()]).toEqual(names);
    // Before it is issued it has no number; of the address of this RW nothing is on record.
    const empty = [...filled].filter(([, is]) => is === '' || is.includes('…')).map(([name]) => name);
    expect(empty).toEqual(['nomor', 'alamat-kantor']);
    const wanted = Object.entries({ ...TOLD, ...own }).filter(([name]) => filled.has(name));
    expect(wanted.length).toBeGreaterThan(8);
    const containing = wanted.map(([name, told]) => [name, expect.stringContaining(told)]);
    expect(Object.fromEntries(filled), form).toMatchObject(Object.fromEntries(containing));
    expect(said).toContain('Lampiran: Dokumentasi');
    // An office takes over; whoever signs for it is not known before.
    if (form === 'serah-terima') expect(said).toContain('PIHAK KEDUA, Kelurahan Pasir Impun');
    if (form === 'laporan') {
      for (const told of ['Gang tidak tergenang.', 'KW-001', '27.360.000', 'Kerja bakti', '40']) {
        expect(said).toContain(told);
      }
    }
  }
});

/** An activity of RW 01 that was paid for, carried out, handed over and accounted for; the report was accepted at every step. */
async function accountedFor(city: City) {
  const { pilar, actors } = city;
  const { proposal, activity, forum } = await carriedOut(city);
  const { voucher } = granted(
    await recordDisbursement(pilar, actors.treasurer, {
      proposal,
      provider: 'Toko Bangunan Jaya',
      purpose: 'U-ditch',
      amount: '52.500.000',
      receiptNumber: 'KW-77',
      paidOn: '2026-02-10',
    }),
  );
  granted(await reviewVoucher(pilar, actors.lurah, { voucher, outcome: 'approve', remark: '' }));
  const paid = { activity, paidOn: '2026-02-10' };
  for (const [costPosition, description, amount] of [
    [1, 'U-ditch', '27.360.000'],
    [2, 'Tenaga kerja', '16.200.000'],
    [3, 'Pasir dan semen', '8.940.000'],
  ] as const) {
    granted(
      await recordExpense(pilar, actors.rw1, {
        ...{ ...paid, costPosition, description, amount },
        ...{ receiptNumber: `KW-00${costPosition}`, receipt: await photo() },
      }),
    );
  }
  granted(
    await recordParticipation(pilar, actors.rw1, {
      ...{ activity, occasion: 'Kerja bakti', happenedOn: '2026-02-10' },
      ...{ people: '40', women: '15', poorHouseholds: '8' },
    }),
  );
  granted(
    await handOverActivity(pilar, actors.rw1, {
      ...{ activity, handedOverOn: '2026-02-10', handedOverTo: 'Kelurahan Pasir Impun' },
      ...{ note: 'Kunci pintu air diserahkan', minutes: await photo() },
    }),
  );
  const content = { narrative: 'Drainase selesai.', result: 'Gang tidak tergenang.' };
  const obligation = await reportOwed(city, activity);
  const { filing } = granted(await handIn(pilar, actors.rw1, { obligation, content }));
  for (const reviewer of [actors.lurah, actors.camat, actors.setda]) {
    granted(await answerFiling(pilar, reviewer, { filing, outcome: 'accept', remark: '' }));
  }
  return { proposal, activity, forum, voucher, filing };
}
