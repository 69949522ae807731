import { z } from 'zod';
import { BasisId, Label, Office, Slug } from './common.section.ts';
import { Within } from './due.section.ts';

/** One step of a ladder: who decides it, and how long it stands. */
const SanctionStep = z.strictObject({
  step: Slug,
  label: Label,
  deciders: z.array(Office).min(1),
  lasts: z.strictObject({ months: z.int().min(1).max(120) }),
  /** May be taken although the step before does not stand. */
  directly: z.literal(true).optional(),
  basis: BasisId,
});
export type SanctionStep = z.infer<typeof SanctionStep>;

/** What follows where an institution does not do what it owes, step by step, each heard before it is decided. */
const Sanction = z
  .strictObject({
    sanction: Slug,
    label: Label,
    about: Label,
    /** The kind of institutions whose duties are meant. */
    party: Slug,
    /** Filings that are duties: one that is overdue may be held against its institution. */
    filings: z.array(Slug).min(1),
    /** Who draws up a sanction and calls to the hearing. */
    offices: z.array(Office).min(1),
    /** Offices of the institution that answer for it and appeal. */
    by: z.array(Office).min(1),
    /** So many days at least an institution has to answer. */
    hearing: z.strictObject({ days: z.int().min(1).max(365), basis: BasisId }),
    steps: z.array(SanctionStep).min(1).max(12),
    appeal: z
      .strictObject({
        offices: z.array(Office).min(1),
        within: Within,
        /** Whether what was decided waits until the appeal is. */
        suspends: z.boolean(),
        basis: BasisId,
      })
      .optional(),
    basis: BasisId,
  })
  .superRefine(({ steps, appeal }, context) => {
    const wrong = (path: (string | number)[], message: string) =>
      context.addIssue({ code: 'custom', path, message });
    steps.forEach((step, i) => {
      if (steps.findIndex((one) => one.step === step.step) < i) {
        wrong(['steps', i], `"${step.step}" is listed twice`);
      }
    });
    (appeal?.offices ?? []).forEach((office, i) => {
      const own = steps.find((one) => one.deciders.includes(office));
      if (own) {
        wrong(
          ['appeal', 'offices', i],
          `"${office}" decides "${own.step}": an appeal goes to another office`,
        );
      }
    });
  });
export type SanctionRules = z.infer<typeof Sanction>;

/** Sanctions of a programme. Source: Perda 13/2012 Pasal 5 by paper 004 §4.2; hearing, terms and appeal are silent there. */
export const SanctionsSection = z.array(Sanction).default([]);
