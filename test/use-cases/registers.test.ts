import { expect, test } from 'vitest';
import { z } from 'zod';
import type { Actor } from '#kernel/actor.ts';
import { isRefusal } from '#kernel/refusal.ts';
import { verifyRecords } from '#modules/journal/index.ts';
import {
  askToKeepRegister,
  entryForOffice,
  importRegister,
  openApproachesFor,
  recordApproach,
  registerIn,
  registerList,
  registerShare,
} from '#modules/registers/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { apiOf, tokenOf } from '../support/api.ts';
import { granted } from '../support/city.ts';
import { cityWithTjsl } from '../support/tjsl.ts';

const HEAD = 'nib;nama;sektor;kecamatan;alamat';
const COMPANIES = 10_000;
const Page = z.looseObject({
  items: z.array(z.looseObject({ id: z.string(), name: z.string() })),
  next: z.string().nullable(),
});

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

const NIB = '0120345678901';

/** The city with three companies in its register, of which one joined, and the API as its economy division uses it. */
async function withRegister() {
  const city = await cityWithTjsl();
  const { pilar, tenant, economy, program } = city;
  const named = { program: program.slug, kind: 'perusahaan' };
  const text = [
    HEAD,
    `${NIB};PT Cahaya Hijau;Perdagangan;Mandalajati;`,
    '2000000000001;PT Anggrek;Jasa;;',
    '2000000000002;PT Melur;Jasa;Mandalajati;',
  ].join('\n');
  granted(await importRegister(pilar, economy, { ...named, source: 'Daftar contoh', text }));
  const approach = async (who: Actor, name: string, outcome: string, happenedOn = '2026-02-09') => {
    const [entry] = await pilar.read(tenant, async (tx) => {
      const found = await registerIn(tx, named);
      return found ? registerList(tx, found, { area: '32.73', words: [name] }, { limit: 1 }) : [];
    });
    granted(
      await recordApproach(pilar, who, {
        ...named,
        entry: entry?.id ?? '',
        happenedOn,
        way: 'visit',
        spokeWith: 'Ibu Ratna',
        remark: '',
        outcome,
      }),
    );
  };
  const desk = (who: Actor) =>
    pilar.read(tenant, async (tx) =>
      (await openApproachesFor(tx, who, [program], 20)).map((one) => `${one.name} ${one.outcome}`),
    );
  return { ...city, approach, desk };
}

test('whom an office asked lies on its desk until they take part or say no, who will join on all that may ask', async () => {
  const { economy, secretary, chair, resident, founder, approach, desk, join } = await withRegister();
  await approach(economy, 'anggrek', 'no-answer', '2026-02-08');
  await approach(economy, 'cahaya', 'will-join');
  await approach(secretary, 'melur', 'thinking');
  expect(await desk(economy)).toEqual(['PT Anggrek no-answer', 'PT Cahaya Hijau will-join']);
  expect(await desk(secretary)).toEqual(['PT Cahaya Hijau will-join', 'PT Melur thinking']);
  expect(await desk(chair)).toEqual(['PT Cahaya Hijau will-join']);
  expect(await desk(resident)).toEqual([]);
  // The newest counts; whoever takes part or said no is asked no more.
  await approach(secretary, 'melur', 'refused', '2026-02-10');
  await join(founder, 'PT Cahaya Hijau');
  expect(await desk(secretary)).toEqual([]);
  expect(await desk(economy)).toEqual(['PT Anggrek no-answer']);
});

test('programs read the register, and offices the approaches to one of it', async () => {
  const city = await withRegister();
  const { secretary, resident, program } = city;
  const send = apiOf(city);
  const list = `/api/v1/bandung/programs/${program.slug}/registers/perusahaan`;
  const first = await send('GET', `${list}?limit=2`);
  const { items, next } = Page.parse(first.body);
  expect(items.map((one) => one.name)).toEqual(['PT Anggrek', 'PT Cahaya Hijau']);
  expect(Page.parse((await send('GET', next ?? '')).body).items).toMatchObject([
    { name: 'PT Melur', place: '32.73.30', organization: null, approaches: 0 },
  ]);
  expect(
    Page.parse((await send('GET', `${list}?part=out&sector=Jasa&area=32.73.30`)).body).items.map(
      (one) => one.name,
    ),
  ).toEqual(['PT Melur']);
  expect((await send('GET', list.replace('perusahaan', 'perguruan-tinggi'))).status).toBe(404);
  expect((await send('GET', `${list}?cursor=nowhere`)).status).toBe(422);

  const entry = `${list}/${items[0]?.id}`;
  const token = await tokenOf(city, secretary);
  const told = { happenedOn: '2026-02-09', way: 'letter', outcome: 'no-answer' };
  const approaches = `${entry}/approaches`;
  expect((await send('POST', approaches, { json: told })).status).toBe(401);
  expect((await send('POST', approaches, { token: await tokenOf(city, resident), json: told })).status).toBe(
    403,
  );
  expect((await send('POST', approaches, { token, json: told })).status).toBe(201);
  expect((await send('GET', entry, { token })).body).toMatchObject({
    name: 'PT Anggrek',
    approaches: [{ way: 'letter', outcome: 'no-answer', office: 'forum-tjsl/sekretaris' }],
  });
  // Who was spoken with is not for the public.
  expect((await send('GET', entry)).status).toBe(404);
});
