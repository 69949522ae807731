import type { Actor, Mandate } from '#kernel/actor.ts';
import { daysBetween } from '#kernel/date.ts';
import { isRefusal } from '#kernel/refusal.ts';
import { ancestor, levelOf, type RegionCode } from '#kernel/region.ts';
import { codeRegions } from '#modules/actors/index.ts';
import { comingForum } from '#modules/deliberation/index.ts';
import { ceilingsOf, wantsSecondFactor } from '#modules/funding/index.ts';
import { deskOf } from '#modules/notices/index.ts';
import { overdueNow } from '#modules/obligations/index.ts';
import { type Counts, countsBy, listPrograms, type Program } from '#modules/programs/index.ts';
import { isProposer, proposalsOf, proposerOf, titlesOf } from '#modules/proposals/index.ts';
import { namesOf } from '#modules/regions/index.ts';
import { m } from '#paraglide/messages.js';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { count, day, dueTone, relativeDue, shortRupiah } from '#ui/format.ts';
import { messageFor, officeName } from '#ui/message.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { wordFailed } from '../../akun/safety.ts';
import { provePath } from '../../prove-again.ts';
import { requireActor, requireTenant, wholeIn } from '../../request.ts';
import type { PageServerLoad } from './$types.js';
import { groupOf, partOfDay } from './by-due.ts';
import { placeOfTask } from './task-place.ts';

const TASKS = 50;
/** From when on the end of a mandate is warned of, in days. */
const ENDING = 60;
const LATE_REPORTS = 5;
/** Kinds of offices that are named after the place they govern. */
const GOVERNMENT = new Set(['kelurahan', 'kecamatan', 'desa']);

export const load: PageServerLoad = async (event) => {
  const actor = requireActor(event);
  const tenant = requireTenant(event);
  const from = wholeIn(event.url, 'mulai');
  const { pilar, session } = event.locals;
  const failed = session ? await pilar.signIn.failedTries(session.userId) : [];
  return pilar.read(tenant.id, async (tx) => {
    const programs = (await listPrograms(tx)).filter((program) => program.state === 'open');
    const tasks = await deskOf(tx, actor, TASKS + 1, from);
    const places = await namesOf(
      tx,
      [...tasks, ...actor.mandates].map((one) => one.region),
    );
    // A draft is asked for before it has a title; what it is called now says more.
    const titles = await titlesOf(
      tx,
      tasks.filter((task) => task.subjectType === 'proposal').map((task) => task.subjectId),
    );
    const [unsafe] = programs.flatMap(
      (program) => wantsSecondFactor(actor, program.model, event.locals.pilar.secondFactor) ?? [],
    );
    return {
      name: actor.name,
      secondFactor: unsafe && {
        ...wordRefusal(unsafe),
        href: unsafe.refusal === 'access.prove-again' ? provePath(event.url.pathname) : '/akun/dua-langkah',
        label:
          unsafe.refusal === 'access.prove-again' ? m['account.prove.title']() : m['desk.second-factor'](),
      },
      failed: failed.map((one) => wordFailed(one, tenant.timeZone)),
      greeting: partOfDay(tx.now, tenant.timeZone),
      mandates: actor.mandates.map((held) => ({
        title: titleOf(held, places.get(held.region)),
        until: held.endsOn && day(held.endsOn),
        ending:
          held.endsOn && daysBetween(tx.today, held.endsOn) < ENDING
            ? relativeDue(held.endsOn, tx.today)
            : undefined,
      })),
      tasks: tasks.slice(0, TASKS).map((task) => ({
        id: task.id,
        what: messageFor(`desk.task.${task.kind}`) ?? task.kind,
        about: [...new Set([titles.get(task.subjectId) ?? task.title, places.get(task.region)])]
          .filter(Boolean)
          .join(' · '),
        href: placeOfTask(tenant.slug, task),
        group: groupOf(task.dueOn, tx.today),
        due: task.dueOn && relativeDue(task.dueOn, tx.today),
        moved:
          task.dueWas === null
            ? undefined
            : m['desk.moved']({ from: day(task.dueWas), why: task.dueMovedFor ?? '' }),
        tone: task.dueOn ? dueTone(task.dueOn, tx.today) : ('quiet' as const),
      })),
      more: tasks.length > TASKS ? `?mulai=${from + TASKS}` : undefined,
      mayPropose: programs.some((program) => isProposer(actor, program.model)),
      givesCodes: codeRegions(actor).length > 0,
      institutions: await institutionsOf(tx, actor, programs),
      areas: await areasOf(tx, actor, programs, places, tenant.slug),
    };
  });
};

