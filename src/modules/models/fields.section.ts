import { z } from 'zod';
import { Label, Slug } from './common.section.ts';

const asked = { key: Slug, label: Label, help: Label.optional(), required: z.boolean() };

/** What is written by hand. */
const Text = z.strictObject({ type: z.literal('text'), ...asked });

/** What the activity's own records say, and nobody types again. */
export const RECORDS = [
  'expenses',
  'receipts',
  'photos',
  'participation',
  'contributions',
  'handover',
] as const;
const FromRecords = z.strictObject({ type: z.literal('from-records'), of: z.enum(RECORDS), ...asked });

/** One thing that a form asks. Source: engine of models, vocabulary `fields`. */
const Field = z.discriminatedUnion('type', [Text, FromRecords]);
export type Field = z.infer<typeof Field>;

/** What is asked, each under a key of its own. */
export const Fields = z.array(Field).superRefine((fields, context) => {
  const keys = fields.map((one) => one.key);
  keys.forEach((key, i) => {
    if (keys.indexOf(key) < i)
      context.addIssue({ code: 'custom', path: [i, 'key'], message: `"${key}" is listed twice` });
  });
});
