import { error, fail, redirect } from '@sveltejs/kit';
import type { Actor } from '#kernel/actor.ts';
import { isRefusal, type Refusal, refusalIn } from '#kernel/refusal.ts';
import type { Result } from '#kernel/result.ts';
import { organizationsById } from '#modules/actors/index.ts';
import {
  ballotRules,
  cancelledVotes,
  cancelVote,
  closeVote,
  conditionsOn,
  countAttendance,
  countUnusedCodes,
  declareExclusion,
  discussProposal,
  enterSlip,
  exclusionsOf,
  type Forum,
  followRule,
  mayCloseVote,
  mayConsentToPart,
  mayDeclareExclusions,
  mayOpenVote,
  mayReceive,
  mayRunVotes,
  moneyFor,
  NO_RULE,
  offersOn,
  openVote,
  type Quorum,
  quorumOf,
  rulesFor,
  type SlipLine,
  slipOf,
  type Vote,
  voteOf,
  withdrawExclusion,
  withdrawSlip,
} from '#modules/deliberation/index.ts';
import { historyOf } from '#modules/journal/index.ts';
import { basisOf } from '#modules/models/index.ts';
import type { Program } from '#modules/programs/index.ts';
import { awaitingForum } from '#modules/proposals/index.ts';
import { m } from '#paraglide/messages.js';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { count, moment, percent, rupiah, rupiahFigure } from '#ui/format.ts';
import { messageFor } from '#ui/message.ts';
import { refusalStatus } from '#ui/refusal-status.ts';
import { fieldName, resultsOf } from '#ui/vote-results.ts';
import { wordHistory } from '#ui/word-history.ts';
import { wordForm, wordRefusal } from '#ui/word-refusal.ts';
import { actorFor, idOr404, requireTenant, textOf } from '../../../../request.ts';
import { typedValues } from '../../../typed-form.ts';
import { wordForumRefusal, wordQuorum } from '../../forum-words.ts';
import { computeResults } from '../ready-results.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types.js';
import {
  completionWords,
  countsIn,
  matrixOf,
  pageWording,
  preferenceWords,
  ruleLines,
  ruleName,
} from './comparison-words.ts';
import { conditionLines, slipNotes } from './slip-notes.ts';
import { votePage } from './vote-page.ts';

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const { pilar, actor, locale } = event.locals;
  const id = idOr404(event.params.id);
  const uncomputed = await computeResults(event, id);
  return pilar.read(tenant.id, async (tx) => {
    const { forum, program, vote, head } = await votePage(tx, id, tenant.timeZone, locale);
    const rules = ballotRules(program);
    const quorum = await quorumOf(tx, program, forum);
    const attendance = await countAttendance(tx, forum.id);
    const slip = vote?.slip ?? (isRefusal(rules) ? [] : await slipOf(tx, program, forum));
    const notes = slipNotes(await conditionsOn(tx, forum.id, slip, vote));
    const runs = actor !== undefined && refusalIn(mayRunVotes(actor, program, forum)) === undefined;
    const worded = (refusal: Refusal | undefined) =>
      refusal && wordForumRefusal(refusal, wordQuorum(program, forum, quorum, locale), locale);
    const history = vote ? await historyOf(tx, vote.id) : [];
    const cancelled = await cancelledVotes(tx, forum.id);
    const said = event.url.searchParams.get('tersimpan') ?? '';
    return {
      base: `/${tenant.slug}/musyawarah/${forum.id}`,
      head,
      forumState: forum.state,
      vote: vote && {
        id: vote.id,
        state: vote.state,
        kind: vote.kind,
        kindName: kindName(vote.kind),
        points: vote.points,
        budget: vote.budget,
        received: vote.received,
        hasLast: vote.lastSlip !== null,
      },
      attendance: vote?.attendance ?? attendance,
      notOffered: isRefusal(rules) ? wordRefusal(rules) : undefined,
      slip: slip.map((line) => ({
        number: line.number,
        title: line.title,
        institution: line.institutionName,
        cost: rupiahFigure(line.requested),
        href: `/${tenant.slug}/usulan/${line.proposal}`,
        notes: notes.get(line.number) ?? [],
      })),
      pairs: actor && (await pairsView(tx, actor, { program, forum, vote, slip })),
      own: actor ? await ownOnSlip(tx, actor, { program, forum, vote, slip }) : [],
      slipLead: m['ballots.on-slip-lead']({
        count: count(slip.length),
        total: rupiah(slip.reduce((sum, line) => sum + line.requested, 0n)),
      }),
      opening:
        runs && !vote && !isRefusal(rules) && forum.state !== 'scheduled'
          ? {
              refusal: worded(mayOpenVote(program, forum, { quorum, vote, proposals: slip.length })),
              kinds: rules.kinds.map((kind) => ({
                value: kind,
                label: kindName(kind),
                note: [
                  messageFor(`ballots.kind.${kind}.about`),
                  kind === 'points' ? m['ballots.points-note']({ points: count(rules.points ?? 0) }) : '',
                ]
                  .filter(Boolean)
                  .join(' '),
              })),
              most: await moneyFor(tx, program, slip),
            }
          : undefined,
      running:
        runs && vote?.state === 'open'
          ? {
              receive: worded(mayReceive(program, vote, attendance)),
              close: worded(mayCloseVote(program, vote, quorum)),
              how: messageFor(`ballots.kind.${vote.kind}.how`) ?? '',
              codes: m['ballots.in-codes']({
                codes: count(vote.byCode),
                unused: count(await countUnusedCodes(tx, vote.id)),
              }),
            }
          : undefined,
      pointing:
        vote?.state === 'open' && actor !== undefined && !decidesNot(actor, program, forum, quorum)
          ? {
              now: forum.discussing ?? '',
              options: slip.map((line) => ({
                value: line.proposal,
                label: `${line.number}. ${line.title} (${line.institutionName})`,
              })),
            }
          : undefined,
      address: `${event.url.host}/${tenant.slug}/suara`,
      addressHref: `/${tenant.slug}/suara`,
      result: vote?.result ? resultView(program, vote, locale) : undefined,
      uncomputed: uncomputed && wordRefusal(uncomputed),
      following: following(program, vote),
      mayFollow:
        vote?.state === 'closed' && actor !== undefined && !decidesNot(actor, program, forum, quorum),
      cancelled: cancelled.map((one) => ({
        when: moment(one.at, tenant.timeZone, 'short'),
        reason: one.reason,
      })),
      history: wordHistory(history, await organizationsIn(tx, history), tenant.slug),
      timeZone: tenant.timeZone,
      said: saidOf(said, event.url.searchParams.get('jumlah')),
    };
  });
};