/** How an officer is addressed: "Ketua RW 07 Pasir Impun", "Lurah Pasir Impun", "Sekretariat Daerah". */
function titleOf(held: Mandate, place: string | undefined): string {
  const office = held.acting
    ? `${m[`offices.short.${held.acting}`]()} ${officeName(held.office)}`
    : officeName(held.office);
  const { name } = held.organization;
  if (name.startsWith(office)) return name;
  // A government office is named after its place already: its head is addressed by the place alone.
  const kind = held.organization.kind.toLowerCase();
  return place && name.toLowerCase() === `${kind} ${place.toLowerCase()}` && GOVERNMENT.has(kind)
    ? `${office} ${place}`
    : `${office} ${name}`;
}

/** The institutions that the actor speaks for, each with its proposals of the programme and what is left of its ceiling. */
async function institutionsOf(tx: Tx, actor: Actor, programs: readonly Program[]) {
  const institutions = [
    ...new Map(actor.mandates.map((held) => [held.organization.id, held.organization])).values(),
  ];
  const found = [];
  for (const program of programs) {
    const proposing = institutions.filter((one) => !isRefusal(proposerOf(program.model, one.kind)));
    const ceilings = await ceilingsOf(
      tx,
      program.id,
      proposing.map((one) => one.id),
    );
    for (const institution of proposing) {
      const proposals = await proposalsOf(tx, program.id, institution.id);
      found.push({
        id: institution.id,
        name: institution.name,
        program: `${program.model.short} ${program.fiscalYear}`,
        remaining: ceilings.find((one) => one.organization === institution.id)?.remaining,
        proposals: proposals
          .filter((one) => one.state !== 'withdrawn')
          .map((one) => ({ id: one.id, title: one.title, state: one.state, requested: one.requested })),
      });
    }
  }
  return found;
}

/** The areas in which the actor holds an office that is not a proposing institution's: what runs there, and what is late. */
async function areasOf(
  tx: Tx,
  actor: Actor,
  programs: readonly Program[],
  places: ReadonlyMap<RegionCode, string>,
  tenant: string,
) {
  const offices = actor.mandates.filter((held) =>
    programs.every((program) => isRefusal(proposerOf(program.model, held.organization.kind))),
  );
  const areas = [...new Map(offices.map((held) => [held.region, held])).values()];
  const found = [];
  for (const held of areas) {
    const late = await overdueNow(tx, LATE_REPORTS + 1, { area: held.region });
    const runs = [];
    for (const program of programs) runs.push(await runningIn(tx, program, held, tenant));
    found.push({
      region: held.region,
      name: places.get(held.region) ?? held.organization.name,
      runs,
      late: late.slice(0, LATE_REPORTS).map((one) => ({
        id: one.id,
        institution: one.organizationName,
        href: `/${tenant}/kegiatan/${one.subjectId}`,
        due: relativeDue(one.dueOn, tx.today),
      })),
      lateMore: late.length > LATE_REPORTS ? `/${tenant}/laporan?tab=terlambat` : undefined,
    });
  }
  return found;
}

const SHOWN = ['submitted', 'funded', 'running', 'completed', 'reported'] as const;

async function runningIn(tx: Tx, program: Program, held: Mandate, tenant: string) {
  const cells = await countsBy(tx, program.id, 'district', held.region);
  const total = (name: keyof Counts) => cells.reduce((all, cell) => all + cell[name], 0n);
  const submitted = total('submitted');
  const { conveners, level } = program.model.deliberation;
  const calls = conveners.includes(held.office) && levelOf(held.region) === level;
  const forum = calls && submitted > 0n ? await comingForum(tx, program.id, held.region) : undefined;
  const where = areaQuery(held.region);
  const hrefs: Partial<Record<(typeof SHOWN)[number], string>> = {
    submitted: `/${tenant}/usulan?program=${program.slug}&keadaan=submitted${where}`,
    funded: `/${tenant}/usulan?program=${program.slug}&keadaan=funded${where}`,
  };
  return {
    program: `${program.model.short} ${program.fiscalYear}`,
    counts: SHOWN.map((name) => ({
      label: messageFor(`desk.counts.${name}`) ?? name,
      value: count(total(name)),
      href: hrefs[name],
    })),
    money: (['committed', 'disbursed'] as const).map((name) => ({
      label: messageFor(`desk.counts.${name}`) ?? name,
      value: shortRupiah(total(name)),
    })),
    schedule:
      calls && submitted > 0n && !forum
        ? { href: `/${tenant}/musyawarah/jadwal?program=${program.slug}`, waiting: count(submitted) }
        : undefined,
  };
}

/** The filters of the lists that show one area. */
function areaQuery(region: RegionCode): string {
  const level = levelOf(region);
  if (level === 'district') return `&kecamatan=${region}`;
  return level === 'village' ? `&kecamatan=${ancestor(region, 'district')}&kelurahan=${region}` : '';
}
