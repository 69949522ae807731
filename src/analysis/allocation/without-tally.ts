import type { LossReason } from './allocation.ts';
import type { Supporters } from './support.ts';

/** Why a project without a tally gets nothing. */
export function withoutTally({ named }: Supporters): LossReason {
  return named === 0 ? { code: 'no-support' } : { code: 'no-points', voters: named };
}
