import { expect, test } from 'vitest';
import { isRefusal } from '#kernel/refusal.ts';
import { verifyRecords } from '#modules/journal/index.ts';
import {
  askToKeepRegister,
  entryForOffice,
  importRegister,
  recordApproach,
  registerIn,
  registerList,
  registerShare,
} from '#modules/registers/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { granted } from '../support/city.ts';
import { cityWithTjsl } from '../support/tjsl.ts';

const HEAD = 'nib;nama;sektor;kecamatan;alamat';
const COMPANIES = 10_000;

/** Ten thousand companies; the number of the first is that of the company that joins in these tests. */
function companies(broken?: number): string {
  const lines = Array.from({ length: COMPANIES }, (_, n) => {
    const nib = n === 0 ? '0120345678901' : String(2_000_000_000_000 + n);
    const said = n === broken ? nib.slice(1) : nib;
    return `${said};PT Usaha ${n};${n % 3 ? 'Perdagangan' : 'Jasa'};${n % 2 ? 'Mandalajati' : ''};Jalan ${n}`;
  });
  return [HEAD, ...lines].join('\r\n');
}

test('a register of 10,000 companies shows who takes part, whom the offices approached, and what came of it', async () => {
  const city = await cityWithTjsl();
  const { pilar, tenant, economy, program, founder, resident, secretary } = city;
  const named = { program: program.slug, kind: 'perusahaan' };
  const read = <T>(
    work: (tx: Tx, found: NonNullable<Awaited<ReturnType<typeof registerIn>>>) => Promise<T>,
  ) =>
    pilar.read(tenant, async (tx) => {
      const found = await registerIn(tx, named);
      if (!found) throw new Error('there is no register');
      return work(tx, found);
    });
  const source = 'Dinas Koperasi, daftar perusahaan 2026';

  // Who may not keep it is told before the file is received; universities have no register in this model.
  expect(await askToKeepRegister(pilar, resident, named)).toMatchObject({ refusal: 'access.office' });
  expect(await askToKeepRegister(pilar, economy, { ...named, kind: 'perguruan-tinggi' })).toMatchObject({
    refusal: 'access.not-found',
  });
  const input = { ...named, source, text: companies(4321) };
  expect(await importRegister(pilar, resident, input)).toMatchObject({
    refusal: { refusal: 'access.office' },
  });
  expect(await importRegister(pilar, economy, { ...input, source: ' ', text: ' ' })).toMatchObject({
    refusal: { issues: [{ field: 'source' }, { field: 'file', refusal: 'input.required' }] },
  });

  // One broken line: nothing is kept, and the line is named.
  expect(await importRegister(pilar, economy, input)).toMatchObject({
    refusal: {
      issues: [
        {
          refusal: 'register.unreadable',
          field: 'file',
          params: { line: 4323, column: 'nib', reason: 'digits', count: 1 },
        },
      ],
    },
  });
  expect(await read((tx, found) => registerShare(tx, found))).toMatchObject({ entries: 0 });

  const began = performance.now();
  expect(granted(await importRegister(pilar, economy, { ...input, text: companies() }))).toEqual({
    entries: COMPANIES,
  });
  expect(performance.now() - began).toBeLessThan(60_000);
  // The same again is written anew, not added.
  granted(
    await importRegister(pilar, economy, {
      ...input,
      text: [HEAD, '0120345678901;PT Cahaya;Jasa;;'].join('\n'),
    }),
  );
  expect(await read((tx, found) => registerShare(tx, found))).toMatchObject({
    entries: COMPANIES,
    takePart: 0,
  });

  const director = await city.join(founder, 'PT Cahaya Hijau');
  const page = await read((tx, found) =>
    registerList(tx, found, { area: '32.73', part: 'in' }, { limit: 50 }),
  );
  expect(page).toMatchObject([
    { name: 'PT Cahaya', number: '0120345678901', organization: director.company },
  ]);
  const [first] = await read((tx, found) =>
    registerList(
      tx,
      found,
      { area: '32.73.30', part: 'out', sector: 'Jasa', words: ['usaha'] },
      { limit: 1 },
    ),
  );
  expect(first).toMatchObject({
    sector: 'Jasa',
    place: 'Mandalajati',
    organization: undefined,
    approaches: 0,
  });
  const entry = first?.id ?? '';

  const approach = {
    ...named,
    entry,
    happenedOn: '2026-02-09',
    way: 'visit',
    spokeWith: 'Ibu Ratna',
    remark: 'Tertarik bidang pendidikan.',
    outcome: 'thinking',
  };
  granted(await recordApproach(pilar, economy, approach));
  expect(
    await recordApproach(pilar, economy, { ...approach, happenedOn: '2026-03-09', way: 'x' }),
  ).toMatchObject({
    refusal: { issues: [{ field: 'happenedOn' }, { field: 'way', refusal: 'input.choice' }] },
  });
  expect(await recordApproach(pilar, director, approach)).toMatchObject({
    refusal: { refusal: 'access.office' },
  });
  expect(await read((tx, found) => registerShare(tx, found))).toMatchObject({
    entries: COMPANIES,
    takePart: 1,
    approaches: 1,
    approached: 1,
  });
  const seen = (who: Parameters<typeof entryForOffice>[1]) =>
    read((tx, found) => entryForOffice(tx, who, found, entry));
  expect(await seen(secretary)).toMatchObject({
    approaches: [{ spokeWith: 'Ibu Ratna', outcome: 'thinking' }],
  });
  expect(isRefusal(await seen(director))).toBe(true);
  expect(isRefusal(await seen({ tenant }))).toBe(true);
  expect(await pilar.read(tenant, (tx) => verifyRecords(tx))).toMatchObject({ faults: [] });
});
