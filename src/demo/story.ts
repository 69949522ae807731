import type { Actor } from '#kernel/actor.ts';
import { addDays, dayIn } from '#kernel/date.ts';
import { type Id, newId } from '#kernel/id.ts';
import { isRefusal } from '#kernel/refusal.ts';
import type { Result } from '#kernel/result.ts';
import {
  handOverActivity,
  planActivity,
  recordContribution,
  recordExpense,
  recordParticipation,
  recordProgress,
  startActivity,
} from '#modules/activities/index.ts';
import {
  decideProposal,
  openForum,
  recordAttendance,
  scheduleForum,
  sealForum,
} from '#modules/deliberation/index.ts';
import { attach, keepFile, prepareFile, type StoredFile } from '#modules/documents/index.ts';
import { recordDisbursement, reviewDisbursement } from '#modules/funding/index.ts';
import type { Program } from '#modules/programs/index.ts';
import {
  type ProposalFields,
  rankProposals,
  returnProposal,
  startProposal,
  submitProposal,
} from '#modules/proposals/index.ts';
import { reviewReport, saveReport, submitReport } from '#modules/reporting/index.ts';
import type { Runtime } from '#platform/runtime.ts';
import { choose, pick } from './chance.ts';
import { type DemoCity, type DemoVillage, type Officer, officerOf } from './city.ts';
import type { CityFile, ProposalTemplate, Story } from './city-file.ts';
import { drawPicture } from './pictures.ts';

/** Tells one city's year through the same use cases that people use, at moments between `from` and `to`. */
export type Telling = {
  readonly runtime: Runtime;
  readonly tenant: Id;
  readonly city: DemoCity;
  readonly file: CityFile;
  readonly program: Program;
  readonly templates: readonly ProposalTemplate[];
  /** Sets the clock to a part of the year told, from 0 to 1. */
  readonly at: (part: number) => Date;
  readonly say: (line: string) => void;
};

type Told = {
  proposal: Id;
  village: DemoVillage;
  story: Story | 'submitted';
  proposer: Officer;
  template: ProposalTemplate;
  total: bigint;
};

function must<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  const shown = JSON.stringify(result.refusal, (_, value: unknown) =>
    typeof value === 'bigint' ? value.toString() : value,
  );
  throw new Error(`the demo story was refused: ${shown}`);
}

function actorOf(telling: Telling, officer: Officer): Actor {
  const { person, name, office, organization } = officer;
  return {
    tenant: telling.tenant,
    person,
    name,
    mandates: [{ id: newId(), office, organization, region: organization.region }],
    scopes: 'session',
    secondFactor: true,
  };
}

export async function tellStory(telling: Telling): Promise<void> {
  const told = await writeProposals(telling);
  telling.say(`  ${told.length} proposals`);
  const decided = await holdForums(telling, told);
  telling.say(
    `  ${new Set(decided.map((one) => one.village.code)).size} forums sealed, ${decided.length} proposals funded`,
  );
  await carryOut(telling, decided);
}

function storyOf(telling: Telling, village: DemoVillage): Story | 'submitted' {
  return telling.file.stories.find((one) => one.village === village.name)?.story ?? 'submitted';
}

/** More proposals where a story is told; elsewhere one or two by chance, until the city has as many as its file says. */
function proposersFor(telling: Telling): { village: DemoVillage; proposer: Officer }[] {
  const wanted = new Map<string, number>();
  let left = telling.file.proposals;
  for (const village of telling.city.villages) {
    const count = storyOf(telling, village) === 'submitted' ? 0 : Math.min(left, 9);
    wanted.set(village.code, count);
    left -= count;
  }
  const others = telling.city.villages.filter((village) => storyOf(telling, village) === 'submitted');
  for (let i = 0; left > 0; i = (i + 1) % others.length) {
    const village = others[i];
    if (!village) break;
    wanted.set(village.code, (wanted.get(village.code) ?? 0) + 1);
    left -= 1;
  }
  return telling.city.villages.flatMap((village) => {
    const count = wanted.get(village.code) ?? 0;
    const kinds = ['rw', 'pkk', 'rw', 'karang-taruna', 'rw', 'rw', 'lpm', 'rw', 'rw'];
    const offset = pick(kinds.length, 'first', village.code);
    return Array.from({ length: count }, (_, i) => {
      const kind = kinds[(i + (count > 3 ? 0 : offset)) % kinds.length] ?? 'rw';
      const number = village.neighbourhoods[(6 + i * 2) % village.neighbourhoods.length];
      const region = kind === 'rw' ? (number?.code ?? village.code) : village.code;
      return { village, proposer: officerOf(telling.city, kind, region, 'chair') };
    });
  });
}

