import { z } from '@hono/zod-openapi';
import { authorise, TOKEN_SCOPES } from '#kernel/actor.ts';
import { isId } from '#kernel/id.ts';
import { wordsOf } from '#kernel/readers/text.ts';
import { at, isRefusal, refuse } from '#kernel/refusal.ts';
import { levelOf } from '#kernel/region.ts';
import { THINGS } from '#kernel/thing.ts';
import {
  comesAndGoes,
  listOrganizations,
  type Membership as MembershipNow,
  membershipsIn,
  type OrganizationPlace,
  organizationById,
} from '#modules/actors/index.ts';
import { leaveProgram, returnToProgram } from '#modules/leaving/index.ts';
import { newsFor, tasksFor } from '#modules/overview/index.ts';
import { answerTo, endpoint } from '../endpoint.ts';
import { DayInput, LongInput, paging, RegionInput, ShortInput } from '../input.ts';
import { type Cursor, listing, notACursor } from '../listing.ts';
import { page, pageOf } from '../page.ts';
import { Amount, amount, Day, Moment, moment, programNamed, Region, Uuid } from './shared.ts';

const Organization = z
  .object({ id: Uuid, kind: z.string(), name: z.string(), region: Region })
  .meta({ id: 'Organization', description: 'An office or institution' });

const Membership = z
  .object({
    state: z.enum(['member', 'leaving', 'left', 'outside']),
    since: Day.nullable(),
    lastDay: Day.nullable(),
    endedBy: z.enum(['itself', 'office']).nullable(),
    reason: z.string().nullable(),
  })
  .meta({
    id: 'Membership',
    description: 'How an institution takes part in a programme: `since` is null where it is in by what it is',
  });

function shownMembership({ endedFor: reason, ...spell }: MembershipNow): z.output<typeof Membership> {
  return { ...spell, reason };
}

/** Lists in the order of places: `32.73.30.1003.001_` and the id. */
const byPlace: Cursor<OrganizationPlace, OrganizationPlace> = {
  of: ({ region, id }) => `${region}_${id}`,
  read: (typed) => {
    const [region = '', id = ''] = typed.split('_');
    return levelOf(region) && isId(id) ? { region, id } : notACursor();
  },
};

const tag = 'people';

