import type { Id } from '#kernel/id.ts';
import { wordsOf } from '#kernel/readers/text.ts';
import type { Organization } from '#modules/actors/index.ts';
import type { SanctionRules } from '#modules/models/index.ts';
import type { Program } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { type Duties, type DutyState, type RegisterState, registerRows } from './register.store.ts';
import { sanctionsById } from './sanction.store.ts';
import { type Sanction, type Standing, standingOf } from './sanction.ts';

/** One institution in the register: its duty of the year, and what was done about it. */
export type Registered = {
  readonly organization: Organization;
  readonly duty: DutyState;
  readonly duties: Duties | undefined;
  /** What runs or stands against it, the highest step; undefined where nothing was done. */
  readonly sanction: { readonly sanction: Sanction; readonly standing: Standing } | undefined;
};

/** What the register is narrowed to: a state, words of a name. */
export type RegisterFilter = {
  readonly state?: RegisterState | undefined;
  readonly text?: string | undefined;
};

/**
 * A page of the register of a ladder in a year: every institution of its kind that takes part or did, with its duty and what
 * was done about it, by name, behind the one named. Also that nothing was done is an answer. Source: requirement TJ-S3
 * (paper 004 §4.2.3).
 */
export async function dutyRegister(
  tx: Tx,
  program: Program,
  rules: SanctionRules,
  year: number,
  filter: RegisterFilter,
  page: { readonly limit: number; readonly after?: Id | undefined },
): Promise<readonly Registered[]> {
  const rows = await registerRows(tx, program, rules, {
    year,
    state: filter.state,
    words: wordsOf(filter.text ?? ''),
    limit: page.limit,
    after: page.after,
  });
  const sanctions = await sanctionsById(
    tx,
    rows.flatMap((row) => row.sanction ?? []),
  );
  return rows.map(({ organization: id, kind, name, region, ...row }) => {
    const sanction = row.sanction === null ? undefined : sanctions.get(row.sanction);
    return {
      organization: { id, kind, name, region },
      duty: dutyOf(row.duties ?? undefined),
      duties: row.duties ?? undefined,
      sanction: sanction && { sanction, standing: standingOf(sanction, rules, tx.today) },
    };
  });
}

export function dutyOf(duties: Pick<Duties, 'owed' | 'met' | 'excused' | 'overdue'> | undefined): DutyState {
  if (!duties || duties.owed === 0) return 'none';
  if (duties.overdue > 0) return 'unmet';
  return duties.met + duties.excused === duties.owed ? 'met' : 'waiting';
}