/** What keeps somebody from saying what the forum says: the rule it follows, what it discusses now. */
function decidesNot(actor: Actor, program: Program, forum: Forum, quorum: Quorum): Refusal | undefined {
  return offersOn(actor, program, forum, { quorum, decided: 0, undecided: 0 }).revoke;
}

type Standing = {
  readonly program: Program;
  readonly forum: Forum;
  readonly vote: Vote | undefined;
  readonly slip: readonly SlipLine[];
};

/** The pairs declared so far, for whoever may declare them now; undefined for everybody else. */
async function pairsView(tx: Tx, actor: Actor, { program, forum, vote, slip }: Standing) {
  if (refusalIn(mayDeclareExclusions(actor, program, forum, vote))) return undefined;
  const numbers = new Map(slip.map((line) => [line.proposal, line.number]));
  const declared = await exclusionsOf(tx, forum.id);
  return {
    declared: declared.flatMap(({ first, second, reason }) => {
      const [one, other] = [numbers.get(first) ?? 0, numbers.get(second) ?? 0].sort((a, b) => a - b);
      if (!one || !other) return [];
      const pair = { one: count(one), other: count(other) };
      return [
        {
          first,
          second,
          line: m['ballots.pairs.line']({ ...pair, reason }),
          withdraw: m['ballots.pairs.withdraw-of'](pair),
        },
      ];
    }),
    options: slip.map((line) => ({
      value: line.proposal,
      label: `${line.number}. ${line.title} (${line.institutionName})`,
    })),
  };
}

