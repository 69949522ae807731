import type { Actor } from '#kernel/actor.ts';
import { officialName } from '#kernel/region.ts';
import { governmentsNear, subjectParty, type TypedSubject } from '#modules/assessment/index.ts';
import { m } from '#paraglide/messages.js';
import type { Tenant, Tx } from '#platform/database/tenant-transaction.ts';
import { textOf } from '../../request.ts';

/** What a form offers as the subject of an analysis: the institution that its address names, or other governments. */
export type SubjectChoice = Awaited<ReturnType<typeof subjectChoice>>;

export async function subjectChoice(tx: Tx, actor: Actor, tenant: Tenant, url: URL) {
  const party = await subjectParty(tx, url.searchParams.get('lembaga') ?? '');
  const near = party ? [] : await governmentsNear(tx, actor, tenant.region);
  return {
    party,
    others: near.map(({ code, level, name }) => ({
      value: code,
      label: officialName(code, name),
      group:
        level === 'regency'
          ? m['analyses.subject.regencies']()
          : level === 'district'
            ? m['networks.district']()
            : m['networks.village'](),
    })),
  };
}

/** The subject as a form sends it. */
export function subjectIn(form: FormData): TypedSubject {
  return { region: textOf(form, 'region'), party: textOf(form, 'party'), other: textOf(form, 'other') };
}
