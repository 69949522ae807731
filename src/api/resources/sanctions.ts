import { z } from '@hono/zod-openapi';
import { isId } from '#kernel/id.ts';
import { isRefusal, refuse } from '#kernel/refusal.ts';
import type { SanctionRules } from '#modules/models/index.ts';
import {
  APPEAL_OUTCOMES,
  DUTY_STATES,
  dutyRegister,
  type Registered,
  SANCTION_STATES,
  STANDINGS,
  sanctionFacts,
} from '#modules/sanctions/index.ts';
import { endpoint } from '../endpoint.ts';
import { ShortInput, WholeInput } from '../input.ts';
import { listing, notACursor } from '../listing.ts';
import { Day, Label, labelShown, Moment, moment, programNamed, Uuid } from './shared.ts';

const Step = z.object({ step: z.string(), label: Label });

const Row = z
  .object({
    organization: Uuid,
    name: z.string(),
    duty: z.enum(DUTY_STATES).meta({ description: 'Whether it did what it owed in the year' }),
    owed: z.int(),
    met: z.int(),
    late: z.int().meta({ description: 'Of those that were done, after their day' }),
    excused: z.int(),
    overdue: z.int(),
    overdueSince: Day.nullable(),
    sanction: z
      .object({ id: Uuid, ...Step.shape, standing: z.enum(STANDINGS) })
      .nullable()
      .meta({ description: 'What runs or stands against it; null where nothing was done' }),
  })
  .meta({
    id: 'RegisteredDuty',
    description: 'An institution with its duty of a year, and what was done about it',
  });

const Sanction = z
  .object({
    id: Uuid,
    program: Uuid,
    sanction: z.string().meta({ description: 'The ladder, by its name in the model' }),
    ...Step.shape,
    draftedStep: z.string().meta({ description: 'Before an appeal changed it' }),
    organization: Uuid,
    name: z.string(),
    state: z.enum(SANCTION_STATES),
    standing: z.enum(STANDINGS).meta({ description: 'Today' }),
    draftedOffice: z.string(),
    draftedOn: Day,
    hearingUntil: Day,
    grounds: z
      .array(z.object({ obligation: Uuid, kind: z.string(), dueOn: Day, unmet: z.boolean() }))
      .meta({ description: 'Duties it is held against, and whether they are still not done' }),
    reason: z
      .string()
      .nullable()
      .meta({ description: 'Null until it is decided, for all but those concerned' }),
    answer: z.string().nullable(),
    decision: z.string().nullable(),
    decidedOffice: z.string().nullable(),
    decidedOn: Day.nullable(),
    expiresOn: Day.nullable(),
    appealUntil: Day.nullable(),
    appeal: z.string().nullable(),
    appealedAt: Moment.nullable(),
    appealOutcome: z.enum(APPEAL_OUTCOMES).nullable(),
    appealAnswer: z.string().nullable(),
    version: z.int(),
  })
  .meta({ id: 'Sanction', description: 'A step of a ladder of sanctions against an institution' });

function rowShown({ one, rules }: { one: Registered; rules: SanctionRules }): z.infer<typeof Row> {
  const { organization, duty, duties, sanction } = one;
  const step = rules.steps.find((each) => each.step === sanction?.sanction.step);
  return {
    organization: organization.id,
    name: organization.name,
    duty,
    owed: duties?.owed ?? 0,
    met: duties?.met ?? 0,
    late: duties?.late ?? 0,
    excused: duties?.excused ?? 0,
    overdue: duties?.overdue ?? 0,
    overdueSince: duties?.overdueSince ?? null,
    sanction:
      sanction && step
        ? {
            id: sanction.sanction.id,
            step: step.step,
            label: labelShown(step.label),
            standing: sanction.standing,
          }
        : null,
  };
}

const tag = 'obligations';

export const sanctions = [
  listing({
    path: '/{tenant}/programs/{program}/duties',
    tag,
    summary: 'Whether every institution of a kind did what it owes, and what was done about it',
    description: 'By name. Also that nothing was done is told: `sanction` is null then.',
    filter: {
      ladder: ShortInput.optional().meta({
        description: 'Of sanctions, by its name; the first when left out',
      }),
      year: WholeInput.optional().meta({ description: 'Of the programme; its first when left out' }),
      state: z.enum([...DUTY_STATES, 'nothing-done', 'sanctioned']).optional(),
    },
    item: Row,
    cursor: {
      of: ({ one }: { one: Registered; rules: SanctionRules }) => one.organization.id,
      read: (typed) => (isId(typed) ? typed : notACursor()),
    },
    rows: async (tx, { filter, params, limit, after }) => {
      const program = await programNamed(tx, params.program);
      if (isRefusal(program)) return program;
      const { sanctions: ladders } = program.model;
      const rules = filter.ladder ? ladders.find((one) => one.sanction === filter.ladder) : ladders[0];
      if (!rules) return refuse('access.not-found');
      const year = filter.year ?? program.fiscalYear;
      const rows = await dutyRegister(tx, program, rules, year, { state: filter.state }, { limit, after });
      return rows.map((one) => ({ one, rules }));
    },
    shown: rowShown,
  }),
  endpoint({
    method: 'get',
    path: '/{tenant}/sanctions/{sanction}',
    tag,
    access: 'public',
    summary: 'A sanction from its draft to what became of an appeal',
    answer: Sanction,
    run: (call, { params }) =>
      call.read(async (tx) => {
        const found = await sanctionFacts(tx, call.viewer, params.sanction);
        if (isRefusal(found)) return found;
        const { sanction, step, institution, standing, grounds, words } = found;
        return {
          body: {
            id: sanction.id,
            program: sanction.program,
            sanction: sanction.sanction,
            step: step.step,
            label: labelShown(step.label),
            draftedStep: sanction.draftedStep,
            organization: institution.id,
            name: institution.name,
            state: sanction.state,
            standing,
            draftedOffice: sanction.draftedOffice,
            draftedOn: sanction.draftedOn,
            hearingUntil: sanction.hearingUntil,
            grounds: grounds.map(({ owed, unmet }) => ({
              obligation: owed.id,
              kind: owed.kind,
              dueOn: owed.dueOn,
              unmet,
            })),
            reason: words?.reason ?? null,
            answer: words?.answer ?? null,
            decision: sanction.decision,
            decidedOffice: sanction.decidedOffice,
            decidedOn: sanction.decidedOn,
            expiresOn: sanction.expiresOn,
            appealUntil: sanction.appealUntil,
            appeal: sanction.appeal,
            appealedAt: moment(sanction.appealedAt),
            appealOutcome: sanction.appealOutcome,
            appealAnswer: sanction.appealAnswer,
            version: sanction.version,
          },
          version: sanction.version,
        };
      }),
  }),
];