/** Proposals on the slip that the reader may still consent to a part of. */
async function ownOnSlip(tx: Tx, actor: Actor, { program, forum, vote, slip }: Standing) {
  const held = new Set(actor.mandates.map((mandate) => mandate.organization.id));
  if (!slip.some((line) => held.has(line.institution))) return [];
  const waiting = await awaitingForum(tx, program.id, forum.region);
  return waiting
    .filter((one) => held.has(one.organization) && !refusalIn(mayConsentToPart(actor, program, one, vote)))
    .map((one) => ({ id: one.id, title: one.title }));
}

function organizationsIn(tx: Tx, history: Awaited<ReturnType<typeof historyOf>>) {
  return organizationsById(
    tx,
    history.flatMap((entry) => entry.organization ?? []),
  );
}

function kindName(kind: string): string {
  return messageFor(`ballots.kind.${kind}.name`) ?? kind;
}

function saidOf(said: string, number: string | null): string | undefined {
  return messageFor(`ballots.said.${said}`, { count: count(Number(number ?? '0') || 0) });
}

function following(program: Program, vote: Vote | undefined) {
  const rules = ballotRules(program);
  if (!vote?.result || isRefusal(rules)) return undefined;
  return {
    rule: vote.followed ?? '',
    name: vote.followed === null ? '' : ruleName(vote.followed),
    reason: vote.followedReason ?? '',
    options: [...rulesFor(rules, vote.kind), NO_RULE].map((rule) => ({ value: rule, label: ruleName(rule) })),
  };
}

function resultView(program: Program, vote: Vote, locale: 'id' | 'en') {
  const { result } = vote;
  const rules = ballotRules(program);
  if (!result || isRefusal(rules)) return undefined;
  const attendance = vote.attendance ?? vote.received;
  const compared = resultsOf(vote, locale);
  const gone = vote.slip.filter((line) => result.gone.includes(line.number));
  const asked = vote.slip.reduce((sum, line) => sum + line.requested, 0n);
  return {
    facts: [
      { term: m['ballots.form'](), value: kindName(vote.kind) },
      {
        term: m['ballots.ballots'](),
        value: count(vote.received),
        note: m['ballots.turnout']({
          attendance: count(attendance),
          percent: percent(attendance === 0 ? 0 : Math.round((vote.received * 1000) / attendance)),
        }),
      },
      {
        term: m['ballots.money'](),
        value: rupiah(result.budget),
        note: m['ballots.asked']({ total: rupiah(asked) }),
      },
    ],
    limits: [
      m['ballots.limits-ceilings'](),
      ...rules.minimumShares.map((share) =>
        m['ballots.limits-share']({
          percent: percent(share.perMille),
          field: fieldName(program, share.field, locale),
          basis: basisOf(program.model, share.basis).cite,
        }),
      ),
      ...(rules.minimumSupport > 0
        ? [m['ballots.limits-support']({ count: count(rules.minimumSupport) })]
        : []),
      ...conditionLines({ exclusions: vote.exclusions, parts: result.parts }),
      rules.tie === 'slip' ? m['ballots.limits-tie-slip']() : m['ballots.limits-tie'](),
    ],
    tally: messageFor(`ballots.tally.${vote.kind}`) ?? '',
    gone: gone.map((line: SlipLine) => line.title),
    sha256: vote.resultSha256 ?? '',
    compared: compared && {
      lead: m['ballots.compare-lead']({ count: count(compared.applied) }),
      matrix: matrixOf(compared, countsIn(compared.election)),
      lines: ruleLines(compared, pageWording(compared.election, locale)),
      preference: preferenceWords(compared),
      completion: completionWords(compared),
      proposals: Object.fromEntries(
        vote.slip.map((line) => [
          String(line.number).padStart(String(vote.slip.length).length, '0'),
          line.proposal,
        ]),
      ),
    },
  };
}

