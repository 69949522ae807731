import { fundsOf, yearEndOverview } from '#modules/funding/index.ts';
import { catalogueFigures, figuresBy, levelBeneath } from '#modules/measures/index.ts';
import { asksContributions, fieldsIn, hasSection, planningKind, purseNamed } from '#modules/models/index.ts';
import { listProposals, openKinds, shownState } from '#modules/proposals/index.ts';
import { bringerName } from '#ui/bringer-name.ts';
import { requireTenant } from '../../../request.ts';
import { wordYearEnd } from '../../dana/year-end-words.ts';
import { institutionLine } from '../../institution-line.ts';
import { shownSeal } from '../../shown-seal.ts';
import { lie } from '../../tempat/city-map.ts';
import { answersKept } from '../answers-kept.ts';
import { goalCards } from '../goal-cards.ts';
import { newsCard } from '../news-card.ts';
import { partnershipCard } from '../partnership-card.ts';
import { chosenMeasure, measureLinks, placeRows } from '../place-figures.ts';
import { keeps, programIn, titleOf } from '../program-in.ts';
import { reachCard } from '../reach-card.ts';
import { wordRules } from '../rules.ts';
import type { PageServerLoad } from './$types.js';

const NEWEST = 8;

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const { locale, pilar } = event.locals;
  return pilar.read(tenant.id, async (tx) => {
    const program = await programIn(tx, event.params.slug);
    const beneath = levelBeneath(program.region);
    const funds = await fundsOf(tx, program.id);
    const rows = placeRows(
      await figuresBy(tx, program, beneath, program.region),
      funds.reduce((sum, one) => sum + one.amount, 0n),
    );
    const ended = await yearEndOverview(tx, { tenant: tenant.id }, program.id);
    const { scopes, natures } = await catalogueFigures(tx, program, program.region);
    const measure = chosenMeasure(event.url, rows.total);
    return {
      program: {
        id: program.id,
        slug: program.slug,
        title: titleOf(program),
        about: program.model.about[locale],
        state: program.state,
      },
      open:
        program.state === 'open'
          ? openKinds(program).map((one) => ({
              label: one.label[locale],
              href: `/${tenant.slug}/usulan/kirim?program=${program.slug}&jenis=${one.kind}`,
            }))
          : [],
      rows,
      beneath,
      ...(await lie(tx, program.region)),
      funds: funds.map((one) => ({
        href: `/${tenant.slug}/dana/kas/${one.id}`,
        label: purseNamed(program.model, one.purse).label[locale],
        remaining: one.remaining,
      })),
      yearEnd: ended && wordYearEnd(ended, locale).rows,
      measure,
      measures: measureLinks(measure),
      scopes: scopes.map(({ scope, decided }) => ({
        label: scope.label[locale],
        decided,
        href: `/${tenant.slug}/usulan?program=${program.slug}&lingkup=${scope.id}`,
      })),
      natures,
      contributions: asksContributions(program.model),
      reach: await reachCard(tx, program, tenant.slug),
      newest: (await listProposals(tx, { program: program.id }, NEWEST)).map((one) => ({
        id: one.id,
        title: one.title,
        place: institutionLine(bringerName(one.organizationName, one.id), one.villageName),
        state: shownState(program.model, one),
        remark: one.remark ?? '',
        amount: one.granted ?? one.requested,
      })),
      goals: await goalCards(tx, program, program.region, tenant.slug, locale),
      answers: await answersKept(tx, program, locale),
      reports: hasSection(program.model, 'filings')
        ? program.model.filings.map((one) => one.label[locale])
        : [],
      partnership: await partnershipCard(tx, program, locale),
      rules: wordRules(program, locale, tx.today),
      plans: planningKind(program.model) !== undefined,
      priorities: program.model.filings.some((one) => one.priorities !== undefined),
      hasFields: fieldsIn(program.model).length > 0,
      news: await newsCard(tx, program, tenant.slug),
      registers: program.model.parties.kinds.flatMap(({ kind, label, register }) =>
        register ? [{ kind, label: label[locale] }] : [],
      ),
      hasChecklists: program.model.checklists.length > 0,
      hasAwards: program.model.awards.length > 0,
      opensNeeds: program.model.proposals.some((kind) => kind.open !== undefined),
      hasSanctions: program.model.sanctions.length > 0,
      keeps: keeps(event.locals.actor, program),
      hasBodies: program.model.parties.bodies.length > 0,
      seal: await shownSeal(tx, tenant),
    };
  });
};
