import { z } from 'zod';
import { countsFor, MEASURE_KEYS } from '#analysis/measures/index.ts';
import { BasisId, Label, Office, Slug } from './common.section.ts';
import { Due, Within } from './due.section.ts';
import { type Field, Fields } from './fields.section.ts';
import { Route } from './steps.section.ts';

/**
 * Who files what is not about an activity: every institution of these kinds about itself, or about the programme whoever
 * has these offices. With both, these offices of those kinds.
 */
const FiledBy = z
  .strictObject({
    parties: z.array(Slug).min(1).optional(),
    offices: z.array(Office).min(1).optional(),
  })
  .refine((by) => by.parties !== undefined || by.offices !== undefined, 'names parties or offices');

/** A field by its key, or a column of lines as `field.column`. */
const FieldName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{1,48}(\.[a-z0-9][a-z0-9-]{1,48})?$/, 'a field, or a column as field.column');

/** The amount that a name stands for: a required amount in rupiah, or such a column of required lines. */
function isAmount(fields: readonly Field[], name: string): boolean {
  const [key, column] = name.split('.');
  const field = fields.find((one) => one.key === key);
  if (!field?.required) return false;
  if (column === undefined) return field.type === 'rupiah';
  return (
    field.type === 'lines' &&
    field.columns.some((one) => one.key === column && one.type === 'rupiah' && one.required)
  );
}

/**
 * What lines of a plan say, by their columns, so that they are held against what was carried out: which entry of the
 * catalogue, where, for how much, how many. `told` is the kind of filing that accounts for an activity, with the field of
 * it that says how many there were.
 */
const Plans = z.strictObject({
  lines: Slug,
  entry: Slug,
  place: Slug,
  amount: Slug,
  quantity: Slug.optional(),
  told: Slug,
  toldIn: Slug.optional(),
});
export type PlanRules = z.infer<typeof Plans>;

/**
 * What the records say beside what is written: measures of the registry, and what each field of the catalogue came to. They
 * are kept as they stood on the day on which it was handed in. Source: paper 004, §4.2.1 (the Forum evaluates each quarter).
 */
const Figures = z.strictObject({
  measures: z
    .array(
      z
        .enum(MEASURE_KEYS, {
          error: ({ input }) => `no measure is called "${input}"; there are: ${MEASURE_KEYS.join(', ')}`,
        })
        .superRefine((measure, context) => {
          if (!countsFor(measure, 'place'))
            context.addIssue({
              code: 'custom',
              message: `"${measure}" is not counted of a place, and a programme is one of a place`,
            });
        }),
    )
    .min(1)
    .max(20),
  fields: z.boolean().default(false),
  basis: BasisId,
});
export type FigureRules = z.infer<typeof Figures>;

/** Which offices may ask for it besides, on any day, and by when it is due then. Source: paper 004, §4.2.1 (whenever the mayor asks). */
const OnDemand = z.strictObject({ by: z.array(Office).min(1), within: Within, basis: BasisId });
export type OnDemandRules = z.infer<typeof OnDemand>;

/**
 * Which step says yes only on the sealed minutes of a meeting of a forum: what a body files, the body decided. The meeting
 * lies in the period that it is about, or later.
 */
const OnMinutes = z.strictObject({ step: Slug, of: Slug, basis: BasisId });
export type MinutesRules = z.infer<typeof OnMinutes>;

/**
 * Which step lays the lines of a plan beside the priorities of the city, one by one, and which offices keep those. Source: paper
 * 004, §4.2.1 (the Forum synchronises plans with the city's priority programme).
 */
const BesidePriorities = z.strictObject({ step: Slug, keptBy: z.array(Office).min(1), basis: BasisId });
export type PriorityRules = z.infer<typeof BesidePriorities>;

/** Columns that a plan is held against by, each with the type that it has to have. */
const COLUMNS = { entry: 'entry', place: 'place', amount: 'rupiah', quantity: 'number' } as const;

/**
 * A document that is owed: about an activity by whoever carries it out, by parties about themselves, or by offices about
 * the programme; what it says, by when, who accepts it on the way up, and what that brings about. Sources: engine of
 * models, section `filings`; paper 004, §4.1.1.
 */
