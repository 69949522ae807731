import { z } from 'zod';
import { BasisId, Label, Office, Slug, YearWindow } from './common.section.ts';

/** Whole rupiah in YAML: a plain number, exact up to Rp9.000 triliun. */
const Rupiah = z.int().min(0).max(9_000_000_000_000_000).transform(BigInt);

/** Who may propose what within which ceiling. Source: paper 004, Table 4.1. */
export const ProposalsSection = z.strictObject({
  window: YearWindow,
  windowBasis: BasisId,
  proposers: z
    .array(
      z.strictObject({
        kind: Slug,
        offices: z.array(Office).min(1),
        ceiling: Rupiah,
        inCash: z.boolean(),
        basis: BasisId,
      }),
    )
    .min(1),
  scopes: z
    .array(
      z.strictObject({
        id: Slug,
        kind: Slug,
        label: Label,
        nature: z.enum(['infrastructure', 'empowerment']),
        basis: BasisId,
      }),
    )
    .min(1),
  photosToSubmit: z.int().min(0).max(20),
  photosBasis: BasisId,
  /** Offices that may send a submitted proposal back with a remark. */
  verifiers: z.array(Office).min(1),
  verifiersBasis: BasisId,
});
export type ProposalRules = z.infer<typeof ProposalsSection>;
export type Proposer = ProposalRules['proposers'][number];
export type Scope = ProposalRules['scopes'][number];
