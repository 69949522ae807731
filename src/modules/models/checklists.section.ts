import { z } from 'zod';
import { countsFor, MEASURE_KEYS, measureNamed } from '#analysis/measures/index.ts';
import { BasisId, Label, Office, Slug } from './common.section.ts';

const Limit = z.int().min(0).max(9_000_000_000_000_000).transform(BigInt);

/** How the records prove an item by themselves: a measure of the registry at a limit. */
const Proof = z
  .strictObject({
    measure: z.enum(MEASURE_KEYS, {
      error: ({ input }) => `no measure is called "${input}"; there are: ${MEASURE_KEYS.join(', ')}`,
    }),
    atLeast: Limit.optional(),
    atMost: Limit.optional(),
  })
  .superRefine((proof, context) => {
    const wrong = (path: string[], message: string) => context.addIssue({ code: 'custom', path, message });
    if ((proof.atLeast === undefined) === (proof.atMost === undefined)) {
      wrong([], 'says either atLeast or atMost');
    }
    if (!countsFor(proof.measure, 'place')) {
      wrong(['measure'], `"${proof.measure}" is not counted of a place, and a programme is one of a place`);
    }
    if (measureNamed(proof.measure).unit === 'per-mille' && (proof.atLeast ?? proof.atMost ?? 0n) > 1000n) {
      wrong([], 'a share is in per mille: 1000 is the whole');
    }
  });

/** Something that must be so for a partnership to work: proved by the records, or stated by an office with what it rests on. */
const Item = z
  .strictObject({
    item: Slug,
    label: Label,
    /** The side of the partnership whose it is; left out for all. */
    pillar: Slug.optional(),
    /** Offices that state it, where the records cannot prove it. */
    offices: z.array(Office).default([]),
    proof: Proof.optional(),
    /**
     * That a stakeholder agreed: it is stated with aim, authority and responsibilities, and the public hearing and talks that
     * led to it. Source: paper 004, §5.1.1, §6.1.
     */
    agreement: z.literal(true).optional(),
    basis: BasisId,
  })
  .refine(
    (item) => (item.proof === undefined) === item.offices.length > 0,
    'says either a proof or the offices that state it',
  );
export type ChecklistItem = z.infer<typeof Item>;

/** A list of what must be so, before a programme opens or while it runs. */
const Checklist = z.strictObject({
  checklist: Slug,
  label: Label,
  about: Label,
  when: z.enum(['before-opening', 'under-way']),
  items: z.array(Item).min(1).max(60),
});
export type Checklist = z.infer<typeof Checklist>;

/** Readiness, prerequisites and phases of a partnership. Source: paper 004 §2.3, §2.4, §6.1, §6.2. */
export const ChecklistsSection = z.array(Checklist).default([]);
