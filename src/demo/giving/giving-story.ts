import type { Actor } from '#kernel/actor.ts';
import { daysBetween } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import { ok } from '#kernel/result.ts';
import { stewardOf } from '#modules/actors/index.ts';
import { sweepOffers } from '#modules/matching/index.ts';
import { owePeriods } from '#modules/obligations/index.ts';
import { publishNews } from '#modules/portal/index.ts';
import { must } from '../acting.ts';
import type { Telling } from '../telling.ts';
import { beginGiving, joinGivers } from './begin-giving.ts';
import { askForEvaluation, evaluateQuarter } from './evaluation-story.ts';
import type { Giver, Giving } from './giving.ts';
import { draftWarning, endWarning, markAward, openAward, setResult } from './judging-story.ts';
import { carryOutWork, matchNeeds, type ToldWork } from './matches-story.ts';
import { askForNeeds, type ToldNeed } from './needs-story.ts';
import { type Planned, planTheYear, sendsNoPlan } from './plans-story.ts';
import { proposeOverTheWhole } from './whole-story.ts';

/** The acts of the year's giving, told between those of the other programme: time never runs back. */
export type GivingTold = {
  readonly giving: Giving;
  readonly companies: readonly Giver[];
  readonly approved: readonly Planned[];
  readonly needs: readonly ToldNeed[];
  readonly work: readonly ToldWork[];
  readonly warning?: { readonly late: Giver; readonly sanction: Id } | undefined;
};

/** In February and March: the programme opens, its Forum is formed, companies join, residents ask, plans are set. */
export async function openGiving(telling: Telling): Promise<GivingTold> {
  telling.at(0.192);
  const giving = await beginGiving(telling);
  const { companies, universities } = await joinGivers(giving);
  telling.at(0.198);
  const needs = await askForNeeds(giving, 0, 160);
  // Whoever joined owes the filings of the year from now on.
  must(
    await telling.runtime.change(giving.mayor, 'offices:write', async (tx, by) =>
      ok(await owePeriods(tx, stewardOf(by), giving.giving)),
    ),
  );
  const approved = await planTheYear(giving, companies, needs);
  telling.say(
    `  ${companies.length} companies, ${universities.length} universities, ${approved.length} plans approved`,
  );
  return { giving, companies, approved, needs, work: [] };
}

/** In May: more needs, companies that answer them, and one that sent no plan. */
export async function giveInMay(told: GivingTold): Promise<GivingTold> {
  const { giving, companies } = told;
  const needs = [...told.needs, ...(await askForNeeds(giving, 160, 300))];
  const work = await matchNeeds(giving, told.approved, needs);
  giving.say(`  ${needs.length} needs, ${work.length} taken up`);
  await evaluateQuarter(
    giving,
    'Q1',
    {
      progress:
        'Forum terbentuk dan surat partisipasi yang masuk sudah diputuskan. Rencana tahunan perusahaan mulai diterima.',
      behind: 'Belum ada perusahaan yang menyebut olahraga dan seni budaya dalam suratnya.',
      advice: 'Mengundang perusahaan di bidang yang belum diminati pada rapat berikutnya.',
    },
    'received',
  );
  const late = companies.find((_, i) => sendsNoPlan(i));
  const warning =
    late && isWholeYear(giving) ? { late, sanction: await draftWarning(giving, late) } : undefined;
  return { ...told, needs, work, warning };
}

/** In November: what nobody answered in May has lapsed, the work is done and reported, new needs wait, an award is given and a warning is appealed. */
export async function giveInNovember({
  giving,
  companies,
  approved,
  work,
  warning,
}: GivingTold): Promise<void> {
  giving.at(0.966);
  await sweepOffers(giving.runtime, giving.tenant);
  const done = await carryOutWork(giving, work);
  await askForNeeds(giving, 300, 340);
  await evaluateQuarter(
    giving,
    'Q2',
    {
      progress: 'Permohonan warga mulai dijawab perusahaan. Evaluasi ini terlambat disampaikan.',
      behind: 'Olahraga dan seni budaya tetap tertinggal.',
      advice: 'Rapat triwulan berikutnya dijadwalkan sejak awal masanya.',
    },
    'waits',
  );
  const [, last] = giving.data.news;
  if (last) {
    const news = { ...last, program: giving.giving.slug, activity: done[0] ?? '' };
    must(await publishNews(giving.runtime, giving.secretary, news));
  }
  giving.say(`  ${done.length} activities of companies done`);
  if (warning) await endWarning(giving, warning.late, warning.sanction);
  if (isWholeYear(giving)) {
    const award = await openAward(giving);
    giving.at(0.9915);
    await markAward(giving, award);
    giving.at(0.9985);
    await setResult(giving, award.round);
  }
  giving.at(0.999);
  await askForNeeds(giving, 340, 400);
  await askForEvaluation(giving, 'Bidang mana yang belum tersentuh sampai akhir tahun, dan mengapa?');
  await proposeOverTheWhole(giving, companies, approved[0]?.giver);
}

/** Whether most of the year has gone by: before, plans are not overdue yet and an award has no time for its days. */
function isWholeYear(giving: Giving): boolean {
  return daysBetween(giving.dayAt(0), giving.dayAt(1)) >= 310;
}

/** Somebody of the story whom whoever tries the demo may be. */
export type TriedAccount = {
  readonly person: Id;
  readonly email: string;
  readonly label: { readonly id: string; readonly en: string };
};

/** The people of the year of giving who may be tried: of a company, of the Forum, of the city. */
export function accountsOf({ giving, approved, companies }: GivingTold): readonly TriedAccount[] {
  const company = approved[0]?.giver;
  // The first of them was warned in the story.
  const [, late] = companies.filter((_, i) => sendsNoPlan(i));
  const all: readonly (readonly [Actor | undefined, string, string, string])[] = [
    [
      company?.officer,
      'petugas@perusahaan.contoh.id',
      'Petugas TJSL sebuah perusahaan: kebutuhan, rencana, laporan',
      'TJSL officer of a company: needs, plan, reports',
    ],
    [
      company?.head,
      'direksi@perusahaan.contoh.id',
      'Direksi perusahaan itu: menetapkan rencana dan laporan',
      'Board of that company: sets plan and reports',
    ],
    [
      isWholeYear(giving) ? late?.head : undefined,
      'direksi@terlambat.contoh.id',
      'Perusahaan yang rencananya terlambat: dapat ditegur, menjawab, keberatan',
      'A company whose plan is overdue: may be warned, answers, appeals',
    ],
    [
      giving.secretary,
      'sekretaris@forumtjsl.contoh.id',
      'Sekretaris Forum TJSL: rapat, rencana, penghargaan, kabar',
      'Secretary of the TJSL Forum: meetings, plans, award, news',
    ],
    [
      giving.economy,
      'perekonomian@bandung.contoh.id',
      'Bagian Perekonomian: memeriksa belanja, menyusun sanksi',
      'Economy division: examines spending, draws up sanctions',
    ],
    [
      giving.mayor,
      'walikota@bandung.contoh.id',
      'Wali Kota: meneruskan surat, menetapkan penghargaan',
      'Mayor: passes letters on, sets the award',
    ],
  ];
  return all.flatMap(([who, email, id, en]) =>
    who ? [{ person: who.person, email, label: { id, en } }] : [],
  );
}
