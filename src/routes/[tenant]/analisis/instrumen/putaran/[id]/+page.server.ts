import { error, redirect } from '@sveltejs/kit';
import type { Actor } from '#kernel/actor.ts';
import { refusalIn } from '#kernel/refusal.ts';
import { officialName } from '#kernel/region.ts';
import { organizationsById } from '#modules/actors/index.ts';
import {
  answersBy,
  answersGivenBy,
  closeRound,
  keptInstrument,
  LEAST_RATERS,
  type ListedRound,
  lineOf,
  mayKeepRounds,
  mayRate,
  mayReadPersons,
  measuresOf,
  mustHaveRaters,
  openRoundOf,
  partnerMandate,
  ratersByPillar,
  ratersOf,
  readingOf,
  responsibleFor,
  roundById,
  withdrawRound,
} from '#modules/assessment/index.ts';
import { historyOf } from '#modules/journal/index.ts';
import { pillarsOf } from '#modules/models/index.ts';
import { type Program, programById } from '#modules/programs/index.ts';
import { m } from '#paraglide/messages.js';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { count, day, moment } from '#ui/format.ts';
import { messageFor, officeName } from '#ui/message.ts';
import { wordHistory } from '#ui/word-history.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { actorFor, idOr404, requireTenant, textOf, viewerOf, wholeIn } from '../../../../../request.ts';
import { failForm } from '../../../../fail-form.ts';
import { typedValues } from '../../../../typed-form.ts';
import { indicatorTitle, levelTitle } from '../../instrument-words.ts';
import { wordRecords } from '../../records.ts';
import { lineOverTime, wordAgreement, wordSpreads } from '../../round-page.ts';
import { roundState } from '../../round-rows.ts';
import { wordOutcome } from '../../word-outcome.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** Rounds of a line that are drawn and listed. */
const LINE = 12;
/** Happenings that there is one of for every rater: told apart from the others, folded. */
const RATINGS = new Set(['assessment.rated', 'assessment.changed']);
/** Raters named on one page. */
const NAMED = 15;

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const { pilar, actor, locale } = event.locals;
  const id = idOr404(event.params.id);
  const { searchParams } = event.url;
  const from = wholeIn(event.url, 'mulai');
  return pilar.read(tenant.id, async (tx) => {
    const round = (await roundById(tx, id)) ?? error(404);
    const program = await programById(tx, round.program);
    const instrument = await keptInstrument(tx, round.instrumentSha256);
    const partnership = { instrument: round.instrument, program: program.id, region: round.region };
    const reading = round.state === 'closed' ? await readingOf(tx, program, round) : undefined;
    const measures = round.state === 'withdrawn' ? [] : await measuresOf(tx, program, round);
    const history = await historyOf(tx, round.id);
    const organizations = await organizationsById(
      tx,
      history.flatMap((entry) => entry.organization ?? []),
    );
    const named =
      reading && mayReadPersons(viewerOf(event), round.region)
        ? await namedRatings(tx, round, instrument, { from, locale })
        : undefined;
    const others = round.state === 'open' ? undefined : await openRoundOf(tx, partnership);
    return {
      round: {
        id: round.id,
        version: round.version,
        open: round.state === 'open',
        state: roundState(round.state),
        place: officialName(round.region, round.regionName),
        reason: round.endedReason,
        sha256: round.instrumentSha256,
      },
      instrument: { slug: round.instrument, title: instrument.title[locale] },
      lead: m['instruments.round-lead']({
        program: `${program.model.short} ${program.fiscalYear}`,
        day: day(round.asOf),
      }),
      stages: stagesOf(round, tenant.timeZone),
      offers: actor && (await offersFor(tx, actor, round, program)),
      newer: others && `/${tenant.slug}/analisis/instrumen/putaran/${others}`,
      outcome: reading && wordOutcome(instrument, reading.outcome, locale),
      spreads: reading && wordSpreads(instrument, reading.spreads, locale),
      agreement: reading && wordAgreement(instrument, reading.agreement, round.raters, locale),
      records:
        round.state === 'withdrawn'
          ? undefined
          : wordRecords(instrument, measures, pillarsOf(program.model), tenant.slug, locale),
      raters: (await ratersByPillar(tx, round.id)).map((one) => ({
        term: messageFor(`instruments.pillar.${one.pillar}`) ?? one.pillar,
        value: count(one.raters),
      })),
      ratersTotal: count(round.raters),
      least: count(LEAST_RATERS),
      poor:
        round.poorHouseholds === null
          ? ''
          : m['instruments.poor-counted']({ count: count(round.poorHouseholds), source: round.poorSource }),
      named,
      line:
        round.state === 'closed'
          ? lineOverTime(instrument, await lineOf(tx, partnership, LINE), round.id, tenant.slug, locale)
          : undefined,
      besides: `/${tenant.slug}/analisis/instrumen/${round.instrument}?program=${program.slug}#hasil`,
      history: wordHistory(
        history.filter((entry) => !RATINGS.has(entry.action)),
        organizations,
        tenant.slug,
        locale,
      ),
      ratingHistory: wordHistory(
        history.filter((entry) => RATINGS.has(entry.action)),
        organizations,
        tenant.slug,
        locale,
      ),
      timeZone: tenant.timeZone,
      said: (['dibuka', 'dinilai', 'ditutup', 'dibatalkan'] as const).find((one) => searchParams.has(one)),
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

/** What somebody may do with a round; undefined for those whom it does not concern. */
async function offersFor(tx: Tx, actor: Actor, round: ListedRound, program: Program) {
  const responsible = responsibleFor(program.model);
  const keep = refusalIn(mayKeepRounds(actor, round.region, responsible));
  const partner = partnerMandate(actor, round.region, responsible);
  if ((keep && !partner) || round.state !== 'open') return undefined;
  const rate = refusalIn(mayRate(actor, round, responsible));
  const mine = await answersBy(tx, round.id, actor.person);
  const few = mustHaveRaters(round.raters);
  return {
    rate: rate && wordRefusal(rate),
    rated: Boolean(mine),
    keeps: !keep,
    close: few && wordRefusal(few),
  };
}

/** Who rated what, for those with a mandate in the area; a page of raters. */
async function namedRatings(
  tx: Tx,
  round: ListedRound,
  instrument: Awaited<ReturnType<typeof keptInstrument>>,
  { from, locale }: { from: number; locale: 'id' | 'en' },
) {
  const found = await ratersOf(tx, round.id, { limit: NAMED + 1, offset: from });
  const raters = found.slice(0, NAMED);
  const answers = Map.groupBy(
    await answersGivenBy(
      tx,
      round.id,
      raters.map((one) => one.person),
    ),
    (one) => one.rater,
  );
  const order = instrument.dimensions.flatMap((dimension) => dimension.indicators.map((one) => one.slug));
  return {
    rows: raters.map((rater) => ({
      who: m['instruments.named-rater']({
        name: rater.name,
        office: officeName(rater.office),
        organization: rater.organizationName,
      }),
      when: day(rater.ratedAt.toISOString().slice(0, 10), 'short'),
      answers: (answers.get(rater.person) ?? [])
        .toSorted((a, b) => order.indexOf(a.indicator) - order.indexOf(b.indicator))
        .map((answer) => ({
          indicator: indicatorTitle(instrument, answer.indicator, locale),
          level:
            answer.level === null
              ? m['instruments.cannot-say']()
              : levelTitle(instrument, answer.indicator, answer.level, locale),
          evidence: answer.evidence,
        })),
    })),
    first: from > 0 ? '?mulai=0#bernama' : undefined,
    next: found.length > NAMED ? `?mulai=${from + NAMED}#bernama` : undefined,
  };
}

export const actions: Actions = {
  tutup: async (event) => {
    const tenant = requireTenant(event);
    const form = await event.request.formData();
    const round = idOr404(event.params.id);
    const closed = await closeRound(event.locals.pilar, await actorFor(event), {
      round,
      version: Number(textOf(form, 'version')),
    });
    if (!closed.ok) {
      return failForm(closed.refusal, { values: {} });
    }
    redirect(303, `/${tenant.slug}/analisis/instrumen/putaran/${round}?ditutup=1`);
  },

  batal: async (event) => {
    const tenant = requireTenant(event);
    const form = await event.request.formData();
    const round = idOr404(event.params.id);
    const withdrawn = await withdrawRound(event.locals.pilar, await actorFor(event), {
      round,
      version: Number(textOf(form, 'version')),
      reason: textOf(form, 'reason'),
    });
    if (!withdrawn.ok) {
      return failForm(withdrawn.refusal, { values: typedValues(form) });
    }
    redirect(303, `/${tenant.slug}/analisis/instrumen/putaran/${round}?dibatalkan=1`);
  },
};
