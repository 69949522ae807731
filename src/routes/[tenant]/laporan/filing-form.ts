import type { IsoDate } from '#kernel/date.ts';
import { ownEntry } from '#kernel/own-entry.ts';
import type { FilingForm } from '#modules/filings/index.ts';
import { relativeDue } from '#ui/format.ts';
import { lateReport } from '../kegiatan/late-report.ts';

/** What the form of a filing shows, whatever it is about. */
export function formView(
  { rules, filing, returned, content, owed }: FilingForm,
  locale: 'id' | 'en',
  today: IsoDate,
) {
  return {
    kind: rules.kind,
    label: rules.label[locale],
    version: filing?.version ?? 0,
    begun: filing !== undefined,
    filing: filing && filing.state !== 'draft' ? filing.id : undefined,
    returned: returned && {
      remark: returned.remark,
      by: rules.route.find((step) => step.step === returned.step)?.label[locale] ?? returned.office,
      at: returned.answeredAt,
    },
    texts: rules.fields
      .filter((part) => part.type !== 'from-records')
      .map((part) => ({
        id: part.key,
        label: part.label[locale],
        help: part.help?.[locale],
        required: part.required,
        value: ownEntry(content, part.key) ?? '',
      })),
    due: owed && {
      on: owed.dueOn,
      open: owed.state === 'open',
      late: lateReport(owed, today),
      // Counted as the desk counts, so that one deadline is not two numbers of days.
      left: relativeDue(owed.dueOn, today),
    },
    ladder: rules.route.map((step) => step.label[locale]),
  };
}

const CONTENT = 'content.';

/** What was written under the text parts: fields named `content.<part>`. */
export function contentIn(form: FormData): Record<string, string> {
  return Object.fromEntries(
    [...form].flatMap(([name, value]) =>
      name.startsWith(CONTENT) && typeof value === 'string' ? [[name.slice(CONTENT.length), value]] : [],
    ),
  );
}
