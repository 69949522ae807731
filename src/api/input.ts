import { z } from '@hono/zod-openapi';
import { isId } from '#kernel/id.ts';
import { asTyped } from '#kernel/readers/number.ts';
import { lengthOf } from '#kernel/readers/text.ts';
import { at, REFUSALS, type Refusal, type RefusalCode, refuse, together } from '#kernel/refusal.ts';
import { levelOf } from '#kernel/region.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import { LARGEST_FILE } from '#kernel/sent-file.ts';
import { ReceivedFile } from '#platform/receive-form.ts';

/** An id as Pilar makes them: UUID in lower case. */
export const IdInput = z
  .string()
  .refine(isId, { params: { refusal: 'input.choice' } })
  .meta({ format: 'uuid', examples: ['019c44e8-6d00-7000-8000-2f1d3c9a5b10'] });

/** A region's code. */
export const RegionInput = z
  .string()
  .refine((code) => levelOf(code) !== undefined, { params: { refusal: 'region.unknown' } })
  .meta({
    description: 'Code of a place: province 32, regency 32.73, district, village, RW 32.73.30.1003.001',
    examples: ['32.73.30.1003'],
  });

function typed(value: string | number): string {
  return typeof value === 'number' ? asTyped(value) : value;
}

/** Rupiah, as a whole number or as people write it; the use case reads it. */
export const AmountInput = z
  .union([z.number(), z.string().max(60)])
  .transform(typed)
  .meta({
    description:
      'Whole rupiah, at most Rp9.000 triliun: a JSON integer, or text as people write it (Rp 1.500.000,-)',
    examples: [1_500_000, 'Rp 1.500.000,-'],
  });

/** A count of people, as a whole number or its text. */
export const CountInput = z
  .union([z.number(), z.string().max(20)])
  .transform(typed)
  .meta({ description: 'A whole number, at least 0', examples: [40] });

/** A small whole number; forms send it as text. */
export const WholeInput = z
  .union([
    z.int().min(0).max(1_000_000),
    z
      .string()
      .regex(/^\d{1,6}$/)
      .transform(Number),
  ])
  .meta({ description: 'A whole number', examples: [50] });

/** A calendar day. */
export const DayInput = z
  .string()
  .max(40)
  .meta({ format: 'date', description: 'A day as YYYY-MM-DD', examples: ['2026-02-10'] });

/** Text of at most so many signs, counted as the use cases count them. */
function textInput(limit: number) {
  return z
    .string()
    .refine((text) => lengthOf(text) <= limit, { params: { refusal: 'input.too-long', limit } })
    .meta({ maxLength: limit });
}

/** A short text. */
export const ShortInput = textInput(500);

/** A text of some sentences. */
export const LongInput = textInput(10_000);

/** What a form may have, in bytes: with one file, and with several. */
export const ONE_FILE = LARGEST_FILE + 1024 * 1024;
export const SEVERAL_FILES = 3 * LARGEST_FILE + 2 * 1024 * 1024;

/** A file in a form. */
export const FileInput = z.instanceof(ReceivedFile).meta({
  type: 'string',
  format: 'binary',
  description: `The file itself, at most ${LARGEST_FILE / 1024 / 1024} MB of 1,048,576 bytes`,
});

/** How a list is paged. `limit` is 20 unless said, at most 100. */
export const paging = {
  cursor: z
    .string()
    .max(200)
    .optional()
    .meta({ description: 'Where the list goes on: as given in `next` of the page before' }),
  limit: z
    .string()
    .regex(/^\d{1,3}$/)
    .transform(Number)
    .pipe(z.int().min(1).max(100))
    .default(20)
    .meta({
      type: 'integer',
      minimum: 1,
      maximum: 100,
      default: 20,
      description: 'How many items at most',
    }),
};

/** Reads what came in by a schema. Answers the value, or every field that does not fit with its reason. */
export function readInput<Schema extends z.ZodType>(schema: Schema, raw: unknown): Result<z.output<Schema>> {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return ok(parsed.data);
  const issues = parsed.error.issues.flatMap((issue) => fieldsOf(issue, raw)).slice(0, 50);
  return refused(together(issues) ?? refuse('input.invalid'));
}

type Issue = z.core.$ZodIssue;

function fieldsOf(issue: Issue, raw: unknown): Refusal[] {
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => at([...path, key].join('.').slice(0, 200), refuse('input.choice')));
  }
  const refusal = refusalFor(issue, valueAt(raw, issue.path));
  return [path.length === 0 ? refusal : at(path.join('.').slice(0, 200), refusal)];
}

function refusalFor(issue: Issue, value: unknown): Refusal {
  if (value === undefined) return refuse('input.required');
  switch (issue.code) {
    case 'too_big':
      if (issue.origin === 'string')
        return refuse('input.too-long', undefined, { limit: Number(issue.maximum) });
      if (issue.origin === 'array')
        return refuse('input.too-many-lines', undefined, { limit: Number(issue.maximum) });
      return refuse('input.number');
    case 'too_small':
      if (issue.origin === 'array') return refuse('input.no-lines');
      return refuse(issue.origin === 'string' ? 'input.required' : 'input.number');
    case 'invalid_type':
      return refuse(
        issue.expected === 'number' || issue.expected === 'int' ? 'input.number' : 'input.invalid',
      );
    case 'invalid_value':
      return refuse('input.choice');
    case 'custom':
      return refuse(
        codeOf(issue.params?.refusal),
        undefined,
        typeof issue.params?.limit === 'number' ? { limit: issue.params.limit } : {},
      );
    case 'invalid_union':
      return typeof value === 'number' ? refuse('input.number') : refuse('input.invalid');
    default:
      return refuse('input.invalid');
  }
}

function codeOf(named: unknown): RefusalCode {
  return isCode(named) ? named : 'input.invalid';
}

function isCode(named: unknown): named is RefusalCode {
  return typeof named === 'string' && Object.hasOwn(REFUSALS, named);
}

function valueAt(raw: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? Reflect.get(value, key)
        : undefined,
    raw,
  );
}
