import { readFileSync } from 'node:fs';
import { onTestFinished } from 'vitest';
import type { Actor } from '#kernel/actor.ts';
import { type Id, newId } from '#kernel/id.ts';
import {
  actorById,
  formBody,
  giveOffice,
  insertOfficers,
  insertOrganizations,
  insertPerson,
  stewardOf,
} from '#modules/actors/index.ts';
import {
  answerProposal,
  decideProposal,
  openForum,
  recordAttendance,
  scheduleForum,
  sealForum,
} from '#modules/deliberation/index.ts';
import { owedByParty, owePeriods } from '#modules/obligations/index.ts';
import { openProgram } from '#modules/programs/index.ts';
import {
  addProposalDocument,
  addProposalPhoto,
  followUp,
  ProposalFields,
  startProposal,
  submitProposal,
} from '#modules/proposals/index.ts';
import { granted, photo, smallCity, VILLAGE } from './city.ts';

/** TJSL lets nobody leave: its model with companies that may, by their board, or are ended by an office above them. */
export const lettingLeave = (source: string) =>
  source.replace(
    'keptBy: [forum-tjsl/sekretaris]\n      # Who',
    'keptBy: [forum-tjsl/sekretaris]\n      leaves: { by: [direksi], endedBy: [economy], basis: kebijakan-kota }\n      # Who',
  );

/**
 * The city with TJSL open in it, its Forum, its officers, two residents and two people who speak for companies. `adapted`:
 * a programme of another shape, as a city could make of it.
 */
