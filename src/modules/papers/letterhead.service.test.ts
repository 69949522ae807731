import PizZip from 'pizzip';
import { expect, test } from 'vitest';
import type { Actor } from '#kernel/actor.ts';
import { isRefusal } from '#kernel/refusal.ts';
import { documentsOf } from '#modules/documents/index.ts';
import { historyOf } from '#modules/journal/index.ts';
import { type City, granted, photo, withCity } from '../../../test/support/city.ts';
import { forumWithQuorum } from '../../../test/support/funded.ts';
import { PAPER_SETTING } from '../../../test/support/paper-setting.ts';
import {
  askToSetLetterhead,
  LARGEST_LOGO,
  letterheadOverview,
  type PaperForm,
  paperOf,
  picturesOf,
  setLetterhead,
} from './index.ts';
import { writtenPaper } from './written-paper.ts';

const TYPED = {
  office: undefined,
  lines: 'Pemerintah Daerah Kota Bandung',
  address: 'Jl. Wastukancana Nomor 2, Bandung 40117',
  contact: '',
  logo: undefined,
  withoutLogo: false,
  version: 0,
  reason: 'Tata naskah dinas yang baru',
  basis: 'Perwal 3/2026',
};

async function written(city: City, form: PaperForm, id: string) {
  const { pilar, tenant, actors } = city;
  const paper = await pilar.read(tenant, (tx) => paperOf(tx, actors.lurah, form, id, PAPER_SETTING));
  if (isRefusal(paper)) throw new Error('refused');
  const pictures = await picturesOf(pilar, paper);
  const docx = new PizZip(await writtenPaper({ paper, format: 'docx', pictures }));
  const pdf = Buffer.from(await writtenPaper({ paper, format: 'pdf', pictures })).toString('latin1');
  return { head: paper.letterhead, docx, pdf };
}

const seen = ({ pilar, tenant }: City, who: Actor, office?: string) =>
  pilar.read(tenant, (tx) =>
    letterheadOverview(tx, who, 'Kota Bandung', { office, words: [], after: undefined }),
  );

test('the papers of an office bear what the city entered, with its logo, and what was entered for the office', async () => {
  const city = await withCity();
  const { pilar, actors, offices } = city;
  const forum = await forumWithQuorum(city);
  const plain = await written(city, 'undangan', forum);
  expect(plain.head).toMatchObject({
    above: ['Pemerintah Kota Bandung', 'Kecamatan Mandalajati'],
    address: [],
  });
  expect(plain.docx.file(/word\/media\/.*\.jpg/)).toHaveLength(0);

  granted(await setLetterhead(pilar, actors.setda, { ...TYPED, logo: await photo() }));
  granted(
    await setLetterhead(pilar, actors.setda, {
      ...TYPED,
      office: offices.kelurahan.id,
      lines: '',
      address: 'Jl. Pasir Impun Nomor 1',
      contact: '(022) 7200001',
    }),
  );
  const { head, docx, pdf } = await written(city, 'undangan', forum);
  expect(head).toMatchObject({
    above: ['Pemerintah Daerah Kota Bandung', 'Kecamatan Mandalajati'],
    office: 'Kelurahan Pasir Impun',
    address: ['Jl. Pasir Impun Nomor 1', '(022) 7200001'],
  });
  const text = docx.file('word/document.xml')?.asText() ?? '';
  for (const line of ['PEMERINTAH DAERAH KOTA BANDUNG', 'Jl. Pasir Impun Nomor 1', '(022) 7200001']) {
    expect(text).toContain(line);
  }
  expect(text).not.toContain('Wastukancana');
  expect(docx.file(/word\/media\/.*\.jpg/)).toHaveLength(1);
  expect(pdf.match(/\/Subtype \/Image/g)).toHaveLength(1);
  const recap = await written(city, 'rekapitulasi', city.program.id);
  expect(recap.head).toMatchObject({ office: 'Pemerintah Daerah Kota Bandung', address: [TYPED.address] });
});