async function writeProposals(telling: Telling): Promise<Told[]> {
  const list = proposersFor(telling);
  const photos = await samplePhotos(telling.runtime);
  const told: Told[] = [];
  for (const [i, { village, proposer }] of list.entries()) {
    telling.at(0.02 + (0.16 * i) / list.length);
    const template = choose(
      telling.templates.filter((one) => scopeKind(telling, one.scope) === proposer.organization.kind),
      'template',
      proposer.organization.region,
      i,
    );
    const fields = fill(template, village, proposer, i);
    const actor = actorOf(telling, proposer);
    const { runtime, program } = telling;
    const { id: proposal } = must(
      await startProposal(runtime, actor, {
        program: program.slug,
        organization: proposer.organization.id,
        fields,
      }),
    );
    const story = storyOf(telling, village);
    if (story === 'preparing' && i % 3 === 1) continue;
    await attachPhoto(telling, proposal, photos[i % photos.length], actor);
    must(await submitProposal(runtime, actor, { proposal }));
    const total = template.lines.reduce(
      (sum, [, quantity, , price]) => sum + Math.round(Number(quantity) * price),
      0,
    );
    told.push({ proposal, village, story, proposer, template, total: BigInt(total) });
  }
  await returnOne(telling, told);
  return told;
}

function scopeKind(telling: Telling, scope: string): string {
  return telling.program.model.proposals.scopes.find((one) => one.id === scope)?.kind ?? '';
}

const LANES = [
  'Gang Sukanagara',
  'Gang Mawar',
  'Gang Haji Dahlan',
  'Jalan Cikuda',
  'Gang Kenanga',
  'Gang Mesjid',
  'Gang Sirnagalih',
  'Gang Melati',
];

function fill(
  template: ProposalTemplate,
  village: DemoVillage,
  proposer: Officer,
  i: number,
): ProposalFields {
  const lane = choose(LANES, 'lane', proposer.organization.region, i);
  const isNeighbourhood = proposer.organization.kind === 'rw';
  const rw = village.neighbourhoods.find((one) => one.code === proposer.organization.region)?.name ?? 'RW 01';
  const title = template.title
    .replace('{gang}', lane)
    .replace('{rw}', rw)
    .replace('{kelurahan}', village.name);
  const [form, description, value] = template.gift;
  return {
    title,
    need: template.need,
    scope: template.scope,
    place: proposer.organization.region,
    address: isNeighbourhood ? `${lane}, ${rw}` : `Kantor Kelurahan ${village.name}`,
    latitude: '',
    longitude: '',
    volume: template.volume.replace('.', ','),
    unit: template.unit,
    people: String(template.people),
    poorHouseholds: String(template.poor),
    costLines: template.lines.map(([item, quantity, unit, unitPrice]) => ({
      item,
      quantity: quantity.replace('.', ','),
      unit,
      unitPrice: String(unitPrice),
    })),
    contributions: [{ form, description, value: String(value) }],
  };
}

async function samplePhotos(runtime: Runtime): Promise<StoredFile[]> {
  return Promise.all(['a', 'b', 'c', 'd'].map((seed) => stored(runtime, seed, 0)));
}

async function stored(runtime: Runtime, seed: string, percent: number): Promise<StoredFile> {
  const prepared = await prepareFile('photos', await drawPicture(seed, percent), 'picture');
  if (isRefusal(prepared)) throw new Error('a drawn picture was refused');
  return keepFile(runtime.files, prepared);
}

