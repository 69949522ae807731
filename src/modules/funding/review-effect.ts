import type { Acting } from '#kernel/actor.ts';
import type { Refusal } from '#kernel/refusal.ts';
import type { Program } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** A voucher is examined: in which transaction, by whom, with what they remarked. */
export type Examining = {
  readonly tx: Tx;
  readonly by: Acting;
  readonly program: Program;
  readonly remark: string;
};

/** What examining a voucher to its end brings about. */
export type Effect = {
  /** Moves the money; answers what does not fit any more. */
  readonly approved: () => Promise<Refusal | undefined>;
  /** What is to be done anew. */
  readonly refused: () => Promise<void>;
  /** Tells the journal. */
  readonly told: (state: 'approved' | 'refused') => Promise<void>;
};
