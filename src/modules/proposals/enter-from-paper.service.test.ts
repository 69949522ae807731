import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Actor, Visitor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { isRefusal } from '#kernel/refusal.ts';
import { proposalFacts } from '#modules/overview/index.ts';
import { type City, DRAINAGE, granted, photo, withCity } from '../../../test/support/city.ts';
import {
  addProposalPhoto,
  enterFromPaper,
  type FromPaper,
  proposalById,
  readSheetNumber,
  returnProposal,
  saveProposal,
  sheetNumber,
  submitProposal,
} from './index.ts';

const MODEL = readFileSync('models/pippk-kota/2026.yaml', 'utf8');

async function paper({ offices, program }: City, change: Partial<FromPaper> = {}): Promise<FromPaper> {
  return {
    program: program.slug,
    kind: 'usulan',
    organization: offices.rw1.id,
    number: '7K3M-2Q9X',
    broughtBy: 'Bu Sekretaris RW',
    receivedOn: '2026-02-09',
    until: '2026-02-20',
    scan: [await photo()],
    ...change,
  };
}

async function said(city: City, who: Actor | Visitor, input: FromPaper): Promise<string> {
  const result = await enterFromPaper(city.pilar, who, input);
  if (result.ok) return 'entered';
  const [first = result.refusal] = result.refusal.issues ?? [result.refusal];
  return `${first.field ?? ''} ${first.refusal}`.trim();
}

test('what an institution signed on paper is entered by its kelurahan, and sent as if the institution had sent it', async () => {
  const city = await withCity({ model: MODEL });
  const { pilar, tenant, actors } = city;
  const { id: proposal } = granted(await enterFromPaper(pilar, actors.lurah, await paper(city)));
  const facts = async (viewer: Actor | Visitor) => {
    const read = await pilar.read(tenant, (tx) => proposalFacts(tx, viewer, proposal));
    return isRefusal(read) ? read.refusal : read;
  };
  // A draft is the institution's and the office's that writes it; nobody else finds it.
  expect(await facts({ tenant })).toBe('access.not-found');
  expect(await facts(actors.rw1)).toMatchObject({ own: true, fromPaper: { broughtBy: 'Bu Sekretaris RW' } });
  granted(await addProposalPhoto(pilar, actors.lurah, { proposal, file: await photo(), caption: 'Gang' }));
  granted(await saveProposal(pilar, actors.lurah, { proposal, fields: DRAINAGE }));
  granted(await submitProposal(pilar, actors.lurah, { proposal }));
  // Everybody reads from which office and until when it was let; who brought it and the scan, nobody outside.
  expect(await facts({ tenant })).toMatchObject({
    institution: { id: city.offices.rw1.id },
    fromPaper: {
      office: expect.stringContaining('Pasir Impun'),
      receivedOn: '2026-02-09',
      until: '2026-02-20',
      number: '7K3M-2Q9X',
      broughtBy: undefined,
      scans: [],
    },
  });
  expect(await facts(actors.rw1)).toMatchObject({ fromPaper: { scans: [expect.any(String)] } });
  // Whoever entered it does not look at it.
  const back = await returnProposal(pilar, actors.lurah, { proposal, remark: 'Foto kurang jelas' });
  expect(back).toMatchObject({ ok: false, refusal: { refusal: 'access.own-proposal' } });
});

test('a form is entered once, with its scan and by an office that the model lets', async () => {
  const city = await withCity({ model: MODEL });
  const { actors } = city;
  expect(await said(city, actors.rw1, await paper(city))).toBe('access.office');
  expect(await said(city, actors.lurah, await paper(city, { scan: [] }))).toBe('scan input.required');
  const pages = await Promise.all(Array.from({ length: 7 }, () => photo()));
  expect(await said(city, actors.lurah, await paper(city, { scan: pages }))).toBe('scan file.too-many');
  expect(await said(city, actors.lurah, await paper(city, { broughtBy: '' }))).toBe(
    'broughtBy input.required',
  );
  expect(await said(city, actors.lurah, await paper(city, { until: '2026-02-09' }))).toBe(
    'until input.date-order',
  );
  expect(await said(city, actors.lurah, await paper(city, { receivedOn: '2026-02-11' }))).toBe(
    'receivedOn input.date-order',
  );
  expect(await said(city, actors.lurah, await paper(city))).toBe('entered');
  expect(await said(city, actors.lurah, await paper(city, { number: '7k3m 2q9x' }))).toBe(
    'number on-paper.entered',
  );
  // A paper of one's own has no number, and there may be many.
  expect(await said(city, actors.lurah, await paper(city, { number: '' }))).toBe('entered');
  expect(await said(city, actors.lurah, await paper(city, { number: '' }))).toBe('entered');
  const bandung = await withCity();
  expect(await said(bandung, bandung.actors.lurah, await paper(bandung))).toBe('access.office');
});

test('after the last day that was signed only the institution writes and sends it', async () => {
  const city = await withCity({ model: MODEL });
  const { pilar, tenant, actors } = city;
  const { id: proposal } = granted(
    await enterFromPaper(pilar, actors.lurah, await paper(city, { until: '2026-02-10' })),
  );
  const save = async (who: Actor) => {
    const result = await saveProposal(pilar, who, { proposal, fields: DRAINAGE });
    return result.ok ? 'kept' : result.refusal.refusal;
  };
  expect(await save(actors.lurah)).toBe('kept');
  pilar.clock.set(new Date('2026-02-11T03:00:00Z'));
  expect(await save(actors.lurah)).toBe('on-paper.mandate-ended');
  expect(await save(actors.rw1)).toBe('kept');
  expect(await save(actors.treasurer)).toBe('access.office');
  const kept: Id | undefined =
    (await pilar.read(tenant, (tx) => proposalById(tx, proposal)))?.organization ?? undefined;
  expect(kept).toBe(city.offices.rw1.id);
});

test.each([
  ['7K3M-2Q9X', '7K3M-2Q9X'],
  [' 7k3m2q9x ', '7K3M-2Q9X'],
  ['', null],
])('the number %j of a form is read as %j', (typed, read) => {
  expect(readSheetNumber(typed)).toBe(read);
});

test.each(['7K3M-2Q9', 'OIL0-2Q9X', '7K3M-2Q9XX'])('%j is no number of a form', (typed) => {
  expect(readSheetNumber(typed)).toMatchObject({ refusal: 'input.choice' });
});

test('a number that is printed can be read again', () => {
  const number = sheetNumber('019c44e8-6d00-7000-8000-2f1d3c9a5b10');
  expect(readSheetNumber(number)).toBe(number);
});
