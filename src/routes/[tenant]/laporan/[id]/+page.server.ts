import { error, redirect } from '@sveltejs/kit';
import { sum } from '#kernel/money.ts';
import { ownEntry } from '#kernel/own-entry.ts';
import { seesWithheld } from '#kernel/readable.ts';
import { refusalIn } from '#kernel/refusal.ts';
import {
  activityById,
  expensesOf,
  mayExecute,
  participationOf,
  progressOf,
  realisationOf,
  realisedContributionsOf,
} from '#modules/activities/index.ts';
import { organizationById, organizationsById } from '#modules/actors/index.ts';
import { documentsOf } from '#modules/documents/index.ts';
import { moneyOf } from '#modules/funding/index.ts';
import { historyOf } from '#modules/journal/index.ts';
import { obligationFor } from '#modules/obligations/index.ts';
import { programById } from '#modules/programs/index.ts';
import { CONTRIBUTION_FORMS, contributionsOf, costLinesOf } from '#modules/proposals/index.ts';
import { namesOf } from '#modules/regions/index.ts';
import {
  mayReviewReport,
  readableOf,
  reportById,
  reviewReport,
  reviewsOf,
} from '#modules/reporting/index.ts';
import { messageFor } from '#ui/message.ts';
import { wordHistory } from '#ui/word-history.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { actorFor, idOr404, requireTenant, textOf, viewerOf } from '../../../request.ts';
import { refusedForm, versionIn } from '../../kegiatan/[id]/refused-form.ts';
import { lateReport } from '../../kegiatan/late-report.ts';
import type { Actions, PageServerLoad } from './$types.js';
import { ladderRail } from './ladder.ts';

export const load: PageServerLoad = async (event) => {
  const { pilar, locale } = event.locals;
  const tenant = requireTenant(event);
  const viewer = viewerOf(event);
  return pilar.read(tenant.id, async (tx) => {
    const report = await reportById(tx, idOr404(event.params.id));
    const activity = report && (await activityById(tx, report.activity));
    const organization = activity && (await organizationById(tx, activity.organization));
    if (!report || !activity || !organization) error(404);
    const program = await programById(tx, report.program);
    const { model } = program;
    const readable = readableOf(viewer, report);
    if (readable === 'nothing') error(404);
    const writes =
      viewer.person !== undefined && !refusalIn(mayExecute(viewer, model, activity.organization));
    if (writes && report.state === 'draft') redirect(303, `/${tenant.slug}/kegiatan/${activity.id}/laporan`);
    const inner = seesWithheld(viewer, 'receipt', activity);
    const reviews = await reviewsOf(tx, report.id);
    const expenses = await expensesOf(tx, activity.id);
    const documents = await documentsOf(tx, activity.id);
    const progress = await progressOf(tx, activity.id);
    const offered = await contributionsOf(tx, activity.proposal);
    const realised = await realisedContributionsOf(tx, activity.id);
    const owed = await obligationFor(tx, 'report', activity.id);
    const entries = await historyOf(tx, report.id);
    const organizations = await organizationsById(
      tx,
      entries.flatMap((entry) => entry.organization ?? []),
    );
    const names = await namesOf(tx, [activity.place, activity.village]);
    const money = await moneyOf(tx, activity.proposal);
    const cannotReview =
      viewer.person === undefined ? undefined : refusalIn(mayReviewReport(viewer, model, report));
    return {
      report: {
        id: report.id,
        state: report.state,
        version: report.version,
        spent: report.spent ?? sum(expenses.map((one) => one.amount)),
        submittedAt: report.submittedAt,
        acceptedAt: report.acceptedAt,
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
      organization: organization.name,
      place: names.get(activity.place) ?? activity.place,
      village: { code: activity.village, name: names.get(activity.village) ?? activity.village },
      scope: model.proposals.scopes.find((one) => one.id === activity.scope)?.label[locale] ?? activity.scope,
      rail: ladderRail(model, report, reviews, { timeZone: tenant.timeZone, locale }),
      review:
        report.state === 'submitted' && inner
          ? {
              waitsFor: model.reporting.ladder[report.step]?.label[locale] ?? '',
              own: Boolean(writes),
              refusal: cannotReview && wordRefusal(cannotReview),
            }
          : undefined,
      mend: report.state === 'returned' && writes,
      lastRung: report.step === model.reporting.ladder.length - 1,
      reviews: reviews.toReversed().map((review) => ({
        by: model.reporting.ladder[review.step]?.label[locale] ?? review.office,
        outcome: review.outcome,
        remark: review.remark,
        at: review.reviewedAt,
      })),
      texts:
        readable === 'all'
          ? model.reporting.content
              .filter((part) => part.from === 'text')
              .map((part) => ({ label: part.label[locale], text: ownEntry(report.content, part.id) ?? '' }))
              .filter((part) => part.text !== '')
          : undefined,
      realisation: realisationOf(await costLinesOf(tx, activity.proposal), expenses, activity.granted),
      // Single payments name providers and people: for officers of the area and the institution.
      expenses: inner
        ? expenses.map((one) => ({
            ...one,
            receipt: documents.find(
              (document) => document.role === 'receipt' && document.caption === one.receiptNumber,
            )?.id,
          }))
        : undefined,
      people: seesWithheld(viewer, 'person', activity)
        ? { responsible: activity.responsible, executor: activity.executor }
        : undefined,
      money: { disbursed: money.advance + money.spent, settled: money.spent },
      checkpoints: model.activities.evidence.checkpoints.map((point) => {
        const step = progress.find((one) => one.percent === point);
        return {
          point,
          on: step?.happenedOn,
          note: step?.note ?? '',
          photos: documents.filter((one) => one.role === `photo-${point}`).map((one) => one.id),
        };
      }),
      contributions: CONTRIBUTION_FORMS.map((form) => ({
        form,
        offered: sum(offered.filter((one) => one.form === form).map((one) => one.value)),
        realised: sum(realised.filter((one) => one.form === form).map((one) => one.value)),
      })),
      participation: await participationOf(tx, activity.id),
      due: owed && { on: owed.dueOn, late: lateReport(owed, tx.today) },
      ladder: model.reporting.ladder.map((rung) => rung.label[locale]),
      history: wordHistory(entries, organizations, tenant.slug),
      timeZone: tenant.timeZone,
      city: tenant.name,
      said: messageFor(`report.page.said.${event.url.searchParams.get('tersimpan') ?? ''}`),
    };
  });
};

export const actions: Actions = {
  terima: async (event) => {
    const form = await event.request.formData();
    const values = { acceptRemark: textOf(form, 'acceptRemark') };
    const reviewed = await reviewReport(event.locals.pilar, await actorFor(event), {
      report: idOr404(event.params.id),
      outcome: 'accept',
      remark: values.acceptRemark,
      version: versionIn(form),
    });
    if (!reviewed.ok) return refusedForm(reviewed.refusal, values, 'accept');
    redirect(303, `${event.url.pathname}?tersimpan=terima`);
  },

  kembalikan: async (event) => {
    const form = await event.request.formData();
    const values = { remark: textOf(form, 'remark') };
    const reviewed = await reviewReport(event.locals.pilar, await actorFor(event), {
      report: idOr404(event.params.id),
      outcome: 'return',
      version: versionIn(form),
      ...values,
    });
    if (!reviewed.ok) return refusedForm(reviewed.refusal, values, 'return');
    redirect(303, `${event.url.pathname}?tersimpan=kembalikan`);
  },
};
