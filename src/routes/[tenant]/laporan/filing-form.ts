import { isId } from '#kernel/id.ts';
import { ownEntry } from '#kernel/own-entry.ts';
import { linesIn } from '#modules/fields/index.ts';
import { type FilingForm, type LineOut, type SavedFiling, writtenFields } from '#modules/filings/index.ts';
import type { FilingKind, LinesField, TypedField } from '#modules/models/index.ts';
import type { Obligation } from '#modules/obligations/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { relativeDue } from '#ui/format.ts';
import { textOf } from '../../request.ts';
import { lateReport } from '../kegiatan/late-report.ts';
import { questionsOf } from '../questions.ts';

/**
 * What the form of a filing shows, whatever it is about. `opened` is what of its lines is to be filled in: a field, for a new
 * line, or one line of it as `field.line`.
 */
export async function formView(
  tx: Tx,
  { rules, filing, returned, content, owed, program }: FilingForm,
  locale: 'id' | 'en',
  opened = '',
) {
  const { today } = tx;
  const written = writtenFields(rules);
  const asked = written.filter((field): field is TypedField => field.type !== 'lines');
  const questions = (await questionsOf(tx, program, asked, locale)).map((field) => ({
    field,
    value: ownEntry(content, field.key) ?? '',
  }));
  const lines = new Map<string, Awaited<ReturnType<typeof linesView>>>();
  for (const field of written) {
    if (field.type === 'lines') lines.set(field.key, await linesView(tx, program, field, content, locale));
  }
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
    /** In the model's order: a question with what was answered, or lines. */
    parts: written.map((field) => ({
      key: field.key,
      label: field.label[locale],
      question: questions.find((one) => one.field.key === field.key),
      lines: lines.get(field.key),
    })),
    content,
    opened,
    due: owed && {
      on: owed.dueOn,
      open: owed.state === 'open',
      by: dayBy(rules, owed, locale),
      late: lateReport(owed, today),
      // Counted as the desk counts, so that one deadline is not two numbers of days.
      left: relativeDue(owed.dueOn, today),
    },
    ladder: rules.route.map((step) => step.label[locale]),
  };
}

/** The day written in a filing from which it is due as well. */
export function dayBy(
  { due, fields }: Pick<FilingKind, 'due' | 'fields'>,
  { setOn }: Pick<Obligation, 'setOn'>,
  locale: 'id' | 'en',
) {
  const or = 'or' in due ? due.or : undefined;
  const field = fields.find((one) => `field.${one.key}` === or?.after)?.label[locale];
  return setOn === null || field === undefined ? undefined : { field, day: setOn };
}

/** Lines as a form asks them: the columns, and which lines there are. */
async function linesView(
  tx: Tx,
  program: FilingForm['program'],
  field: LinesField,
  content: FilingForm['content'],
  locale: 'id' | 'en',
) {
  const answered = Object.values(content).filter(isId);
  return {
    key: field.key,
    label: field.label[locale],
    hint: field.help?.[locale],
    required: field.required,
    most: field.most,
    columns: await questionsOf(tx, program, field.columns, locale, undefined, answered),
    lines: linesIn(field, content),
  };
}

export type LinesView = Awaited<ReturnType<typeof linesView>>;

/** The line that a form asks to take out: a button `hapus` with `field.line`. */
export function lineOutIn(form: FormData): LineOut | undefined {
  const [, field, line] = /^([a-z0-9-]+)\.([1-9]\d{0,3})$/.exec(textOf(form, 'hapus')) ?? [];
  return field === undefined ? undefined : { field, line: Number(line) };
}

/** Where a form goes on whose lines were changed: to the line that was asked for, or to the lines. */
export function atLines(form: FormData, saved: SavedFiling) {
  const [asked = ''] = /^[a-z0-9-]+(\.[1-9]\d{0,3})?$/.exec(textOf(form, 'baris')) ?? [];
  const field = (asked || textOf(form, 'hapus')).split('.')[0] ?? '';
  return { ...saved, query: new URLSearchParams({ baris: asked }).toString(), mark: `baris-${field}` };
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
