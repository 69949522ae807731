import type { Mandate } from '#kernel/actor.ts';
import { daysBetween } from '#kernel/date.ts';
import { type Desk, deskFor, newsFor } from '#modules/overview/index.ts';
import { m } from '#paraglide/messages.js';
import { getLocale } from '#paraglide/runtime.js';
import { day, relativeDue } from '#ui/format.ts';
import { officeName } from '#ui/message.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { wordFailed } from '../../akun/safety.ts';
import { provePath } from '../../prove-again.ts';
import { requireActor, requireTenant, wholeIn } from '../../request.ts';
import type { PageServerLoad } from './$types.js';
import { approachView } from './approach-view.ts';
import { areaView } from './area-view.ts';
import { partOfDay } from './by-due.ts';
import { newsView } from './news-view.ts';
import { taskView } from './task-view.ts';

const TASKS = 50;
/** How much of what others decided stands on the desk; a page of its own has all. */
const NEWS = 3;
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
    const news = await newsFor(tx, actor, NEWS);
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
      news: await newsView(tx, news, tenant),
      tasks: desk.tasks.map((task) => taskView(task, places, tenant.slug, tx.today)),
      more: desk.more ? `?mulai=${from + TASKS}` : undefined,
      mayPropose: desk.mayPropose,
      givesCodes: desk.givesCodes,
      own: desk.own.map(onDesk),
      institutions: institutionsView(desk.institutions),
      approaches: desk.approaches.map((one) => approachView(one, tenant.slug)),
      areas: desk.areas.map((area) => areaView(area, places, tenant.slug, tx.today)),
    };
  });
};

/** Institutions one by one, each with the programmes in which it has proposals or may spend; without any, the first. */
function institutionsView(all: Desk['institutions']) {
  return [...Map.groupBy(all, (one) => one.id).values()].map((runs) => {
    const busy = runs.filter(
      (one) => one.proposals.length > 0 || one.remaining !== undefined || one.seesNeeds,
    );
    return {
      id: runs[0]?.id ?? '',
      name: runs[0]?.name ?? '',
      runs: (busy.length > 0 ? busy : runs.slice(0, 1)).map(
        ({ program, remaining, proposals, seesNeeds }) => ({
          program: `${program.model.short} ${program.fiscalYear}`,
          needs: seesNeeds ? `kebutuhan/untuk/${runs[0]?.id}?program=${program.slug}` : undefined,
          remaining,
          proposals: proposals.map(onDesk),
        }),
      ),
    };
  });
}

function onDesk({ id, called, state, requested }: Desk['own'][number]) {
  return { id, title: called[getLocale()], state, requested };
}

/** How an officer is addressed: "Ketua RW 07 Pasir Impun", "Lurah Pasir Impun", "Sekretariat Daerah". */
function titleOf(held: Mandate, place: string | undefined): string {
  const called = officeName(held.office);
  const office = held.acting ? `${m[`offices.short.${held.acting}`]()} ${called}` : called;
  const { name } = held.organization;
  if (name.startsWith(office)) return name;
  // A government office is named after its place already: its head is addressed by the place alone.
  const kind = held.organization.kind.toLowerCase();
  return place && name.toLowerCase() === `${kind} ${place.toLowerCase()}` && GOVERNMENT.has(kind)
    ? `${office} ${place}`
    : `${office} ${name}`;
}
