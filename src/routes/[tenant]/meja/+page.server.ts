import type { Mandate } from '#kernel/actor.ts';
import { daysBetween, type IsoDate } from '#kernel/date.ts';
import { ancestor, levelOf, type RegionCode } from '#kernel/region.ts';
import { type AreaOnDesk, type Desk, deskFor, type RunOnDesk } from '#modules/overview/index.ts';
import { m } from '#paraglide/messages.js';
import { getLocale } from '#paraglide/runtime.js';
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
/** Kinds of offices that are named after the place they govern. */
const GOVERNMENT = new Set(['kelurahan', 'kecamatan', 'desa']);

export const load: PageServerLoad = async (event) => {
  const actor = requireActor(event);
  const tenant = requireTenant(event);
  const from = wholeIn(event.url, 'mulai');
  const { pilar, session } = event.locals;
  const failed = session ? await pilar.signIn.failedTries(session.userId) : [];
  return pilar.read(tenant.id, async (tx) => {
    const { secondFactor } = pilar;
    const desk = await deskFor(tx, actor, { limit: TASKS, offset: from, secondFactor });
    const { places, secondFactor: unsafe } = desk;
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
      tasks: desk.tasks.map((task) => ({
        id: task.id,
        what: messageFor(`desk.task.${task.kind}`) ?? task.kind,
        about: [...new Set([task.title[getLocale()], places.get(task.region)])].filter(Boolean).join(' · '),
        href: placeOfTask(tenant.slug, task),
        group: groupOf(task.dueOn, tx.today),
        due: task.dueOn && relativeDue(task.dueOn, tx.today),
        moved:
          task.dueWas === null
            ? undefined
            : m['desk.moved']({ from: day(task.dueWas), why: task.dueMovedFor ?? '' }),
        tone: task.dueOn ? dueTone(task.dueOn, tx.today) : ('quiet' as const),
      })),
      more: desk.more ? `?mulai=${from + TASKS}` : undefined,
      mayPropose: desk.mayPropose,
      givesCodes: desk.givesCodes,
      own: desk.own.map(onDesk),
      institutions: desk.institutions.map(({ id, name, program, remaining, proposals }) => ({
        id,
        name,
        program: `${program.model.short} ${program.fiscalYear}`,
        remaining,
        proposals: proposals.map(onDesk),
      })),
      areas: desk.areas.map((area) => areaView(area, places, tenant.slug, tx.today)),
    };
  });
};

function onDesk({ id, title, state, requested }: Desk['own'][number]) {
  return { id, title, state, requested };
}

/** How an officer is addressed: "Ketua RW 07 Pasir Impun", "Lurah Pasir Impun", "Sekretariat Daerah". */
function titleOf(held: Mandate, place: string | undefined): string {
  const called = held.called?.[getLocale()] ?? officeName(held.office);
  const office = held.acting ? `${m[`offices.short.${held.acting}`]()} ${called}` : called;
  const { name } = held.organization;
  if (name.startsWith(office)) return name;
  // A government office is named after its place already: its head is addressed by the place alone.
  const kind = held.organization.kind.toLowerCase();
  return place && name.toLowerCase() === `${kind} ${place.toLowerCase()}` && GOVERNMENT.has(kind)
    ? `${office} ${place}`
    : `${office} ${name}`;
}

function areaView(
  { held, runs, late, moreLate }: AreaOnDesk,
  places: ReadonlyMap<RegionCode, string>,
  tenant: string,
  today: IsoDate,
) {
  return {
    region: held.region,
    name: places.get(held.region) ?? held.organization.name,
    runs: runs.map((run) => runView(run, held.region, tenant)),
    late: late.map((one) => ({
      id: one.id,
      institution: one.organizationName,
      href: `/${tenant}/kegiatan/${one.subjectId}`,
      due: relativeDue(one.dueOn, today),
    })),
    lateMore: moreLate ? `/${tenant}/laporan?tab=terlambat` : undefined,
  };
}

const SHOWN = ['submitted', 'funded', 'running', 'completed', 'reported'] as const;

function runView({ program, total, toCall }: RunOnDesk, region: RegionCode, tenant: string) {
  const where = areaQuery(region);
  const hrefs: Partial<Record<(typeof SHOWN)[number], string>> = {
    submitted: `/${tenant}/usulan?program=${program.slug}&keadaan=submitted${where}`,
    funded: `/${tenant}/usulan?program=${program.slug}&keadaan=funded${where}`,
  };
  return {
    program: `${program.model.short} ${program.fiscalYear}`,
    counts: SHOWN.map((name) => ({
      label: messageFor(`desk.counts.${name}`) ?? name,
      value: count(total[name]),
      href: hrefs[name],
    })),
    money: (['committed', 'disbursed'] as const).map((name) => ({
      label: messageFor(`desk.counts.${name}`) ?? name,
      value: shortRupiah(total[name]),
    })),
    schedule: toCall.map(({ forum, waiting }) => ({
      href: `/${tenant}/musyawarah/jadwal?program=${program.slug}&forum=${forum.forum}`,
      waiting: count(waiting),
      forum: program.model.forums.length > 1 ? forum.label[getLocale()] : '',
    })),
  };
}

/** The filters of the lists that show one area. */
function areaQuery(region: RegionCode): string {
  const level = levelOf(region);
  if (level === 'district') return `&kecamatan=${region}`;
  return level === 'village' ? `&kecamatan=${ancestor(region, 'district')}&kelurahan=${region}` : '';
}
