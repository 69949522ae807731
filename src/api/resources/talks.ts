import { z } from '@hono/zod-openapi';
import { isRefusal } from '#kernel/refusal.ts';
import { sayAbout, TALK_SIDES, talkFacts, unsay } from '#modules/matching/index.ts';
import { answerTo, endpoint } from '../endpoint.ts';
import { LongInput } from '../input.ts';
import { byId, listing } from '../listing.ts';
import { Moment, moment, Uuid } from './shared.ts';

const Said = z
  .object({
    id: Uuid,
    side: z.enum(TALK_SIDES).meta({
      description: 'For whom: the institution, whoever brings the need, or the offices over the whole',
    }),
    office: z.string().nullable().meta({ description: 'Null where a resident speaks, who is never named' }),
    authorOrganization: z.string().nullable(),
    said: z.string().meta({ description: 'No words once its author took it back' }),
    saidAt: Moment,
    withdrawnAt: Moment.nullable(),
  })
  .meta({ id: 'TalkMessage', description: 'Something that was said about a need with one institution' });

const SavedMessage = z
  .object({ message: Uuid })
  .meta({ id: 'SavedTalkMessage', description: 'What was said or taken back' });

const tag = 'proposals';
const access = 'proposals:write';
const path = '/{tenant}/proposals/{proposal}/conversations/{organization}/messages';

/** What the sides of a match say to each other: the same as on the page of the need, and for the same readers alone. */
export const talks = [
  listing({
    path,
    tag,
    summary: 'What was said about a need with one institution, the newest first',
    description:
      'For the institution, whoever brings the need, and the offices over the whole; to everybody else it is not there.',
    filter: {},
    item: Said,
    cursor: byId,
    rows: async (tx, { params, limit, after, call }) => {
      const thread = { need: params.proposal, organization: params.organization };
      const facts = await talkFacts(tx, call.viewer, thread, { limit, before: after });
      return isRefusal(facts) ? facts : facts.messages;
    },
    shown: (one) => ({
      id: one.id,
      side: one.side,
      office: one.office,
      authorOrganization: one.authorOrganization,
      said: one.said,
      saidAt: moment(one.saidAt),
      withdrawnAt: one.withdrawnAt === null ? null : moment(one.withdrawnAt),
    }),
  }),
  endpoint({
    method: 'post',
    path,
    tag,
    access,
    status: 201,
    summary: 'Say something about a need to the other sides',
    description: 'The institution may begin; the others once it asked, offered or was recommended.',
    body: {
      takes: ['json'],
      schema: z.strictObject({ said: LongInput }),
      example: { said: 'Apakah tempatnya dapat dilihat dahulu?' },
    },
    answer: SavedMessage,
    run: async (call, { params, body }) =>
      answerTo(
        await sayAbout(call.pilar, call.who, {
          ...{ need: params.proposal, organization: params.organization },
          ...body,
        }),
        (body) => ({ body }),
      ),
  }),
  endpoint({
    method: 'post',
    path: '/{tenant}/messages/{message}/withdrawals',
    tag,
    access,
    status: 201,
    summary: 'Take back what one said: everybody sees that it is gone',
    answer: SavedMessage,
    run: async (call, { params }) =>
      answerTo(await unsay(call.pilar, call.who, { message: params.message }), (body) => ({ body })),
  }),
];
