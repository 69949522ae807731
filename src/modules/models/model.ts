import { z } from 'zod';
import type { Basis } from '#kernel/refusal.ts';
import { ActivitiesSection } from './activities.section.ts';
import { Label, Slug } from './common.section.ts';
import { DeliberationSection } from './deliberation.section.ts';
import { FundingSection } from './funding.section.ts';
import { ProgramsSection } from './programs.section.ts';
import { ProposalsSection } from './proposals.section.ts';
import { ReportingSection } from './reporting.section.ts';

const Legal = z.strictObject({
  id: Slug,
  cite: z.string().min(3),
  about: Label,
  uncertain: z.boolean().default(false),
});

/**
 * A partnership model: the rules of a programme as data, in sections that the modules of the same name interpret.
 * What no single field can show is checked across sections: every basis is listed under `legal`, every scope belongs
 * to a proposer, every proposer has a scope.
 */
export const Model = z
  .strictObject({
    schema: z.literal(1),
    name: Slug,
    version: z.string().regex(/^\d{4}(\.\d+)?$/, 'a year, or year.number'),
    title: Label,
    short: z.string().min(2).max(24),
    about: Label,
    legal: z.array(Legal).min(1),
    programs: ProgramsSection,
    proposals: ProposalsSection,
    deliberation: DeliberationSection,
    funding: FundingSection,
    activities: ActivitiesSection,
    reporting: ReportingSection,
  })
  .superRefine((model, context) => {
    const listed = new Set(model.legal.map((law) => law.id));
    for (const { path, id } of basesIn(model)) {
      if (!listed.has(id))
        context.addIssue({ code: 'custom', path, message: `"${id}" is not listed under legal` });
    }
    const kinds = model.proposals.proposers.map((proposer) => proposer.kind);
    const lists: [(string | number)[], readonly string[]][] = [
      [['legal'], model.legal.map((law) => law.id)],
      [['proposals', 'proposers'], kinds],
      [['proposals', 'scopes'], model.proposals.scopes.map((scope) => scope.id)],
      [
        ['deliberation', 'quorum', 'elements'],
        model.deliberation.quorum.elements.map((need) => need.element),
      ],
      [['deliberation', 'outcomes'], model.deliberation.outcomes.map((outcome) => outcome.id)],
      [['reporting', 'content'], model.reporting.content.map((part) => part.id)],
    ];
    for (const [path, ids] of lists) {
      for (const i of duplicates(ids)) {
        context.addIssue({ code: 'custom', path: [...path, i], message: `"${ids[i]}" is listed twice` });
      }
    }
    const fields = model.proposals.scopes.flatMap((scope) => [scope.nature, scope.id]);
    model.deliberation.ballots?.minimumShares.forEach((share, i) => {
      if (!fields.includes(share.field)) {
        context.addIssue({
          code: 'custom',
          path: ['deliberation', 'ballots', 'minimumShares', i, 'field'],
          message: `no scope has "${share.field}" as its nature or id`,
        });
      }
    });
    model.proposals.scopes.forEach((scope, i) => {
      if (!kinds.includes(scope.kind)) {
        context.addIssue({
          code: 'custom',
          path: ['proposals', 'scopes', i, 'kind'],
          message: 'no proposer of this kind',
        });
      }
    });
    kinds.forEach((kind, i) => {
      if (!model.proposals.scopes.some((scope) => scope.kind === kind)) {
        context.addIssue({
          code: 'custom',
          path: ['proposals', 'proposers', i],
          message: `no scope for "${kind}"`,
        });
      }
    });
  });
export type Model = z.infer<typeof Model>;

function duplicates(values: readonly string[]): number[] {
  return values.flatMap((value, i) => (values.indexOf(value) < i ? [i] : []));
}

/** Every place in the model that names a basis: keys `basis` and those that end in `Basis`. */
function basesIn(part: unknown, path: (string | number)[] = []): { path: (string | number)[]; id: string }[] {
  if (Array.isArray(part)) return part.flatMap((item, i) => basesIn(item, [...path, i]));
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([key, value]) =>
    /^basis$|Basis$/.test(key) && typeof value === 'string'
      ? [{ path: [...path, key], id: value }]
      : basesIn(value, [...path, key]),
  );
}

/** The citation behind a rule, as refusals and pages show it. */
export function basisOf(model: Model, id: string): Basis {
  const law = model.legal.find((candidate) => candidate.id === id);
  return { cite: law?.cite ?? id, rule: `${model.short} ${model.version}` };
}
