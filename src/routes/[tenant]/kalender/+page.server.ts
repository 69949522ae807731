import { addDays } from '#kernel/date.ts';
import { refusalIn } from '#kernel/refusal.ts';
import { decreedHolidays, HOLIDAY_KINDS, type Holiday, holidaysBetween } from '#modules/calendar/index.ts';
import { enterHoliday, enterHolidays, removeHoliday } from '#modules/obligations/index.ts';
import { maySteer, steeredArea } from '#modules/programs/index.ts';
import { m } from '#paraglide/messages.js';
import { count, day, weekday } from '#ui/format.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { carryOut } from '../../carry-out.ts';
import { requireTenant, textOf, wholeIn } from '../../request.ts';
import type { Actions, PageServerLoad } from './$types.js';
import { kindWords } from './holiday-words.ts';

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const { pilar, actor } = event.locals;
  return pilar.read(tenant.id, async (tx) => {
    const thisYear = Number(tx.today.slice(0, 4));
    const asked = wholeIn(event.url, 'tahun');
    const year = asked >= 1950 && asked <= 2150 ? asked : thisYear;
    const list = await holidaysBetween(tx, `${year}-01-01`, `${year}-12-31`);
    const steered = await steeredArea(tx);
    const refusal = actor && steered ? refusalIn(maySteer(actor, steered.programs, steered.area)) : undefined;
    const stands = new Set(list.map((one) => one.day));
    const known = decreedHolidays(year).filter((one) => !stands.has(one.day));
    const moved = wholeIn(event.url, 'bergeser');
    return {
      year,
      years: [year - 1, year + 1],
      days: list.map((one) => ({
        ...one,
        when: day(one.day),
        weekday: weekday(one.day),
        kindWord: kindWords[one.kind](),
        past: one.day < tx.today,
      })),
      // A year of which only the holidays that never move are known.
      thin: list.every((one) => one.kind !== 'joint-leave'),
      known: known.length > 0 ? { count: known.length, decree: known[0]?.decree ?? '' } : undefined,
      kinds: HOLIDAY_KINDS.map((kind) => ({ value: kind, label: kindWords[kind]() })),
      tomorrow: addDays(tx.today, 1),
      // A visitor reads the calendar; only who is signed in is told why they may not change it.
      may: Boolean(steered && actor && !refusal),
      refusal: refusal && wordRefusal(refusal),
      said: event.url.searchParams.has('bergeser') ? m['calendar.saved']({ count: count(moved) }) : undefined,
    };
  });
};

/** Back to the year of a day, saying how many due days moved. */
const saved = (path: string, on: string, moved: number) =>
  `${path}?tahun=${on.slice(0, 4)}&bergeser=${moved}`;

export const actions: Actions = {
  tambah: async (event) => {
    const on = textOf(await event.request.formData(), 'day');
    return carryOut(
      event,
      (pilar, actor, form) =>
        enterHoliday(pilar, actor, {
          day: on,
          kind: textOf(form, 'kind'),
          name: textOf(form, 'name'),
          decree: textOf(form, 'decree'),
        }),
      ({ moved }) => saved(event.url.pathname, on, moved),
    );
  },

  isi: async (event) => {
    const year = textOf(await event.request.formData(), 'year');
    const list: readonly Holiday[] = decreedHolidays(Number(year));
    return carryOut(
      event,
      (pilar, actor) => enterHolidays(pilar, actor, { list }),
      ({ moved }) => saved(event.url.pathname, year, moved),
    );
  },

  hapus: (event) =>
    carryOut(
      event,
      (pilar, actor, form) => {
        const on = textOf(form, 'day');
        return removeHoliday(pilar, actor, { day: on, reason: textOf(form, `reason.${on}`) });
      },
      ({ day: on, moved }) => saved(event.url.pathname, on, moved),
      { row: 'day' },
    ),
};
