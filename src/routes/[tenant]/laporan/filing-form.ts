import { ownEntry } from '#kernel/own-entry.ts';
import { type FilingForm, writtenFields } from '#modules/filings/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { relativeDue } from '#ui/format.ts';
import { lateReport } from '../kegiatan/late-report.ts';
import { questionsOf } from '../questions.ts';

/** What the form of a filing shows, whatever it is about. */
export async function formView(
  tx: Tx,
  { rules, filing, returned, content, owed, program }: FilingForm,
  locale: 'id' | 'en',
) {
  const { today } = tx;
  return {
    obligation: owed?.id ?? '',
    label: rules.label[locale],
    version: filing?.version ?? 0,
    begun: filing !== undefined,
    kept: filing?.state === 'draft',
    filing: filing && filing.state !== 'draft' ? filing.id : undefined,
    returned: returned && {
      remark: returned.remark,
      by: rules.route.find((step) => step.step === returned.step)?.label[locale] ?? returned.office,
      at: returned.answeredAt,
    },
    questions: (await questionsOf(tx, program, writtenFields(rules), locale)).map((field) => ({
      field,
      value: ownEntry(content, field.key) ?? '',
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

/** What was written by hand: fields named `content.<key>`. */
export function contentIn(form: FormData): Record<string, string> {
  const written = new Map<string, string>();
  for (const [name, value] of form) {
    if (!name.startsWith(CONTENT) || typeof value !== 'string') continue;
    // Boxes that were ticked come one by one, each under the name of the question.
    const before = written.get(name);
    written.set(name, before === undefined ? value : `${before} ${value}`);
  }
  return Object.fromEntries([...written].map(([name, value]) => [name.slice(CONTENT.length), value]));
}
