import type { Instrument } from '#analysis/rubric/index.ts';
import {
  answerObjection,
  closeRound,
  LEAST_RATERS,
  type ListedRound,
  objectToRound,
  type RoundOverview,
  roundOverview,
  withdrawRound,
} from '#modules/assessment/index.ts';
import { m } from '#paraglide/messages.js';
import { count, day, moment } from '#ui/format.ts';
import { officeName } from '#ui/message.ts';
import { wordPillar } from '#ui/pillar-words.ts';
import { wordHistory } from '#ui/word-history.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { carryOut, versionIn } from '../../../../../carry-out.ts';
import { idOr404, readOr404, requireTenant, textOf, viewerOf, wholeIn } from '../../../../../request.ts';
import { indicatorTitle, levelTitle } from '../../instrument-words.ts';
import { wordMissing, wordShown } from '../../records.ts';
import { lineOverTime, wordAgreement, wordSpreads } from '../../round-page.ts';
import { roundState } from '../../round-rows.ts';
import { wordOutcome } from '../../word-outcome.ts';
import { wordObjection, wordShows } from '../../word-shows.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** Happenings that there is one of for every rater: told apart from the others, folded. */
const RATINGS = new Set(['assessment.rated', 'assessment.changed']);
/** Raters named on one page. */
const NAMED = 15;

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const { pilar, locale } = event.locals;
  const id = idOr404(event.params.id);
  const { searchParams } = event.url;
  const offset = wholeIn(event.url, 'mulai');
  return pilar.read(tenant.id, async (tx) => {
    const found = readOr404(await roundOverview(tx, viewerOf(event), id, { limit: NAMED, offset }));
    const { round, program, instrument, reading, measures, offers, history, line } = found;
    const told = (ratings: boolean) =>
      wordHistory(
        { ...history, entries: history.entries.filter((entry) => RATINGS.has(entry.action) === ratings) },
        tenant.slug,
        locale,
      );
    return {
      round: {
        id,
        version: round.version,
        open: round.state === 'open',
        state: roundState(round.state),
        place: found.about,
        reason: round.endedReason,
        sha256: round.instrumentSha256,
      },
      instrument: { slug: round.instrument, title: instrument.title[locale] },
      lead: m['instruments.round-lead']({
        program: `${program.model.short} ${program.fiscalYear}`,
        day: day(round.asOf),
      }),
      stages: stagesOf(round, tenant.timeZone),
      offers: offers && {
        rate: offers.rate && wordRefusal(offers.rate),
        rated: offers.rated,
        keeps: offers.keeps,
        close: offers.close && wordRefusal(offers.close),
      },
      newer: found.newer && `/${tenant.slug}/analisis/instrumen/putaran/${found.newer}`,
      outcome: reading && wordOutcome(instrument, reading.outcome, locale),
      spreads: reading && wordSpreads(instrument, reading.spreads, locale),
      agreement: reading && wordAgreement(instrument, reading.agreement, round.raters, locale),
      records:
        round.state === 'withdrawn'
          ? undefined
          : {
              shown: wordShown(instrument, measures, program.model, tenant.slug, locale),
              missing: wordMissing(instrument, measures, found.countedAs, locale),
            },
      shows: wordShows(instrument, found.shows, found.countedAs, tenant.slug, locale),
      objection: found.objection && wordObjection(found.objection),
      contest: round.party !== null && round.state === 'closed' ? found.contest : undefined,
      measured:
        round.party && `/${tenant.slug}/analisis/ukuran?program=${program.slug}&lembaga=${round.party}`,
      raters: found.raters.map((one) => ({
        term: wordPillar(found.models, one.pillar),
        value: count(one.raters),
      })),
      ratersTotal: count(round.raters),
      least: count(LEAST_RATERS),
      poor:
        round.poorHouseholds === null
          ? ''
          : m['instruments.poor-counted']({ count: count(round.poorHouseholds), source: round.poorSource }),
      named: found.named && {
        rows: namedRows(found.named, instrument, locale),
        first: offset > 0 ? '?mulai=0#bernama' : undefined,
        next: found.named.more ? `?mulai=${offset + NAMED}#bernama` : undefined,
      },
      line: line && lineOverTime(instrument, line, id, tenant.slug, locale),
      besides: `/${tenant.slug}/analisis/instrumen/${round.instrument}?program=${program.slug}#hasil`,
      history: told(false),
      ratingHistory: told(true),
      timeZone: tenant.timeZone,
      said: (['dibuka', 'dinilai', 'ditutup', 'dibatalkan', 'keberatan'] as const).find((one) =>
        searchParams.has(one),
      ),
    };
  });
};

function stagesOf(round: ListedRound, timeZone: string) {
  const opened = moment(round.openedAt, timeZone, 'short');
  const ended = round.endedAt ? moment(round.endedAt, timeZone, 'short') : undefined;
  const rated = m['instruments.stage.rated-note']({ count: count(round.raters) });
  const first = { title: m['instruments.stage.opened'](), state: 'done', date: opened } as const;
  if (round.state === 'open') {
    return [
      first,
      { title: m['instruments.stage.rating'](), state: 'now', note: rated } as const,
      {
        title: m['instruments.stage.close'](),
        state: 'todo',
        note: m['instruments.stage.until']({ day: day(round.closesOn, 'short') }),
      } as const,
    ];
  }
  return [
    first,
    { title: m['instruments.stage.rating'](), state: 'done', note: rated } as const,
    round.state === 'closed'
      ? ({
          title: m['instruments.stage.closed'](),
          state: 'done',
          ...(ended ? { date: ended } : {}),
        } as const)
      : ({
          title: m['instruments.stage.withdrawn'](),
          state: 'stopped',
          ...(ended ? { date: ended } : {}),
        } as const),
  ];
}

/** Who rated what, in the order in which the instrument asks. */
function namedRows(
  { ratings }: NonNullable<RoundOverview['named']>,
  instrument: Instrument,
  locale: 'id' | 'en',
) {
  const order = instrument.dimensions.flatMap((dimension) => dimension.indicators.map((one) => one.slug));
  return ratings.map(({ rater, answers }) => ({
    who: m['instruments.named-rater']({
      name: rater.name,
      office: officeName(rater.office),
      organization: rater.organizationName,
    }),
    when: day(rater.ratedAt.toISOString().slice(0, 10), 'short'),
    answers: answers
      .toSorted((a, b) => order.indexOf(a.indicator) - order.indexOf(b.indicator))
      .map((answer) => ({
        indicator: indicatorTitle(instrument, answer.indicator, locale),
        level:
          answer.level === null
            ? m['instruments.cannot-say']()
            : levelTitle(instrument, answer.indicator, answer.level, locale),
        evidence: answer.evidence,
      })),
  }));
}

export const actions: Actions = {
  tutup: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        closeRound(pilar, actor, { round: idOr404(event.params.id), version: versionIn(form) }),
      () => `${event.url.pathname}?ditutup=1`,
    ),

  keberatan: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        objectToRound(pilar, actor, { round: idOr404(event.params.id), reason: textOf(form, 'objection') }),
      () => `${event.url.pathname}?keberatan=1#keberatan`,
    ),

  jawab: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        answerObjection(pilar, actor, { round: idOr404(event.params.id), answer: textOf(form, 'answer') }),
      () => `${event.url.pathname}?keberatan=1#keberatan`,
    ),

  batal: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        withdrawRound(pilar, actor, {
          round: idOr404(event.params.id),
          version: versionIn(form),
          reason: textOf(form, 'reason'),
        }),
      () => `${event.url.pathname}?dibatalkan=1`,
    ),
};