export const people = [
  endpoint({
    method: 'get',
    path: '/{tenant}/me',
    tag,
    access: 'read',
    summary: 'Who the token speaks for: its holder’s offices and its scopes',
    answer: z
      .object({
        person: Uuid,
        scopes: z.array(z.enum(TOKEN_SCOPES)),
        mandates: z.array(
          z.object({
            office: z.string(),
            organization: z.object({ id: Uuid, kind: z.string(), name: z.string() }),
            region: Region,
            endsOn: Day.nullable(),
          }),
        ),
      })
      .meta({ id: 'Me', description: 'The holder of the token' }),
    run: async (call) => {
      const actor = authorise(call.viewer, 'read');
      if (isRefusal(actor)) return actor;
      return {
        body: {
          person: actor.person,
          scopes: actor.scopes === 'session' ? [...TOKEN_SCOPES] : [...actor.scopes],
          mandates: actor.mandates.map(({ office, organization, region, endsOn }) => ({
            office,
            organization: { id: organization.id, kind: organization.kind, name: organization.name },
            region,
            endsOn: endsOn ?? null,
          })),
        },
      };
    },
  }),
  endpoint({
    method: 'get',
    path: '/{tenant}/desk',
    tag,
    access: 'read',
    summary: 'What waits for the token’s holder, by due date',
    query: z.strictObject(paging),
    answer: pageOf(
      z
        .object({
          id: Uuid,
          kind: z.string().meta({ examples: ['filing.review'] }),
          subjectType: z.enum(THINGS),
          subjectId: Uuid,
          title: z.string(),
          region: Region,
          dueOn: Day.nullable(),
          createdAt: Moment,
        })
        .meta({ id: 'Task', description: 'Something that waits for an officer' }),
    ),
    run: async (call, { query }) => {
      const actor = authorise(call.viewer, 'read');
      if (isRefusal(actor)) return actor;
      if (query.cursor !== undefined && !/^\d{1,6}$/.test(query.cursor)) {
        return at('cursor', refuse('input.choice'));
      }
      const offset = Number(query.cursor ?? '0');
      const rows = await call.read((tx) => tasksFor(tx, actor, query.limit + 1, offset));
      return page(
        rows,
        query.limit,
        () => String(offset + query.limit),
        (row) => ({
          id: row.id,
          kind: row.kind,
          subjectType: row.subjectType,
          subjectId: row.subjectId,
          title: row.title[call.locale],
          region: row.region,
          dueOn: row.dueOn,
          createdAt: moment(row.createdAt),
        }),
      );
    },
  }),
  endpoint({
    method: 'get',
    path: '/{tenant}/desk/news',
    tag,
    access: 'read',
    summary: 'What others decided, answered or paid of what the token’s holder brought, newest first',
    query: z.strictObject(paging),
    answer: pageOf(
      z
        .object({
          id: Uuid,
          action: z.string().meta({ examples: ['proposal.fund'] }),
          subjectType: z.string(),
          subjectId: Uuid,
          title: z.string().nullable(),
          office: z.string(),
          at: Moment,
        })
        .meta({
          id: 'News',
          description:
            'An entry of the journal about what the holder brought, made by others; `id` is the entry’s',
        }),
    ),
    run: async (call, { query }) => {
      const actor = authorise(call.viewer, 'read');
      if (isRefusal(actor)) return actor;
      const before = query.cursor;
      if (before !== undefined && !isId(before)) return at('cursor', refuse('input.choice'));
      const rows = await call.read((tx) => newsFor(tx, actor, query.limit + 1, before));
      return page(
        rows,
        query.limit,
        ({ entry }) => entry.id,
        ({ entry, about }) => ({
          id: entry.id,
          action: entry.action,
          subjectType: entry.subjectType,
          subjectId: entry.subjectId,
          title: about?.title[call.locale] ?? null,
          office: entry.office,
          at: entry.at,
        }),
      );
    },
  }),
  listing({
    path: '/{tenant}/programs/{program}/organizations',
    tag,
    summary: 'Institutions and offices that a programme knows, in the order of their places',
    filter: {
      kind: ShortInput.optional().meta({ description: 'One kind of party of the model', examples: ['rw'] }),
      area: RegionInput.optional(),
      text: ShortInput.optional().meta({ description: 'Words in the name' }),
      part: z.enum(['in', 'left', 'ever']).optional().meta({
        description: 'Those taking part (the default), those who left, or both',
      }),
    },
    item: Organization.extend({ membership: Membership.nullable() }),
    cursor: byPlace,
    rows: async (tx, { params, filter, limit, after }) => {
      const program = await programNamed(tx, params.program);
      if (isRefusal(program)) return program;
      const kinds = program.model.parties.kinds.map((one) => one.kind);
      if (filter.kind !== undefined && !kinds.includes(filter.kind))
        return at('kind', refuse('input.choice'));
      const { kind, area = program.region, text = '', part = 'in' } = filter;
      const { model } = program;
      const found = await listOrganizations(
        tx,
        {
          kinds: kind === undefined ? kinds : [kind],
          area,
          of: { model, part },
          words: wordsOf(text),
        },
        limit,
        after,
      );
      const memberships = await membershipsIn(tx, model, found);
      return found.map((one) => ({
        ...one,
        membership: comesAndGoes(model, one.kind) ? memberships.get(one.id) : undefined,
      }));
    },
    shown: ({ id, kind, name, region, membership }) => ({
      id,
      kind,
      name,
      region,
      membership: membership ? shownMembership(membership) : null,
    }),
  }),
  endpoint({
    method: 'post',
    path: '/{tenant}/programs/{program}/organizations/{organization}/leaving',
    tag,
    access: 'offices:write',
    summary: 'Let an institution leave a programme after a day, or end its membership',
    description:
      'By its own office or one above it, as the model says; the reason is published. What runs goes on: `running` says how much.',
    body: {
      takes: ['json'],
      schema: z.strictObject({ lastDay: DayInput, reason: LongInput }),
      example: { lastDay: '2026-12-31', reason: 'Kantor pindah ke kota lain.' },
    },
    answer: z.object({
      organization: Uuid,
      running: z.object({ promised: z.int(), activities: z.int(), owed: z.int(), held: Amount }),
    }),
    run: async (call, { params, body }) =>
      answerTo(
        await leaveProgram(call.pilar, call.who, {
          program: params.program,
          organization: params.organization,
          ...body,
        }),
        ({ organization, running }) => ({
          body: {
            organization,
            running: {
              promised: running.promised.length,
              activities: running.activities.length,
              owed: running.owed.length,
              held: amount(running.held),
            },
          },
        }),
      ),
  }),
  endpoint({
    method: 'post',
    path: '/{tenant}/programs/{program}/organizations/{organization}/return',
    tag,
    access: 'offices:write',
    summary: 'Let an institution come back to a programme, or stay where its last day is not over',
    answer: z.object({ organization: Uuid }),
    run: async (call, { params }) =>
      answerTo(
        await returnToProgram(call.pilar, call.who, {
          program: params.program,
          organization: params.organization,
        }),
        (body) => ({ body }),
      ),
  }),
  endpoint({
    method: 'get',
    path: '/{tenant}/organizations/{organization}',
    tag,
    access: 'public',
    summary: 'One office or institution',
    answer: Organization,
    run: (call, { params }) =>
      call.read(async (tx) => {
        const found = await organizationById(tx, params.organization);
        return found ? { body: { ...found } } : refuse('access.not-found');
      }),
  }),
];