/** Pictures are prepared once and attached many times: the story is about people, not about the picture library. */
async function attachPhoto(
  telling: Telling,
  proposal: Id,
  file: StoredFile | undefined,
  actor: Actor,
): Promise<void> {
  if (!file) return;
  await telling.runtime.read(telling.tenant, (tx) =>
    attach(tx, file, {
      subjectType: 'proposal',
      subjectId: proposal,
      role: 'photo',
      caption: 'Keadaan sekarang',
      public: 'public',
      by: actor.person,
    }),
  );
}

/** One submitted proposal of a preparing kelurahan comes back with a remark. */
async function returnOne(telling: Telling, told: Told[]): Promise<void> {
  const index = told.findIndex((one) => one.story === 'preparing');
  const returned = told[index];
  if (!returned) return;
  telling.at(0.19);
  const secretary = officerOf(telling.city, 'kelurahan', returned.village.code, 'village-secretary');
  must(
    await returnProposal(telling.runtime, actorOf(telling, secretary), {
      proposal: returned.proposal,
      remark: 'Volume belum sesuai dengan rincian biaya. Mohon diperiksa dan lampirkan foto dari sisi jalan.',
    }),
  );
  told.splice(index, 1);
}

async function holdForums(telling: Telling, told: readonly Told[]): Promise<(Told & { amount: bigint })[]> {
  const funded: (Told & { amount: bigint })[] = [];
  const villages = telling.city.villages.filter((village) => storyOf(telling, village) !== 'submitted');
  for (const [i, village] of villages.entries()) {
    const story = storyOf(telling, village);
    const lurah = actorOf(telling, officerOf(telling.city, 'kelurahan', village.code, 'lurah'));
    const ours = told.filter((one) => one.village.code === village.code);
    const now = telling.at(0.21 + (0.1 * i) / villages.length);
    const startsAt = story === 'preparing' ? comingEvening(telling) : now;
    const { forum } = must(
      await scheduleForum(telling.runtime, lurah, {
        program: telling.program.slug,
        region: village.code,
        place: `Balai ${village.neighbourhoods[1]?.name ?? 'RW 01'}`,
        startsAt,
      }),
    );
    if (story === 'preparing') continue;
    must(await openForum(telling.runtime, lurah, { forum }));
    must(await recordAttendance(telling.runtime, lurah, { forum, people: attendees(village, story) }));
    if (story === 'no-quorum') continue;
    for (const [n, one] of ours.entries()) {
      const decision = decisionFor(one, n, ours);
      must(await decideProposal(telling.runtime, lurah, { forum, proposal: one.proposal, ...decision }));
      if (decision.outcome === 'fund') funded.push({ ...one, amount: BigInt(decision.amount) });
    }
    must(await sealForum(telling.runtime, lurah, { forum }));
    await rank(telling, ours);
  }
  return funded;
}

async function rank(telling: Telling, ours: readonly Told[]): Promise<void> {
  const [first] = ours;
  if (!first) return;
  const same = ours.filter((one) => one.proposer.organization.id === first.proposer.organization.id);
  must(
    await rankProposals(telling.runtime, actorOf(telling, first.proposer), {
      program: telling.program.slug,
      organization: first.proposer.organization.id,
      order: same.map((one) => one.proposal),
    }),
  );
}

/** Half past seven in the evening, five days on, but still in the programme's calendar. */
function comingEvening(telling: Telling): Date {
  const day = addDays(dayIn(telling.file.timeZone, telling.at(1)), 5);
  const last = telling.program.windows.forum.to;
  return new Date(`${day > last ? last : day}T12:30:00Z`);
}

function attendees(village: DemoVillage, story: Story | 'submitted') {
  const boards = village.neighbourhoods.flatMap((one) => [
    { element: 'rw', unit: one.code, name: '' },
    ...Array.from({ length: one.rtCount }, (_, i) => ({
      element: 'rt',
      unit: `${one.code}/${String(i + 1).padStart(2, '0')}`,
      name: '',
    })),
  ]);
  const leaders = [
    ['community-leader', 'Tokoh masyarakat'],
    ['religious-leader', 'Tokoh agama'],
    ['women-leader', 'Tokoh wanita'],
    ['youth-leader', 'Tokoh pemuda'],
  ].map(([element = '', name = '']) => ({ element, unit: null, name: `${name} ${village.name}` }));
  const others = [1, 2, 3].map((n) => ({
    element: 'others',
    unit: null,
    name: `Warga ${n} ${village.name}`,
  }));
  if (story !== 'no-quorum') return [...boards, ...leaders, ...others];
  const came = boards.filter((_, i) => i % 3 !== 2);
  return [...came, ...leaders.filter((one) => one.element !== 'women-leader'), ...others];
}

