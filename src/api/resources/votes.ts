import { z } from '@hono/zod-openapi';
import {
  type Allocation,
  endowmentWords,
  lossWords,
  problemWords,
  roundWords,
  shareWords,
  type Wording,
  wordingFor,
} from '#analysis/allocation/index.ts';
import type { Id } from '#kernel/id.ts';
import { isRefusal, type Refusal, refuse } from '#kernel/refusal.ts';
import {
  boundsOf,
  countsOf,
  type ForumWithVote,
  forumWithVote,
  listVotes,
  projectId,
  type RuleResult,
  type Vote,
} from '#modules/deliberation/index.ts';
import { ALLOCATION_RULES, BALLOT_KINDS } from '#modules/models/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { ballotFile } from '#ui/ballot-file.ts';
import { resultsOf, resultsReady } from '#ui/vote-results.ts';
import { endpoint } from '../endpoint.ts';
import { RegionInput } from '../input.ts';
import { byId, listing } from '../listing.ts';
import { Amount, amount, Exclusion, Moment, moment, Region, Uuid } from './shared.ts';

const State = z.enum(['open', 'closed']);
const Kind = z.enum(BALLOT_KINDS);
const SlipNumber = z.int().meta({ description: 'The number on the slip, from 1' });

const Listed = z
  .object({
    id: Uuid,
    forum: Uuid,
    program: Uuid,
    region: Region,
    regionName: z.string(),
    kind: Kind,
    state: State,
    proposals: z.int(),
    received: z.int(),
    openedAt: Moment,
    closedAt: Moment.nullable(),
  })
  .meta({ id: 'ListedVote', description: 'A vote as lists show it' });

const Whole = z
  .object({
    id: Uuid,
    forum: Uuid,
    state: State,
    kind: Kind,
    points: z
      .int()
      .nullable()
      .meta({ description: 'What one ballot shares out; null unless it gives points' }),
    budget: Amount.meta({ description: 'Money put to the vote' }),
    received: z.int(),
    attendance: z.int().meta({ description: 'Who may vote: those present, as at closing once it is closed' }),
    slip: z.array(
      z.object({
        number: SlipNumber,
        proposal: Uuid,
        title: z.string(),
        organization: Uuid,
        organizationName: z.string(),
        scope: z.string(),
        nature: z.string(),
        requested: Amount,
      }),
    ),
    exclusions: z.array(Exclusion),
    parts: z.array(z.object({ number: SlipNumber, least: Amount, instead: z.string() })).meta({
      description: 'Whose institution consented to a part: the least amount, and what is then done',
    }),
    result: z
      .object({
        budget: Amount.meta({ description: 'What was left to divide at closing' }),
        ceilings: z.array(z.object({ organization: Uuid, left: Amount })),
        gone: z.array(SlipNumber).meta({ description: 'What had left the agenda by then' }),
        counts: z.array(
          z.object({
            number: SlipNumber,
            votes: z.int(),
            tally: z.int().meta({ description: 'Votes, points or Borda points' }),
          }),
        ),
        sha256: z.string(),
      })
      .nullable()
      .meta({ description: 'Null while the vote is open: ballots are secret until they are counted' }),
    followed: z
      .object({ rule: z.string(), reason: z.string() })
      .nullable()
      .meta({ description: 'The rule that the forum says it follows; `none` for none of them' }),
    openedAt: Moment,
    closedAt: Moment.nullable(),
    version: z.int(),
  })
  .meta({
    id: 'Vote',
    description: 'A vote of a forum: what stands on the slip, what bounds it, what it came to',
  });

const Line = z.object({
  number: SlipNumber,
  proposal: Uuid,
  votes: z.int(),
  tally: z.int(),
  says: z.string(),
});

