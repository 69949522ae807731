import { error, fail, type RequestEvent, redirect } from '@sveltejs/kit';
import type { Actor, Visitor } from '#kernel/actor.ts';
import { isRefusal, type Refusal, refusalIn } from '#kernel/refusal.ts';
import type { Result } from '#kernel/result.ts';
import { activityOf, mayPlan } from '#modules/activities/index.ts';
import { organizationById, organizationsById } from '#modules/actors/index.ts';
import { comingForum, decisionOn, fundingOffer } from '#modules/deliberation/index.ts';
import { documentsOf } from '#modules/documents/index.ts';
import { ceilingOf, disbursementsOf, moneyOf } from '#modules/funding/index.ts';
import { historyOf } from '#modules/journal/index.ts';
import { obligationFor } from '#modules/obligations/index.ts';
import { type Program, programById } from '#modules/programs/index.ts';
import {
  contributionsOf,
  costLinesOf,
  isOwn,
  mayRead,
  type Offer,
  offersOn,
  type Proposal,
  ProposalFields,
  proposalById,
  proposalsOf,
  returnProposal,
  type Saved,
  wasSubmitted,
  withdrawProposal,
} from '#modules/proposals/index.ts';
import { pathTo } from '#modules/regions/index.ts';
import { reportOn } from '#modules/reporting/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { refusalStatus } from '#ui/refusal-status.ts';
import { wordHistory } from '#ui/word-history.ts';
import { wordForm, wordRefusal } from '#ui/word-refusal.ts';
import { actorFor, idOr404, requireTenant, textOf, viewerOf } from '../../../request.ts';
import type { Actions, PageServerLoad } from './$types.js';
import { draftContributions, draftLines, shownContributions, shownLines } from './cost-plan.ts';
import { partView } from './part-consent.ts';
import { heldBy, stagesOf } from './stages.ts';

/** Long enough for a proposal that was written with autosave over weeks. */
const HISTORY = 1000;

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const viewer = viewerOf(event);
  const id = idOr404(event.params.id);
  const { locale, pilar } = event.locals;
  return pilar.read(tenant.id, async (tx) => {
    const proposal = await proposalById(tx, id);
    if (!proposal || mayRead(viewer, proposal)) error(404);
    const program = await programById(tx, proposal.program);
    const institution = await organizationById(tx, proposal.organization);
    const { model } = program;
    const decision = await decisionOn(tx, id);
    const forum = await comingForum(tx, program.id, proposal.village);
    const money = await moneyOf(tx, id);
    const paid = (await disbursementsOf(tx, id)).find((one) => one.state === 'approved');
    const activity = await activityOf(tx, id);
    const report = activity && (await reportOn(tx, activity.id));
    const owed = activity && (await obligationFor(tx, 'report', activity.id));
    const history = await historyOf(tx, id, HISTORY);
    const outcome = model.deliberation.outcomes.find((one) => one.id === decision?.outcome);
    const funding =
      viewer.person === undefined ? undefined : await fundingOffer(tx, viewer, program, proposal);
    const plan =
      proposal.state === 'funded' && viewer.person !== undefined && isOwn(viewer, proposal)
        ? refusalIn(
            mayPlan(viewer, model, { ...proposal, forum: decision?.forumState, activity: activity?.id }),
          )
        : 'not-mine';
    return {
      proposal: {
        id,
        version: proposal.version,
        title: proposal.title,
        need: proposal.need,
        address: proposal.address,
        point: proposal.latitude && proposal.longitude ? `${proposal.latitude}, ${proposal.longitude}` : '',
        state: proposal.state,
        volume: proposal.volume,
        unit: proposal.unit,
        people: proposal.people,
        poorHouseholds: proposal.poorHouseholds,
        remark: proposal.remark ?? '',
        ...(await contentOf(tx, proposal)),
      },
      own: isOwn(viewer, proposal),
      program: {
        slug: program.slug,
        title: `${model.short} ${program.fiscalYear}`,
        forum: model.deliberation.name[locale],
      },
      institution: { id: proposal.organization, name: institution?.name ?? '' },
      scope: model.proposals.scopes.find((one) => one.id === proposal.scope)?.label[locale] ?? '',
      path: (await pathTo(tx, proposal.place)).filter((place) => place.level !== 'regency'),
      stages: stagesOf({
        proposal,
        forum,
        decision,
        money,
        paidOn: paid?.paidOn,
        activity,
        report,
        reportDue: owed?.state === 'open' ? owed.dueOn : undefined,
      }),
      priority: await priorityOf(tx, proposal),
      ceiling: await ceilingShares(tx, proposal, heldBy(money)),
      forum: forum && { id: forum.id, place: forum.place, startsAt: forum.startsAt, state: forum.state },
      decision: decision && {
        forum: decision.forum,
        outcome: outcome?.label[locale] ?? decision.outcome,
        effect: decision.effect,
        amount: decision.amount,
        reason: decision.reason,
        decidedAt: decision.decidedAt,
        sealed: decision.forumState === 'sealed',
      },
      activity: activity && { id: activity.id, state: activity.state, progress: activity.progress },
      report: report && report.state !== 'draft' ? { id: report.id, state: report.state } : undefined,
      reportOverdue: owed?.state === 'open' && owed.dueOn < tx.today ? owed.dueOn : undefined,
      photos: (await documentsOf(tx, id))
        .filter(
          (document) =>
            document.role === 'photo' && (isOwn(viewer, proposal) || wasSubmitted(proposal, document)),
        )
        .map((document) => ({ id: document.id, caption: document.caption })),
      offers: await wordedOffers(tx, viewer, proposal),
      funding: funding && {
        forum: funding.forum?.id,
        refusal: funding.refusal && wordRefusal(funding.refusal),
      },
      part: await partOffer(tx, viewer, program, proposal),
      plan: plan === undefined ? ('open' as const) : undefined,
      history: wordHistory(
        history,
        await organizationsById(
          tx,
          history.flatMap((entry) => entry.organization ?? []),
        ),
        tenant.slug,
      ),
      today: tx.today,
      timeZone: tenant.timeZone,
      said: saidIn(event.url),
    };
  });
};

