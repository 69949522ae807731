import { expect, test } from 'vitest';
import { historyOf } from '#modules/journal/index.ts';
import { startProposal } from '#modules/proposals/index.ts';
import { type City, granted, withCity } from '../../../test/support/city.ts';
import {
  actorById,
  correctPerson,
  endOffice,
  giveOffice,
  issueSignInCode,
  officesOf,
  personById,
  registerResident,
} from './index.ts';

const NEW_CHAIR = {
  office: 'chair',
  name: 'Ketua Baru',
  phone: '0812-3456-7890',
  startsOn: '2026-02-15',
  endsOn: '2031-02-14',
  decree: 'SK Lurah 12/2026',
  reason: 'Masa bakti baru',
  acting: '',
};

function appointment({ offices }: City, more: Partial<typeof NEW_CHAIR> & { replaces?: string } = {}) {
  return { organization: offices.rw1.id, ...NEW_CHAIR, ...more };
}

test('an RW changes hands: the old chair acts up to the last day, the new one from the first, and both are told in the journal', async () => {
  const city = await withCity();
  const { pilar, tenant, actors, offices, program } = city;
  const old = actors.rw1.mandates[0]?.id ?? '';
  const given = granted(await giveOffice(pilar, actors.lurah, appointment(city, { replaces: old })));
  expect(given.known).toBe(false);
  granted(await issueSignInCode(pilar, actors.lurah, { person: given.person }));

  const mayAct = async (person: string) =>
    pilar.read(tenant, async (tx) => ((await actorById(tx, person))?.mandates ?? []).length > 0);
  expect([await mayAct(actors.rw1.person), await mayAct(given.person)]).toEqual([true, false]);
  pilar.clock.set(new Date('2026-02-15T03:00:00Z'));
  expect([await mayAct(actors.rw1.person), await mayAct(given.person)]).toEqual([false, true]);

  const chair = await pilar.read(tenant, (tx) => actorById(tx, given.person));
  const draft = { program: program.slug, organization: offices.rw1.id };
  expect(chair && (await startProposal(pilar, chair, draft)).ok).toBe(true);

  const told = await pilar.read(tenant, (tx) => historyOf(tx, offices.rw1.id));
  expect(told.map((one) => [one.action, one.office])).toEqual(
    expect.arrayContaining([
      ['office.ended', 'lurah'],
      ['office.given', 'lurah'],
    ]),
  );
  const ended = told.find((one) => one.action === 'office.ended');
  const grounds = { decree: 'SK Lurah 12/2026', reason: 'Masa bakti baru' };
  expect(ended?.summary).toEqual({ office: 'chair', lastDay: '2026-02-14', ...grounds });
  expect(told.find((one) => one.action === 'office.given')?.summary).toMatchObject(grounds);
});

test('somebody on file is found by their number, however it is written, and keeps their name', async () => {
  const city = await withCity();
  const { pilar, tenant, actors, offices } = city;
  const { person } = granted(await giveOffice(pilar, actors.lurah, appointment(city)));
  const again = appointment(city, { phone: '+62 812 3456 7890', name: 'Nama Lain', office: 'secretary' });
  const second = granted(await giveOffice(pilar, actors.lurah, { ...again, organization: offices.rw2.id }));
  expect(second).toMatchObject({ person, known: true });
  const onFile = await pilar.read(tenant, (tx) => personById(tx, person));
  expect(onFile?.name).toBe('Ketua Baru');
  expect(await giveOffice(pilar, actors.lurah, appointment(city))).toMatchObject({
    refusal: { refusal: 'office.held', field: 'name' },
  });
});

test('whoever acts for the lurah does so up to a day, put in by the camat and not by the lurah', async () => {
  const city = await withCity();
  const { pilar, tenant, actors, offices } = city;
  const acting = {
    ...appointment(city),
    organization: offices.kelurahan.id,
    office: 'lurah',
    acting: 'plh',
    startsOn: '2026-02-10',
    endsOn: '2026-02-20',
  };
  expect(await giveOffice(pilar, actors.lurah, acting)).toMatchObject({
    refusal: { refusal: 'access.office' },
  });
  expect(await giveOffice(pilar, actors.camat, { ...acting, endsOn: '' })).toMatchObject({
    refusal: { refusal: 'input.required', field: 'endsOn' },
  });
  expect(await giveOffice(pilar, actors.camat, { ...acting, acting: 'pjs' })).toMatchObject({
    refusal: { issues: [{ refusal: 'input.choice', field: 'acting' }] },
  });
  const { person } = granted(await giveOffice(pilar, actors.camat, acting));
  const actor = await pilar.read(tenant, (tx) => actorById(tx, person));
  expect(actor?.mandates).toMatchObject([{ office: 'lurah', acting: 'plh', endsOn: '2026-02-20' }]);
});

