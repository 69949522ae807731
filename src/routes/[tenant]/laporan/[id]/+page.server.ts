import { redirect } from '@sveltejs/kit';
import { answerFiling, filingOverview, stepsOf } from '#modules/filings/index.ts';
import { filingKind } from '#modules/models/index.ts';
import { daysLate, waiveObligation } from '#modules/obligations/index.ts';
import { messageFor } from '#ui/message.ts';
import { thenAndNow } from '#ui/then-and-now.ts';
import { wordClocks } from '#ui/word-clock.ts';
import { wordOccasion } from '#ui/word-due.ts';
import { wordHistory } from '#ui/word-history.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { carryOut, versionIn } from '../../../carry-out.ts';
import { idOr404, readOr404, requireTenant, textOf, viewerOf } from '../../../request.ts';
import { lateReport } from '../../kegiatan/late-report.ts';
import { dayBy } from '../filing-form.ts';
import { filingName } from '../filing-name.ts';
import { wordFigures } from '../told-figures.ts';
import type { Actions, PageServerLoad } from './$types.js';
import { aboutActivity, areaQuery } from './about-activity.ts';
import { besideOf, verdictsIn } from './beside.ts';
import { cameOfPlan } from './compared.ts';
import { wordFlag } from './flag-words.ts';
import { ladderRail } from './ladder.ts';
import { lettersOn } from './letters-on.ts';
import { meetingIn, minutesOf } from './minutes.ts';
import { remarksIn, remarksOn } from './parts.ts';
import { writtenOf } from './written.ts';

export const load: PageServerLoad = async (event) => {
  const { pilar, locale } = event.locals;
  const tenant = requireTenant(event);
  const id = idOr404(event.params.id);
  return pilar.read(tenant.id, async (tx) => {
    const found = readOr404(await filingOverview(tx, viewerOf(event), id));
    const { filing, answers, fieldAnswers, owed, about, program, writes } = found;
    const { model } = program;
    const rules = filingKind(model, filing.kind);
    if (writes && filing.state === 'draft') redirect(303, `/${tenant.slug}/laporan/tagihan/${owed.id}`);
    const place = found.path.at(-1);
    const written = fieldAnswers && writtenOf(filing, found.written, fieldAnswers, locale);
    const table = written?.tables.find((one) => one.key === rules.plans?.lines);
    const labelOf = (name: string) => rules.route.find((step) => step.step === name)?.label[locale];
    return {
      filing: {
        id,
        kind: filing.kind,
        name: filingName(program, filing, locale),
        settles: rules.effect === 'settles',
        state: filing.state,
        version: filing.version,
        submittedAt: filing.submittedAt,
        acceptedAt: filing.acceptedAt,
      },
      about: about && aboutActivity(about, filing, locale),
      program: {
        title: model.title[locale],
        name: `${model.short} ${program.fiscalYear}`,
        year: program.fiscalYear,
        slug: program.slug,
      },
      organization: {
        id: found.organization.id,
        name: thenAndNow(found.organization.name, found.calledThen),
      },
      place: place && { name: place.name, query: areaQuery(place.code) },
      period: wordOccasion(filing.occasion, locale),
      rail: ladderRail(model, filing, answers, { timeZone: tenant.timeZone, locale }),
      clocks: wordClocks(found.clocks, rules.route, tx.today, locale),
      excusable: found.excusable,
      review:
        filing.state === 'submitted' && viewerOf(event).person !== undefined && fieldAnswers
          ? {
              waitsFor: stepsOf(model, filing)[filing.step]?.label[locale] ?? '',
              own: writes,
              refusal: found.review && wordRefusal(found.review),
            }
          : undefined,
      flags: found.flags?.map(wordFlag),
      ...(await remarksOn(tx, found, tenant.timeZone, locale)),
      mend: filing.state === 'returned' && writes ? owed.id : undefined,
      lastRung: filing.step === filing.route.length - 1,
      answers: answers.toReversed().map((answer) => ({
        by: labelOf(answer.step) ?? answer.office,
        outcome: answer.outcome,
        remark: answer.remark,
        at: answer.answeredAt,
      })),
      written,
      beside: await besideOf(tx, found, table, tenant.timeZone, locale),
      asked: owed.askedFor ?? undefined,
      figures: fieldAnswers && wordFigures(filing.figures, program, tenant.slug, locale),
      minutes: await minutesOf(tx, found, locale),
      came: await cameOfPlan(tx, found, locale),
      due: {
        on: owed.dueOn,
        late: lateReport(owed, tx.today),
        came: daysLate(owed),
        by: dayBy(rules, owed, locale),
      },
      letters: await lettersOn(tx, id),
      ladder: stepsOf(model, filing).map((step) => step.label[locale]),
      history: wordHistory(found.history, tenant.slug),
      timeZone: tenant.timeZone,
      city: tenant.name,
      said: messageFor(`filing.page.said.${event.url.searchParams.get('tersimpan') ?? ''}`),
    };
  });
};

export const actions: Actions = {
  terima: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        answerFiling(pilar, actor, {
          filing: idOr404(event.params.id),
          outcome: 'accept',
          remark: textOf(form, 'acceptRemark') || textOf(form, 'remark'),
          lines: verdictsIn(form),
          meeting: meetingIn(form),
          version: versionIn(form),
        }),
      () => `${event.url.pathname}?tersimpan=terima`,
    ),

  kembalikan: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        answerFiling(pilar, actor, {
          filing: idOr404(event.params.id),
          outcome: 'return',
          remark: textOf(form, 'remark'),
          lines: verdictsIn(form),
          remarks: remarksIn(form),
          version: versionIn(form),
        }),
      () => `${event.url.pathname}?tersimpan=kembalikan`,
    ),

  kecualikan: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        waiveObligation(pilar, actor, {
          obligation: idOr404(textOf(form, 'obligation')),
          reason: textOf(form, 'reason'),
        }),
      () => `${event.url.pathname}?tersimpan=kecualikan`,
    ),
};
