import type { Actor } from '#kernel/actor.ts';
import { addDays, dayIn } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import { isRefusal } from '#kernel/refusal.ts';
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
import {
  type ProposalFields,
  rankProposals,
  returnProposal,
  startProposal,
  submitProposal,
} from '#modules/proposals/index.ts';
import { reviewReport, saveReport, submitReport } from '#modules/reporting/index.ts';
import type { Runtime } from '#platform/runtime.ts';
import { actorOf, must } from './acting.ts';
import { keepPlaceNumbers, pointNear } from './balance-story.ts';
import { leaveVoteOpen, voteInForum } from './ballots-story.ts';
import { tellCauses } from './causes-story.ts';
import { choose, pick } from './chance.ts';
import { type DemoVillage, type Officer, officerOf } from './city.ts';
import type { ProposalTemplate, Story } from './city-file.ts';
import { beginComponentMap, meetOnComponentMap, renewComponentMap } from './components-story.ts';
import { drawPicture } from './pictures.ts';
import { rateAfterForums, rateAtTheEnd } from './ratings-story.ts';
import type { Telling } from './telling.ts';

/** A proposal of the story, and the same once a forum has funded it. */
type Told = {
  proposal: Id;
  village: DemoVillage;
  story: Story | 'submitted';
  proposer: Officer;
  template: ProposalTemplate;
  total: bigint;
};

export async function tellStory(telling: Telling): Promise<void> {
  const told = await writeProposals(telling);
  telling.say(`  ${told.length} proposals`);
  await keepPlaceNumbers(telling);
  const components = await beginComponentMap(telling);
  const decided = await holdForums(telling, told);
  telling.say(
    `  ${new Set(decided.map((one) => one.village.code)).size} forums sealed, ${decided.length} proposals funded`,
  );
  await rateAfterForums(telling);
  await carryOut(telling, decided);
  await renewComponentMap(telling, components);
  await rateAtTheEnd(telling);
  await tellCauses(telling);
  await meetOnComponentMap(telling, components);
  await voteNow(telling, told);
}

/** The story a village's file tells; of the others one in three has decided already. */
function storyOf(telling: Telling, village: DemoVillage): Story | 'submitted' {
  const told = telling.file.stories.find((one) => one.village === village.name)?.story;
  return told ?? (pick(3, 'decided', village.code) === 0 ? 'decided' : 'submitted');
}

/** Whether the file tells of this village by name, with many proposals. */
function isTold(telling: Telling, village: DemoVillage): boolean {
  return telling.file.stories.some((one) => one.village === village.name);
}

/** More proposals where a story is told; elsewhere one or two by chance, until the city has as many as its file says. */
function proposersFor(telling: Telling): { village: DemoVillage; proposer: Officer }[] {
  const wanted = new Map<string, number>();
  let left = telling.file.proposals;
  for (const village of telling.city.villages) {
    const count = isTold(telling, village) ? Math.min(left, 9) : 0;
    wanted.set(village.code, count);
    left -= count;
  }
  const others = telling.city.villages.filter((village) => !isTold(telling, village));
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
      // The demo's accounts are RW 03 where a programme is being prepared, RW 07 elsewhere.
      const first = storyOf(telling, village) === 'preparing' ? 2 : 6;
      const number = village.neighbourhoods[(first + i * 2) % village.neighbourhoods.length];
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
    const fields = fill(telling, template, village, proposer, i);
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
  telling: Telling,
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
    ...pointNear(telling, village.name, i),
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

/** One submitted proposal of a preparing kelurahan comes back with a remark; its institution has begun another. */
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
  const template = telling.templates.find((one) => one.scope === 'rw-ekonomi');
  if (!template) return;
  const draft = {
    ...fill(telling, template, returned.village, returned.proposer, 1),
    address: '',
    costLines: [],
  };
  must(
    await startProposal(telling.runtime, actorOf(telling, returned.proposer), {
      program: telling.program.slug,
      organization: returned.proposer.organization.id,
      fields: draft,
    }),
  );
}

