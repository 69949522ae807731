import type { Actor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { answerProposal } from '#modules/deliberation/index.ts';
import { entryPath } from '#modules/models/index.ts';
import { returnProposal } from '#modules/proposals/index.ts';
import { actorOf, must } from '../acting.ts';
import { choose, pick } from '../chance.ts';
import { type DemoVillage, officerOf } from '../city.ts';
import { accept, type Giving, sendIn, somebody } from './giving.ts';
import type { NeedTemplate } from './giving-file.ts';

/** A need of the story: who asked, for what, where, and how far its way has led. */
export type ToldNeed = {
  readonly id: Id;
  readonly asker: Actor;
  readonly village: DemoVillage;
  readonly template: NeedTemplate;
  readonly field: string;
  readonly state: 'sent' | 'returned' | 'refused' | 'open';
};

/** Residents and institutions ask, kelurahan and agencies look at it: most becomes open to companies. `from` to `to` by order. */
export async function askForNeeds(giving: Giving, from: number, to: number): Promise<ToldNeed[]> {
  const told: ToldNeed[] = [];
  for (let i = from; i < to; i += 1) told.push(await askForOne(giving, i));
  return told;
}

async function askForOne(giving: Giving, i: number): Promise<ToldNeed> {
  const { city } = giving;
  // Money does not go everywhere: some kecamatan ask for much, some for nothing.
  const asking = city.villages.filter((one) => pick(4, 'asks', one.code.slice(0, 8)) !== 0);
  const village = choose(asking, 'need', i);
  const chair =
    village.neighbourhoods[i % village.neighbourhoods.length] ?? choose(village.neighbourhoods, i);
  const template = notYetAsked(giving, chair.code, i);
  const byPerson = i % 4 === 0;
  const asker = byPerson
    ? await somebody(giving, village.code, 'asks', String(i))
    : actorOf(giving, officerOf(city, 'rw', chair.code, 'chair'));
  const place = `${chair.name} ${village.name}`;
  const id = await sendIn(
    giving,
    asker,
    'permohonan',
    {
      scope: template.scope,
      title: template.title.replace('{place}', place),
      need: template.need,
      place: chair.code,
      volume: template.volume,
      unit: template.unit,
      people: template.people,
      total: template.total,
      answers: { bentuk: template.form },
    },
    { photo: i, ...(byPerson ? {} : { organization: asker.mandates[0]?.organization.id ?? '' }) },
  );
  const field = entryPath(giving.giving.model, template.scope)[0]?.id ?? '';
  const told = { id, asker, village, template, field };
  // The newest wait for the kelurahan.
  if (i >= 340) return { ...told, state: 'sent' };
  const lurah = actorOf(giving, officerOf(city, 'kelurahan', village.code, 'lurah'));
  if (i % 17 === 3) {
    const remark = 'Mohon sebutkan siapa yang merawatnya sesudah selesai.';
    must(await returnProposal(giving.runtime, lurah, { proposal: id, remark }));
    return { ...told, state: 'returned' };
  }
  await accept(giving, lurah, id);
  const agency = giving.agencies.get(stepOf(field));
  if (!agency) throw new Error(`no agency looks at ${field}`);
  if (template.scope === 'hari-besar' && i % 2 === 0) {
    const remark = 'Acara sehari. Silakan ajukan yang manfaatnya bertahan.';
    must(await answerProposal(giving.runtime, agency, { proposal: id, outcome: 'refuse', remark }));
    return { ...told, state: 'refused' };
  }
  await accept(giving, agency, id);
  return { ...told, state: 'open' };
}

/** Something that nobody has asked for in a place. */
function notYetAsked({ data, asked }: Giving, place: string, i: number): NeedTemplate {
  const first = pick(data.needs.length, 'template', i, place);
  const order = [...data.needs.slice(first), ...data.needs.slice(0, first)];
  const template = order.find((one) => !asked.has(`${place} ${one.scope}`));
  if (!template) throw new Error(`all there is was asked for in ${place}`);
  asked.add(`${place} ${template.scope}`);
  return template;
}

/** The step that looks at needs of a field. */
export function stepOf(field: string): string {
  const steps = new Map([
    ['pendidikan', 'dinas-pendidikan'],
    ['kesehatan', 'dinas-kesehatan'],
    ['kemakmuran', 'dinas-koperasi'],
    ['lingkungan', 'bplh'],
    ['seni-budaya', 'dinas-kebudayaan'],
    ['olahraga', 'dinas-olahraga'],
    ['agama', 'kesra'],
  ]);
  return steps.get(field) ?? '';
}
