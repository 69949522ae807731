import { z } from 'zod';
import { isIsoDate } from '#kernel/date.ts';
import { Label, LevelName, Slug } from './common.section.ts';

const named = { key: Slug, label: Label, help: Label.optional(), required: z.boolean().default(true) };

const asked = {
  ...named,
  /** About somebody: only those who bring it and those who judge it read it, the public never. */
  personal: z.boolean().default(false),
};

const IsoDay = z.string().refine(isIsoDate, 'a day as YYYY-MM-DD');

/** One line. */
const Text = z.strictObject({ type: z.literal('text'), ...asked });

/** Paragraphs. */
const LongText = z.strictObject({ type: z.literal('long-text'), ...asked });

/** A whole number from `least` to `most`. */
const WholeNumber = z
  .strictObject({
    type: z.literal('number'),
    least: z.int().min(0).max(1_000_000_000).default(0),
    most: z.int().min(0).max(1_000_000_000).default(1_000_000_000),
    unit: Label.optional(),
    ...asked,
  })
  .refine(({ least, most }) => least <= most, { path: ['most'], message: 'less than the least' });

/** An amount in whole rupiah, nothing included. */
const Money = z.strictObject({ type: z.literal('rupiah'), ...asked });

/** A calendar day, not before `earliest` and not after `latest`, which can be the day on which it is handed in. */
const Day = z
  .strictObject({
    type: z.literal('date'),
    earliest: IsoDay.optional(),
    latest: z.union([IsoDay, z.literal('today')]).optional(),
    ...asked,
  })
  .refine(({ earliest, latest }) => !earliest || !latest || latest === 'today' || earliest <= latest, {
    path: ['latest'],
    message: 'before the earliest',
  });

const YesNo = z.strictObject({ type: z.literal('yes-no'), ...asked });

/** One of several answers that the model lists. */
const OneOf = z.strictObject({
  type: z.literal('one-of'),
  options: z.array(z.strictObject({ option: Slug, label: Label })).min(2),
  ...asked,
});

/** Several of the answers that the model lists, one at least where it is required. */
const SeveralOf = z.strictObject({
  type: z.literal('several-of'),
  options: z.array(z.strictObject({ option: Slug, label: Label })).min(2),
  ...asked,
});

/** A number that is a name: so many figures, the first ones may be 0. */
const Digits = z.strictObject({ type: z.literal('digits'), length: z.int().min(2).max(30), ...asked });

/**
 * An institution of one of these kinds; with `through` one of those alone for which a proposal of that kind was accepted
 * in the programme, and all that follows on it done.
 */
const Institution = z.strictObject({
  type: z.literal('institution'),
  kinds: z.array(Slug).min(1),
  through: Slug.optional(),
  ...asked,
});

/** A place of a level in the area of the programme. */
const Place = z.strictObject({
  type: z.literal('place'),
  at: LevelName.extract(['regency', 'district', 'village']),
  ...asked,
});

/** What a proposal can be about: an entry of the model's catalogue within which no others stand. */
const Entry = z.strictObject({ type: z.literal('entry'), ...asked });

/** A proposal of one of these kinds that was accepted in the programme. */
const OfProposals = z.strictObject({ type: z.literal('proposal'), of: z.array(Slug).min(1), ...asked });

/** What is written or chosen by hand. Source: engine of models, vocabulary `fields`. */
const TypedField = z.discriminatedUnion('type', [
  Text,
  LongText,
  WholeNumber,
  Money,
  Day,
  YesNo,
  OneOf,
  SeveralOf,
  Digits,
  Institution,
  Place,
  Entry,
  OfProposals,
]);
export type TypedField = z.infer<typeof TypedField>;

/** More could neither be written by hand nor looked through. */
const MOST_LINES = 500;

/**
 * As many lines as there are things to tell of, each asking the same: the lines of a plan. Everybody reads them; what is
 * about somebody belongs in a field of its own. Where it is `required` there is one line at least.
 */
const Lines = z.strictObject({
  type: z.literal('lines'),
  columns: z.array(TypedField).min(1).max(12).superRefine(keptApart).superRefine(aboutNobody),
  most: z.int().min(1).max(MOST_LINES).default(200),
  ...named,
});
export type LinesField = z.infer<typeof Lines>;

/** What is written by hand: an answer, or lines of answers. */
export type WrittenField = TypedField | LinesField;

/** What the activity's own records say, and nobody types again. */
export const RECORDS = [
  'expenses',
  'receipts',
  'photos',
  'participation',
  'contributions',
  'handover',
] as const;
const FromRecords = z.strictObject({ type: z.literal('from-records'), of: z.enum(RECORDS), ...named });

const Field = z.discriminatedUnion('type', [...TypedField.options, Lines, FromRecords]);
export type Field = z.infer<typeof Field>;

/** Each under a key of its own, and each answer of a choice under one. */
function keptApart(
  fields: readonly (TypedField | { readonly key: string; readonly type: 'lines' | 'from-records' })[],
  context: z.core.$RefinementCtx,
): void {
  const keys = fields.map((one) => one.key);
  fields.forEach((field, i) => {
    if (keys.indexOf(field.key) < i)
      context.addIssue({ code: 'custom', path: [i, 'key'], message: `"${field.key}" is listed twice` });
    if (field.type !== 'one-of' && field.type !== 'several-of') return;
    const options = field.options.map((one) => one.option);
    options.forEach((option, j) => {
      if (options.indexOf(option) < j)
        context.addIssue({
          code: 'custom',
          path: [i, 'options', j, 'option'],
          message: `"${option}" is listed twice`,
        });
    });
  });
}

function aboutNobody(columns: readonly TypedField[], context: z.core.$RefinementCtx): void {
  columns.forEach((column, i) => {
    if (column.personal)
      context.addIssue({
        code: 'custom',
        path: [i, 'personal'],
        message: 'everybody reads lines: what is about somebody belongs in a field of its own',
      });
  });
}

/** What a filing asks, some of it from the records. */
export const Fields = z.array(Field).superRefine(keptApart);

/** What is asked where there are no records yet: all of it typed. */
export const TypedFields = z.array(TypedField).superRefine(keptApart);
