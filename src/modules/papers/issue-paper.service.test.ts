import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Actor, Visitor } from '#kernel/actor.ts';
import { attachScan } from '#modules/letters/index.ts';
import { type City, granted, photo, withCity } from '../../../test/support/city.ts';
import { forumWithQuorum } from '../../../test/support/funded.ts';
import { PAPER_SETTING } from '../../../test/support/paper-setting.ts';
import {
  issuePaper,
  letterDraft,
  letterOverview,
  numberings,
  type PaperForm,
  setLetterPattern,
} from './index.ts';

function issued(
  { pilar }: City,
  who: Actor | Visitor,
  id: string,
  number = '',
  form: PaperForm = 'undangan',
) {
  return issuePaper(pilar, who, { form, id, number, setting: PAPER_SETTING });
}

test('an invitation is issued: numbered, kept as it went out, told to everybody with its hashes', async () => {
  const city = await withCity();
  const { pilar, actors, tenant } = city;
  const forum = await forumWithQuorum(city);
  const { letter } = granted(await issued(city, actors.lurah, forum));
  const seen = await pilar.read(tenant, (tx) => letterOverview(tx, { tenant }, letter));
  if (!('letter' in seen)) throw new Error('refused');
  expect(seen.letter).toMatchObject({
    number: '001/KPI/II/2026',
    sequence: 1,
    issuedOn: '2026-02-10',
    open: true,
  });
  expect(seen.files?.map((one) => one.role).toSorted()).toEqual(['issued-docx', 'issued-pdf']);
  const kept = await pilar.files.get(seen.letter.pdfSha256);
  expect(createHash('sha256').update(kept).digest('hex')).toBe(seen.letter.pdfSha256);
  expect(Buffer.from(kept.subarray(0, 5)).toString()).toBe('%PDF-');
  expect(seen.history.map((one) => one.action)).toEqual(['letter.issued']);

  // A sheet with names is told of, and read by its office alone.
  const sheet = granted(await issued(city, actors.lurah, forum, '', 'daftar-hadir'));
  const told = await pilar.read(tenant, (tx) => letterOverview(tx, { tenant }, sheet.letter));
  expect('letter' in told && told.files).toBeUndefined();
});

test('numbers follow each other, also of two at once; one that was used is refused, one typed is passed over', async () => {
  const city = await withCity();
  const { pilar, actors, tenant } = city;
  const forum = await forumWithQuorum(city);
  const both = await Promise.all([issued(city, actors.lurah, forum), issued(city, actors.lurah, forum)]);
  const numbers: string[] = [];
  for (const one of both) {
    const found = await pilar.read(tenant, (tx) => letterOverview(tx, { tenant }, granted(one).letter));
    numbers.push('letter' in found ? found.letter.number : '');
  }
  expect(numbers.toSorted()).toEqual(['001/KPI/II/2026', '002/KPI/II/2026']);
  const again = await issued(city, actors.lurah, forum, '002/KPI/II/2026');
  expect(again).toMatchObject({ ok: false, refusal: { refusal: 'letter.number-taken' } });
  granted(await issued(city, actors.lurah, forum, '003/KPI/II/2026'));
  const draft = await pilar.read(tenant, (tx) =>
    letterDraft(tx, actors.lurah, 'undangan', forum, PAPER_SETTING),
  );
  expect(draft).toMatchObject({ next: '004/KPI/II/2026' });
});

test('an office issues its own letters alone; the city sets how they are numbered', async () => {
  const city = await withCity();
  const { pilar, actors, tenant } = city;
  const forum = await forumWithQuorum(city);
  expect(await issued(city, { tenant }, forum)).toMatchObject({ refusal: { refusal: 'access.sign-in' } });
  for (const other of [actors.rw1, actors.camat]) {
    expect(await issued(city, other, forum)).toMatchObject({ refusal: { refusal: 'access.office' } });
  }
  expect(await issued(city, actors.lurah, city.program.id, '', 'rekapitulasi')).toMatchObject({
    refusal: { refusal: 'letter.not-numbered' },
  });
  const pattern = { form: 'undangan', pattern: '005/{nomor}/{kantor}/{bulan}/{tahun}' };
  expect(await setLetterPattern(pilar, actors.lurah, pattern)).toMatchObject({
    refusal: { refusal: 'access.office' },
  });
  for (const [wrong, field] of [
    [{ ...pattern, form: 'surat-cinta' }, 'form'],
    [{ ...pattern, pattern: '005/{nomor}/{kantor}' }, 'pattern'],
  ] as const) {
    expect(await setLetterPattern(pilar, actors.setda, wrong)).toMatchObject({
      refusal: { issues: [{ field }] },
    });
  }
  granted(await setLetterPattern(pilar, actors.setda, pattern));
  const shown = (who: Actor) => pilar.read(tenant, (tx) => numberings(tx, who, 'Kelurahan Pasir Impun'));
  expect(await shown(actors.lurah)).toMatchObject({ refusal: 'access.office' });
  expect(await shown(actors.setda)).toEqual(
    expect.arrayContaining([
      { form: 'undangan', pattern: pattern.pattern, isSet: true, example: '005/001/KPI/II/2026' },
      { form: 'kwitansi', pattern: expect.any(String), isSet: false, example: '001/KPI/II/2026' },
    ]),
  );
  const draft = await pilar.read(tenant, (tx) =>
    letterDraft(tx, actors.lurah, 'undangan', forum, PAPER_SETTING),
  );
  expect(draft).toMatchObject({ next: '005/001/KPI/II/2026' });
});

test('the scan of what was signed is attached once and changes nothing of the letter', async () => {
  const city = await withCity();
  const { pilar, actors, tenant } = city;
  const { letter } = granted(await issued(city, actors.lurah, await forumWithQuorum(city)));
  const before = await pilar.read(tenant, (tx) => letterOverview(tx, actors.lurah, letter));
  const text = new TextEncoder().encode('bukan gambar');
  expect(await attachScan(pilar, actors.lurah, { letter, scan: text })).toMatchObject({
    refusal: { refusal: 'file.type' },
  });
  expect(await attachScan(pilar, actors.rw1, { letter, scan: await photo() })).toMatchObject({
    refusal: { refusal: 'access.office' },
  });
  granted(await attachScan(pilar, actors.lurah, { letter, scan: await photo() }));
  expect(await attachScan(pilar, actors.lurah, { letter, scan: await photo('#112233') })).toMatchObject({
    refusal: { refusal: 'letter.scanned' },
  });
  const after = await pilar.read(tenant, (tx) => letterOverview(tx, { tenant }, letter));
  expect('letter' in after && 'letter' in before && after.letter).toEqual(
    'letter' in before && before.letter,
  );
  expect('scan' in after && after.scan?.role).toBe('scan');
});
