import { type Actor, acting } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { isRefusal } from '#kernel/refusal.ts';
import { attach, keepFiles, type StoredFile } from '#modules/documents/index.ts';
import { record } from '#modules/journal/index.ts';
import { entriesIn } from '#modules/models/index.ts';
import {
  type ProposalFields,
  returnProposal,
  startProposal,
  submitProposal,
} from '#modules/proposals/index.ts';
import type { Runtime } from '#platform/runtime.ts';
import { actorOf, must } from './acting.ts';
import { pointNear } from './balance-story.ts';
import { choose, pick } from './chance.ts';
import { type DemoVillage, type Officer, officerOf } from './city.ts';
import type { ProposalTemplate, Story } from './city-file.ts';
import { drawPicture } from './pictures.ts';
import type { Telling } from './telling.ts';

/** A proposal of the story, and the same once a forum has funded it. */
export type Told = {
  proposal: Id;
  village: DemoVillage;
  story: Story | 'submitted';
  proposer: Officer;
  template: ProposalTemplate;
  total: bigint;
};

/** The story a village's file tells; of the others one in three has decided already. */
export function storyOf(telling: Telling, village: DemoVillage): Story | 'submitted' {
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
    const most = storyOf(telling, village) === 'past' ? 3 : 9;
    const count = isTold(telling, village) ? Math.min(left, most) : 0;
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

export async function writeProposals(telling: Telling): Promise<Told[]> {
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
  return entriesIn(telling.program.model).find((one) => one.id === scope)?.parties?.[0] ?? '';
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
    total: '',
    answers: {},
    contributions: [{ form, description, value: String(value) }],
  };
}

export async function samplePhotos(runtime: Runtime): Promise<StoredFile[]> {
  return Promise.all(['a', 'b', 'c', 'd'].map((seed) => stored(runtime, seed, 0)));
}

async function stored(runtime: Runtime, seed: string, percent: number): Promise<StoredFile> {
  const kept = await keepFiles(runtime.files, 'photos', [await drawPicture(seed, percent)], 'picture');
  const [file] = isRefusal(kept) ? [] : kept;
  if (!file) throw new Error('a drawn picture was refused');
  return file;
}

/** Pictures are prepared once and attached many times: the story is about people, not about the picture library. */
export async function attachPhoto(
  telling: Telling,
  proposal: Id,
  file: StoredFile | undefined,
  actor: Actor,
): Promise<void> {
  if (!file) return;
  const [mandate] = actor.mandates;
  await telling.runtime.read(telling.tenant, async (tx) => {
    await attach(tx, file, {
      subjectType: 'proposal',
      subjectId: proposal,
      role: 'photo',
      caption: 'Keadaan sekarang',
      public: 'public',
      by: actor.person,
    });
    await record(tx, acting(actor, mandate ?? 'resident'), {
      action: 'proposal.photo-added',
      subjectType: 'proposal',
      subjectId: proposal,
      region: mandate?.region ?? '',
      summary: { sha256: file.sha256, original: file.original },
    });
  });
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