const FilingKind = z
  .strictObject({
    kind: Slug,
    label: Label,
    about: z.enum(['activity', 'party', 'programme']),
    by: FiledBy.optional(),
    fields: Fields.min(1),
    due: Due,
    /** What is not handed in while its period lasts is not taken any more: nobody plans a year that is over. */
    closes: z.literal('with-period').optional(),
    route: Route.min(1),
    /**
     * What its acceptance brings about: `settles` closes the money of the activity, `pledges` puts what was answered to a
     * field into a purse of the institution that filed it.
     */
    effect: z.enum(['settles', 'pledges', 'none']).default('none'),
    pledges: z.strictObject({ purse: Slug, field: FieldName }).optional(),
    plans: Plans.optional(),
    /** What this amount comes to is what was spent by the records of the activity: money is told by its sources, all of it. */
    sources: z.strictObject({ field: FieldName, basis: BasisId }).optional(),
    figures: Figures.optional(),
    onDemand: OnDemand.optional(),
    minutes: OnMinutes.optional(),
    priorities: BesidePriorities.optional(),
    basis: BasisId,
  })
  .superRefine((filing, context) => {
    const wrong = (path: (string | number)[], message: string) =>
      context.addIssue({ code: 'custom', path, message });
    if ((filing.effect === 'pledges') !== (filing.pledges !== undefined)) {
      wrong(['pledges'], 'goes with "effect: pledges": which field holds the amount, and for which purse');
    } else if (filing.pledges && filing.about !== 'party') {
      wrong(['effect'], 'an institution pledges in what it files about itself');
    } else if (filing.pledges && !isAmount(filing.fields, filing.pledges.field)) {
      wrong(['pledges', 'field'], 'has to be an amount in rupiah that is required');
    }
    const { plans, sources } = filing;
    if (sources && filing.effect !== 'settles')
      wrong(['sources'], 'only what is about an activity settles its money');
    else if (sources && !isAmount(filing.fields, sources.field)) {
      wrong(['sources', 'field'], 'has to be an amount in rupiah that is required');
    }
    const lines = filing.fields.find((one) => one.key === plans?.lines);
    if (plans && lines?.type !== 'lines') wrong(['plans', 'lines'], 'names no lines of this filing');
    if (plans && lines?.type === 'lines') {
      for (const part of ['entry', 'place', 'amount', 'quantity'] as const) {
        const key = plans[part];
        const column = lines.columns.find((one) => one.key === key);
        if (key !== undefined && (column?.type !== COLUMNS[part] || !column.required)) {
          wrong(['plans', part], `has to be a required column of type ${COLUMNS[part]}`);
        }
      }
    }
    if (plans && filing.about !== 'party')
      wrong(['plans'], 'an institution plans in what it files about itself');
    if (filing.closes && 'after' in filing.due) wrong(['closes'], 'what is due after an event has no period');
    const named = 'or' in filing.due ? filing.due.or?.after.split('.')[1] : undefined;
    if (
      named !== undefined &&
      !filing.fields.some((one) => one.key === named && one.type === 'date' && one.required)
    ) {
      wrong(['due', 'or', 'after'], 'has to be a day that is required');
    }
    const { minutes, priorities } = filing;
    if (priorities && !plans) wrong(['priorities'], 'goes with "plans": which lines, about what, where');
    if (
      priorities &&
      !filing.route.some(
        (one) => one.step === priorities.step && one.may.includes('accept') && one.may.includes('return'),
      )
    ) {
      wrong(['priorities', 'step'], 'has to be a step of its route that accepts and returns');
    }
    for (const key of ['figures', 'onDemand', 'minutes'] as const) {
      if (filing[key] && filing.about !== 'programme') wrong([key], 'goes with "about: programme" alone');
    }
    if (
      minutes &&
      !filing.route.some((one) => one.step === minutes.step && one.may.includes('accept') && !one.when)
    ) {
      wrong(['minutes', 'step'], 'has to be a step of its route that accepts, always');
    }
    if (filing.about === 'activity') {
      if (filing.by) wrong(['by'], 'what is about an activity is filed by whoever carries it out');
      if (!('after' in filing.due)) wrong(['due'], 'what is about an activity is due after an event of it');
      return;
    }
    if (!filing.by)
      wrong(['by'], `who files what is about ${filing.about === 'party' ? 'a party' : 'the programme'}?`);
    else if (filing.about === 'party' && !filing.by.parties) {
      wrong(['by', 'parties'], 'names the kinds of parties that file about themselves');
    } else if (filing.about === 'programme' && !filing.by.offices) {
      wrong(['by', 'offices'], 'names the offices that file about the programme');
    }
    if ('after' in filing.due) wrong(['due', 'after'], 'events happen to activities: use "every" or "on"');
    if (filing.effect === 'settles') wrong(['effect'], 'only what is about an activity settles its money');
    filing.fields.forEach((field, i) => {
      if (field.type === 'from-records') {
        wrong(['fields', i, 'type'], 'records are those of an activity, which this is not about');
      }
    });
  });
export type FilingKind = z.infer<typeof FilingKind>;

export const FilingsSection = z.array(FilingKind);
