import type { Actor } from '#kernel/actor.ts';
import { addDays, dayIn, type IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import { isRefusal } from '#kernel/refusal.ts';
import { formBody } from '#modules/actors/index.ts';
import {
  awardFacts,
  closeAward,
  draftAward,
  markCandidate,
  publishAward,
  setAwardResult,
} from '#modules/awards/index.ts';
import {
  answerHearing,
  appealSanction,
  decideAppeal,
  decideSanction,
  draftSanction,
} from '#modules/sanctions/index.ts';
import { actorOf, must } from '../acting.ts';
import { pick } from '../chance.ts';
import { officerOf } from '../city.ts';
import { appoint, type Giver, type Giving } from './giving.ts';
import { owedOf } from './plans-story.ts';

/** Seats of the jury that are filled, one after the other. */
const SEATS = ['ketua', 'anggota-skpd', 'anggota-skpd', 'anggota-akademisi', 'anggota-masyarakat'];

/** What jurors mark, by the model. */
const MARKED = ['perencanaan', 'keberlanjutan', 'dokumen', 'lainnya'];

/** The day on which the story is, some days on. */
function inDays({ file, runtime }: Giving, days: number): IsoDate {
  return addDays(dayIn(file.timeZone, runtime.clock.now()), days);
}

/** In May a company that sent no plan is warned of, and heard. */
export async function draftWarning(giving: Giving, late: Giver): Promise<Id> {
  const { runtime, giving: program } = giving;
  const ground = await owedOf(giving, late.id, 'rencana');
  const { sanction } = must(
    await draftSanction(runtime, giving.economy, {
      program: program.slug,
      sanction: 'administratif',
      organization: late.id,
      step: 'peringatan',
      grounds: ground ? [ground] : [],
      reason: `Rencana TJSL ${program.fiscalYear} belum disampaikan sampai lewat batasnya.`,
      hearingUntil: inDays(giving, 21),
    }),
  );
  const answer = 'Direksi kami berganti pada bulan Maret; rencana sedang disusun.';
  must(await answerHearing(runtime, late.head, { sanction, answer }));
  return sanction;
}

/** In November the secretariat decides, the company appeals, and the mayor keeps the warning. */
export async function endWarning(giving: Giving, late: Giver, sanction: Id): Promise<void> {
  const { runtime, city, file } = giving;
  const setda = actorOf(giving, officerOf(city, 'sekretariat-daerah', file.region, 'setda'));
  const imposed = {
    sanction,
    outcome: 'impose',
    reason: 'Pergantian direksi tidak menghapus kewajiban; rencana tetap ditunggu.',
  };
  must(await decideSanction(runtime, setda, imposed));
  const reason = 'Rencana sudah disiapkan dan akan kami kirim bulan ini.';
  must(await appealSanction(runtime, late.head, { sanction, reason }));
  const kept = {
    sanction,
    outcome: 'upheld',
    step: '',
    reason: 'Peringatan tetap sampai rencana disampaikan.',
  };
  must(await decideAppeal(runtime, giving.mayor, kept));
}

/** The jury is formed and the weights are published; marking begins in eight days and takes two. */
export async function openAward(
  giving: Giving,
): Promise<{ readonly round: Id; readonly jurors: readonly Actor[] }> {
  const { runtime, giving: program, file, chair, secretary } = giving;
  const decree = `1/Forum-TJSL/${program.fiscalYear}`;
  const { organization } = must(
    await formBody(runtime, chair, {
      program: program.slug,
      body: 'tim-penilai',
      region: file.region,
      decree,
    }),
  );
  const jurors = [];
  for (const [i, seat] of SEATS.entries()) {
    const office = `tim-penilai/${seat}`;
    const put = await appoint(giving, chair, { organization, office, decree, phone: `08130000300${i}` });
    jurors.push(put.who);
  }
  const award = program.model.awards[0];
  if (!award) throw new Error('the model gives no award');
  const { round } = must(
    await draftAward(runtime, secretary, {
      program: program.slug,
      award: award.award,
      marksFrom: inDays(giving, 8),
      marksUntil: inDays(giving, 9),
      weights: new Map(award.aspects.map((one) => [one.aspect, String(one.weight)])),
    }),
  );
  must(await publishAward(runtime, secretary, { round }));
  return { round, jurors };
}

/** Each juror marks; one of them gets through half of the companies, and what is missing is no zero. */
export async function markAward(
  giving: Giving,
  { round, jurors }: { readonly round: Id; readonly jurors: readonly Actor[] },
): Promise<void> {
  const facts = await giving.runtime.read(giving.tenant, (tx) =>
    awardFacts(tx, { tenant: giving.tenant }, round),
  );
  if (isRefusal(facts)) throw new Error(`the round is refused: ${facts.refusal}`);
  for (const [j, juror] of jurors.entries()) {
    const reached = j === 3 ? facts.candidates.slice(0, facts.candidates.length / 2) : facts.candidates;
    for (const { id, name } of reached) {
      const mark = (aspect: string) => String(55 + pick(38, aspect, name) + pick(7, j, aspect, name));
      const marks = new Map(MARKED.map((aspect) => [aspect, mark(aspect)]));
      must(await markCandidate(giving.runtime, juror, { round, candidate: id, marks }));
    }
  }
}

/** The days of marking are over: the computation is public, and the mayor sets the result. */
export async function setResult(giving: Giving, round: Id): Promise<void> {
  must(await closeAward(giving.runtime, giving.secretary, { round }));
  const decree = `500/Kep.${giving.giving.fiscalYear}-Bag.Ek`;
  must(await setAwardResult(giving.runtime, giving.mayor, { round, decree }));
}
