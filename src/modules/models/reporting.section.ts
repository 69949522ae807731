import { z } from 'zod';
import { BasisId, Label, LevelName, Office, Slug } from './common.section.ts';
import { Due } from './due.section.ts';

/** What a report holds, by when it is due and who accepts it on the way up. Source: paper 004, §4.1.1. */
export const ReportingSection = z.strictObject({
  due: Due,
  basis: BasisId,
  content: z
    .array(
      z.strictObject({
        id: Slug,
        label: Label,
        /** `text` is written by the reporter; the others are taken from the activity's own records and must be there. */
        from: z.enum([
          'text',
          'expenses',
          'receipts',
          'photos',
          'participation',
          'contributions',
          'handover',
        ]),
        required: z.boolean(),
      }),
    )
    .min(1),
  ladder: z.array(z.strictObject({ office: Office, level: LevelName, label: Label })).min(1),
  /** Who may let an institution propose again although a report is overdue, with a published reason. */
  overdue: z.strictObject({ blocksNextYear: z.boolean(), overrideBy: z.array(Office), basis: BasisId }),
});
export type ReportRules = z.infer<typeof ReportingSection>;
