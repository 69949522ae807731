import { z } from '@hono/zod-openapi';
import { changeCeilings } from '#modules/funding/index.ts';
import { closeSteered, keepWindow, openFurther } from '#modules/steering/index.ts';
import { answerTo, endpoint } from '../endpoint.ts';
import { AmountInput, DayInput, IdInput, LongInput, RegionInput, ShortInput } from '../input.ts';
import { Amount, amount, Day, Uuid } from './shared.ts';

/** Why something is changed over a programme, and by which document of the city. */
const grounds = {
  reason: LongInput,
  basis: ShortInput.meta({ description: 'Name and number of the document' }),
};
const GROUNDS = { reason: 'Rapat kota 3 Februari', basis: 'Keputusan Wali Kota 12/2026' };

const tag = 'programs';
const steered = 'By whoever steers the programme (model `roles`, sponsor).';

export const steering = [
  endpoint({
    method: 'post',
    path: '/{tenant}/programs',
    tag,
    access: 'offices:write',
    status: 201,
    summary: 'Open a programme of a further year or model',
    description: `On a version of a model that was published in the city, with its calendar and its ceilings. ${steered}`,
    body: {
      takes: ['json'],
      schema: z.strictObject({
        name: ShortInput.meta({ description: 'Of the model', examples: ['pippk'] }),
        version: ShortInput,
        year: z
          .union([z.int(), z.string().max(10)])
          .transform(String)
          .meta({ description: 'This year, or one of the next two', examples: [2027] }),
        ...grounds,
      }),
      example: { name: 'pippk', version: '2015', year: 2027, ...GROUNDS },
    },
    answer: z
      .object({ id: Uuid, slug: z.string(), ceiling: Amount.meta({ description: 'All that it allots' }) })
      .meta({ id: 'OpenedProgram', description: 'A programme that was opened' }),
    run: async (call, { body }) =>
      answerTo(await openFurther(call.pilar, call.who, body), ({ program, total }) => ({
        body: { id: program.id, slug: program.slug, ceiling: amount(total) },
        location: `/programs/${program.slug}`,
      })),
  }),
  endpoint({
    method: 'post',
    path: '/{tenant}/programs/{program}/closing',
    tag,
    access: 'offices:write',
    summary: 'Close a programme whose year is over',
    description: `Refused while something in it waits, which is named. ${steered}`,
    body: { takes: ['json'], schema: z.strictObject(grounds), example: GROUNDS },
    answer: z
      .object({ id: Uuid, state: z.enum(['open', 'closed']) })
      .meta({ id: 'ClosedProgram', description: 'A programme that was closed' }),
    run: async (call, { params, body }) =>
      answerTo(
        await closeSteered(call.pilar, call.who, { ...body, program: params.program }),
        ({ id, state }) => ({ body: { id, state } }),
      ),
  }),
  endpoint({
    method: 'put',
    path: '/{tenant}/programs/{program}/windows/{of}/{kind}',
    tag,
    access: 'offices:write',
    summary: 'Set when proposals of a kind are taken, or forums of a kind sit',
    description: `\`of\` is \`proposals\` or \`forums\`, \`kind\` as the model names it. What was sent or called for must stay within. ${steered}`,
    body: {
      takes: ['json'],
      schema: z.strictObject({ from: DayInput, to: DayInput, ...grounds }),
      example: { from: '2026-01-05', to: '2026-04-30', ...GROUNDS },
    },
    answer: z
      .object({ from: Day, to: Day })
      .meta({ id: 'KeptWindow', description: 'From when to when, by a document of the city' }),
    run: async (call, { params, body }) =>
      answerTo(
        await keepWindow(call.pilar, call.who, {
          ...body,
          program: params.program,
          window: `${params.of} ${params.kind}`,
        }),
        ({ from, to }) => ({ body: { from, to } }),
      ),
  }),
  endpoint({
    method: 'post',
    path: '/{tenant}/programs/{program}/ceilings',
    tag: 'funding',
    access: 'funding:write',
    summary: 'Change ceilings by kind of party and area, or of one institution',
    description: `All of them or none: refused where one has more decided already. ${steered}`,
    body: {
      takes: ['json'],
      schema: z.strictObject({
        purse: ShortInput.meta({ description: 'As the model names it', examples: ['pagu'] }),
        party: ShortInput.default('').meta({
          description: 'The kind of party whose purse it is; left out for a fund',
          examples: ['rw'],
        }),
        area: RegionInput,
        organization: IdInput.optional().meta({ description: 'One institution alone' }),
        amount: AmountInput,
        ...grounds,
      }),
      example: { purse: 'pagu', party: 'rw', area: '32.73.30', amount: 120_000_000, ...GROUNDS },
    },
    answer: z
      .object({
        changed: z.int().meta({ description: 'How many purses have another amount now' }),
        purses: z.int().meta({ description: 'How many were meant' }),
        by: Amount.meta({ description: 'By how much all of them together; below zero less' }),
      })
      .meta({ id: 'ChangedCeilings', description: 'What a change of ceilings came to' }),
    run: async (call, { params, body: { purse, party, organization = '', ...body } }) =>
      answerTo(
        await changeCeilings(call.pilar, call.who, {
          ...body,
          program: params.program,
          ceiling: `${purse} ${party}`.trim(),
          organization,
        }),
        ({ changed, purses, by }) => ({ body: { changed, purses, by: amount(by) } }),
      ),
  }),
];
