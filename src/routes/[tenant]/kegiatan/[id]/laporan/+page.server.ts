import { error } from '@sveltejs/kit';
import { ownEntry } from '#kernel/own-entry.ts';
import { filingForm, saveFiling, submitFiling } from '#modules/filings/index.ts';
import { relativeDue } from '#ui/format.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { carryOut, versionIn } from '../../../../carry-out.ts';
import { idOr404, requireActor, requireTenant, textOf } from '../../../../request.ts';
import { lateReport } from '../../late-report.ts';
import { saidOf } from '../said.ts';
import { standingOf } from '../standing.ts';
import type { Actions, PageServerLoad } from './$types.js';
import { evidenceParts } from './evidence.ts';

export const load: PageServerLoad = async (event) => {
  const actor = requireActor(event);
  const { pilar, locale } = event.locals;
  return pilar.read(requireTenant(event).id, async (tx) => {
    const { activity, program, organization } = await standingOf(tx, event.params.id);
    const { model } = program;
    const form = await filingForm(
      tx,
      actor,
      program,
      activity,
      event.url.searchParams.get('jenis') ?? undefined,
    );
    if (!form) error(404);
    const { rules, filing, refusal, evidence, unpaid, returned, content, owed } = form;
    return {
      task: {
        id: activity.id,
        title: activity.title,
        organization: organization.name,
        version: filing?.version ?? 0,
        refusal: refusal && wordRefusal(refusal),
        said: saidOf(event.url),
      },
      kind: rules.kind,
      label: rules.label[locale],
      /** The other filings about the activity, where its model wants several. */
      others: model.filings
        .filter((one) => one.kind !== rules.kind)
        .map((one) => ({ kind: one.kind, label: one.label[locale] })),
      begun: filing !== undefined,
      filing: filing && filing.state !== 'draft' ? filing.id : undefined,
      returned: returned && {
        remark: returned.remark,
        by: rules.route.find((step) => step.step === returned.step)?.label[locale] ?? returned.office,
        at: returned.reviewedAt,
      },
      texts: rules.fields
        .filter((part) => part.type !== 'from-records')
        .map((part) => ({
          id: part.key,
          label: part.label[locale],
          required: part.required,
          value: ownEntry(content, part.key) ?? '',
        })),
      evidence: evidenceParts(model, rules, activity, evidence, locale),
      unpaid: unpaid && wordRefusal(unpaid),
      due: owed && {
        on: owed.dueOn,
        open: owed.state === 'open',
        late: lateReport(owed, tx.today),
        // Counted as the desk counts, so that one deadline is not two numbers of days.
        left: relativeDue(owed.dueOn, tx.today),
      },
      ladder: rules.route.map((step) => step.label[locale]),
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
        saveFiling(pilar, actor, {
          activity: idOr404(event.params.id),
          kind: textOf(form, 'kind') || undefined,
          content: contentIn(form),
          version: versionIn(form),
        }),
      ({ kind }) => `${event.url.pathname}?jenis=${kind}&tersimpan=draf`,
    ),

  sampaikan: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        submitFiling(pilar, actor, {
          activity: idOr404(event.params.id),
          kind: textOf(form, 'kind') || undefined,
          content: contentIn(form),
          version: versionIn(form),
        }),
      ({ filing }) => `/${event.params.tenant}/laporan/${filing}?tersimpan=ajukan`,
    ),
};
