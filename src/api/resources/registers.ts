import { z } from '@hono/zod-openapi';
import { isId } from '#kernel/id.ts';
import { nameKey } from '#kernel/readers/text.ts';
import { isRefusal, refuse } from '#kernel/refusal.ts';
import { within } from '#kernel/region.ts';
import {
  APPROACH_OUTCOMES,
  APPROACH_WAYS,
  type EntryPlace,
  entryForOffice,
  type ListedEntry,
  recordApproach,
  registerIn,
  registerList,
} from '#modules/registers/index.ts';
import { answerTo, endpoint } from '../endpoint.ts';
import { LongInput, RegionInput, ShortInput } from '../input.ts';
import { type Cursor, listing, notACursor } from '../listing.ts';
import { Day, Region, Uuid } from './shared.ts';

const Facts = z.object({
  id: Uuid,
  number: z.string().meta({ description: 'By which it and whoever asked to be let in are the same' }),
  name: z.string(),
  sector: z.string(),
  place: Region,
  address: z.string(),
  organization: Uuid.nullable().meta({
    description: 'The institution that it is in the programme; null where it takes no part',
  }),
});

const Listed = Facts.extend({
  approaches: z.int().meta({ description: 'How often it was approached' }),
}).meta({
  id: 'RegisterEntry',
  description: 'An institution that there is in the city, whether it takes part or not',
});

const Whole = Facts.extend({
  approaches: z
    .array(
      z.object({
        id: Uuid,
        happenedOn: Day,
        way: z.enum(APPROACH_WAYS),
        office: z.string(),
        spokeWith: z.string(),
        remark: z.string(),
        outcome: z.enum(APPROACH_OUTCOMES),
      }),
    )
    .meta({ description: 'The newest first' }),
}).meta({ id: 'ApproachedEntry', description: 'An entry with the approaches to it' });

/** Entries by name; the id tells those of one name apart. */
const byName: Cursor<{ readonly id: string; readonly key: string }, EntryPlace> = {
  of: ({ id, key }) => `${id}.${key}`,
  read: (typed) => {
    const [id = '', ...rest] = typed.split('.');
    return isId(id) ? { id, key: rest.join('.') } : notACursor();
  },
};

function facts(entry: Pick<ListedEntry, 'id' | 'number' | 'name' | 'sector' | 'region' | 'address'>) {
  const { id, number, name, sector, region, address } = entry;
  return { id, number, name, sector, place: region, address };
}

const path = '/{tenant}/programs/{program}/registers/{kind}';
const tag = 'programs';

export const registers = [
  listing({
    path,
    tag,
    summary: 'All institutions of a kind in the city by name, who of them takes part and who does not',
    filter: {
      area: RegionInput.optional(),
      sector: ShortInput.optional(),
      part: z
        .enum(['in', 'out'])
        .optional()
        .meta({ description: 'Only those that take part, or only the others' }),
      words: ShortInput.optional().meta({ description: 'Words of the name' }),
    },
    item: Listed,
    cursor: byName,
    rows: async (tx, { filter, params, limit, after }) => {
      const found = await registerIn(tx, params);
      if (!found) return refuse('access.not-found');
      const { region } = found.program;
      const area = filter.area ?? region;
      if (!within(area, region)) return refuse('region.unknown');
      const words = nameKey(filter.words ?? '')
        .split(' ')
        .filter(Boolean);
      return registerList(
        tx,
        found,
        { area, sector: filter.sector, part: filter.part, words },
        { limit, after },
      );
    },
    shown: (row) => ({ ...facts(row), organization: row.organization ?? null, approaches: row.approaches }),
  }),
  endpoint({
    method: 'get',
    path: `${path}/{entry}`,
    tag,
    access: 'public',
    summary: 'One institution of a register with the approaches to it',
    description: 'For the offices that record approaches; to others it is not there.',
    answer: Whole,
    run: (call, { params }) =>
      call.read(async (tx) => {
        const register = await registerIn(tx, params);
        if (!register || !isId(params.entry)) return refuse('access.not-found');
        const found = await entryForOffice(tx, call.viewer, register, params.entry);
        if (isRefusal(found)) return found;
        return {
          body: {
            ...facts(found.entry),
            organization: found.organization ?? null,
            approaches: found.approaches.map(
              ({ id, happenedOn, way, office, spokeWith, remark, outcome }) => ({
                id,
                happenedOn,
                way,
                office,
                spokeWith,
                remark,
                outcome,
              }),
            ),
          },
        };
      }),
  }),
  endpoint({
    method: 'post',
    path: `${path}/{entry}/approaches`,
    tag,
    access: 'offices:write',
    status: 201,
    summary: 'Record that an institution was asked to take part',
    body: {
      takes: ['json'],
      schema: z.strictObject({
        happenedOn: ShortInput.meta({
          description: 'A day that is past, or today',
          examples: ['2026-03-02'],
        }),
        way: z.enum(APPROACH_WAYS),
        spokeWith: ShortInput.default(''),
        remark: LongInput.default(''),
        outcome: z.enum(APPROACH_OUTCOMES),
      }),
      example: { happenedOn: '2026-03-02', way: 'visit', outcome: 'thinking' },
    },
    answer: z
      .object({ id: Uuid })
      .meta({ id: 'RecordedApproach', description: 'The approach that was recorded' }),
    run: async (call, { params, body }) =>
      answerTo(
        await recordApproach(call.pilar, call.who, {
          ...body,
          program: params.program,
          kind: params.kind,
          entry: params.entry,
        }),
        (value) => ({ body: { id: value.approach } }),
      ),
  }),
];
