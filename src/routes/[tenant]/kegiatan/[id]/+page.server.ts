import { redirect } from '@sveltejs/kit';
import { sum } from '#kernel/money.ts';
import { seesWithheld } from '#kernel/readable.ts';
import { refusalIn } from '#kernel/refusal.ts';
import { ancestor } from '#kernel/region.ts';
import {
  type ActivityMove,
  expensesOf,
  mayExecute,
  offersOn,
  participationOf,
  progressOf,
  realisationOf,
  realisedContributionsOf,
} from '#modules/activities/index.ts';
import { organizationsById } from '#modules/actors/index.ts';
import { documentsOf } from '#modules/documents/index.ts';
import { moneyOf } from '#modules/funding/index.ts';
import { historyOf } from '#modules/journal/index.ts';
import { isOverdue, mayWaive, waiveObligation } from '#modules/obligations/index.ts';
import { CONTRIBUTION_FORMS, contributionsOf, costLinesOf, proposalById } from '#modules/proposals/index.ts';
import { namesOf, pathTo } from '#modules/regions/index.ts';
import { mayWriteReport, reportOn } from '#modules/reporting/index.ts';
import { wordHistory } from '#ui/word-history.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { actorFor, idOr404, requireTenant, textOf, viewerOf } from '../../../request.ts';
import { lateReport } from '../late-report.ts';
import type { Actions, PageServerLoad } from './$types.js';
import { activityRail } from './rail.ts';
import { refusedForm } from './refused-form.ts';
import { saidOf } from './said.ts';
import { standingOf } from './standing.ts';

/** Where each move is made; spending, contributions and participants are all kept under `account`. */
const WAYS: Readonly<Record<ActivityMove, readonly string[]>> = {
  start: ['mulai'],
  progress: ['kemajuan'],
  account: ['belanja', 'swadaya', 'peserta'],
  'hand-over': ['serah-terima'],
};

export const load: PageServerLoad = async (event) => {
  const { pilar, locale } = event.locals;
  const tenant = requireTenant(event);
  const viewer = viewerOf(event);
  return pilar.read(tenant.id, async (tx) => {
    const { activity, program, organization, owed } = await standingOf(tx, event.params.id);
    const { model } = program;
    const inner = seesWithheld(viewer, 'person', activity);
    const proposal = await proposalById(tx, activity.proposal);
    const progress = await progressOf(tx, activity.id);
    const report = await reportOn(tx, activity.id);
    const offered = await contributionsOf(tx, activity.proposal);
    const realised = await realisedContributionsOf(tx, activity.id);
    const participation = await participationOf(tx, activity.id);
    const realisation = realisationOf(
      await costLinesOf(tx, activity.proposal),
      await expensesOf(tx, activity.id),
      activity.granted,
    );
    const money = await moneyOf(tx, activity.proposal);
    const documents = await documentsOf(tx, activity.id);
    const entries = [
      ...(await historyOf(tx, activity.id)),
      ...(report ? await historyOf(tx, report.id) : []),
    ].sort((a, b) => (a.id < b.id ? -1 : 1));
    const organizations = await organizationsById(
      tx,
      entries.flatMap((entry) => entry.organization ?? []),
    );
    const overdue = owed !== undefined && isOverdue(owed, tx.today);
    const cannotExecute =
      viewer.person === undefined ? undefined : refusalIn(mayExecute(viewer, model, activity.organization));
    const cannotReport =
      viewer.person === undefined ? undefined : refusalIn(mayWriteReport(viewer, model, activity, report));
    const cannotWaive =
      viewer.person !== undefined && owed && overdue
        ? refusalIn(mayWaive(viewer, model, owed, organization.region))
        : undefined;
    const offers = offersOn(activity, model, owed?.state).flatMap(({ move, refusal }) =>
      WAYS[move].map((way) => ({ way, refusal: refusal && wordRefusal(refusal) })),
    );
    return {
      activity: {
        id: activity.id,
        title: activity.title,
        state: activity.state,
        progress: activity.progress,
        granted: activity.granted,
        startsOn: activity.startsOn,
        endsOn: activity.endsOn,
        completedOn: activity.completedOn,
        handedOverOn: activity.handedOverOn,
        proposal: activity.proposal,
      },
      program: { title: `${model.short} ${program.fiscalYear}`, slug: program.slug },
      path: (await pathTo(tx, activity.village)).flatMap((one) =>
        one.level === 'district'
          ? [{ name: one.name, query: `kecamatan=${one.code}` }]
          : one.level === 'village'
            ? [{ name: one.name, query: `kecamatan=${ancestor(one.code, 'district')}&kelurahan=${one.code}` }]
            : [],
      ),
      organization: organization.name,
      place: (await namesOf(tx, [activity.place])).get(activity.place) ?? activity.place,
      address: proposal?.address ?? '',
      scope: model.proposals.scopes.find((one) => one.id === activity.scope)?.label[locale] ?? activity.scope,
      rail: activityRail(model, { activity, progress, owed, report }, tx.today),
      // What only officers of the area and the institution see: persons, and to whom the work was handed over.
      people: inner
        ? {
            executor: activity.executor,
            responsible: activity.responsible,
            handedOverTo: activity.handedOverTo,
            handoverNote: activity.handoverNote,
          }
        : undefined,
      doing:
        viewer.person === undefined || !inner
          ? undefined
          : cannotExecute
            ? { refusal: wordRefusal(cannotExecute), offers: [], report: undefined }
            : {
                refusal: undefined,
                offers,
                report:
                  report && (report.state === 'submitted' || report.state === 'accepted')
                    ? undefined
                    : { refusal: cannotReport && wordRefusal(cannotReport) },
              },
      report: report && report.state !== 'draft' ? { id: report.id, state: report.state } : undefined,
      due: owed && {
        on: owed.dueOn,
        state: owed.state,
        late: lateReport(owed, tx.today),
        reason: owed.waiverReason,
        obligation: owed.id,
      },
      waiver: overdue && inner ? { refusal: cannotWaive && wordRefusal(cannotWaive) } : undefined,
      checkpoints: model.activities.evidence.checkpoints.map((point) => {
        const step = progress.find((one) => one.percent === point);
        return {
          point,
          on: step?.happenedOn,
          note: step?.note ?? '',
          photos: documents.filter((one) => one.role === `photo-${point}`).map((one) => one.id),
        };
      }),
      realisation,
      money: {
        disbursed: money.advance + money.spent,
        waiting: money.commitment,
        settled: money.spent,
      },
      contributions: CONTRIBUTION_FORMS.map((form) => ({
        form,
        offered: sum(offered.filter((one) => one.form === form).map((one) => one.value)),
        realised: sum(realised.filter((one) => one.form === form).map((one) => one.value)),
      })),
      participation,
      beneficiaries: proposal && { people: proposal.people, poorHouseholds: proposal.poorHouseholds },
      history: wordHistory(entries, organizations, tenant.slug),
      timeZone: tenant.timeZone,
      said: saidOf(event.url),
      today: tx.today,
    };
  });
};

export const actions: Actions = {
  kecualikan: async (event) => {
    const form = await event.request.formData();
    const values = { reason: textOf(form, 'reason') };
    const waived = await waiveObligation(event.locals.pilar, await actorFor(event), {
      obligation: idOr404(textOf(form, 'obligation')),
      ...values,
    });
    if (!waived.ok) return refusedForm(waived.refusal, values, 'waive');
    redirect(303, `${event.url.pathname}?tersimpan=kecualikan`);
  },
};