const Comparison = z
  .object({
    version: z.int().meta({ description: 'The version of the vote' }),
    completion: z.enum(['add1', 'votes']).meta({ description: 'How equal shares spend what is left over' }),
    proposals: z.array(
      z.object({
        number: SlipNumber,
        proposal: Uuid,
        fundedBy: z
          .array(z.enum(ALLOCATION_RULES))
          .meta({ description: 'Rules that fund it, wholly or in part' }),
      }),
    ),
    rules: z.array(
      z.object({
        rule: z.enum(ALLOCATION_RULES),
        problem: z.string().nullable().meta({ description: 'Why the rule gave no result' }),
        result: z
          .object({
            cost: Amount,
            left: Amount,
            votersReached: z
              .int()
              .meta({ description: 'Voters with at least one funded proposal of theirs' }),
            says: z.array(z.string()),
            funded: z.array(Line.extend({ amount: Amount, whole: z.boolean() })),
            lost: z.array(
              Line.extend({
                reason: z.string().meta({ examples: ['incompatible', 'ceiling', 'budget'] }),
                with: SlipNumber.nullable().meta({ description: 'What excluded it' }),
              }),
            ),
          })
          .nullable(),
      }),
    ),
  })
  .meta({
    id: 'VoteComparison',
    description: 'What each offered rule makes of the same ballots, in the order picked; the forum decides',
  });

type Held = ForumWithVote & { readonly vote: Vote };

/** The vote of a forum that counts; the refusal where there is none. */
async function held(tx: Tx, forum: Id): Promise<Held | Refusal> {
  const found = await forumWithVote(tx, forum);
  if (isRefusal(found)) return found;
  const { vote } = found;
  return vote ? { ...found, vote } : refuse('access.not-found');
}

async function whole(tx: Tx, vote: Vote): Promise<z.infer<typeof Whole>> {
  const { result, followed } = vote;
  const { exclusions, parts, attendance } = await boundsOf(tx, vote);
  return {
    id: vote.id,
    forum: vote.forum,
    state: vote.state === 'closed' ? 'closed' : 'open',
    kind: vote.kind,
    points: vote.points,
    budget: amount(vote.budget),
    received: vote.received,
    attendance,
    slip: vote.slip.map((line) => ({
      number: line.number,
      proposal: line.proposal,
      title: line.title,
      organization: line.institution,
      organizationName: line.institutionName,
      scope: line.scope,
      nature: line.nature,
      requested: amount(line.requested),
    })),
    exclusions: exclusions.map(({ numbers: [one, other], reason }) => ({ numbers: [one, other], reason })),
    parts: parts.map((one) => ({ ...one, least: amount(one.least) })),
    result: result && {
      budget: amount(result.budget),
      ceilings: result.ceilings.map((one) => ({ organization: one.institution, left: amount(one.left) })),
      gone: [...result.gone],
      counts: countsOf(vote, result).map((one) => ({ ...one })),
      sha256: vote.resultSha256 ?? '',
    },
    followed: followed === null ? null : { rule: followed, reason: vote.followedReason ?? '' },
    openedAt: moment(vote.openedAt),
    closedAt: moment(vote.closedAt),
    version: vote.version,
  };
}

/** One rule's result, with the sentences that explain it. */
function ruleShown(
  vote: Vote,
  { rule, comparison }: RuleResult,
  wording: Wording,
): z.infer<typeof Comparison>['rules'][number] {
  if (!('allocation' in comparison)) {
    return { rule, problem: problemWords(comparison.problem, wording.language), result: null };
  }
  const { allocation, votersReached } = comparison;
  return {
    rule,
    problem: null,
    result: {
      cost: amount(allocation.cost),
      left: amount(allocation.left),
      votersReached,
      says: leadOf(allocation, wording),
      funded: allocation.rounds.map((round) => ({
        ...lineOf(vote, round),
        amount: amount(round.amount),
        whole: round.whole,
        says: roundWords(round, allocation.utility, wording),
      })),
      lost: allocation.losses.map((loss) => ({
        ...lineOf(vote, loss),
        reason: loss.reason.code,
        with: loss.reason.code === 'incompatible' ? Number(loss.reason.with) : null,
        says: lossWords(loss, allocation.utility, wording),
      })),
    },
  };
}