/** Lines, contributions and total: a draft's as typed, else what was submitted. */
async function contentOf(tx: Tx, proposal: Proposal) {
  if (proposal.submittedAt === null) {
    const fields = ProposalFields.parse(JSON.parse(proposal.fields));
    return {
      need: fields.need,
      address: fields.address,
      requested: proposal.requested,
      contribution: proposal.contribution,
      lines: draftLines(fields),
      contributions: draftContributions(fields),
    };
  }
  return {
    requested: proposal.requested,
    contribution: proposal.contribution,
    lines: shownLines(await costLinesOf(tx, proposal.id)),
    contributions: shownContributions(await contributionsOf(tx, proposal.id)),
  };
}

/** Its place in the institution's own order, among the proposals that count. */
async function priorityOf(tx: Tx, proposal: Proposal): Promise<{ place: number; of: number } | undefined> {
  const ranked = (await proposalsOf(tx, proposal.program, proposal.organization)).filter(
    (one) => one.rank !== null && one.submittedAt !== null && one.state !== 'withdrawn',
  );
  const place = ranked.findIndex((one) => one.id === proposal.id);
  return place < 0 ? undefined : { place: place + 1, of: ranked.length };
}

/** The institution's ceiling: what others hold, what this proposal holds or asks, what is left then. */
async function ceilingShares(tx: Tx, proposal: Proposal, held: bigint) {
  const ceiling = await ceilingOf(tx, proposal.program, proposal.organization);
  if (!ceiling) return undefined;
  const pending = ['draft', 'returned', 'submitted'].includes(proposal.state);
  const own = pending ? proposal.requested : held;
  const others = ceiling.amount - ceiling.remaining - (pending ? 0n : held);
  return { amount: ceiling.amount, others, own, rest: ceiling.amount - others - own };
}

/** What the institution said of a part; its own officers find the way to the page, where rules say if they still may. */
async function partOffer(tx: Tx, viewer: Actor | Visitor, program: Program, proposal: Proposal) {
  const { line, refusal } = await partView(tx, viewer, program, proposal);
  const concerns =
    isOwn(viewer, proposal) && proposal.state === 'submitted' && refusal?.refusal !== 'ballot.not-offered';
  return { line, link: Boolean(concerns) };
}

type WordedOffer = 'open' | ReturnType<typeof wordRefusal> | undefined;

async function wordedOffers(tx: Tx, viewer: Actor | Visitor, proposal: Proposal) {
  const offers = await offersOn(tx, viewer, await programById(tx, proposal.program), proposal);
  const worded = (offer: Offer | undefined): WordedOffer => (isRefusal(offer) ? wordRefusal(offer) : offer);
  return {
    edit: worded(offers.edit),
    submit: worded(offers.submit),
    withdraw: worded(offers.withdraw),
    giveBack: worded(offers.giveBack),
  };
}

const SAID = ['diajukan', 'ditarik', 'dikembalikan'] as const;

function saidIn(url: URL): (typeof SAID)[number] | undefined {
  return SAID.find((word) => word === url.searchParams.get('hasil'));
}

export const actions: Actions = {
  tarik: async (event) => {
    const form = await event.request.formData();
    const values = { reason: textOf(form, 'reason') };
    const withdrawn = await withdrawProposal(event.locals.pilar, await actorFor(event), {
      proposal: idOr404(event.params.id),
      version: versionIn(form),
      ...values,
    });
    return answer(event, withdrawn, 'tarik', 'ditarik', values);
  },

  kembalikan: async (event) => {
    const form = await event.request.formData();
    const values = { remark: textOf(form, 'remark') };
    const returned = await returnProposal(event.locals.pilar, await actorFor(event), {
      proposal: idOr404(event.params.id),
      version: versionIn(form),
      ...values,
    });
    return answer(event, returned, 'kembalikan', 'dikembalikan', values);
  },
};

/** The version a form was made from; a form without one is judged as it comes. */
function versionIn(form: FormData): number | undefined {
  const typed = textOf(form, 'version');
  return /^\d{1,9}$/.test(typed) ? Number(typed) : undefined;
}

function answer(
  event: RequestEvent,
  result: Result<Saved>,
  action: 'tarik' | 'kembalikan',
  said: (typeof SAID)[number],
  values: Readonly<Record<string, string>>,
) {
  const page = `/${requireTenant(event).slug}/usulan/${event.params.id}`;
  if (result.ok) redirect(303, `${page}?hasil=${said}`);
  if (result.refusal.refusal === 'access.not-found') error(404);
  return fail(refusalStatus(result.refusal), {
    ...wordForm(result.refusal),
    action,
    values,
    newest: isStale(result.refusal) ? page : undefined,
  });
}

function isStale(refusal: Refusal): boolean {
  return refusal.refusal === 'input.stale';
}
