import { ancestor } from '#kernel/region.ts';
import type { ActivityMove } from '#modules/activities/index.ts';
import { asksContributions, entriesIn } from '#modules/models/index.ts';
import { waiveObligation } from '#modules/obligations/index.ts';
import { type ActivityOverview, activityOverview } from '#modules/overview/index.ts';
import { pointText } from '#ui/point-link.ts';
import { wordHistory } from '#ui/word-history.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { carryOut } from '../../../carry-out.ts';
import { idOr404, readOr404, requireTenant, textOf, viewerOf } from '../../../request.ts';
import { lateReport } from '../late-report.ts';
import type { Actions, PageServerLoad } from './$types.js';
import { activityRail } from './rail.ts';
import { saidOf } from './said.ts';

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
  const id = idOr404(event.params.id);
  return pilar.read(tenant.id, async (tx) => {
    const found = readOr404(await activityOverview(tx, viewer, id));
    const { activity, program, proposal, report, owed, money, persons } = found;
    const { model } = program;
    return {
      activity: {
        id,
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
      path: found.path.flatMap((one) =>
        one.level === 'district'
          ? [{ name: one.name, query: `kecamatan=${one.code}` }]
          : one.level === 'village'
            ? [{ name: one.name, query: `kecamatan=${ancestor(one.code, 'district')}&kelurahan=${one.code}` }]
            : [],
      ),
      organization: found.organization.name,
      organizationId: found.organization.id,
      place: found.place,
      address: proposal?.address ?? '',
      point: pointText(proposal),
      scope: entriesIn(model).find((one) => one.id === activity.scope)?.label[locale] ?? activity.scope,
      rail: activityRail(model, found, tx.today),
      people: persons,
      doing: viewer.person === undefined || !persons ? undefined : doingOf(found),
      report: report && report.state !== 'draft' ? { id: report.id, state: report.state } : undefined,
      due: owed && {
        on: owed.dueOn,
        state: owed.state,
        late: lateReport(owed, tx.today),
        reason: owed.waiverReason,
        obligation: owed.id,
      },
      waiver: found.overdue && persons ? { refusal: found.waive && wordRefusal(found.waive) } : undefined,
      checkpoints: found.checkpoints.map(({ point, step, photos }) => ({
        point,
        on: step?.happenedOn,
        note: step?.note ?? '',
        photos,
      })),
      realisation: found.realisation,
      money: {
        disbursed: money.advance + money.spent,
        waiting: money.commitment,
        settled: money.spent,
      },
      contributions: found.offered,
      participation: found.participation,
      beneficiaries: proposal && { people: proposal.people, poorHouseholds: proposal.poorHouseholds },
      history: wordHistory(found.history, tenant.slug),
      timeZone: tenant.timeZone,
      said: saidOf(event.url),
      today: tx.today,
    };
  });
};

/** What an officer of the place or the institution can do now, each way with what stands in it. */
function doingOf({ execute, offers, report, write, program, contributions }: ActivityOverview) {
  if (execute) return { refusal: wordRefusal(execute), offers: [], report: undefined };
  const isOpen = (way: string) =>
    way !== 'swadaya' || asksContributions(program.model) || contributions.length > 0;
  const handedIn = report?.state === 'submitted' || report?.state === 'accepted';
  return {
    refusal: undefined,
    offers: offers.flatMap(({ move, refusal }) =>
      WAYS[move].filter(isOpen).map((way) => ({ way, refusal: refusal && wordRefusal(refusal) })),
    ),
    report: handedIn ? undefined : { refusal: write && wordRefusal(write) },
  };
}

export const actions: Actions = {
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
