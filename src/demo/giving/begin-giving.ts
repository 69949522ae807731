import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Actor } from '#kernel/actor.ts';
import { type Id, newId } from '#kernel/id.ts';
import { ok } from '#kernel/result.ts';
import {
  formBody,
  insertOfficers,
  insertOrganizations,
  type Organization,
  stewardOf,
} from '#modules/actors/index.ts';
import { owePeriods } from '#modules/obligations/index.ts';
import { keepEarlierYear, publishNews } from '#modules/portal/index.ts';
import { openProgram } from '#modules/programs/index.ts';
import { followUp } from '#modules/proposals/index.ts';
import { importRegister, recordApproach, registerIn, registerList } from '#modules/registers/index.ts';
import { HOME } from '../../pilar.ts';
import { actorOf, must } from '../acting.ts';
import { choose } from '../chance.ts';
import { nameFor, officerOf } from '../city.ts';
import { samplePhotos } from '../proposals-story.ts';
import type { Telling } from '../telling.ts';
import { accept, appoint, asHeld, type Giver, type Giving, meet, sendIn, somebody } from './giving.ts';
import { type GivingFile, readGivingFile } from './giving-file.ts';
import { stepOf } from './needs-story.ts';
import { paper } from './paper.ts';

/** Which agency looks at needs of a field, by the name of its step in the model. */
const AGENCIES = [
  'dinas-pendidikan',
  'dinas-kesehatan',
  'dinas-koperasi',
  'bplh',
  'dinas-kebudayaan',
  'dinas-olahraga',
];

/** Opens the programme, with the city's agencies, its Forum, and what the city knew of the years before. */
export async function beginGiving(telling: Telling): Promise<Giving> {
  const { runtime, city, file } = telling;
  const data = readGivingFile();
  const secretary = officerOf(city, 'sekretariat-daerah', file.region, 'setda');
  const setda = actorOf(telling, secretary);
  const secretariat = secretary.organization;
  const offices: { office: string; organization: Organization }[] = [
    { office: 'mayor', organization: secretariat },
    { office: 'economy', organization: secretariat },
    { office: 'kesra', organization: secretariat },
    ...AGENCIES.map((kind) => ({
      office: `kepala-${kind}`,
      organization: { id: newId(runtime.clock.now()), kind, name: '', region: file.region },
    })),
  ];
  const source = readFileSync(join(HOME, 'models/tjsl/2014.yaml'), 'utf8');
  const { program, held } = must(
    await runtime.change(setda, 'offices:write', async (tx, by) => {
      const opened = await openProgram(tx, stewardOf(by), {
        source,
        region: file.region,
        fiscalYear: telling.program.fiscalYear,
      });
      if (!opened.ok) return opened;
      const called = new Map(opened.value.model.parties.kinds.map((one) => [one.kind, one.label.id]));
      const named = offices.map(({ office, organization }) => ({
        office,
        organization: { ...organization, name: organization.name || (called.get(organization.kind) ?? '') },
      }));
      await insertOrganizations(
        tx,
        named.flatMap(({ organization }) => (AGENCIES.includes(organization.kind) ? [organization] : [])),
      );
      const held = named.map(({ office, organization }) => ({
        mandate: newId(tx.now),
        person: newId(tx.now),
        name: nameFor('agency', office),
        office,
        organization,
      }));
      await insertOfficers(
        tx,
        held.map((one) => ({
          ...one,
          phone: null,
          organization: one.organization.id,
          region: file.region,
          startsOn: `${telling.program.fiscalYear - 1}-01-01`,
          endsOn: null,
          decree: null,
        })),
      );
      await owePeriods(tx, stewardOf(by), opened.value);
      return ok({ program: opened.value, held });
    }),
  );
  const officer = (office: string): Actor => {
    const found = held.find((one) => one.office === office);
    if (!found) throw new Error(`nobody holds ${office}`);
    return actorOf(telling, found);
  };
  const mayor = officer('mayor');
  const decree = `500/Kep.${100 + (telling.program.fiscalYear % 100)}-Bag.Ek/${telling.program.fiscalYear}`;
  const { organization } = must(
    await formBody(runtime, mayor, {
      program: program.slug,
      body: 'forum-tjsl',
      region: file.region,
      decree,
    }),
  );
  let seated = 0;
  const seat = (name: string) => {
    seated += 1;
    const phone = `0813000010${String(seated).padStart(2, '0')}`;
    return appoint(telling, mayor, { organization, office: `forum-tjsl/${name}`, decree, phone });
  };
  const chair = await seat('ketua');
  const scribe = await seat('sekretaris');
  const boards = program.model.parties.bodies
    .find((one) => one.body === 'forum-tjsl')
    ?.seats.filter((one) => one.seat.startsWith('bidang-'));
  const members = [];
  // Two fields have no board yet, as the page of the Forum says.
  for (const { seat: name } of (boards ?? []).slice(0, 5)) members.push(await seat(name));
  for (const name of ['anggota-pemerintah', 'anggota-usaha', 'anggota-akademisi', 'anggota-masyarakat']) {
    members.push(await seat(name));
  }
  const economy = officer('economy');
  for (const year of data.earlier)
    must(await keepEarlierYear(runtime, economy, { ...year, program: program.slug }));
  const [first] = data.news;
  if (first) must(await publishNews(runtime, scribe.who, { ...first, program: program.slug, activity: '' }));
  return {
    ...telling,
    giving: program,
    data,
    mayor,
    economy,
    chair: chair.who,
    secretary: scribe.who,
    seats: [chair, scribe, ...members].map((one) => one.mandate),
    agencies: new Map([
      ...AGENCIES.map((kind) => [kind, officer(`kepala-${kind}`)] as const),
      ['kesra', officer('kesra')],
    ]),
    photos: await samplePhotos(runtime),
    asked: new Set(),
  };
}