test('the office of the only one who can act may be ended, and the answer says that nobody is left', async () => {
  const { pilar, tenant, actors, offices } = await withCity();
  const mandate = actors.rw1.mandates[0]?.id ?? '';
  const end = { mandate, lastDay: '2026-02-10', decree: 'Surat 7/2026', reason: 'Pindah tempat tinggal' };
  expect(await endOffice(pilar, actors.rw2, end)).toMatchObject({ refusal: { refusal: 'access.office' } });
  expect(await endOffice(pilar, actors.lurah, { ...end, reason: ' ' })).toMatchObject({
    refusal: { issues: [{ refusal: 'input.required', field: 'reason' }] },
  });
  expect(await endOffice(pilar, actors.lurah, { ...end, decree: ' ' })).toMatchObject({
    refusal: { issues: [{ refusal: 'input.required', field: 'decree' }] },
  });
  expect(granted(await endOffice(pilar, actors.lurah, end)).others).toBe(0);
  expect(await endOffice(pilar, actors.lurah, end)).toMatchObject({
    refusal: { refusal: 'office.ended', field: 'lastDay' },
  });
  const held = await pilar.read(tenant, (tx) => officesOf(tx, offices.rw1.id));
  expect(held).toMatchObject([{ mandate, endsOn: '2026-02-10', endedFor: 'Pindah tempat tinggal' }]);
});

test('an office that the kind of party does not have, a day before it began and oneself are refused', async () => {
  const city = await withCity();
  const { pilar, actors } = city;
  const give = (more: Parameters<typeof appointment>[1]) =>
    giveOffice(pilar, actors.lurah, appointment(city, more));
  expect(await give({ office: 'treasurer' })).toMatchObject({
    refusal: { refusal: 'office.unknown', field: 'office' },
  });
  expect(await give({ phone: '000' })).toMatchObject({
    refusal: { issues: [{ refusal: 'phone.unreadable', field: 'phone' }] },
  });
  expect(await give({ decree: ' ', reason: '' })).toMatchObject({
    refusal: {
      issues: [
        { refusal: 'input.required', field: 'decree' },
        { refusal: 'input.required', field: 'reason' },
      ],
    },
  });
  const { mandate } = granted(await give({}));
  const early = { mandate, lastDay: '2026-02-14', decree: 'Surat 7/2026', reason: 'Batal' };
  expect(await endOffice(pilar, actors.lurah, early)).toMatchObject({ refusal: { refusal: 'office.day' } });
});

test('a name and a number are corrected with a reason, and a number stays one person’s', async () => {
  const city = await withCity();
  const { pilar, tenant, actors, offices } = city;
  const { person } = granted(await giveOffice(pilar, actors.lurah, appointment(city)));
  const region = offices.kelurahan.region;
  granted(await registerResident(pilar, actors.lurah, { name: 'Warga', phone: '081200001111', region }));
  pilar.clock.set(new Date('2026-02-15T03:00:00Z'));
  const corrected = { person, name: 'Ketua Betul', phone: '081299998888', reason: 'Salah tulis' };
  expect(await correctPerson(pilar, actors.rw2, corrected)).toMatchObject({
    refusal: { refusal: 'access.office' },
  });
  expect(await correctPerson(pilar, actors.lurah, { ...corrected, phone: '0812-0000-1111' })).toMatchObject({
    refusal: { refusal: 'sign-in.taken', field: 'phone' },
  });
  granted(await correctPerson(pilar, actors.lurah, corrected));
  expect(await pilar.read(tenant, (tx) => personById(tx, person))).toMatchObject({
    name: 'Ketua Betul',
    phone: expect.stringContaining('99998888'),
  });
});
