import { Document, Packer, Paragraph } from 'docx';
import PizZip from 'pizzip';
import { expect, test } from 'vitest';
import { isRefusal } from '#kernel/refusal.ts';
import { planActivity } from '#modules/activities/index.ts';
import { documentsOf } from '#modules/documents/index.ts';
import { recordDisbursement, reviewVoucher } from '#modules/funding/index.ts';
import { historyOf } from '#modules/journal/index.ts';
import { type City, granted, withCity } from '../../../test/support/city.ts';
import { forumWithQuorum, fundedProposal } from '../../../test/support/funded.ts';
import { PAPER_SETTING } from '../../../test/support/paper-setting.ts';
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
import { factParts, textsOf } from './template-parts.ts';

async function word(...lines: readonly string[]): Promise<Uint8Array> {
  const children = lines.map((line) => new Paragraph(line));
  return new Uint8Array(await Packer.toBuffer(new Document({ sections: [{ children }] })));
}

function saidIn(docx: Uint8Array): string {
  const xml = new PizZip(docx).file('word/document.xml')?.asText() ?? '';
  return xml.replaceAll('</w:p>', '\n').replace(/<[^<>]*>/g, '');
}

async function paperIn({ pilar, tenant, actors }: City, form: PaperForm, id: string) {
  const paper = await pilar.read(tenant, (tx) => paperOf(tx, actors.lurah, form, id, PAPER_SETTING));
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
  const { forum, proposal } = await fundedProposal(city);
  const { pilar, actors } = city;
  const { activity } = granted(
    await planActivity(pilar, actors.rw1, {
      proposal,
      startsOn: '2026-03-01',
      endsOn: '2026-04-01',
      executor: 'Dedi Kurnia',
      responsible: 'Siti Rahayu',
    }),
  );
  const { voucher } = granted(
    await recordDisbursement(pilar, actors.treasurer, {
      proposal,
      provider: 'Toko Bangunan Jaya',
      purpose: 'U-ditch',
      amount: '20.000.000',
      receiptNumber: 'KW-77',
      paidOn: '2026-02-10',
    }),
  );
  granted(await reviewVoucher(pilar, actors.lurah, { voucher, outcome: 'approve', remark: '' }));
  for (const [form, id] of [
    ['kwitansi', voucher],
    ['kemajuan', activity],
    ['undangan', forum],
    ['daftar-hadir', forum],
    ['keputusan', forum],
    ['usulan', proposal],
  ] as const) {
    const texts = textsOf(await paperIn(city, form, id));
    expect(
      factParts(form).filter((part) => texts.get(part) === ''),
      form,
    ).toEqual([]);
  }
});