test('whoever steers the city keeps it, by a document and for a reason; the journal tells both', async () => {
  const city = await withCity();
  const { pilar, actors, offices, tenant } = city;
  for (const other of [actors.lurah, actors.rw1]) {
    expect(await setLetterhead(pilar, other, TYPED)).toMatchObject({ refusal: { refusal: 'access.office' } });
    expect(await askToSetLetterhead(pilar, other)).toMatchObject({ refusal: 'access.office' });
    expect(await seen(city, other)).toMatchObject({ refusal: 'access.office' });
  }
  for (const [wrong, field] of [
    [{ reason: '' }, 'reason'],
    [{ basis: ' ' }, 'basis'],
    [{ lines: 'a\nb\nc\nd' }, 'lines'],
    [{ address: 'a'.repeat(161) }, 'address'],
  ] as const) {
    expect(await setLetterhead(pilar, actors.setda, { ...TYPED, ...wrong })).toMatchObject({
      refusal: { issues: [{ field }] },
    });
  }
  // An institution of residents has none of the government's.
  expect(await setLetterhead(pilar, actors.setda, { ...TYPED, office: offices.rw1.id })).toMatchObject({
    refusal: { refusal: 'access.not-found' },
  });
  granted(await setLetterhead(pilar, actors.setda, TYPED));
  const told = await pilar.read(tenant, (tx) => historyOf(tx, tenant));
  expect(told.find((one) => one.action === 'letter.head-set')?.summary).toMatchObject({
    headLines: TYPED.lines,
    reason: TYPED.reason,
    basis: TYPED.basis,
  });
  // Two who change it at once: the second is told.
  expect(await setLetterhead(pilar, actors.setda, TYPED)).toMatchObject({
    refusal: { refusal: 'input.stale' },
  });
});

test('a logo is a picture of its own content, not too large; it stays until another or none is wanted', async () => {
  const city = await withCity();
  const { pilar, actors, tenant } = city;
  const sent = (logo: Uint8Array) => setLetterhead(pilar, actors.setda, { ...TYPED, logo });
  expect(await sent(new TextEncoder().encode('<svg onload="alert(1)"/>'))).toMatchObject({
    refusal: { refusal: 'file.type', field: 'logo' },
  });
  expect(await sent(new Uint8Array(LARGEST_LOGO + 1))).toMatchObject({
    refusal: { refusal: 'file.too-large', params: { limit: LARGEST_LOGO } },
  });
  granted(await sent(await photo()));
  const logos = async () => {
    const all = await pilar.read(tenant, (tx) => documentsOf(tx, tenant));
    return all.filter((one) => one.role === 'letterhead-logo').map((one) => one.sha256);
  };
  const [first, ...none] = await logos();
  expect(none).toEqual([]);
  granted(await setLetterhead(pilar, actors.setda, { ...TYPED, version: 1, address: 'Jl. Baru' }));
  expect(await logos()).toEqual([first]);
  const other = await photo('#112233');
  granted(await setLetterhead(pilar, actors.setda, { ...TYPED, version: 2, logo: other }));
  expect(await logos()).not.toEqual([first]);
  expect(await logos()).toHaveLength(1);
  granted(await setLetterhead(pilar, actors.setda, { ...TYPED, version: 3, withoutLogo: true }));
  expect(await logos()).toEqual([]);
  const found = await seen(city, actors.setda);
  expect(!isRefusal(found) && found.head.logo).toBeUndefined();
});

test('whoever keeps it sees the offices that write, with what was entered for each', async () => {
  const city = await withCity();
  const { pilar, actors, offices } = city;
  granted(
    await setLetterhead(pilar, actors.setda, { ...TYPED, office: offices.kelurahan.id, address: 'Jl. Satu' }),
  );
  const found = await seen(city, actors.setda, offices.kelurahan.id);
  if (isRefusal(found)) throw new Error('refused');
  expect(found.office?.name).toBe('Kelurahan Pasir Impun');
  expect(found.offices.find((one) => one.id === offices.kelurahan.id)?.address).toBe('Jl. Satu');
  expect(found.offices.map((one) => one.kind)).not.toContain('rw');
  expect(await seen(city, actors.setda, offices.rw1.id)).toMatchObject({ refusal: 'access.not-found' });
});