/** What the forum says: mostly funded, some for less, some passed on, kept or rejected. */
function decisionFor(
  one: Told,
  n: number,
  ours: readonly Told[],
): { outcome: string; amount: string; reason: string } {
  const whole = one.total.toString();
  const earlier = ours
    .slice(0, n)
    .some((other) => other.proposer.organization.id === one.proposer.organization.id);
  if (earlier)
    return {
      outcome: 'reserve',
      amount: '',
      reason: 'Lembaga ini sudah mendapat giliran; diutamakan tahun depan.',
    };
  switch (n % 8) {
    case 3: {
      const less = ((one.total * 9n) / 10n / 100_000n) * 100_000n;
      return {
        outcome: 'fund',
        amount: less.toString(),
        reason: 'Harga satuan disesuaikan dengan standar kota.',
      };
    }
    case 5:
      return {
        outcome: 'escalate',
        amount: '',
        reason: 'Lebih tepat dibiayai perangkat daerah atau mitra TJSL.',
      };
    case 6:
      return {
        outcome: 'reject',
        amount: '',
        reason: 'Kegiatan serupa sudah dibiayai perangkat daerah tahun ini.',
      };
    default:
      return { outcome: 'fund', amount: whole, reason: '' };
  }
}

async function carryOut(telling: Telling, funded: readonly (Told & { amount: bigint })[]): Promise<void> {
  const { runtime } = telling;
  const pictures = new Map<number, StoredFile>();
  for (const percent of [0, 50, 100])
    pictures.set(percent, await stored(runtime, `kegiatan ${percent}`, percent));
  const bytes = new Map<number, Uint8Array>();
  for (const percent of [0, 50, 100]) bytes.set(percent, await drawPicture(`kegiatan ${percent}`, percent));
  for (const [i, one] of funded.entries()) {
    if (one.story === 'decided' && i % 2 === 0) continue;
    const chair = actorOf(telling, one.proposer);
    const kelurahan = (office: string) =>
      actorOf(telling, officerOf(telling.city, 'kelurahan', one.village.code, office));
    const step = (part: number) => telling.at(part + (0.02 * i) / funded.length);
    const planned = dayOf(telling, step(0.33));
    const { activity } = must(
      await planActivity(runtime, chair, {
        proposal: one.proposal,
        startsOn: addDays(planned, 3),
        endsOn: addDays(planned, 45),
        executor: `Kelompok masyarakat ${one.proposer.organization.name}`,
        responsible: one.proposer.name,
      }),
    );
    if (one.story === 'decided') continue;
    step(0.37);
    const { disbursement } = must(
      await recordDisbursement(runtime, kelurahan('village-treasurer'), {
        proposal: one.proposal,
        provider: choose(
          ['CV Karya Sauyunan', 'Toko Bangunan Mekar', 'UD Sinar Galih', 'Koperasi Warga Motekar'],
          one.proposal,
        ),
        purpose: 'Bahan dan jasa sesuai rincian biaya',
        amount: one.amount.toString(),
        receiptNumber: `KW-${String(i + 1).padStart(3, '0')}/${telling.program.fiscalYear}`,
        paidOn: dayOf(telling, step(0.37)),
      }),
    );
    if (i % 7 === 6) continue;
    step(0.4);
    must(
      await reviewDisbursement(runtime, kelurahan('lurah'), { disbursement, outcome: 'approve', remark: '' }),
    );
    must(await startActivity(runtime, chair, { activity, startedOn: dayOf(telling, step(0.42)) }));
    const reached = one.story === 'running' ? [0, 50, 100].slice(0, 1 + (i % 3)) : [0, 50, 100];
    for (const percent of reached) {
      must(
        await recordProgress(runtime, chair, {
          activity,
          percent,
          note:
            ['Keadaan awal', 'Setengah jalan, sesuai rencana', 'Selesai dan diperiksa bersama warga'][
              percent / 50
            ] ?? '',
          happenedOn: dayOf(telling, step(0.43 + percent / 500)),
          photos: [bytes.get(percent) ?? new Uint8Array()],
        }),
      );
    }
    if (reached.at(-1) === 100) await account(telling, one, activity, chair, step, i);
  }
}

