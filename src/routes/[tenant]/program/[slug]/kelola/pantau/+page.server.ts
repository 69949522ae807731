import { isRefusal } from '#kernel/refusal.ts';
import type { RegionCode } from '#kernel/region.ts';
import type { Program } from '#modules/programs/index.ts';
import { namesOf } from '#modules/regions/index.ts';
import {
  heldOver,
  lateMatters,
  monthsOfMoney,
  placesBehind,
  urgePeople,
  watchOver,
} from '#modules/steering/index.ts';
import { m } from '#paraglide/messages.js';
import type { Locale } from '#paraglide/runtime.js';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { count, day } from '#ui/format.ts';
import { officeName } from '#ui/message.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { carryOut } from '../../../../../carry-out.ts';
import { requireActor, requireTenant, textOf, wholeIn } from '../../../../../request.ts';
import { areaFields, chipsOf, chosenArea, listAddress } from '../../../../kegiatan/list-filter.ts';
import { programIn, titleOf } from '../../../program-in.ts';
import type { Actions, PageServerLoad } from './$types.js';
import { askedIn, isIdle, lateAfter, lateHref, placeAfter, VIEWS, wordBehind, wordLate } from './watched.ts';

const PAGE = 25;

/** Which places held no forum, how money moves month by month, and what is late: for whoever steers the programme. */
export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const actor = requireActor(event);
  const { url } = event;
  const { locale, pilar } = event.locals;
  return pilar.read(tenant.id, async (tx) => {
    const program = await programIn(tx, event.params.slug);
    const about = { slug: program.slug, title: titleOf(program), state: program.state };
    const asked = askedIn(url.searchParams, program);
    const watch = await watchOver(tx, actor, program, asked.area);
    if (isRefusal(watch)) return { program: about, refusal: wordRefusal(watch), watched: undefined };
    const said = wholeIn(url, 'dipanggil');
    const fields = await areaFields(tx, program, chosenArea(url, program));
    return {
      program: about,
      refusal: undefined,
      watched: {
        view: asked.view,
        views: VIEWS.map((view) => ({ view, href: listAddress(url, { lihat: view, dipanggil: '' }) })),
        forum: asked.forum?.forum,
        forums: watch.forums.map(({ forum, missing, all }) => ({
          name: forum.forum,
          text: m['steering.watch.missing']({
            forum: forum.label[locale],
            missing: count(missing),
            all: count(all),
          }),
          href: listAddress(url, { lihat: 'musyawarah', forum: forum.forum, dipanggil: '' }),
        })),
        late: m['steering.watch.late-count']({ count: count(watch.late) }),
        fields,
        chips: chipsOf(url, fields),
        places: asked.view === 'musyawarah' ? await places(tx, program, asked, url) : undefined,
        months: asked.view === 'uang' ? await months(tx, program, asked.area) : undefined,
        matters: asked.view === 'terlambat' ? await matters(tx, program, asked, url, locale) : undefined,
        first: asked.after ? listAddress(url, {}) : undefined,
        csv: `/${tenant.slug}/program/${program.slug}/kelola/pantau.csv${listAddress(url, { lihat: asked.view })}`,
      },
      said: url.searchParams.has('dipanggil') ? m['steering.watch.urged']({ count: count(said) }) : undefined,
    };
  });
};

type Asked = ReturnType<typeof askedIn>;

async function places(tx: Tx, program: Program, { forum, area, after }: Asked, url: URL) {
  if (!forum) return { rows: [], next: undefined };
  const found = await placesBehind(tx, heldOver(program, forum, area), PAGE + 1, placeAfter(after));
  const last = found.length > PAGE ? found[PAGE - 1] : undefined;
  return {
    rows: found.slice(0, PAGE).map((one) => ({
      matter: isIdle(one) ? `${forum.forum} ${one.place}` : undefined,
      name: one.name,
      forum: one.forum,
      state: wordBehind(one),
      waiting: count(one.waiting),
      urged: one.urgedOn && m['steering.watch.urged-on']({ day: day(one.urgedOn) }),
      waits: one.urgedOn === tx.today,
    })),
    next: last && listAddress(url, { setelah: last.place }),
  };
}

async function months(tx: Tx, program: Program, area: RegionCode) {
  return (await monthsOfMoney(tx, program, area)).map((one) => ({
    ...one,
    name: day(`${one.month}-01`, 'month'),
  }));
}

async function matters(tx: Tx, program: Program, { area, after }: Asked, url: URL, locale: Locale) {
  const found = await lateMatters(tx, { program: program.id, area }, PAGE + 1, lateAfter(after));
  const shown = found.slice(0, PAGE);
  const names = await namesOf(
    tx,
    shown.map((one) => one.region),
  );
  const last = found.length > PAGE ? shown.at(-1) : undefined;
  return {
    rows: shown.map((one) => ({
      matter: one.id,
      what: wordLate(program, one, locale),
      href: lateHref(one),
      who: one.organizationName ?? one.offices.map((office) => officeName(office, locale)).join(', '),
      place: names.get(one.region) ?? one.region,
      due: day(one.dueOn),
      urged: one.urgedOn && m['steering.watch.urged-on']({ day: day(one.urgedOn) }),
      waits: one.urgedOn === tx.today,
    })),
    next: last && listAddress(url, { setelah: `${last.dueOn}_${last.id}` }),
  };
}

export const actions: Actions = {
  default: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        urgePeople(pilar, actor, {
          program: event.params.slug,
          matters: form.getAll('matters').filter((one) => typeof one === 'string'),
          remark: textOf(form, 'remark'),
        }),
      ({ urged }) => `${event.url.pathname}${listAddress(event.url, { dipanggil: String(urged) })}`,
    ),
};
