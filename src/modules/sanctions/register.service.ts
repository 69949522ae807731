import type { Id } from '#kernel/id.ts';
import { nameKey, wordsOf } from '#kernel/readers/text.ts';
import { type Organization, partiesIn } from '#modules/actors/index.ts';
import type { SanctionRules } from '#modules/models/index.ts';
import { type Duties, dutiesIn } from '#modules/obligations/index.ts';
import type { Program } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { ladderOf, sanctionsBy } from './sanction.store.ts';
import { type Sanction, type Standing, standingOf } from './sanction.ts';

/** Whether an institution did what it owed in a year: nothing fell due, all was done or excused, not all is due yet, or something is overdue. */
export const DUTY_STATES = ['unmet', 'waiting', 'met', 'none'] as const;
export type DutyState = (typeof DUTY_STATES)[number];

/** One institution in the register: its duty of the year, and what was done about it. */
export type Registered = {
  readonly organization: Organization;
  readonly duty: DutyState;
  readonly duties: Duties | undefined;
  /** What runs or stands against it, the highest step; undefined where nothing was done. */
  readonly sanction: { readonly sanction: Sanction; readonly standing: Standing } | undefined;
};

/** What the register is narrowed to. `nothing-done` are those whose duty is unmet and against whom nothing runs or stands. */
export type RegisterFilter = {
  readonly state?: DutyState | 'nothing-done' | 'sanctioned' | undefined;
  readonly text?: string | undefined;
};

/** Institutions and sanctions read for one register. */
const MOST = 20_000;

/**
 * The register of a ladder in a year: every institution of its kind that takes part or did, with its duty and what was done
 * about it, by name. Also that nothing was done is an answer. Source: requirement TJ-S3 (paper 004 §4.2.3).
 */
export async function dutyRegister(
  tx: Tx,
  program: Program,
  rules: SanctionRules,
  year: number,
  filter: RegisterFilter = {},
): Promise<readonly Registered[]> {
  const institutions = await partiesIn(tx, program, [rules.party], MOST, 'ever');
  const duties = await dutiesIn(tx, program.id, year, rules.filings);
  const running = runningBy(await sanctionsBy(tx, ladderOf(program.model, rules), MOST), rules, tx.today);
  const words = wordsOf(filter.text ?? '');
  return institutions
    .map((organization) => {
      const own = duties.get(organization.id);
      return { organization, duty: dutyOf(own), duties: own, sanction: running.get(organization.id) };
    })
    .filter((one) => isWanted(one, filter.state))
    .filter(({ organization }) => words.every((word) => nameKey(organization.name).includes(word)))
    .toSorted((a, b) => (nameKey(a.organization.name) < nameKey(b.organization.name) ? -1 : 1));
}

/** Of each institution what runs or stands: the highest step of its ladder. */
function runningBy(
  sanctions: readonly Sanction[],
  rules: SanctionRules,
  today: string,
): ReadonlyMap<Id, { sanction: Sanction; standing: Standing }> {
  const found = new Map<Id, { sanction: Sanction; standing: Standing }>();
  const rank = ({ step }: Sanction) => rules.steps.findIndex((one) => one.step === step);
  for (const sanction of sanctions) {
    const standing = standingOf(sanction, rules, today);
    const before = found.get(sanction.organization);
    if (standing === 'expired' || (before && rank(before.sanction) >= rank(sanction))) continue;
    found.set(sanction.organization, { sanction, standing });
  }
  return found;
}

export function dutyOf(duties: Pick<Duties, 'owed' | 'met' | 'excused' | 'overdue'> | undefined): DutyState {
  if (!duties || duties.owed === 0) return 'none';
  if (duties.overdue > 0) return 'unmet';
  return duties.met + duties.excused === duties.owed ? 'met' : 'waiting';
}

function isWanted({ duty, sanction }: Registered, wanted: RegisterFilter['state']): boolean {
  if (wanted === undefined) return true;
  if (wanted === 'nothing-done') return duty === 'unmet' && sanction === undefined;
  return wanted === 'sanctioned' ? sanction !== undefined : duty === wanted;
}
