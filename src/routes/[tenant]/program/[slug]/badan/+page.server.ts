import type { IsoDate } from '#kernel/date.ts';
import { bodiesOf, formBody, type OfficeHeld, type Seats } from '#modules/actors/index.ts';
import { type BodyMeetings, meetingsOf } from '#modules/deliberation/index.ts';
import { type FiledByMeeting, filedByMeeting, wasAsked } from '#modules/filings/index.ts';
import { basisOf } from '#modules/models/index.ts';
import { m } from '#paraglide/messages.js';
import type { Locale } from '#paraglide/runtime.js';
import { count, day } from '#ui/format.ts';
import { wordOccasion } from '#ui/word-due.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { carryOut } from '../../../../carry-out.ts';
import { requireTenant, textOf, viewerOf } from '../../../../request.ts';
import { programIn, titleOf } from '../../program-in.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const { locale, pilar } = event.locals;
  return pilar.read(tenant.id, async (tx) => {
    const program = await programIn(tx, event.params.slug);
    const bodies = await bodiesOf(tx, viewerOf(event), program);
    const meetings = await meetingsOf(tx, program);
    const filed = await filedByMeeting(tx, program);
    return {
      program: { slug: program.slug, title: titleOf(program) },
      bodies: bodies.map((one) => ({
        body: one.body,
        label: one.label[locale],
        term: m['bodies.term']({ years: count(one.years) }),
        basis: basisOf(program.model, one.basis).cite,
        places: one.places.map((place) => ({ value: place.code, label: place.name })),
        refusal: one.refusal && wordRefusal(one.refusal),
        meetings: shownMeetings(meetings.get(one.body), filed, locale),
        asked: askedFor(meetings.get(one.body), filed, locale),
        standing: one.standing.map((stands) => ({
          id: stands.organization.id,
          name: stands.organization.name,
          keeps: stands.keeps,
          lapsing: stands.lapsing.map((each) =>
            m['bodies.lapses']({ day: day(each.day), seats: count(each.seats) }),
          ),
          seats: stands.seats.map((seats) => shownSeats(seats, stands.seesHolders, locale)),
        })),
      })),
    };
  });
};

function shownSeats(seats: Seats, seesHolders: boolean, locale: Locale) {
  const named =
    (words: (one: { name: string; day: string }) => string, of: (one: OfficeHeld) => IsoDate) =>
    (one: OfficeHeld) =>
      words({ name: one.name, day: day(of(one), 'short') });
  return {
    office: seats.office,
    label: seats.label[locale],
    filled: m['bodies.filled']({ held: count(seats.held.length), count: count(seats.count) }),
    empty: seats.empty > 0 ? m['bodies.empty']({ count: count(seats.empty) }) : undefined,
    holders: seesHolders
      ? [
          ...seats.held.map((one) =>
            one.endsOn === null
              ? one.name
              : named(m['bodies.until'], ({ endsOn, startsOn }) => endsOn ?? startsOn)(one),
          ),
          ...seats.coming.map(named(m['bodies.from'], (one) => one.startsOn)),
        ]
      : [],
    lapsed: seats.lapsedOn && m['bodies.lapsed']({ day: day(seats.lapsedOn, 'short') }),
  };
}

/** The regular meetings of a body by period, the newest first; nothing where it need not meet. */
function shownMeetings(kept: BodyMeetings | undefined, filed: Filed, locale: Locale) {
  const about = filed.get(kept?.forum.forum ?? '');
  return (kept?.periods ?? []).map(({ occasion, held, standing }) => ({
    period: wordOccasion(occasion, locale),
    standing,
    held: held.map((one) => ({ id: one.id, day: day(one.day, 'long', locale) })),
    filed: (about?.filed ?? [])
      .filter((one) => one.occasion === occasion)
      .map((one) => ({ id: one.id, name: about?.rules.label[locale] ?? '', state: one.state })),
  }));
}

type Filed = ReadonlyMap<string, FiledByMeeting>;

/** What somebody asked for besides the periods and was handed in. */
function askedFor(kept: BodyMeetings | undefined, filed: Filed, locale: Locale) {
  const about = filed.get(kept?.forum.forum ?? '');
  return (about?.filed ?? [])
    .filter((one) => wasAsked(one.occasion))
    .map((one) => ({
      id: one.id,
      name: [about?.rules.label[locale], wordOccasion(one.occasion, locale)].join(', '),
      state: one.state,
    }));
}

export const actions: Actions = {
  bentuk: (event) =>
    carryOut(
      event,
      (pilar, actor, form) => {
        const body = textOf(form, 'body');
        return formBody(pilar, actor, {
          program: event.params.slug,
          body,
          region: textOf(form, `region.${body}`),
          decree: textOf(form, `decree.${body}`),
        });
      },
      ({ organization }) => `/${event.params.tenant}/lembaga/${organization}/pengurus?dibentuk=1`,
      { row: 'body' },
    ),
};