/** What is done before there is a vote. */
const BEFORE_THE_VOTE = new Set(['buka', 'pasangkan', 'lepaskan']);

/** Carries out one form of this page, then back to it with what was said. */
async function carryOut<T>(
  event: RequestEvent,
  of: string,
  run: (actor: Actor, form: FormData, vote: string) => Promise<Result<T>>,
  query: (value: T) => string = () => '',
) {
  const tenant = requireTenant(event);
  const forum = idOr404(event.params.id);
  const form = await event.request.formData();
  const actor = await actorFor(event);
  const vote = await event.locals.pilar.read(tenant.id, (tx) => voteOf(tx, forum));
  if (!BEFORE_THE_VOTE.has(of) && !vote) error(404);
  const result = await run(actor, form, vote?.id ?? '');
  if (result.ok) redirect(303, `${event.url.pathname}?tersimpan=${of}${query(result.value)}`);
  if (result.refusal.refusal === 'access.not-found') error(404);
  return fail(refusalStatus(result.refusal), { of, ...wordForm(result.refusal), values: typedValues(form) });
}

const received = (value: { received: number }) => `&jumlah=${value.received}`;

export const actions: Actions = {
  buka: (event) =>
    carryOut(event, 'buka', (actor, form) =>
      openVote(event.locals.pilar, actor, {
        forum: idOr404(event.params.id),
        kind: textOf(form, 'kind'),
        budget: textOf(form, 'budget'),
      }),
    ),

  pasangkan: (event) =>
    carryOut(event, 'pasangkan', (actor, form) =>
      declareExclusion(event.locals.pilar, actor, {
        forum: idOr404(event.params.id),
        first: textOf(form, 'first'),
        second: textOf(form, 'second'),
        reason: textOf(form, 'reason'),
      }),
    ),

  lepaskan: (event) =>
    carryOut(event, 'lepaskan', (actor, form) =>
      withdrawExclusion(event.locals.pilar, actor, {
        forum: idOr404(event.params.id),
        first: idOr404(textOf(form, 'first')),
        second: idOr404(textOf(form, 'second')),
      }),
    ),

  jelaskan: (event) =>
    carryOut(event, 'jelaskan', (actor, form) => {
      const shown = textOf(form, 'discussed');
      return discussProposal(event.locals.pilar, actor, {
        forum: idOr404(event.params.id),
        proposal: shown === '' ? null : idOr404(shown),
      });
    }),

  surat: (event) =>
    carryOut(
      event,
      'surat',
      (actor, form, vote) => enterSlip(event.locals.pilar, actor, { vote, slip: textOf(form, 'slip') }),
      received,
    ),

  tarik: (event) =>
    carryOut(
      event,
      'tarik',
      (actor, _form, vote) => withdrawSlip(event.locals.pilar, actor, { vote }),
      received,
    ),

  tutup: (event) =>
    carryOut(event, 'tutup', (actor, _form, vote) => closeVote(event.locals.pilar, actor, { vote })),

  batal: (event) =>
    carryOut(event, 'batal', (actor, form, vote) =>
      cancelVote(event.locals.pilar, actor, { vote, reason: textOf(form, 'reason') }),
    ),

  ikuti: (event) =>
    carryOut(event, 'ikuti', (actor, form, vote) =>
      followRule(event.locals.pilar, actor, {
        vote,
        rule: textOf(form, 'rule'),
        reason: textOf(form, 'reason'),
      }),
    ),
};