/** Companies and universities sign themselves up and are let in; most companies commit themselves by a letter. */
export async function joinGivers(
  giving: Giving,
): Promise<{ readonly companies: readonly Giver[]; readonly universities: readonly Giver[] }> {
  const companies: Giver[] = [];
  for (const [i, one] of companyNames(giving.data).entries()) {
    companies.push(await joinCompany(giving, one, i));
  }
  const universities: Giver[] = [];
  for (const name of giving.data.universities) universities.push(await joinUniversity(giving, name));
  // Two companies in five have not written their letter.
  await keepRegister(giving, companies);
  const committed = companies.filter((_, i) => i % 5 < 3);
  const letters = [];
  for (const [i, one] of committed.entries()) {
    const bidang = one.fields[0] ?? 'lingkungan';
    const letter = await sendIn(
      giving,
      one.head,
      'surat-partisipasi',
      {
        title: `Partisipasi TJSL ${giving.giving.fiscalYear}: ${one.name}`,
        need: 'Kami bersedia ikut memenuhi permohonan warga sesuai bidang yang kami minati.',
        answers: { nomor: `${String(i + 1).padStart(3, '0')}/DIR/${giving.giving.fiscalYear}`, bidang },
      },
      { organization: one.id, document: paper(`Proposal TJSL ${one.name}`) },
    );
    await accept(giving, giving.economy, letter);
    await accept(giving, giving.mayor, letter);
    letters.push({ proposal: letter, outcome: 'setuju', reason: '', bidang, name: one.name });
  }
  await meet(
    giving,
    letters.map(({ proposal, outcome, reason }) => ({ proposal, outcome, reason })),
  );
  for (const [i, one] of letters.entries()) await followLetter(giving, one, i);
  return { companies, universities };
}

/** What the city does about a letter that the Forum agreed to; of the last two one waits for its agency, the other for the mayor. */
async function followLetter(
  giving: Giving,
  { proposal, bidang, name }: { readonly proposal: Id; readonly bidang: string; readonly name: string },
  i: number,
): Promise<void> {
  const { runtime, agencies, economy, mayor } = giving;
  const agency = agencies.get(stepOf(bidang));
  if (!agency) throw new Error(`no agency has the field ${bidang}`);
  const steps = [
    {
      who: agency,
      remark: `Bertemu ${name}: kegiatan tahun ini dan tempatnya disepakati.`,
      proof: 'Notulen',
    },
    { who: economy, remark: 'Hasil tindak lanjut dilaporkan kepada Wali Kota.', proof: 'Laporan' },
    { who: mayor, remark: 'Diterima.', proof: '' },
  ];
  const taken = i === 35 ? 0 : i === 34 ? 2 : steps.length;
  for (const { who, remark, proof } of steps.slice(0, taken)) {
    const files = proof === '' ? [] : [paper(`${proof}: ${name}`)];
    must(await followUp(runtime, who, { proposal, remark, files }));
  }
}

/** Sixty names that are no company's: a flower, a colour and a trade. */
function companyNames({ flowers, colours, trades }: GivingFile) {
  return colours.flatMap((colour, c) =>
    flowers.map((flower, f) => {
      const trade = trades[(c + f) % trades.length];
      if (!trade) throw new Error('there are no trades');
      return { name: `PT ${flower} ${colour} ${trade.name}`, sector: trade.sector, fields: trade.fields };
    }),
  );
}

/** How many companies there are in the city for each that joins, as the paper says of Bandung: about one in ten takes part. */
const OTHERS = 9;

/** The business numbers of the invented companies: those that joined first. */
function businessNumber(i: number): string {
  return String(1_200_000_000_000 + i * 7919);
}

