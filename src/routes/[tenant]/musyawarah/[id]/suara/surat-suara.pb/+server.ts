import { error } from '@sveltejs/kit';
import { writePabulib } from '#analysis/allocation/index.ts';
import { isRefusal } from '#kernel/refusal.ts';
import { ballotRules, electionOf, limitsAsMeta, limitsOfVote } from '#modules/deliberation/index.ts';
import { idOr404, requireTenant } from '../../../../../request.ts';
import { fieldName } from '../comparison-words.ts';
import { votePage } from '../vote-page.ts';
import type { RequestHandler } from './$types.js';

/**
 * The ballots of a closed vote as a Pabulib file: without names, in the order of their content, numbered anew, so that
 * anyone can count again and nobody can tell which came first. The limits that held for all rules stand in META.
 */
export const GET: RequestHandler = async (event) => {
  const tenant = requireTenant(event);
  const id = idOr404(event.params.id);
  const { forum, program, vote, head } = await event.locals.pilar.read(tenant.id, (tx) =>
    votePage(tx, id, tenant.timeZone, 'id'),
  );
  const { result } = vote ?? {};
  const rules = ballotRules(program);
  if (!vote || !result || isRefusal(rules)) error(404);
  // A comma in a field's name would part it in two.
  const words = { field: (field: string) => fieldName(program, field, 'id').replaceAll(',', '') };
  const election = electionOf(vote, result, words);
  if (!election) error(404);
  const text = writePabulib(election, {
    description: `Pemungutan suara ${head.forum}`,
    country: 'Indonesia',
    unit: tenant.name,
    subunit: head.place,
    instance: String(program.fiscalYear),
    currency: 'IDR',
    ...limitsAsMeta(limitsOfVote(rules, vote, result, election, words)),
    ...(vote.points === null ? {} : { vote_type: 'cumulative', max_sum_points: String(vote.points) }),
  });
  return new Response(text, {
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': `attachment; filename="surat-suara-${forum.region}-${program.fiscalYear}.pb"`,
    },
  });
};
