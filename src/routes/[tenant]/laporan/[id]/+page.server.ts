import { redirect } from '@sveltejs/kit';
import { ownEntry } from '#kernel/own-entry.ts';
import { answerFiling, filingOverview, stepsOf } from '#modules/filings/index.ts';
import { entriesIn, filingKind } from '#modules/models/index.ts';
import { messageFor } from '#ui/message.ts';
import { wordHistory } from '#ui/word-history.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { carryOut, versionIn } from '../../../carry-out.ts';
import { idOr404, readOr404, requireTenant, textOf, viewerOf } from '../../../request.ts';
import { lateReport } from '../../kegiatan/late-report.ts';
import type { Actions, PageServerLoad } from './$types.js';
import { ladderRail } from './ladder.ts';

export const load: PageServerLoad = async (event) => {
  const { pilar, locale } = event.locals;
  const tenant = requireTenant(event);
  const id = idOr404(event.params.id);
  return pilar.read(tenant.id, async (tx) => {
    const found = readOr404(await filingOverview(tx, viewerOf(event), id));
    const { filing, reviews, content, told, money, writes } = found;
    const { activity, program, owed } = told;
    const { model } = program;
    const rules = filingKind(model, filing.kind);
    if (writes && filing.state === 'draft')
      redirect(303, `/${tenant.slug}/kegiatan/${activity.id}/laporan?jenis=${filing.kind}`);
    return {
      filing: {
        id,
        kind: filing.kind,
        label: rules.label[locale],
        state: filing.state,
        version: filing.version,
        spent: filing.spent ?? told.spent,
        submittedAt: filing.submittedAt,
        acceptedAt: filing.acceptedAt,
      },
      activity: {
        id: activity.id,
        title: activity.title,
        proposal: activity.proposal,
        granted: activity.granted,
        startedOn: activity.startedOn,
        completedOn: activity.completedOn,
        handedOverOn: activity.handedOverOn,
      },
      program: {
        title: model.title[locale],
        name: `${model.short} ${program.fiscalYear}`,
        year: program.fiscalYear,
        slug: program.slug,
      },
      organization: told.organization.name,
      place: told.place,
      village: { code: activity.village, name: told.village },
      scope: entriesIn(model).find((one) => one.id === activity.scope)?.label[locale] ?? activity.scope,
      rail: ladderRail(model, filing, reviews, { timeZone: tenant.timeZone, locale }),
      review:
        filing.state === 'submitted' && told.expenses
          ? {
              waitsFor: stepsOf(model, filing)[filing.step]?.label[locale] ?? '',
              own: writes,
              refusal: found.review && wordRefusal(found.review),
            }
          : undefined,
      mend: filing.state === 'returned' && writes,
      lastRung: filing.step === filing.route.length - 1,
      reviews: reviews.toReversed().map((review) => ({
        by: rules.route.find((step) => step.step === review.step)?.label[locale] ?? review.office,
        outcome: review.outcome,
        remark: review.remark,
        at: review.reviewedAt,
      })),
      texts:
        content &&
        rules.fields
          .filter((part) => part.type !== 'from-records')
          .map((part) => ({ label: part.label[locale], text: ownEntry(content, part.key) ?? '' }))
          .filter((part) => part.text !== ''),
      realisation: told.realisation,
      expenses: told.expenses,
      people: told.persons && { responsible: told.persons.responsible, executor: told.persons.executor },
      money: { disbursed: money.advance + money.spent, settled: money.spent },
      checkpoints: told.checkpoints.map(({ point, step, photos }) => ({
        point,
        on: step?.happenedOn,
        note: step?.note ?? '',
        photos,
      })),
      contributions: told.offered,
      participation: told.participation,
      due: owed && { on: owed.dueOn, late: lateReport(owed, tx.today) },
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
          remark: textOf(form, 'acceptRemark'),
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
          version: versionIn(form),
        }),
      () => `${event.url.pathname}?tersimpan=kembalikan`,
    ),
};