/** The city's list of all its companies, and whom the economy division asked to join. */
async function keepRegister(giving: Giving, companies: readonly Giver[]): Promise<void> {
  const { runtime, giving: program, economy, data, city } = giving;
  const named = { program: program.slug, kind: 'perusahaan' };
  const others = Array.from({ length: companies.length * OTHERS }, (_, i) => {
    const trade = choose(data.trades, 'other', i);
    return {
      number: businessNumber(companies.length + i),
      name: `${i % 3 === 0 ? 'CV' : 'PT'} ${choose(data.flowers, 'other', i)} ${choose(data.colours, 'shade', i)} ${trade.name} ${i + 1}`,
      sector: trade.sector,
    };
  });
  const joined = companies.map((one, i) => ({
    number: businessNumber(i),
    name: one.name,
    sector: one.sector,
  }));
  const lines = [...joined, ...others].map(({ number, name, sector }, i) =>
    [number, name, sector, choose(city.districts, 'stands', name).name, `Jalan Contoh ${i + 1}`].join(';'),
  );
  must(
    await importRegister(runtime, economy, {
      ...named,
      source: 'Daftar contoh perizinan usaha',
      text: ['nib;nama;sektor;kecamatan;alamat', ...lines].join('\r\n'),
    }),
  );
  const found = await runtime.read(giving.tenant, (tx) => registerIn(tx, named));
  if (!found) throw new Error('the model keeps no register');
  const asked = await runtime.read(giving.tenant, (tx) =>
    registerList(tx, found, { area: giving.file.region, part: 'out' }, { limit: 6 }),
  );
  for (const [i, entry] of asked.entries()) {
    must(
      await recordApproach(runtime, economy, {
        ...named,
        entry: entry.id,
        happenedOn: giving.dayAt(0.15),
        way: i % 2 === 0 ? 'letter' : 'visit',
        spokeWith: '',
        remark: i % 2 === 0 ? '' : 'Ingin melihat contoh kegiatan di bidangnya.',
        outcome: i % 2 === 0 ? 'no-answer' : 'thinking',
      }),
    );
  }
}

async function joinCompany(
  giving: Giving,
  { name, sector, fields }: ReturnType<typeof companyNames>[number],
  i: number,
): Promise<Giver> {
  const district = choose(giving.city.districts, 'company', name);
  const founder = await somebody(giving, giving.file.region, 'founder', name);
  const registration = await sendIn(giving, founder, 'pendaftaran-perusahaan', {
    answers: {
      nama: name,
      nib: businessNumber(i),
      alamat: `Jalan Contoh ${i + 1}`,
      sektor: sector,
      minat: fields.join(' '),
      wilayah: district.code,
      kontak: `${founder.name}, 0811 0000 ${String(1000 + i)}`,
    },
  });
  await accept(giving, giving.secretary, registration);
  const head = await asHeld(giving, founder);
  return staffed(giving, head, name, { fields, sector, district: district.code }, [
    'petugas-tjsl',
    'keuangan',
  ]);
}

async function joinUniversity(giving: Giving, name: string): Promise<Giver> {
  const founder = await somebody(giving, giving.file.region, 'rector', name);
  const fields = ['pendidikan', choose(['kesehatan', 'lingkungan', 'kemakmuran'], 'skill', name)];
  const registration = await sendIn(giving, founder, 'pendaftaran-perguruan-tinggi', {
    answers: { nama: name, keahlian: fields.join(' '), kontak: `${founder.name}, 0812 0000 1000` },
  });
  await accept(giving, giving.secretary, registration);
  const head = await asHeld(giving, founder);
  return staffed(giving, head, name, { fields, sector: '', district: '' }, ['penghubung']);
}

/** Gives an institution of the story its further officers, as whoever keeps its offices would enter them from a list. */
async function staffed(
  giving: Giving,
  head: Actor,
  name: string,
  about: Pick<Giver, 'fields' | 'sector' | 'district'>,
  offices: readonly string[],
): Promise<Giver> {
  const { runtime, tenant, file, program } = giving;
  const held = head.mandates[0]?.organization;
  if (!held) throw new Error(`${name} was not let in`);
  const organization = { ...held, region: file.region };
  const officers = offices.map((office) => ({
    mandate: newId(runtime.clock.now()),
    person: newId(runtime.clock.now()),
    name: nameFor(name, office),
    office,
    organization,
  }));
  await runtime.read(tenant, (tx) =>
    insertOfficers(
      tx,
      officers.map((one) => ({
        ...one,
        phone: null,
        organization: organization.id,
        region: file.region,
        startsOn: tx.today,
        endsOn: `${program.fiscalYear + 2}-12-31`,
        decree: `Surat penunjukan ${name}`,
      })),
    ),
  );
  const [officer, money = officer] = officers.map((one) => actorOf(giving, one));
  if (!officer || !money) throw new Error(`${name} has no officers`);
  return { id: organization.id, name, head, officer, money, ...about };
}
