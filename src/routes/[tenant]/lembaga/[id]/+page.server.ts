import { isId } from '#kernel/id.ts';
import { partyLabel, purseNamed } from '#modules/models/index.ts';
import { institutionOverview } from '#modules/overview/index.ts';
import type { Program } from '#modules/programs/index.ts';
import { movedInOrder, type Proposal, rankProposals, shownState } from '#modules/proposals/index.ts';
import { day } from '#ui/format.ts';
import { carryOut } from '../../../carry-out.ts';
import { leadOn } from '../../../merged.ts';
import { idOr404, readOr404, requireTenant, textOf, viewerOf } from '../../../request.ts';
import { isLate } from '../../kegiatan/late-report.ts';
import { filingName } from '../../laporan/filing-name.ts';
import { wordMembership } from '../word-membership.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const { locale, pilar } = event.locals;
  const id = idOr404(event.params.id);
  const wanted = event.url.searchParams.get('program');
  return pilar.read(tenant.id, async (tx) => {
    const found = readOr404(await institutionOverview(tx, viewerOf(event), id, wanted));
    const { institution, programs, standing } = found;
    leadOn(event.url, id, institution.id);
    return {
      institution: { id, name: institution.name },
      also: found.also.join('; '),
      cameBy: found.cameBy && { title: found.cameBy.title[locale], page: found.cameBy.page },
      path: found.path.map((place) => place.name),
      ranked: event.url.searchParams.has('tersimpan'),
      seesOfficers: found.seesOfficers,
      at: standing && {
        program: {
          slug: standing.program.slug,
          title: `${standing.program.model.short} ${standing.program.fiscalYear}`,
        },
        programs: programs.map((one) => ({ slug: one.slug, title: `${one.model.short} ${one.fiscalYear}` })),
        kind: partyLabel(standing.program.model, found.institution.kind)[locale],
        membership: standing.membership && wordMembership(standing.membership),
        keepsMembership: standing.keepsMembership,
        purses: standing.purses.map((one) => ({
          label: purseNamed(standing.program.model, one.purse).label[locale],
          amount: one.amount,
          remaining: one.remaining,
        })),
        ranks: standing.ranks,
        waiting: standing.proposals
          .filter((one) => isWaiting(standing.program, one))
          .map((one) => listed(standing.program, one)),
        others: standing.proposals
          .filter((one) => !isWaiting(standing.program, one))
          .map((one) => listed(standing.program, one)),
        activities: standing.activities.map((one) => ({
          id: one.id,
          title: one.title,
          state: one.state,
          progress: one.progress,
        })),
        owed: standing.owed
          .filter(({ owed }) => owed.state !== 'lapsed')
          .map(({ owed, filing }) => ({
            id: owed.id,
            name: filingName(standing.program, owed, locale),
            due: day(owed.dueOn, 'short'),
            state: owed.state,
            late: isLate(owed, tx.today),
            filing: filing && { id: filing.id, state: filing.state },
          })),
        late: standing.late.map((one) => ({
          id: one.id,
          activity: one.subjectId,
          due: day(one.dueOn, 'short'),
        })),
      },
    };
  });
};

/** Proposals whose order still matters: the forum has not decided on them. */
function isWaiting({ model }: Program, proposal: Proposal): boolean {
  return ['draft', 'returned', 'submitted'].includes(shownState(model, proposal));
}

function listed({ model }: Program, proposal: Proposal) {
  return {
    id: proposal.id,
    title: proposal.title,
    state: shownState(model, proposal),
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
    return carryOut(
      event,
      (pilar, actor) =>
        rankProposals(pilar, actor, {
          program,
          organization,
          order: movedInOrder(order, up || textOf(form, 'turun'), up ? 'up' : 'down'),
        }),
      () => `${event.url.pathname}?program=${encodeURIComponent(program)}&tersimpan=1#urutan`,
    );
  },
};
