import { z } from '@hono/zod-openapi';
import { isRefusal, refuse } from '#kernel/refusal.ts';
import {
  besidePriorities,
  keepPriorities,
  PRIORITY_LIMITS,
  prioritiesOf,
} from '#modules/priorities/index.ts';
import { yearsOf } from '#modules/programs/index.ts';
import { answerTo, endpoint } from '../endpoint.ts';
import { ShortInput } from '../input.ts';
import { programNamed, Region, Uuid } from './shared.ts';

const Shown = z
  .object({
    id: Uuid,
    year: z.int(),
    entry: z.string().meta({ description: 'Of the catalogue, at any level' }),
    title: z.string(),
    place: Region,
    source: z.string().meta({ description: 'Where it is written' }),
  })
  .meta({ id: 'Priority', description: 'What the city gives priority to in a year' });

const Year = z
  .string()
  .regex(/^\d{4}$/)
  .meta({ description: 'A year of the programme', examples: ['2026'] });

const path = '/{tenant}/programs/{program}/priorities';
const tag = 'programs';

export const priorities = [
  endpoint({
    method: 'get',
    path,
    tag,
    access: 'public',
    summary: "The city's priorities of a year, beside which plans are laid",
    query: z.strictObject({ year: Year.optional() }),
    answer: z.object({ priorities: z.array(Shown) }),
    run: (call, { params, query }) =>
      call.read(async (tx) => {
        const program = await programNamed(tx, params.program);
        if (isRefusal(program)) return program;
        if (!besidePriorities(program.model)) return refuse('access.not-found');
        const year = query.year === undefined ? yearsOf(program).from : Number(query.year);
        const found = await prioritiesOf(tx, program.id, year);
        return {
          body: {
            priorities: found.map(({ id, entry, title, region, source }) => ({
              id,
              year,
              entry,
              title,
              place: region,
              source,
            })),
          },
        };
      }),
  }),
  endpoint({
    method: 'post',
    path,
    tag,
    access: 'offices:write',
    status: 201,
    summary: "Keep the city's priorities of a year in place of those before",
    description:
      'By an office that the model names (`filings[].priorities.keptBy`): all lines or none, each that cannot stand is named.',
    body: {
      takes: ['json'],
      schema: z.strictObject({
        year: Year,
        source: ShortInput.meta({ description: 'Name and number of the document' }),
        text: z
          .string()
          .max(PRIORITY_LIMITS.bytes)
          .meta({ description: 'A table with the columns kegiatan;prioritas;kecamatan' }),
      }),
      example: {
        year: '2026',
        source: 'RKPD 2026',
        text: 'kegiatan;prioritas;kecamatan\nPendidikan;Ruang kelas layak;Mandalajati',
      },
    },
    answer: z
      .object({ priorities: z.int() })
      .meta({ id: 'KeptPriorities', description: 'How many are kept' }),
    run: async (call, { params, body }) =>
      answerTo(await keepPriorities(call.pilar, call.who, { ...body, program: params.program }), (value) => ({
        body: { priorities: value.priorities },
      })),
  }),
];
