import { error, fail, redirect } from '@sveltejs/kit';
import { isOfficerFor } from '#kernel/actor.ts';
import { isId } from '#kernel/id.ts';
import { isRefusal, refusalIn } from '#kernel/refusal.ts';
import { listActivities } from '#modules/activities/index.ts';
import { type Organization, organizationById } from '#modules/actors/index.ts';
import { ceilingOf } from '#modules/funding/index.ts';
import { partyLabel } from '#modules/models/index.ts';
import { overdueNow } from '#modules/obligations/index.ts';
import { listPrograms, type Program } from '#modules/programs/index.ts';
import {
  isOwn,
  mayPropose,
  movedInOrder,
  type Proposal,
  proposalsOf,
  proposerOf,
  rankProposals,
} from '#modules/proposals/index.ts';
import { pathTo } from '#modules/regions/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { day } from '#ui/format.ts';
import { refusalStatus } from '#ui/refusal-status.ts';
import { wordForm } from '#ui/word-refusal.ts';
import { actorFor, idOr404, requireTenant, textOf, viewerOf } from '../../../request.ts';
import type { Actions, PageServerLoad } from './$types.js';

const ACTIVITIES = 50;

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const viewer = viewerOf(event);
  const { locale, pilar } = event.locals;
  return pilar.read(tenant.id, async (tx) => {
    const institution = await organizationById(tx, idOr404(event.params.id));
    if (!institution) error(404);
    const { programs, program } = await programsFor(tx, institution, event.url.searchParams.get('program'));
    const about = {
      institution: { id: institution.id, name: institution.name },
      path: (await pathTo(tx, institution.region)).map((place) => place.name),
      ranked: event.url.searchParams.has('tersimpan'),
      seesOfficers: isOfficerFor(viewer, { place: institution.region, organization: institution.id }),
    };
    const proposer = program && proposerOf(program.model, institution.kind);
    if (!program || !proposer || isRefusal(proposer)) return { ...about, at: undefined };
    const own = isOwn(viewer, { organization: institution.id });
    const ranks = own && refusalIn(mayPropose(viewer, program.model, proposer, institution.id)) === undefined;
    const proposals = (await proposalsOf(tx, program.id, institution.id)).filter(
      (one) => own || one.submittedAt !== null,
    );
    const ceiling = await ceilingOf(tx, program.id, institution.id);
    const activities = await listActivities(
      tx,
      { program: program.id, organization: institution.id },
      ACTIVITIES,
    );
    const late = (await overdueNow(tx, ACTIVITIES, { area: institution.region })).filter(
      (one) => one.organization === institution.id,
    );
    return {
      ...about,
      at: {
        program: { slug: program.slug, title: `${program.model.short} ${program.fiscalYear}` },
        programs: programs.map((one) => ({ slug: one.slug, title: `${one.model.short} ${one.fiscalYear}` })),
        kind: partyLabel(program.model, proposer.kind)[locale],
        ceiling: ceiling && { amount: ceiling.amount, remaining: ceiling.remaining },
        ranks: Boolean(ranks),
        waiting: proposals.filter(isWaiting).map(listed),
        others: proposals.filter((one) => !isWaiting(one)).map(listed),
        activities: activities.map((one) => ({
          id: one.id,
          title: one.title,
          state: one.state,
          progress: one.progress,
        })),
        late: late.map((one) => ({ id: one.id, activity: one.subjectId, due: day(one.dueOn, 'short') })),
      },
    };
  });
};

/** The programmes that know an institution's kind, and the one that is shown: the one asked for, else the newest. */
async function programsFor(
  tx: Tx,
  institution: Organization,
  wanted: string | null,
): Promise<{ programs: readonly Program[]; program: Program | undefined }> {
  const programs = (await listPrograms(tx)).filter(
    (program) => !isRefusal(proposerOf(program.model, institution.kind)),
  );
  return { programs, program: programs.find((one) => one.slug === wanted) ?? programs[0] };
}

/** Proposals whose order still matters: the forum has not decided on them. */
function isWaiting(proposal: Proposal): boolean {
  return ['draft', 'returned', 'submitted'].includes(proposal.state);
}

function listed(proposal: Proposal) {
  return {
    id: proposal.id,
    title: proposal.title,
    state: proposal.state,
    requested: proposal.requested,
    granted: proposal.granted,
  };
}

export const actions: Actions = {
  /** One place up or down: the buttons send the order as it was shown, and which proposal moves where. */
  urutkan: async (event) => {
    const form = await event.request.formData();
    const order = textOf(form, 'order').split(' ').filter(isId).slice(0, 200);
    const up = textOf(form, 'naik');
    const program = textOf(form, 'program');
    const organization = idOr404(event.params.id);
    const ranked = await rankProposals(event.locals.pilar, await actorFor(event), {
      program,
      organization,
      order: movedInOrder(order, up || textOf(form, 'turun'), up ? 'up' : 'down'),
    });
    if (!ranked.ok) {
      if (ranked.refusal.refusal === 'access.not-found') error(404);
      return fail(refusalStatus(ranked.refusal), wordForm(ranked.refusal));
    }
    const page = `/${requireTenant(event).slug}/lembaga/${organization}`;
    redirect(303, `${page}?program=${encodeURIComponent(program)}&tersimpan=1#urutan`);
  },
};