type Funded = Told & { readonly amount: bigint };

async function holdForums(telling: Telling, told: readonly Told[]): Promise<Funded[]> {
  const funded: Funded[] = [];
  const villages = telling.city.villages.filter(
    (village) =>
      !['submitted', 'voting'].includes(storyOf(telling, village)) &&
      told.some((one) => one.village.code === village.code),
  );
  for (const [i, village] of villages.entries()) {
    const story = storyOf(telling, village);
    const lurah = actorOf(telling, officerOf(telling.city, 'kelurahan', village.code, 'lurah'));
    const ours = told.filter((one) => one.village.code === village.code);
    const now = telling.at(0.21 + (0.17 * i) / villages.length);
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
    const counted = telling.file.stories.some(
      (one) => one.village === village.name && one.vote === 'counted',
    );
    const chosen = counted ? await voteInForum({ ...telling, lurah, forum }, askedBy(ours)) : undefined;
    for (const [n, one] of ours.entries()) {
      const decision = chosen ? decisionAfterVote(one, chosen) : decisionFor(one, n, ours);
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
  const day = addDays(dayIn(telling.file.timeZone, telling.end), 5);
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

function askedBy(ours: readonly Told[]): bigint {
  return ours.reduce((sum, one) => sum + one.total, 0n);
}

/** What the forum says that follows a rule of its vote. */
function decisionAfterVote(
  one: Told,
  chosen: ReadonlySet<string>,
): { outcome: string; amount: string; reason: string } {
  return chosen.has(one.proposal)
    ? { outcome: 'fund', amount: one.total.toString(), reason: '' }
    : {
        outcome: 'reserve',
        amount: '',
        reason: 'Belum terpilih menurut cara yang diikuti musyawarah; diutamakan tahun depan.',
      };
}

/** A forum that sits and votes now. */
async function voteNow(telling: Telling, told: readonly Told[]): Promise<void> {
  for (const village of telling.city.villages.filter((one) => storyOf(telling, one) === 'voting')) {
    if (!told.some((one) => one.village.code === village.code)) continue;
    const lurah = actorOf(telling, officerOf(telling.city, 'kelurahan', village.code, 'lurah'));
    const { runtime, program } = telling;
    const { forum } = must(
      await scheduleForum(runtime, lurah, {
        program: program.slug,
        region: village.code,
        place: `Balai ${village.neighbourhoods[1]?.name ?? 'RW 01'}`,
        startsAt: telling.at(0.99),
      }),
    );
    must(await openForum(runtime, lurah, { forum }));
    must(await recordAttendance(runtime, lurah, { forum, people: attendees(village, 'voting') }));
    await leaveVoteOpen({ ...telling, lurah, forum });
  }
}

/** Something that happens at its part of the year; what happened before is there when it runs. */
type Event = { readonly part: number; readonly run: () => Promise<void> };

/** All that follows the forums, of all proposals together, in the order of the calendar. */
async function carryOut(telling: Telling, funded: readonly Funded[]): Promise<void> {
  const photos = new Map<number, Uint8Array>();
  for (const percent of [0, 50, 100]) photos.set(percent, await drawPicture(`kegiatan ${percent}`, percent));
  const inVillage = new Map<string, number>();
  const events = funded.flatMap((one, i) => {
    const n = inVillage.get(one.village.code) ?? 0;
    inVillage.set(one.village.code, n + 1);
    return new Execution(telling, one, { all: i, village: n }, i / funded.length, photos).events();
  });
  for (const event of events.sort((a, b) => a.part - b.part)) {
    telling.at(event.part);
    await event.run();
  }
}

/** What becomes of the report of the first, second, … funded proposal of a kelurahan whose story is finished. */
const FATES = ['returned', 'accepted', 'overdue', 'with-district', 'accepted', 'with-village'] as const;

/** One funded proposal on its way; what a step makes, the next ones use. */
class Execution {
  readonly #telling: Telling;
  readonly #one: Funded;
  readonly #order: { readonly all: number; readonly village: number };
  readonly #late: number;
  readonly #photos: ReadonlyMap<number, Uint8Array>;
  #activity = '';
  #disbursement = '';
  #report = '';

  constructor(
    telling: Telling,
    one: Funded,
    order: { readonly all: number; readonly village: number },
    late: number,
    photos: ReadonlyMap<number, Uint8Array>,
  ) {
    this.#telling = telling;
    this.#one = one;
    this.#order = order;
    this.#late = late * 0.04;
    this.#photos = photos;
  }

  events(): Event[] {
    const { story } = this.#one;
    const at = (part: number, run: () => Promise<void>): Event => ({ part: part + this.#late, run });
    if (story === 'decided') return this.#order.all % 2 === 0 ? [] : [at(0.4, () => this.#plan())];
    const begun = [at(0.4, () => this.#plan()), at(0.46, () => this.#record())];
    if (this.#order.all % 7 === 6) return begun;
    const reached = story === 'running' ? [0, 50, 100].slice(0, 1 + (this.#order.village % 3)) : [0, 50, 100];
    const work = [
      ...begun,
      at(0.5, () => this.#approve()),
      at(0.52, () => this.#start()),
      ...reached.map((percent) => at(0.53 + percent / 800, () => this.#progress(percent))),
    ];
    if (reached.at(-1) !== 100) return work;
    const accounted = [...work, at(0.67, () => this.#account())];
    return story === 'running'
      ? accounted
      : [...accounted, at(0.68, () => this.#handOver()), ...this.#reporting(at)];
  }

  #reporting(at: (part: number, run: () => Promise<void>) => Event): Event[] {
    const fate = FATES[this.#order.village % FATES.length];
    if (fate === 'overdue') return [at(0.69, () => this.#draftReport())];
    const sent = [at(0.7, () => this.#sendReport())];
    if (fate === 'with-village') return sent;
    const remark = 'Kuitansi tukang belum ditandatangani penerima. Mohon dilengkapi.';
    if (fate === 'returned')
      return [...sent, at(0.74, () => this.#review('kelurahan', 'lurah', 'return', remark))];
    const said = 'Sesuai dengan keadaan di lapangan.';
    const up = [...sent, at(0.74, () => this.#review('kelurahan', 'lurah', 'accept', said))];
    if (fate === 'with-district') return up;
    return [
      ...up,
      at(0.8, () => this.#review('kecamatan', 'camat', 'accept', '')),
      at(0.88, () => this.#review('sekretariat-daerah', 'setda', 'accept', '')),
    ];
  }

  get #today(): string {
    return dayIn(this.#telling.file.timeZone, this.#telling.runtime.clock.now());
  }

  get #chair(): Actor {
    return actorOf(this.#telling, this.#one.proposer);
  }

  #officer(kind: string, office: string): Actor {
    const { village } = this.#one;
    const region =
      { kelurahan: village.code, kecamatan: village.code.slice(0, 8) }[kind] ?? this.#telling.file.region;
    return actorOf(this.#telling, officerOf(this.#telling.city, kind, region, office));
  }

  async #plan(): Promise<void> {
    const { proposal, proposer } = this.#one;
    const planned = await planActivity(this.#telling.runtime, this.#chair, {
      proposal,
      startsOn: addDays(this.#today, 3),
      endsOn: addDays(this.#today, 45),
      executor: `Kelompok masyarakat ${proposer.organization.name}`,
      responsible: proposer.name,
    });
    this.#activity = must(planned).activity;
  }

  async #record(): Promise<void> {
    const providers = [
      'CV Karya Sauyunan',
      'Toko Bangunan Mekar',
      'UD Sinar Galih',
      'Koperasi Warga Motekar',
    ];
    const recorded = await recordDisbursement(
      this.#telling.runtime,
      this.#officer('kelurahan', 'village-treasurer'),
      {
        proposal: this.#one.proposal,
        provider: choose(providers, this.#one.village.code, this.#order.village),
        purpose: 'Bahan dan jasa sesuai rincian biaya',
        amount: this.#one.amount.toString(),
        receiptNumber: `KW-${String(this.#order.all + 1).padStart(3, '0')}/${this.#telling.program.fiscalYear}`,
        paidOn: this.#today,
      },
    );
    this.#disbursement = must(recorded).disbursement;
  }

  async #approve(): Promise<void> {
    const review = { disbursement: this.#disbursement, outcome: 'approve', remark: '' } as const;
    must(await reviewDisbursement(this.#telling.runtime, this.#officer('kelurahan', 'lurah'), review));
  }

  async #start(): Promise<void> {
    must(
      await startActivity(this.#telling.runtime, this.#chair, {
        activity: this.#activity,
        startedOn: this.#today,
      }),
    );
  }

  async #progress(percent: number): Promise<void> {
    const notes = ['Keadaan awal', 'Setengah jalan, sesuai rencana', 'Selesai dan diperiksa bersama warga'];
    must(
      await recordProgress(this.#telling.runtime, this.#chair, {
        activity: this.#activity,
        percent,
        note: notes[percent / 50] ?? '',
        happenedOn: this.#today,
        photos: [this.#photos.get(percent) ?? new Uint8Array()],
      }),
    );
  }

  async #account(): Promise<void> {
    const { template, amount: granted } = this.#one;
    const { runtime } = this.#telling;
    let left = granted;
    for (const [position, [item, quantity, , price]] of template.lines.entries()) {
      const planned =
        (BigInt(Math.round(Number(quantity) * price)) * BigInt(96 + (this.#order.all % 5))) / 100n;
      const amount = planned < left ? planned : left;
      if (amount <= 0n) break;
      left -= amount;
      must(
        await recordExpense(runtime, this.#chair, {
          activity: this.#activity,
          costPosition: position + 1,
          description: item,
          amount: amount.toString(),
          paidOn: this.#today,
          receiptNumber: `NOTA-${this.#order.all + 1}-${position + 1}`,
        }),
      );
    }
    const [form, description, value] = template.gift;
    const gift = { activity: this.#activity, form, description, value: String(value) };
    must(await recordContribution(runtime, this.#chair, gift));
    const people = Math.min(template.people, 60);
    must(
      await recordParticipation(runtime, this.#chair, {
        activity: this.#activity,
        occasion: 'Kerja bakti dan pelaksanaan',
        happenedOn: this.#today,
        people: String(people),
        women: String(Math.floor(people * 0.45)),
        poorHouseholds: String(Math.min(template.poor, people)),
      }),
    );
  }

  async #handOver(): Promise<void> {
    must(
      await handOverActivity(this.#telling.runtime, this.#chair, {
        activity: this.#activity,
        handedOverOn: this.#today,
        handedOverTo: `Kelurahan ${this.#one.village.name}`,
        note: 'Diterima dalam keadaan baik.',
      }),
    );
  }

  get #content(): Record<string, string> {
    const { template } = this.#one;
    return {
      narrative: `Kegiatan dilaksanakan secara swakelola bersama warga. ${template.need}`,
      result: `${template.people} orang merasakan manfaatnya, di antaranya ${template.poor} keluarga miskin.`,
      obstacles: 'Bahan datang terlambat tiga hari karena hujan.',
      tax: '',
    };
  }

  async #draftReport(): Promise<void> {
    const content = { narrative: this.#content.narrative ?? '' };
    must(await saveReport(this.#telling.runtime, this.#chair, { activity: this.#activity, content }));
  }

  async #sendReport(): Promise<void> {
    const sent = { activity: this.#activity, content: this.#content };
    this.#report = must(await submitReport(this.#telling.runtime, this.#chair, sent)).report;
  }

  async #review(kind: string, office: string, outcome: 'accept' | 'return', remark: string): Promise<void> {
    const review = { report: this.#report, outcome, remark };
    must(await reviewReport(this.#telling.runtime, this.#officer(kind, office), review));
  }
}
