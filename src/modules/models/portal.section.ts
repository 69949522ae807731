import { z } from 'zod';
import { BasisId, Office } from './common.section.ts';

/** Offices over the whole area that keep something of what the public reads. */
const Keepers = z.strictObject({ offices: z.array(Office).min(1), basis: BasisId });

/**
 * What the public reads beside the records, and who keeps it. Source: paper 004 §4.2.1 (public information), Table 4.4
 * (whose the figures are).
 */
export const PortalSection = z.strictObject({
  /** Figures of the years before the records begin. */
  earlier: Keepers.optional(),
  /** News, and the activities that are shown before others. */
  news: Keepers.optional(),
});