export async function cityWithTjsl(adapted: (source: string) => string = (source) => source) {
  const city = await smallCity();
  const { pilar, tenant, actors, offices } = city;
  onTestFinished(() => pilar.close());
  const education = { id: newId(), kind: 'dinas-pendidikan', name: 'Dinas Pendidikan', region: '32.73' };
  const health = { id: newId(), kind: 'dinas-kesehatan', name: 'Dinas Kesehatan', region: '32.73' };
  const actor = (name: string, office?: string, organization = offices.setda): Actor => ({
    tenant,
    person: newId(),
    name,
    mandates: office ? [{ id: newId(), office, organization, region: organization.region }] : [],
    scopes: 'session',
    secondFactor: false,
  });
  const people = {
    resident: actor('Melati Purnama'),
    neighbour: actor('Surya Lestari'),
    founder: actor('Kartika Dewi'),
    rival: actor('Bima Wijaya'),
    mayor: actor('Wali Kota', 'mayor'),
    economy: actor('Bagian Perekonomian', 'economy'),
    education: actor('Kepala Dinas Pendidikan', 'kepala-dinas-pendidikan', education),
    health: actor('Kepala Dinas Kesehatan', 'kepala-dinas-kesehatan', health),
  };
  const program = granted(
    await pilar.change(actors.setda, 'offices:write', async (tx, who) => {
      await insertOrganizations(tx, [education, health]);
      for (const { person: id, name } of Object.values(people)) {
        await insertPerson(tx, { id, name, phone: null, region: VILLAGE });
      }
      return openProgram(tx, stewardOf(who), {
        source: adapted(readFileSync('models/tjsl/2014.yaml', 'utf8')),
        region: '32.73',
        fiscalYear: 2026,
      });
    }),
  );
  const { organization } = granted(
    await formBody(pilar, people.mayor, {
      program: program.slug,
      body: 'forum-tjsl',
      region: '32.73',
      decree: 'Kepwal 686',
    }),
  );
  const seats: { person: Id; mandate: Id }[] = [];
  const named = async (who: Actor): Promise<Actor> => ({
    ...who,
    mandates: (await pilar.read(tenant, (tx) => actorById(tx, who.person)))?.mandates ?? [],
  });
  const seat = async (office: string, phone: string): Promise<Actor> => {
    const given = granted(
      await giveOffice(pilar, people.mayor, {
        organization,
        office: `forum-tjsl/${office}`,
        name: `Anggota Forum ${phone.slice(-1)}`,
        phone,
        startsOn: '2026-02-10',
        endsOn: '2028-12-31',
        decree: 'Kepwal 686',
        reason: 'Masa bakti baru',
        acting: '',
      }),
    );
    seats.push(given);
    const found = await pilar.read(tenant, (tx) => actorById(tx, given.person));
    if (!found) throw new Error(`nobody sits on ${office}`);
    return found;
  };
  const chair = await seat('ketua', '081300000001');
  const secretary = await seat('sekretaris', '081300000002');
  await seat('bidang-pendidikan', '081300000003');

  /** Sends something in and answers how it was taken. */
  const send = async (
    who: Actor,
    kind: string,
    fields: Record<string, unknown>,
    bringer: { organization?: Id; photo?: string; document?: string } = {},
  ) => {
    const { id } = granted(
      await startProposal(pilar, who, {
        program: program.slug,
        kind,
        organization: bringer.organization,
        fields: ProposalFields.parse(fields),
      }),
    );
    if (bringer.photo) {
      granted(
        await addProposalPhoto(pilar, who, { proposal: id, file: await photo(bringer.photo), caption: '' }),
      );
    }
    if (bringer.document) {
      const file = await photo('#abcdef');
      granted(await addProposalDocument(pilar, who, { proposal: id, file, called: bringer.document }));
    }
    return { id, sent: await submitProposal(pilar, who, { proposal: id }) };
  };
  const accept = async (who: Actor, proposal: Id) =>
    granted(await answerProposal(pilar, who, { proposal, outcome: 'accept', remark: '' }));

  /** A company that asked to be let in and was: its founder speaks for it from now on. */
  const join = async (who: Actor, nama: string, minat = 'pendidikan'): Promise<Actor & { company: Id }> => {
    const answers = {
      nama,
      nib: '0120 3456 78901',
      alamat: 'Jalan Melati 1',
      sektor: 'Perdagangan',
      minat,
      wilayah: '32.73.30',
      kontak: 'Kartika, 0813 0000 0009',
    };
    const { id, sent } = await send(who, 'pendaftaran-perusahaan', { answers });
    granted(sent);
    await accept(secretary, id);
    const director = await named(who);
    return { ...director, company: director.mandates[0]?.organization.id ?? '' };
  };

  /** Somebody who does the office work of a company that joined; what the company owes is asked for from now on. */
  const officerOf = async (director: Actor, person: Actor): Promise<Actor> => {
    const [held] = director.mandates;
    if (!held) throw new Error(`${director.name} speaks for no company`);
    granted(
      await pilar.change(actors.setda, 'offices:write', async (tx, who) => {
        await insertOfficers(tx, [
          {
            mandate: newId(),
            person: person.person,
            name: person.name,
            phone: null,
            organization: held.organization.id,
            office: 'petugas-tjsl',
            region: '32.73',
            startsOn: tx.today,
            endsOn: null,
            decree: null,
          },
        ]);
        await owePeriods(tx, stewardOf(who), program);
        return { ok: true, value: undefined };
      }),
    );
    return named(person);
  };

  /** What a company owes of a kind for the year. */
  const owed = async (company: Id, kind: string): Promise<Id> => {
    const found = await pilar.read(tenant, (tx) => owedByParty(tx, company));
    const id = found.find((one) => one.kind === kind && one.occasion.startsWith('2026'))?.id;
    if (!id) throw new Error(`nobody asks ${company} for ${kind}`);
    return id;
  };

  /** The Forum meets and decides on these, each by the outcome named, and seals its minutes. */
  const meet = async (decisions: readonly (readonly [Id, string])[]) => {
    const { forum } = granted(
      await scheduleForum(pilar, secretary, {
        program: program.slug,
        forum: 'triwulan',
        region: '32.73',
        place: 'Balai Kota',
        startsAt: pilar.clock.now(),
      }),
    );
    granted(await openForum(pilar, secretary, { forum }));
    const came = seats.map((one) => ({ element: 'seats', unit: one.mandate, name: '' }));
    granted(await recordAttendance(pilar, secretary, { forum, people: came }));
    for (const [proposal, outcome] of decisions) {
      const decided = { forum, proposal, outcome, amount: '', reason: 'Selaras dengan prioritas bidang.' };
      granted(await decideProposal(pilar, chair, decided));
    }
    granted(await sealForum(pilar, secretary, { forum }));
  };

  /** A company's letter of participation, with its proposal, as far as it was sent in. */
  const letter = (director: Actor & { company: Id }, document?: string) =>
    send(
      director,
      'surat-partisipasi',
      {
        title: 'Partisipasi 2026',
        need: 'Perusahaan ikut serta.',
        answers: { nomor: '12/TJSL/2026', bidang: 'pendidikan' },
      },
      { organization: director.company, ...(document ? { document } : {}) },
    );
  /** An office does what follows on what was agreed to, and proves it. */
  const follow = async (who: Actor, proposal: Id) =>
    followUp(pilar, who, { proposal, remark: 'Sudah dibicarakan.', files: [await photo('#fedcba')] });
  return {
    ...city,
    letter,
    follow,
    ...people,
    chair,
    secretary,
    program,
    send,
    accept,
    join,
    officerOf,
    owed,
    meet,
  };
}
