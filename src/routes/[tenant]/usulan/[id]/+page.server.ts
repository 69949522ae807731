import { answerProposal } from '#modules/deliberation/index.ts';
import { forumKind, proposalKind } from '#modules/models/index.ts';
import { proposalOverview } from '#modules/overview/index.ts';
import { returnProposal, shownState, withdrawProposal } from '#modules/proposals/index.ts';
import { scopeInWords } from '#ui/scope-options.ts';
import { wordClocks } from '#ui/word-clock.ts';
import { wordHistory } from '#ui/word-history.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { carryOut, versionIn } from '../../../carry-out.ts';
import { idOr404, readOr404, requireTenant, textOf, viewerOf } from '../../../request.ts';
import type { Actions, PageServerLoad } from './$types.js';
import { wordAnswers, wordBringer } from './answer-words.ts';
import { goingOn, wordAgain, wordTakeUps } from './bring-again.ts';
import { costPlan } from './cost-plan.ts';
import { wordDecisions } from './decided.ts';
import { asOffice, wordFollowUp } from './follow-up.ts';
import { needCard } from './need-card.ts';
import { fundTitle, wordOffers, wordPart } from './offer-words.ts';
import { aroundIt, shareLink, wordLead, wordStory } from './story-view.ts';
import { wordTrail } from './trail-view.ts';
import { wordWay } from './way.ts';

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const { locale, pilar } = event.locals;
  const id = idOr404(event.params.id);
  return pilar.read(tenant.id, async (tx) => {
    const found = readOr404(await proposalOverview(tx, viewerOf(event), id));
    const { proposal, program, forum, activity, report, funding } = found;
    const { model } = program;
    const kind = proposalKind(model, proposal.kind);
    return {
      proposal: {
        id,
        version: proposal.version,
        title: proposal.title,
        need: proposal.need,
        address: proposal.address,
        point: found.point,
        state: proposal.state,
        shown: shownState(model, proposal),
        volume: proposal.volume,
        unit: proposal.unit,
        people: proposal.people,
        poorHouseholds: proposal.poorHouseholds,
        remark: proposal.remark ?? '',
        requested: proposal.requested,
        contribution: proposal.contribution,
        submittedAt: proposal.submittedAt ?? undefined,
        decidedAt: proposal.decidedAt ?? undefined,
        ...costPlan(found),
      },
      own: found.own,
      program: { slug: program.slug, title: `${model.short} ${program.fiscalYear}` },
      institution: wordBringer(found, tenant.slug),
      asks: kind.asks,
      costs: kind.costs,
      answers: wordAnswers(found, locale),
      scope: scopeInWords(model, proposal.scope, locale),
      path: found.path.filter((place) => place.code !== program.region),
      stages: found.stages.map(({ forum: of, ...one }) => ({
        ...one,
        title: of === undefined ? '' : forumKind(model, of).label[locale],
      })),
      priority: found.priority,
      ceiling: found.ceiling && { ...found.ceiling, title: fundTitle(model, kind, locale) },
      forum: forum && {
        id: forum.id,
        name: forumKind(model, forum.forum).label[locale],
        place: forum.place,
        startsAt: forum.startsAt,
        state: forum.state,
      },
      decisions: wordDecisions(model, found.decisions, locale),
      activity: activity && { id: activity.id, state: activity.state, progress: activity.progress },
      report: report && report.state !== 'draft' ? { id: report.id, state: report.state } : undefined,
      reportOverdue: found.reportOverdue,
      photos: found.photos.map((photo) => ({ id: photo.id, caption: photo.caption })),
      offers: wordOffers(found),
      funding: funding && {
        forum: funding.forum?.id,
        kind: proposal.forum ?? '',
        refusal: funding.refusal && wordRefusal(funding.refusal),
      },
      part: wordPart(found),
      plannable: found.plannable,
      need: await needCard(tx, id),
      lead: wordLead(found, wordBringer(found, tenant.slug).name),
      story: wordStory(found, tenant, locale),
      share: shareLink(event.url.origin, tenant.slug, id, proposal.title),
      trail: wordTrail(aroundIt(found.trail), tenant, locale),
      again: wordAgain(found),
      takeUps: wordTakeUps(found, locale),
      ...wordFollowUp(found, locale),
      way: wordWay(model, proposal, found.answers, locale),
      clocks: wordClocks(found.clocks, [...kind.route, ...kind.followUp], tx.today, locale),
      excusable: found.excusable,
      waitsFor: proposal.step,
      history: wordHistory(found.history, tenant.slug),
      timeZone: tenant.timeZone,
      said: SAID.find((word) => word === event.url.searchParams.get('hasil')),
    };
  });
};

const SAID = ['diajukan', 'ditarik', 'dikembalikan', 'dijawab', 'diangkat', 'ditindaklanjuti'] as const;

export const actions: Actions = {
  ...asOffice,
  ...goingOn,

  tarik: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        withdrawProposal(pilar, actor, {
          proposal: idOr404(event.params.id),
          reason: textOf(form, 'reason'),
          version: versionIn(form),
        }),
      () => `${event.url.pathname}?hasil=ditarik`,
    ),

  jawab: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        answerProposal(pilar, actor, {
          proposal: idOr404(event.params.id),
          outcome: textOf(form, 'outcome') === 'refuse' ? 'refuse' : 'accept',
          remark: textOf(form, 'remark'),
          version: versionIn(form),
        }),
      () => `${event.url.pathname}?hasil=dijawab`,
    ),

  kembalikan: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        returnProposal(pilar, actor, {
          proposal: idOr404(event.params.id),
          remark: textOf(form, 'kurang'),
          version: versionIn(form),
        }),
      () => `${event.url.pathname}?hasil=dikembalikan`,
      // Beside the remark of an answer, which stands on the same page.
      { field: (name) => (name === 'remark' ? 'kurang' : name) },
    ),
};
