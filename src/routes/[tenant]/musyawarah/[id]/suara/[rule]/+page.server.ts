import { error } from '@sveltejs/kit';
import { problemWords } from '#analysis/allocation/index.ts';
import { projectId, type Vote } from '#modules/deliberation/index.ts';
import { refusalStatus } from '#ui/refusal-status.ts';
import { resultsOf } from '#ui/vote-results.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { idOr404, requireTenant } from '../../../../../request.ts';
import { computeResults } from '../../ready-results.ts';
import { explain, pageWording, ruleAbout, ruleLines, ruleName } from '../comparison-words.ts';
import { votePage } from '../vote-page.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const { pilar, locale } = event.locals;
  const id = idOr404(event.params.id);
  const refusal = await computeResults(event, id);
  if (refusal) error(refusalStatus(refusal), wordRefusal(refusal).title);
  const { forum, vote, head } = await pilar.read(tenant.id, (tx) =>
    votePage(tx, id, tenant.timeZone, locale),
  );
  const compared = vote && resultsOf(vote, locale);
  const found = compared?.results.find((one) => one.rule === event.params.rule);
  if (!compared || !found) error(404);
  const wording = pageWording(compared.election, locale);
  const { comparison, rule } = found;
  return {
    base: `/${tenant.slug}/musyawarah/${forum.id}`,
    head,
    rule,
    name: ruleName(rule),
    about: ruleAbout(rule),
    line: ruleLines(compared, wording).find((one) => one.rule === rule),
    problem: 'problem' in comparison ? problemWords(comparison.problem, wording.language) : undefined,
    explanation:
      'allocation' in comparison ? explain(comparison.allocation, wording, reasonsOf(vote)) : undefined,
    others: compared.results.map((one) => ({ rule: one.rule, name: ruleName(one.rule) })),
  };
};

/** Why proposals exclude one another, by the names that they have in the election. */
function reasonsOf(vote: Vote): Map<string, string> {
  return new Map(
    vote.exclusions.map(({ numbers: [one, other], reason }) => [
      `${projectId(vote, one)} ${projectId(vote, other)}`,
      reason,
    ]),
  );
}