function dayOf(telling: Telling, moment: Date): string {
  return dayIn(telling.file.timeZone, moment);
}

async function account(
  telling: Telling,
  one: Told & { amount: bigint },
  activity: Id,
  chair: Actor,
  step: (part: number) => Date,
  i: number,
): Promise<void> {
  const { runtime } = telling;
  const today = dayOf(telling, step(0.65));
  const [form, description, value] = one.template.gift;
  let left = one.amount;
  for (const [position, [item, quantity, , price]] of one.template.lines.entries()) {
    const planned = BigInt(Math.round(Number(quantity) * price));
    const spent = planned < left ? (planned * BigInt(96 + (i % 5))) / 100n : left;
    const amount = spent < left ? spent : left;
    if (amount <= 0n) break;
    left -= amount;
    must(
      await recordExpense(runtime, chair, {
        activity,
        costPosition: position + 1,
        description: item,
        amount: amount.toString(),
        paidOn: today,
        receiptNumber: `NOTA-${i + 1}-${position + 1}`,
      }),
    );
  }
  must(await recordContribution(runtime, chair, { activity, form, description, value: String(value) }));
  const people = Math.min(one.template.people, 60);
  must(
    await recordParticipation(runtime, chair, {
      activity,
      occasion: 'Kerja bakti dan pelaksanaan',
      happenedOn: today,
      people: String(people),
      women: String(Math.floor(people * 0.45)),
      poorHouseholds: String(Math.min(one.template.poor, people)),
    }),
  );
  if (one.story === 'running') return;
  must(
    await handOverActivity(runtime, chair, {
      activity,
      handedOverOn: today,
      handedOverTo: `Kelurahan ${one.village.name}`,
      note: 'Diterima dalam keadaan baik.',
    }),
  );
  await report(telling, one, activity, chair, step, i);
}

async function report(
  telling: Telling,
  one: Told,
  activity: Id,
  chair: Actor,
  step: (part: number) => Date,
  i: number,
): Promise<void> {
  const { runtime } = telling;
  const content = {
    narrative: `Kegiatan dilaksanakan secara swakelola bersama warga. ${one.template.need}`,
    result: `${one.template.people} orang merasakan manfaatnya, di antaranya ${one.template.poor} keluarga miskin.`,
    obstacles: 'Bahan datang terlambat tiga hari karena hujan.',
    tax: '',
  };
  step(0.68);
  if (i % 6 === 4) {
    must(await saveReport(runtime, chair, { activity, content: { narrative: content.narrative } }));
    return;
  }
  const { report: id } = must(await submitReport(runtime, chair, { activity, content }));
  const officer = (kind: string, region: string, office: string) =>
    actorOf(telling, officerOf(telling.city, kind, region, office));
  const lurah = officer('kelurahan', one.village.code, 'lurah');
  const camat = officer('kecamatan', one.village.code.slice(0, 8), 'camat');
  const setda = officer('sekretariat-daerah', telling.file.region, 'setda');
  step(0.72);
  if (i % 6 === 1) {
    const remark = 'Kuitansi tukang belum ditandatangani penerima. Mohon dilengkapi.';
    must(await reviewReport(runtime, lurah, { report: id, outcome: 'return', remark }));
    return;
  }
  if (i % 6 === 2) return;
  must(
    await reviewReport(runtime, lurah, {
      report: id,
      outcome: 'accept',
      remark: 'Sesuai dengan keadaan di lapangan.',
    }),
  );
  step(0.78);
  if (i % 6 === 5) return;
  must(await reviewReport(runtime, camat, { report: id, outcome: 'accept', remark: '' }));
  step(0.86);
  must(await reviewReport(runtime, setda, { report: id, outcome: 'accept', remark: '' }));
}
