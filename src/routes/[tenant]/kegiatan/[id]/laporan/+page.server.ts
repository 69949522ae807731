import { ownEntry } from '#kernel/own-entry.ts';
import { refusalIn } from '#kernel/refusal.ts';
import { moneyOf } from '#modules/funding/index.ts';
import { settlingFiling } from '#modules/models/index.ts';
import {
  evidenceOf,
  mayWriteReport,
  mustBePaidOut,
  type ReportContent,
  reportOn,
  reviewsOf,
  saveReport,
  submitReport,
} from '#modules/reporting/index.ts';
import { relativeDue } from '#ui/format.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { carryOut, versionIn } from '../../../../carry-out.ts';
import { idOr404, requireActor, requireTenant } from '../../../../request.ts';
import { lateReport } from '../../late-report.ts';
import { saidOf } from '../said.ts';
import { standingOf } from '../standing.ts';
import type { Actions, PageServerLoad } from './$types.js';
import { evidenceParts } from './evidence.ts';

export const load: PageServerLoad = async (event) => {
  const actor = requireActor(event);
  const { pilar, locale } = event.locals;
  return pilar.read(requireTenant(event).id, async (tx) => {
    const { activity, program, organization, owed } = await standingOf(tx, event.params.id);
    const { model } = program;
    const report = await reportOn(tx, activity.id);
    const refusal = refusalIn(mayWriteReport(actor, model, activity, report));
    const evidence = await evidenceOf(tx, activity);
    const { advance } = await moneyOf(tx, activity.proposal);
    const unpaid = refusal ? undefined : mustBePaidOut(model, evidence.spent, advance);
    const returned =
      report?.state === 'returned'
        ? (await reviewsOf(tx, report.id)).findLast((review) => review.outcome === 'returned')
        : undefined;
    // Not for who may not write it: a draft is nobody else's to read.
    const content: ReportContent = refusal ? {} : (report?.content ?? {});
    return {
      task: {
        id: activity.id,
        title: activity.title,
        organization: organization.name,
        version: report?.version ?? 0,
        refusal: refusal && wordRefusal(refusal),
        said: saidOf(event.url),
      },
      begun: report !== undefined,
      report: report && report.state !== 'draft' ? report.id : undefined,
      returned: returned && {
        remark: returned.remark,
        by: settlingFiling(model).route[returned.step]?.label[locale] ?? returned.office,
        at: returned.reviewedAt,
      },
      texts: settlingFiling(model)
        .fields.filter((part) => part.type === 'text')
        .map((part) => ({
          id: part.key,
          label: part.label[locale],
          required: part.required,
          value: ownEntry(content, part.key) ?? '',
        })),
      evidence: evidenceParts(model, activity, evidence, locale),
      unpaid: unpaid && wordRefusal(unpaid),
      due: owed && {
        on: owed.dueOn,
        open: owed.state === 'open',
        late: lateReport(owed, tx.today),
        // Counted as the desk counts, so that one deadline is not two numbers of days.
        left: relativeDue(owed.dueOn, tx.today),
      },
      ladder: settlingFiling(model).route.map((rung) => rung.label[locale]),
      timeZone: requireTenant(event).timeZone,
    };
  });
};

const CONTENT = 'content.';

/** What was written under the text parts: fields named `content.<part>`. */
function contentIn(form: FormData): Record<string, string> {
  return Object.fromEntries(
    [...form].flatMap(([name, value]) =>
      name.startsWith(CONTENT) && typeof value === 'string' ? [[name.slice(CONTENT.length), value]] : [],
    ),
  );
}

export const actions: Actions = {
  simpan: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        saveReport(pilar, actor, {
          activity: idOr404(event.params.id),
          content: contentIn(form),
          version: versionIn(form),
        }),
      () => `${event.url.pathname}?tersimpan=draf`,
    ),

  sampaikan: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        submitReport(pilar, actor, {
          activity: idOr404(event.params.id),
          content: contentIn(form),
          version: versionIn(form),
        }),
      ({ report }) => `/${event.params.tenant}/laporan/${report}?tersimpan=ajukan`,
    ),
};
