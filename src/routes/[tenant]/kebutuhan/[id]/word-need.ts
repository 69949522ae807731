import { organizationById } from '#modules/actors/index.ts';
import { fundedElsewhere, type NeedOverview } from '#modules/matching/index.ts';
import type { TypedField } from '#modules/models/index.ts';
import { listPrograms } from '#modules/programs/index.ts';
import { pathTo } from '#modules/regions/index.ts';
import type { Locale } from '#paraglide/runtime.js';
import type { Tenant, Tx } from '#platform/database/tenant-transaction.ts';
import { bringerName } from '#ui/bringer-name.ts';
import { pointText } from '#ui/point-link.ts';
import { scopeInWords } from '#ui/scope-options.ts';
import { wordRefusal } from '#ui/word-refusal.ts';

/** How a form of help is called in the model. */
export function formLabel(
  fields: readonly TypedField[],
  key: string | undefined,
  option: string | null,
  locale: Locale,
): string {
  const field = fields.find((one) => one.key === key);
  if (option === null || field?.type !== 'one-of') return '';
  return field.options.find((one) => one.option === option)?.label[locale] ?? option;
}

/** A need for its page. */
export async function wordNeed(tx: Tx, tenant: Tenant, found: NeedOverview, locale: Locale) {
  const { need, proposal, program, kind, open } = found;
  const institution = need.organization === null ? undefined : await organizationById(tx, need.organization);
  const addressed = need.addressed === null ? undefined : await organizationById(tx, need.addressed);
  const programs = new Map(
    (await listPrograms(tx)).map((one) => [one.id, `${one.model.short} ${one.fiscalYear}`]),
  );
  return {
    need: {
      id: need.id,
      title: proposal.title,
      text: proposal.need,
      point: pointText(proposal),
      state: need.state,
      requested: need.requested,
      promised: need.promised,
      rest: found.rest,
      closedFor: need.closedFor ?? '',
      volume: proposal.volume,
      unit: proposal.unit,
      people: proposal.people,
      costs: kind.costs !== 'none',
      form: formLabel(kind.fields, open.form, need.form, locale),
      scope: scopeInWords(program.model, need.scope, locale),
      institution: {
        id: institution?.id,
        name: bringerName(institution?.name ?? null, need.id),
      },
      addressed: addressed && { id: addressed.id, name: addressed.name },
    },
    program: { slug: program.slug, title: `${program.model.short} ${program.fiscalYear}` },
    place: (await pathTo(tx, proposal.place))
      .filter((place) => place.code !== program.region)
      .map((place) => place.name)
      .toReversed()
      .join(', '),
    waiting: found.waiting,
    matches: found.matches.map(({ match, ...may }) => ({
      id: match.id,
      version: match.version,
      organization: { id: match.organization, name: match.organizationName },
      amount: match.amount,
      note: match.note,
      state: match.state,
      remark: match.remark ?? '',
      offeredAt: match.offeredAt,
      answeredAt: match.answeredAt,
      dueOn: match.dueOn,
      carried: match.carried ?? undefined,
      ...may,
    })),
    offerable: found.offerable.map(({ refusal, ...one }) => ({
      ...one,
      refusal: refusal && wordRefusal(refusal),
    })),
    elsewhere: (await fundedElsewhere(tx, program, proposal)).map((one) => ({
      id: one.id,
      title: one.title,
      institution: bringerName(one.organizationName, one.id),
      program: programs.get(one.program) ?? '',
      amount: one.amount,
      decidedAt: one.decidedAt ?? undefined,
      likeness: one.likeness,
    })),
    recommendations: found.recommendations.map(({ recommendation, ...may }) => ({
      id: recommendation.id,
      version: recommendation.version,
      organization: { id: recommendation.organization, name: recommendation.organizationName },
      amount: recommendation.amount,
      note: recommendation.note,
      state: recommendation.state,
      reason: recommendation.reason ?? '',
      madeAt: recommendation.madeAt,
      ...may,
    })),
    threads: found.threads,
    mayClose: found.mayClose,
    toldOfLapse: found.toldOfLapse,
    timeZone: tenant.timeZone,
  };
}
