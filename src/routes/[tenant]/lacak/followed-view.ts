import { error, type RequestEvent } from '@sveltejs/kit';
import { isRefusal } from '#kernel/refusal.ts';
import { ancestor } from '#kernel/region.ts';
import { proposalKind } from '#modules/models/index.ts';
import { proposalOverview } from '#modules/overview/index.ts';
import { type Followed, shownState } from '#modules/proposals/index.ts';
import { moment, rupiah } from '#ui/format.ts';
import { scopeInWords } from '#ui/scope-options.ts';
import { wordClocks } from '#ui/word-clock.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { requireTenant } from '../../request.ts';
import { wordAnswers } from '../usulan/[id]/answer-words.ts';
import { wordTrail } from '../usulan/[id]/trail-view.ts';
import { wordWay } from '../usulan/[id]/way.ts';
import { needForm } from '../usulan/kirim/need-form.ts';
import { wordOffers } from './offers-view.ts';

/** What somebody sees who follows with a code: where it stands, what was answered, and what they can do now. */
export async function followedView(event: RequestEvent, followed: Followed) {
  const { slip, as } = followed;
  const tenant = requireTenant(event);
  const { locale, pilar } = event.locals;
  return pilar.read(tenant.id, async (tx) => {
    const found = await proposalOverview(tx, as, slip.proposal);
    if (isRefusal(found)) error(404);
    const { proposal, program, typed, offers } = found;
    const { model } = program;
    const kind = proposalKind(model, proposal.kind);
    return {
      id: proposal.id,
      version: proposal.version,
      kind: kind.label[locale],
      program: `${model.short} ${program.fiscalYear}`,
      title: proposal.title,
      state: shownState(model, proposal),
      remark: proposal.state === 'returned' ? (proposal.remark ?? '') : '',
      sentAt: proposal.submittedAt ? moment(proposal.submittedAt, tenant.timeZone) : '',
      scope: scopeInWords(model, proposal.scope, locale),
      place: found.path
        .filter((one) => one.code !== program.region)
        .map((one) => one.name)
        .join(', '),
      requested: kind.costs === 'none' ? undefined : rupiah(proposal.requested),
      answers: wordAnswers(found, locale),
      way: wordWay(model, proposal, found.answers, locale),
      clocks: wordClocks(found.clocks, kind.route, tx.today, locale),
      offers: await wordOffers(tx, followed, tenant.timeZone, locale),
      trail: wordTrail(found.trail, tenant, locale),
      withdraw: offers.withdraw === 'open',
      shut: offers.submit && offers.submit !== 'open' ? wordRefusal(offers.submit) : undefined,
      typed: offers.submit === 'open' ? typed : undefined,
      need:
        offers.submit === 'open'
          ? await needForm(tx, program, kind, {
              area: ancestor(proposal.place, 'district'),
              field: '',
              locale,
            })
          : undefined,
    };
  });
}