function leadOf(allocation: Allocation, wording: Wording): string[] {
  return [
    ...(allocation.endowment ? [endowmentWords(allocation.endowment, wording)] : []),
    ...allocation.shares.map((share) => shareWords(share, wording)),
  ];
}

function lineOf(vote: Vote, { project, votes, tally }: { project: string; votes: number; tally: number }) {
  const number = Number(project);
  const proposal = vote.slip.find((line) => line.number === number)?.proposal ?? '';
  return { number, proposal, votes, tally };
}

const tag = 'forums';
const access = 'public';

export const votes = [
  listing({
    path: '/{tenant}/votes',
    tag,
    summary: 'Votes held in forums, opened last first',
    description: 'Cancelled votes are left out.',
    filter: { area: RegionInput.optional(), state: State.optional() },
    item: Listed,
    cursor: byId,
    rows: (tx, { filter, limit, after }) => listVotes(tx, filter, limit, after),
    shown: (row) => ({
      id: row.id,
      forum: row.forum,
      program: row.program,
      region: row.region,
      regionName: row.regionName,
      kind: row.kind,
      state: row.state === 'closed' ? ('closed' as const) : ('open' as const),
      proposals: row.proposals,
      received: row.received,
      openedAt: moment(row.openedAt),
      closedAt: moment(row.closedAt),
    }),
  }),
  endpoint({
    method: 'get',
    path: '/{tenant}/forums/{forum}/vote',
    tag,
    access,
    summary: 'The vote of a forum',
    description: '404 where none was opened, or the only one was cancelled. Results once it is closed.',
    answer: Whole,
    run: (call, { params }) =>
      call.read(async (tx) => {
        const found = await held(tx, params.forum);
        if (isRefusal(found)) return found;
        return { body: await whole(tx, found.vote), version: found.vote.version };
      }),
  }),
  endpoint({
    method: 'get',
    path: '/{tenant}/forums/{forum}/vote/ballots.pb',
    tag,
    access,
    summary: 'The ballots of a closed vote as a Pabulib file',
    description:
      'Without names, in the order of their content. 404 while the vote is open, and when nothing was left to divide.',
    mediaType: 'text/plain; charset=utf-8',
    answer: z.string(),
    run: async (call, { params }) => {
      const found = await call.read((tx) => held(tx, params.forum));
      if (isRefusal(found)) return found;
      const text = ballotFile(found.program, found.forum, found.vote, {
        city: call.tenant.name,
        place: found.place,
      });
      return text === undefined
        ? refuse('access.not-found')
        : { body: text, mediaType: 'text/plain; charset=utf-8' };
    },
  }),
  endpoint({
    method: 'get',
    path: '/{tenant}/forums/{forum}/vote/comparison',
    tag,
    access,
    summary: 'What each rule makes of the ballots of a closed vote, with its reasons',
    description:
      'Sentences in the language of `Accept-Language`. 404 while the vote is open, and when nothing was left to divide.',
    analyses: true,
    answer: Comparison,
    run: async (call, { params }) => {
      const found = await call.read((tx) => held(tx, params.forum));
      if (isRefusal(found)) return found;
      const { vote } = found;
      const who = call.viewer.person === undefined ? 'visitor' : 'member';
      const ready = await resultsReady(call.pilar, {
        tenant: call.tenant.id,
        forum: params.forum,
        locale: call.locale,
        who,
      });
      if (!ready.ok) return ready.refusal;
      const compared = resultsOf(vote, call.locale);
      if (!compared) return refuse('access.not-found');
      const wording = wordingFor(compared.election, call.locale);
      return {
        version: vote.version,
        body: {
          version: vote.version,
          completion: compared.completion,
          proposals: vote.slip.map(({ number, proposal }) => ({
            number,
            proposal,
            fundedBy: [...(compared.fundedBy.get(projectId(vote, number)) ?? [])],
          })),
          rules: compared.results.map((one) => ruleShown(vote, one, wording)),
        },
      };
    },
  }),
];
