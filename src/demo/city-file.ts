import { z } from 'zod';
import { InstitutionPlan } from '#modules/actors/index.ts';

const Words = z.strictObject({ id: z.string(), en: z.string() });

/** Latitude and longitude in degrees. */
const Point = z.tuple([z.number(), z.number()]);

/** How far the programme has come in a kelurahan; `past`: all of a year that is over, every report accepted. */
export const Story = z.enum(['preparing', 'no-quorum', 'voting', 'decided', 'running', 'finished', 'past']);
export type Story = z.infer<typeof Story>;

/** A demo city as data: real territory, invented institutions and people. */
export const CityFile = z.strictObject({
  slug: z.string(),
  name: z.string(),
  region: z.string(),
  timeZone: z.string(),
  /** The model that its programme runs on. */
  model: z.string(),
  /** RW in the whole city, spread over its villages. */
  neighbourhoods: z.int().positive(),
  proposals: z.int().positive(),
  /** The middle of the city, from which distances are reckoned, and what it is called. */
  centre: z.strictObject({ name: z.string(), point: Point }).optional(),
  stories: z.array(
    z.strictObject({
      village: z.string(),
      story: Story,
      /** `counted`: the forum took a vote before it decided. */
      vote: z.literal('counted').optional(),
      /** `twice`: it was adjourned and resumed on another day. */
      sat: z.literal('twice').optional(),
      /** Of its proposals every second one is passed on: to the forums above, and by them to agencies of the city. */
      passesOn: z.literal(true).optional(),
      /** Roughly where the invented proposals are said to be. */
      near: Point.optional(),
    }),
  ),
  /** Agencies of the city that its model addresses, beside the institutions of every kota. */
  agencies: InstitutionPlan.default([]),
  /** Kelurahan of whose last year a little is told, with proposals at all the institutions that come first this year too. */
  lastYear: z.array(z.string()).default([]),
  /** Whether companies and universities give in it, beside what the programme of its model tells. */
  giving: z.boolean().default(false),
  /** A model that the city takes over as its own and changes: each rule as it stood and as it stands then. */
  adopts: z
    .strictObject({
      model: z.string(),
      name: z.string(),
      short: z.string(),
      rules: z.array(z.tuple([z.string(), z.string()])),
    })
    .optional(),
  accounts: z.array(
    z.strictObject({
      office: z.string(),
      kind: z.string().optional(),
      village: z.string().optional(),
      district: z.string().optional(),
      number: z.int().optional(),
      email: z.email(),
      label: Words,
    }),
  ),
});
export type CityFile = z.infer<typeof CityFile>;

/** A proposal to be written for a place, with `{gang}`, `{rw}` and `{kelurahan}` in its title. */
export const ProposalTemplates = z.array(
  z.strictObject({
    scope: z.string(),
    title: z.string(),
    need: z.string(),
    volume: z.string(),
    unit: z.string(),
    people: z.int(),
    poor: z.int(),
    lines: z.array(z.tuple([z.string(), z.string(), z.string(), z.int()])),
    gift: z.tuple([z.string(), z.string(), z.int()]),
  }),
);
export type ProposalTemplate = z.infer<typeof ProposalTemplates>[number];
